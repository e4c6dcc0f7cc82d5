// Runs the commands of one part, each in a process group of its own that is stopped as a whole when
// it takes too long or the check is interrupted.

import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { countPart } from "./counts.mjs";

/** @typedef {import("./parts.mjs").Part} Part */
/** @typedef {import("node:child_process").ChildProcess} ChildProcess */
/**
 * @typedef {{
 *   ok: boolean,
 *   seconds: number,
 *   output: string,
 *   note: string,
 *   counts: import("./counts.mjs").Counts,
 * }} PartResult
 */

const KILL_AFTER_MS = 5_000;

/** @type {Set<ChildProcess>} */
const children = new Set();

/**
 * @param {ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function signalGroup(child, signal) {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  if (process.platform === "win32") child.kill(signal);
  else process.kill(-child.pid, signal);
}

/** @param {NodeJS.Signals} signal sent to everything that runs */
export function signalAll(signal) {
  for (const child of children) signalGroup(child, signal);
}

/**
 * @param {string} root
 * @param {readonly string[]} command
 * @returns {string[]} the arguments with which Node runs it
 */
function resolveCommand(root, [packageName = "", programName = "", ...args]) {
  const folder = join(root, "node_modules", packageName);
  const text = readFileSync(join(folder, "package.json"), "utf8");
  const { bin } = /** @type {{ bin: string | Record<string, string> }} */ (JSON.parse(text));
  const path = typeof bin === "string" ? bin : bin[programName];
  if (path === undefined) throw new RangeError(`${packageName} has no program ${programName}`);
  return [join(folder, path), ...args];
}

/**
 * @param {readonly string[]} args what Node is to run
 * @param {{ root: string, env: NodeJS.ProcessEnv, live: boolean, limitMs: number }} options
 * @returns {Promise<{ ok: boolean, output: string, note: string }>}
 */
function runCommand(args, { root, env, live, limitMs }) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env,
      detached: process.platform !== "win32",
      stdio: ["ignore", live ? "inherit" : "pipe", live ? "inherit" : "pipe"],
    });
    children.add(child);
    let output = "";
    let note = "";
    child.stdout?.setEncoding("utf8").on("data", (text) => (output += text));
    child.stderr?.setEncoding("utf8").on("data", (text) => (output += text));
    const limit = setTimeout(() => {
      note = `stopped after ${limitMs / 60_000} minutes`;
      signalGroup(child, "SIGTERM");
      setTimeout(() => signalGroup(child, "SIGKILL"), KILL_AFTER_MS).unref();
    }, limitMs);
    /** @param {boolean} ok */
    const end = (ok) => {
      clearTimeout(limit);
      children.delete(child);
      resolve({ ok, output, note });
    };
    child.on("error", (error) => {
      note = error.message;
      end(false);
    });
    child.on("close", (code) => end(code === 0 && note === ""));
  });
}

/**
 * @param {Part} part
 * @param {{ root: string, filter: string | null, day: number | null }} options
 *   `day`: see test/e2e/turns.ts
 * @returns {Promise<PartResult>}
 */
export async function runPart(part, { root, filter, day }) {
  const start = performance.now();
  const reportFile = join(root, ".cache", "check", `${part.name}.json`);
  mkdirSync(join(root, ".cache", "check"), { recursive: true });
  rmSync(reportFile, { force: true });

  const env = { ...process.env };
  if (process.stdout.isTTY) env["FORCE_COLOR"] = "1";
  if (part.browser !== null) env["WAYKEY_BROWSER"] = part.browser;
  if (day !== null) env["WAYKEY_DAY"] = String(day);
  const extra = part.counts
    ? ["--reporter=default", "--reporter=json", `--outputFile.json=${reportFile}`]
    : [];
  if (part.counts && filter !== null) extra.push(filter);

  const limitMs = part.limitMinutes * 60_000;
  const live = part.with === "none";
  let ok = true;
  let output = "";
  let note = "";
  for (const words of part.commands) {
    const command = resolveCommand(root, [...words, ...extra]);
    const result = await runCommand(command, { root, env, live, limitMs });
    ok &&= result.ok;
    output += result.output;
    note ||= result.note;
  }
  const report = existsSync(reportFile) ? readFileSync(reportFile, "utf8") : null;
  const counts = countPart(report, { ok, counts: part.counts });
  const seconds = (performance.now() - start) / 1000;
  return { ok: counts.failed === 0, seconds, output, note, counts };
}
