// Decides which parts may start: three at a time of those that may have company, the others alone, in
// the order given, and never before what they need has ended.

/** @typedef {import("./parts.mjs").Part} Part */

/** One more than the processors of a small machine: the end-to-end tests wait for half of their time. */
const MOST_AT_ONCE = 3;

/**
 * Runs every part once and returns when all have ended.
 * @template Result
 * @param {readonly Part[]} parts in which the needs of each come before it, or are left out
 * @param {(part: Part, ended: ReadonlyMap<string, Result>) => Promise<Result>} run
 * @returns {Promise<Map<string, Result>>} by the name of the part
 */
export async function runScheduled(parts, run) {
  /** @type {Map<string, Result>} */
  const ended = new Map();
  const waiting = [...parts];
  /** @type {Map<Part, Promise<void>>} */
  const running = new Map();

  /** @param {Part} part */
  const start = async (part) => {
    const result = await run(part, ended);
    running.delete(part);
    ended.set(part.name, result);
  };

  while (waiting.length > 0 || running.size > 0) {
    const next = nextPart(parts, waiting, [...running.keys()], new Set(ended.keys()));
    if (next === null) {
      await Promise.race(running.values());
      continue;
    }
    waiting.splice(waiting.indexOf(next), 1);
    running.set(next, start(next));
  }
  return ended;
}

/**
 * @param {readonly Part[]} parts all of the run
 * @param {readonly Part[]} waiting
 * @param {readonly Part[]} running
 * @param {ReadonlySet<string>} ended
 * @returns {Part | null} the part to start now; null if something must end first
 */
export function nextPart(parts, waiting, running, ended) {
  if (running.length >= MOST_AT_ONCE || running.some((part) => part.with === "none")) return null;
  const inRun = new Set(parts.map((part) => part.name));
  const ready = waiting.filter((part) =>
    [...part.needs, ...part.after].every((name) => ended.has(name) || !inRun.has(name)),
  );
  const sociable = ready.find((part) => part.with === "others");
  if (sociable !== undefined) return sociable;
  return running.length === 0 ? (ready[0] ?? null) : null;
}
