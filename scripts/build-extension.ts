// Builds Waykey for one browser, quietly; what the build says is shown when it fails.

import { spawnSync } from "node:child_process";
import { join } from "node:path";

/** @throws Error if the build fails */
export function buildExtension(kind: "chromium" | "firefox"): void {
  const wxt = join("node_modules", "wxt", "bin", "wxt.mjs");
  const target = kind === "firefox" ? "firefox" : "chrome";
  const built = spawnSync(process.execPath, [wxt, "build", "-b", target], { encoding: "utf8" });
  if (built.status === 0) return;
  process.stdout.write(`${built.stdout}${built.stderr}\n`);
  throw new Error("The build failed");
}
