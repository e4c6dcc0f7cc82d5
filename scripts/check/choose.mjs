// Reads the arguments of a check: names of parts or groups, `--browser=NAME` for one browser alone,
// `--filter=TEXT` for the test files whose path contains the text. No name means every part but the
// long ones.

import { PARTS } from "./parts.mjs";

/** @typedef {import("./parts.mjs").Part} Part */
/**
 * `isUsual`: nothing was named, so files that the browsers take in turns run in one of them.
 * @typedef {{ ok: true, parts: readonly Part[], filter: string | null, isUsual: boolean }
 *   | { ok: false, problem: string, help: string }} Plan
 */

/**
 * @param {readonly string[]} names
 * @returns {Set<string>} the names of the parts meant, and of those they need
 */
function withNeeds(names) {
  /** @type {Set<string>} */
  const chosen = new Set();
  const queue = [...names];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    for (const part of PARTS) {
      if (part.name !== name && part.group !== name) continue;
      if (chosen.has(part.name)) continue;
      chosen.add(part.name);
      queue.push(...part.needs);
    }
  }
  return chosen;
}

/**
 * @param {readonly string[]} args
 * @returns {Plan}
 */
export function choosePlan(args) {
  /** @type {string[]} */
  const names = [];
  /** @type {string | null} */
  let browser = null;
  /** @type {string | null} */
  let filter = null;
  const known = new Set(PARTS.flatMap((part) => [part.name, part.group]));
  for (const arg of args) {
    const option = /^--(browser|filter)=(.+)$/.exec(arg);
    if (option?.[1] === "browser") browser = option[2] ?? null;
    else if (option?.[1] === "filter") filter = option[2] ?? null;
    else if (known.has(arg)) names.push(arg);
    else {
      return {
        ok: false,
        problem: `There is no part "${arg}".`,
        help: `Name some of: ${[...known].join(", ")}, --browser=chromium|firefox, --filter=TEXT.`,
      };
    }
  }
  if (browser !== null && browser !== "chromium" && browser !== "firefox") {
    return {
      ok: false,
      problem: `There is no browser "${browser}".`,
      help: "Name chromium or firefox.",
    };
  }
  const usual = PARTS.filter((part) => !part.long).map((part) => part.name);
  const chosen = withNeeds(names.length === 0 ? usual : names);
  const parts = PARTS.filter((part) => chosen.has(part.name)).filter(
    (part) => browser === null || part.browser === null || part.browser === browser,
  );
  return { ok: true, parts, filter, isUsual: args.length === 0 };
}
