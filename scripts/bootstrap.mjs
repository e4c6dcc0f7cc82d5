// Sets up all that a task needs, then runs it: `node scripts/bootstrap.mjs <task> [arguments]`. Runs
// on Node 18 and newer without any package; brings a Node that `engines` allows, the npm packages and
// the browsers. Quiet when there is nothing to do.

import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { provideBrowsers } from "./setup/browsers.mjs";
import { withPathFirst } from "./setup/command.mjs";
import { SetupFailure } from "./setup/failure.mjs";
import { provideNode } from "./setup/node-binary.mjs";
import { providePackages } from "./setup/packages.mjs";
import { runTask } from "./setup/run-task.mjs";
import { parseTask } from "./setup/tasks.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** @param {string} line */
function log(line) {
  process.stderr.write(`waykey: ${line}\n`);
}

/**
 * @returns {string} the versions of Node that package.json allows
 */
function readNodeRange() {
  const text = readFileSync(join(root, "package.json"), "utf8");
  const manifest = /** @type {{ engines: { node: string } }} */ (JSON.parse(text));
  return manifest.engines.node;
}

/**
 * @param {readonly string[]} argv
 * @returns {Promise<number>} the task's exit code
 */
async function bootstrap(argv) {
  const task = parseTask(argv);
  const node = provideNode({ root, range: readNodeRange(), env: process.env, log });
  const { nodePath } = node;
  providePackages({ root, env: node.env, nodePath, log });
  const context = { root, env: node.env, nodePath, log };
  const env = provideBrowsers(task.browsers, task.withExtras, context);
  if (task.script !== null) {
    return runTask(nodePath, [task.script, ...task.args], { cwd: root, env });
  }
  const [command = "", ...args] = task.args;
  return runTask(command, args, {
    cwd: root,
    env: withPathFirst(env, [join(root, "node_modules", ".bin")]),
    shell: process.platform === "win32",
  });
}

try {
  process.exitCode = await bootstrap(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof SetupFailure)) throw error;
  log(error.message);
  process.exitCode = 1;
}
