// A browser as an organization manages it: its own policy files, seen by that browser alone. It is started in a mount
// namespace in which they lie in /etc; nothing is written there.

import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserKind, executableOf, GECKO_ID, outputOf } from "./browsers.ts";

export type ManagedBrowser = {
  /** To be started in the browser's place. */
  readonly executable: string;
  readonly remove: () => void;
};

/** Below /etc, for Debian's Chromium and for Google's, and for Firefox. */
const PLACES = {
  chromium: ["chromium/policies/managed", "opt/chrome/policies/managed"],
  firefox: ["firefox/policies"],
} as const;

/** Linux alone; as a user other than root it wants user namespaces. */
export function manageBrowser(
  kind: BrowserKind,
  values: Readonly<Record<string, unknown>>,
): ManagedBrowser {
  const folder = mkdtempSync(join(tmpdir(), "waykey-managed-"));
  const etc = join(folder, "etc");
  for (const place of PLACES[kind]) {
    mkdirSync(join(etc, place), { recursive: true });
    writeFileSync(join(etc, place, "policies.json"), JSON.stringify(policiesOf(kind, values)));
  }
  const executable = join(folder, "browser");
  const namespace = process.getuid?.() === 0 ? "--mount" : "--mount --map-root-user";
  const mount = 'mount -t overlay overlay -o "lowerdir=$0:/etc" /etc && exec "$@"';
  const script = `#!/bin/sh\nexec unshare ${namespace} sh -c '${mount}' '${etc}' '${executableOf(kind)}' "$@"\n`;
  writeFileSync(executable, script);
  chmodSync(executable, 0o755);
  return {
    executable,
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** As docs/policy.md says it. */
function policiesOf(kind: BrowserKind, values: object): object {
  if (kind === "firefox") {
    return { policies: { "3rdparty": { Extensions: { [GECKO_ID]: values } } } };
  }
  return { "3rdparty": { extensions: { [idOfUnpacked(outputOf(kind))]: values } } };
}

/** The ID that Chromium gives an extension of that folder: of its path's SHA-256 the first 128 bits, in letters from a on. */
function idOfUnpacked(path: string): string {
  const digits = createHash("sha256").update(path).digest("hex").slice(0, 32);
  return digits.replaceAll(/./g, (digit) =>
    String.fromCharCode("a".charCodeAt(0) + Number.parseInt(digit, 16)),
  );
}
