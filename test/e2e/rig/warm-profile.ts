// A profile of Firefox that was started and closed once, without Waykey. What Firefox makes of itself at its first start
// costs more than all the rest of it; each test's browser begins with a copy, which holds nothing of any test.

import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launch } from "./browsers.ts";
import { KIND } from "./kind.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** Names the profile to the processes of the tests. */
const VARIABLE = "WAYKEY_WARM_PROFILE";

/** Vitest looks for this name: once for all files. @returns what takes it away again */
export async function setup(): Promise<() => void> {
  if (KIND !== "firefox") return () => undefined;
  const profile = mkdtempSync(join(temporaryFolder(), "waykey-warm-"));
  const { browser } = await launch({
    kind: KIND,
    // Nothing listens there, and nobody is asked.
    proxyPort: 9,
    spkiFingerprint: "",
    downloads: profile,
    headless: true,
    withoutExtension: true,
    profile,
  });
  await browser.newPage();
  await browser.close();
  process.env[VARIABLE] = profile;
  return () => rmSync(profile, { recursive: true, force: true });
}

/** A copy for one browser; null where there is none to copy. */
export function copyWarmProfile(): string | null {
  const warm = process.env[VARIABLE];
  if (warm === undefined) return null;
  const copy = mkdtempSync(join(tmpdir(), "waykey-profile-"));
  cpSync(warm, copy, { recursive: true });
  return copy;
}
