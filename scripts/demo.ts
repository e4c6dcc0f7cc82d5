// `npm run demo`: builds Waykey, starts the stand-in site, and does the main job in a real browser as
// a person would. `--browser=firefox` picks the browser, `--makeup=react|boxes` the site's forms,
// `--keep` leaves the browser open at the end. Pictures of every screen go to .cache/demo/.

import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "puppeteer";
import { mainJob } from "../test/e2e/flows/main-job.ts";
import { type MakeUp, startWorld } from "../test/e2e/rig/world.ts";
import { buildExtension } from "./build-extension.ts";

const args = process.argv.slice(2);
const kind = args.includes("--browser=firefox") ? "firefox" : "chromium";
const makeUp = (args.find((arg) => arg.startsWith("--makeup="))?.slice(9) ?? "form") as MakeUp;
const keep = args.includes("--keep");
const hasDisplay = process.platform !== "linux" || Boolean(process.env["DISPLAY"]);
const folder = join(".cache", "demo", kind);

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
buildExtension(kind);
const world = await startWorld(makeUp);
let pictures = 0;
let steps = 0;

async function picture(page: Page, name: string): Promise<void> {
  pictures += 1;
  const file = `${String(pictures).padStart(2, "0")}-${name}.png`;
  await page.screenshot({ path: join(folder, file) });
}

async function step(name: string, work: () => Promise<string>): Promise<void> {
  const began = performance.now();
  const verdict = await work();
  steps += 1;
  const seconds = ((performance.now() - began) / 1000).toFixed(1).padStart(5);
  say(`${String(steps).padStart(2)}. ${seconds} s  ${name.padEnd(62)} ${verdict}`);
}

say(`Waykey's main job in ${kind}${hasDisplay ? "" : " (no display: headless)"}`);
try {
  const rig = await mainJob({ kind, world, step, picture, options: { headless: !hasDisplay } });
  say(`All ${steps} steps done; ${pictures} pictures in ${folder}`);
  if (keep) {
    say("The browser stays open; close it to end.");
    await new Promise<void>((resolve) => rig.browser.once("disconnected", () => resolve()));
  }
  await rig.close();
} catch (error) {
  say(`Not done: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  process.exitCode = 1;
} finally {
  await world.close();
}
process.exit();
