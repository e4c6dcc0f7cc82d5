// The pictures in the README: three of Waykey's windows as they are.

import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildExtension } from "../build-extension.ts";
import { type Shot, takeShots } from "./shots.ts";

const FOLDER = "docs/pictures";

const SHOTS = {
  "fill-code": { screen: "page-code", theme: "light", width: 380, height: 560 },
  passkey: { screen: "prompt-choice", theme: "light", width: 420, height: 560 },
  "check-up": { screen: "account-folded", theme: "dark", width: 380, height: 560 },
} as const satisfies Record<string, Shot>;

export async function takeReadme(): Promise<void> {
  buildExtension("chromium");
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  for (const [name, bytes] of await takeShots("en", SHOTS)) {
    writeFileSync(join(FOLDER, `${name}.png`), bytes);
    process.stdout.write(`${(bytes.length / 1024).toFixed(1).padStart(6)} KiB  ${name}\n`);
  }
}
