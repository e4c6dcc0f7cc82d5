// Runs the project's checks and says of each how it went and how long it took; a failure stops none
// of the others. Ends with the line `N passed, N failed` and exit code 1 if anything failed. Wants
// the set-up done: `npm test` comes here by way of bootstrap.mjs.

import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { choosePlan } from "./check/choose.mjs";
import { closingLine, sumCounts } from "./check/counts.mjs";
import { runPart, signalAll } from "./check/run-part.mjs";
import { runScheduled } from "./check/schedule.mjs";

/** @typedef {import("./check/parts.mjs").Part} Part */
/** @typedef {import("./check/run-part.mjs").PartResult} PartResult */

const DAY_MS = 86_400_000;

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** @param {string} line */
function say(line) {
  process.stdout.write(`${line}\n`);
}

/**
 * @param {Part} part
 * @param {PartResult} result
 * @returns {string}
 */
function verdict(part, { ok, seconds, note, counts }) {
  const tests = part.counts && note === "" ? closingLine(counts) : note;
  const time = `${seconds.toFixed(1)} s`.padStart(8);
  return `${ok ? "ok    " : "FAILED"} ${part.name.padEnd(12)} ${time}  ${tests}`.trimEnd();
}

/**
 * @param {readonly string[]} args
 * @returns {Promise<boolean>} whether all passed
 */
async function check(args) {
  const plan = choosePlan(args);
  if (!plan.ok) {
    process.stderr.write(`waykey: ${plan.problem} ${plan.help}\n`);
    return false;
  }
  const day = plan.isUsual ? Math.floor(Date.now() / DAY_MS) : null;
  if (day !== null) say(`Files that the browsers take in turns: as on WAYKEY_DAY=${day}`);
  /** @type {(part: Part, ended: ReadonlyMap<string, PartResult>) => Promise<PartResult>} */
  const run = async (part, ended) => {
    const failedNeed = part.needs.find((name) => ended.get(name)?.ok === false);
    if (failedNeed !== undefined) {
      const counts = { passed: 0, failed: 1, skipped: 0 };
      const note = `not run, since ${failedNeed} failed`;
      const result = { ok: false, seconds: 0, output: "", note, counts };
      say(verdict(part, result));
      return result;
    }
    const result = await runPart(part, { root, filter: plan.filter, day });
    if (!result.ok && result.output !== "") say(result.output.trimEnd());
    say(verdict(part, result));
    return result;
  };
  const results = await runScheduled(plan.parts, run);

  if (plan.parts.length > 1) {
    say("");
    for (const part of plan.parts) {
      const result = results.get(part.name);
      if (result !== undefined) say(verdict(part, result));
    }
    say("");
  }
  const total = sumCounts([...results.values()].map((result) => result.counts));
  say(closingLine(total));
  return total.failed === 0;
}

for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
  process.once(signal, () => {
    signalAll("SIGTERM");
    process.exit(1);
  });
}

process.exitCode = (await check(process.argv.slice(2))) ? 0 : 1;
