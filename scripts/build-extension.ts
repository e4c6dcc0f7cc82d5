// Builds Waykey for one browser, or packs it for a store, quietly; what WXT says is shown when it fails.

import { spawnSync } from "node:child_process";
import { join } from "node:path";

function runWxt(...args: readonly string[]): void {
  const wxt = join("node_modules", "wxt", "bin", "wxt.mjs");
  const done = spawnSync(process.execPath, [wxt, ...args], { encoding: "utf8" });
  if (done.status === 0) return;
  process.stdout.write(`${done.stdout}${done.stderr}\n`);
  throw new Error("The build failed");
}

/** @throws Error if the build fails */
export function buildExtension(kind: "chromium" | "firefox"): void {
  runWxt("build", "-b", kind === "firefox" ? "firefox" : "chrome");
}

/**
 * Leaves the store's package in `.output`, and for Mozilla the sources beside it.
 * @throws Error if the build fails
 */
export function packExtension(store: "chrome" | "edge" | "firefox"): void {
  runWxt("zip", "-b", store);
}
