// Runs a command to its end and keeps what it said. Only for the set-up; tasks run with their output
// passed through (run-task.mjs).

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** @typedef {Record<string, string | undefined>} Env */
/** @typedef {{ ok: boolean, stdout: string, output: string }} CommandResult */

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: Env, shell?: boolean, timeoutMs?: number }} [options]
 * @returns {CommandResult} never throws: a command that cannot start is not ok
 */
export function runQuietly(command, args, options = {}) {
  const result = spawnSync(command, args, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    shell: options.shell ?? false,
    timeout: options.timeoutMs ?? 0,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
    stdio: ["ignore", "pipe", "pipe"],
    windowsHide: true,
  });
  const stdout = result.stdout ?? "";
  const reason = result.error === undefined ? "" : `\n${result.error.message}`;
  return {
    ok: result.error === undefined && result.status === 0,
    stdout,
    output: `${stdout}\n${result.stderr ?? ""}${reason}`,
  };
}

/**
 * Runs npm: the one that started us, if npm did, else the one on PATH.
 * @param {readonly string[]} args
 * @param {{ cwd: string, env: Env, nodePath: string }} options
 * @returns {CommandResult}
 */
export function runNpm(args, { cwd, env, nodePath }) {
  const npmCli = env["npm_execpath"];
  if (npmCli !== undefined && /npm-cli\.[cm]?js$/.test(npmCli) && existsSync(npmCli)) {
    return runQuietly(nodePath, [npmCli, ...args], { cwd, env });
  }
  return runQuietly("npm", args, { cwd, env, shell: process.platform === "win32" });
}

/**
 * @param {Env} env
 * @returns {string[]} the folders of PATH
 */
export function pathFolders(env) {
  const key = Object.keys(env).find((name) => name.toUpperCase() === "PATH");
  return (key === undefined ? "" : (env[key] ?? "")).split(delimiter).filter((dir) => dir !== "");
}

/**
 * @param {Env} env
 * @param {readonly string[]} folders
 * @returns {Env} a copy of the environment with the folders first on PATH
 */
export function withPathFirst(env, folders) {
  const key = Object.keys(env).find((name) => name.toUpperCase() === "PATH") ?? "PATH";
  return { ...env, [key]: [...folders, ...pathFolders(env)].join(delimiter) };
}

/**
 * @param {Env} env
 * @param {string} name
 * @returns {boolean} whether a program of that name is on PATH
 */
export function isOnPath(env, name) {
  return pathFolders(env).some((dir) => existsSync(join(dir, name)));
}

/**
 * The line of a failed command that tells most: npm's and apt's own error lines before others.
 * @param {string} output
 * @returns {string} one line, at most 300 characters
 */
export function tellingLine(output) {
  const lines = output
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const errors = lines
    .filter((line) => /^(npm error|npm ERR!|E:|Error:|error:)/i.test(line))
    .filter((line) => !/complete log|debug-0\.log|error (code|errno|syscall)\b/i.test(line))
    .map((line) => line.replace(/^npm (error|ERR!)\s*/i, ""));
  const best = errors.find((line) => line !== "") ?? lines.at(-1) ?? "no output";
  return best.slice(0, 300);
}
