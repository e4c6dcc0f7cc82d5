// Runs a task with its output passed through, and ends as the task ends: signals go on to it, its
// exit code becomes ours.

import { spawn } from "node:child_process";
import { constants } from "node:os";
import { SetupFailure } from "./failure.mjs";

/** @type {readonly NodeJS.Signals[]} */
const FORWARDED = ["SIGINT", "SIGTERM", "SIGHUP"];

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd: string, env: import("./command.mjs").Env, shell?: boolean }} options
 * @returns {Promise<number>} the exit code; 128 + n if signal n ended it
 */
export function runTask(command, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: "inherit" });
    for (const signal of FORWARDED) {
      process.on(signal, () => {
        // From a terminal, Ctrl-C has reached the task already.
        if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
      });
    }
    child.on("error", (error) => {
      reject(new SetupFailure(`${command} does not start (${error.message}).`, "Is it installed?"));
    });
    child.on("close", (code, signal) => {
      resolve(signal === null ? (code ?? 1) : 128 + constants.signals[signal]);
    });
  });
}
