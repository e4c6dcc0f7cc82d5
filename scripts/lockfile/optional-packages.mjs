// Completes a lockfile with the optional packages of every platform. npm writes down only those that
// the registry served when it resolved, and `npm ci` refuses a lockfile in which one is missing; what
// such an entry must say can be read off the version and the package's name.

/**
 * @typedef {{
 *   version?: string,
 *   dev?: boolean,
 *   optional?: boolean,
 *   cpu?: string[],
 *   os?: string[],
 *   libc?: string[],
 *   optionalDependencies?: Record<string, string>,
 * }} Entry
 * @typedef {{ packages: Record<string, Entry> }} Lockfile
 */

const SYSTEMS = new Set([
  "aix",
  "android",
  "darwin",
  "freebsd",
  "linux",
  "netbsd",
  "openbsd",
  "openharmony",
  "sunos",
  "win32",
]);

const EXACT_VERSION = /^\d+\.\d+\.\d+$/;

/**
 * Looks a package up as Node does: next to the one that asks, then in every folder above.
 * @param {Record<string, Entry>} packages
 * @param {string} from the path of the package that asks
 * @param {string} name
 * @returns {Entry | null}
 */
function findPackage(packages, from, name) {
  for (let base = from; ; base = base.slice(0, Math.max(0, base.lastIndexOf("/node_modules/")))) {
    const entry = packages[base === "" ? `node_modules/${name}` : `${base}/node_modules/${name}`];
    if (entry !== undefined) return entry;
    if (base === "") return null;
  }
}

/**
 * The platform that a package is for, from a name such as `@esbuild/linux-arm64` or
 * `lightningcss-linux-x64-musl`.
 * @param {string} name
 * @returns {Pick<Entry, "cpu" | "os" | "libc">} empty if the name tells no platform
 */
export function platformOf(name) {
  const words = name.slice(name.lastIndexOf("/") + 1).split("-");
  const at = words.findIndex((word) => SYSTEMS.has(word));
  const system = words[at];
  const cpu = words[at + 1];
  if (system === undefined || cpu === undefined) return {};
  const rest = words.slice(at + 2);
  if (rest.some((word) => word.startsWith("musl"))) {
    return { cpu: [cpu], os: [system], libc: ["musl"] };
  }
  if (system === "linux" && rest.some((word) => word.startsWith("gnu"))) {
    return { cpu: [cpu], os: [system], libc: ["glibc"] };
  }
  return { cpu: [cpu], os: [system] };
}

/**
 * The lockfile with an entry for every optional package that another one names by an exact version.
 * Entries that are there stay as they are. The new ones have no integrity: only a platform for which
 * the registry serves the package would install it.
 * @param {Lockfile} lockfile
 * @returns {{ lockfile: Lockfile, added: string[], unresolved: string[] }} the paths that were added, and
 *   the packages that are missing but named by a range or for no known platform
 */
export function completeLockfile(lockfile) {
  const packages = { ...lockfile.packages };
  /** @type {string[]} */
  const added = [];
  /** @type {string[]} */
  const unresolved = [];
  for (const [path, entry] of Object.entries(lockfile.packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      const held = findPackage(packages, path, name);
      const isExact = EXACT_VERSION.test(version);
      if (held !== null && (held.version === version || !isExact)) continue;
      const { os, cpu = [], ...libc } = platformOf(name);
      if (!isExact || os === undefined) {
        unresolved.push(`${name}@${version}`);
        continue;
      }
      const top = `node_modules/${name}`;
      const key = packages[top] === undefined ? top : `${path}/${top}`;
      const dev = entry.dev === true ? { dev: true } : {};
      packages[key] = { version, cpu, ...dev, ...libc, optional: true, os };
      added.push(key);
    }
  }
  const inOrder = Object.entries(packages).toSorted(([a], [b]) => a.localeCompare(b, "en"));
  return {
    lockfile: { ...lockfile, packages: Object.fromEntries(inOrder) },
    added,
    unresolved,
  };
}
