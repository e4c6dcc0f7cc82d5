// A person at the section "Import from another app" of the full page, who has a file.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "puppeteer";
import type { Rig } from "../rig/rig.ts";

export function openImportPage(rig: Rig): Promise<Page> {
  return rig.openExtensionPage("options.html#import");
}

/** Chooses a file of that content, under a name that says nothing, in the file dialog. */
export async function chooseFile(rig: Rig, page: Page, content: unknown): Promise<void> {
  const path = join(rig.world.keep, "export.json");
  const isData = typeof content === "string" || content instanceof Uint8Array;
  writeFileSync(path, isData ? content : JSON.stringify(content));
  const field = await page.waitForSelector("#import input[type=file]" as "input");
  if (field === null) throw new Error("There is no field for the file");
  await field.uploadFile(path);
}

/**
 * Notes from now on what the page announces, however briefly it stands there.
 * @returns looks up what was announced so far
 */
export async function noteStatus(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.evaluate(() => {
    const noted: string[] = [];
    Object.assign(globalThis, { noted });
    new MutationObserver(() => {
      for (const status of document.querySelectorAll("[role=status]")) {
        noted.push(status.textContent ?? "");
      }
    }).observe(document.body, { childList: true, characterData: true, subtree: true });
  });
  return () => page.evaluate(() => (globalThis as unknown as { noted: string[] }).noted);
}
