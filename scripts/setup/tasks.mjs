// What `node scripts/bootstrap.mjs <task>` can do: the program each task runs and the browsers that
// must be there first.

import { choosePlan } from "../check/choose.mjs";
import { SetupFailure } from "./failure.mjs";

/** @typedef {import("./browser-kinds.mjs").BrowserName} BrowserName */
/**
 * `script` is run by Node; without one, the first argument is a command to run as it is.
 * @typedef {{
 *   script: string | null,
 *   args: readonly string[],
 *   browsers: readonly BrowserName[],
 *   withExtras: boolean,
 * }} Task
 */

const CHECK = "scripts/check.mjs";

/**
 * @param {readonly string[]} args
 * @returns {Task} a run of the checks, with the browsers of the parts that are asked for
 */
function checkTask(args) {
  const plan = choosePlan(args);
  if (!plan.ok) throw new SetupFailure(plan.problem, plan.help);
  const browsers = new Set(plan.parts.flatMap((part) => part.browser ?? []));
  return { script: CHECK, args, browsers: [...browsers], withExtras: browsers.size > 0 };
}

/**
 * @param {readonly string[]} args
 * @returns {BrowserName}
 */
function browserIn(args) {
  return args.includes("--browser=firefox") ? "firefox" : "chromium";
}

/**
 * @param {readonly string[]} args
 * @returns {Task}
 */
function demoTask(args) {
  const browser = browserIn(args);
  return { script: "scripts/demo.ts", args, browsers: [browser], withExtras: false };
}

/**
 * @param {readonly string[]} args
 * @returns {Task} the pictures of the kinds that are named, of all where none is
 */
function picturesTask(args) {
  const kinds = args.filter((arg) => !arg.startsWith("--"));
  const wantsBoth = kinds.length === 0 || kinds.includes("screens");
  /** @type {readonly BrowserName[]} */
  const browsers =
    wantsBoth && !args.includes("--browser=chromium") ? ["chromium", "firefox"] : ["chromium"];
  return { script: "scripts/pictures.ts", args, browsers, withExtras: false };
}

/**
 * @param {readonly string[]} args
 * @returns {Task} the benchmarks, whole or in parts
 */
function benchTask(args) {
  const browsers = /** @type {const} */ (["chromium", "firefox"]);
  return { script: "scripts/bench.ts", args, browsers, withExtras: false };
}

/** @returns {Task} */
function zipTask() {
  return { script: "scripts/zip.ts", args: [], browsers: [], withExtras: false };
}

/**
 * @param {readonly string[]} args
 * @returns {Task} WXT's development server, which opens the browser and loads every change into it
 */
function devTask(args) {
  const browser = browserIn(args);
  const rest = args.filter((arg) => !arg.startsWith("--browser="));
  const command = ["wxt", "-b", browser === "firefox" ? "firefox" : "chrome", ...rest];
  return { script: null, args: command, browsers: [browser], withExtras: false };
}

/**
 * @param {readonly string[]} args
 * @returns {Task}
 */
function execTask(args) {
  if (args.length > 0) return { script: null, args, browsers: [], withExtras: false };
  throw new SetupFailure("exec wants a command.", "Say, for example, `exec vitest run test/unit`.");
}

/** @type {Readonly<Record<string, (args: readonly string[]) => Task>>} */
const TASKS = {
  test: checkTask,
  unit: (args) => checkTask(["unit", ...args]),
  e2e: (args) => checkTask(["e2e", ...args]),
  soak: (args) => checkTask(["soak", ...args]),
  build: (args) => checkTask(["build", ...args]),
  demo: demoTask,
  pictures: picturesTask,
  zip: zipTask,
  bench: benchTask,
  dev: devTask,
  exec: execTask,
};

/**
 * @param {readonly string[]} argv what follows the script's name
 * @returns {Task}
 * @throws {SetupFailure} if it names no task, or the task refuses its arguments
 */
export function parseTask(argv) {
  const [name = "", ...args] = argv;
  const task = Object.hasOwn(TASKS, name) ? TASKS[name] : undefined;
  if (task !== undefined) return task(args);
  const problem = name === "" ? "No task is named." : `There is no task "${name}".`;
  throw new SetupFailure(problem, `Name one of: ${Object.keys(TASKS).join(", ")}.`);
}
