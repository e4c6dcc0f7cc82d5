// All screens of Waykey in other words than English: none may lie outside its box, or stay in English.

import { rmSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import type { Page } from "puppeteer";
import type { MessageFile } from "../../setup/message-file.ts";
import { sees } from "../flows/screen.ts";
import { KIND } from "../rig/kind.ts";
import { copyWithWords } from "../rig/other-words.ts";
import { misfitsOn, misfitsRightToLeftOn, plainWordsOn } from "../rig/text-faults.ts";
import { useRig } from "../rig/use-rig.ts";
import { takeTour } from "./tour.ts";

/**
 * Goes through them all.
 * @param known of made-up words, what may stay as it is; null for a language's own
 */
export function describeScreensIn(name: string, words: MessageFile, known: RegExp | null): void {
  describe(`all screens in ${name} in ${KIND}`, () => {
    const extension = copyWithWords(KIND, words);
    const given = useRig({ extension });
    afterAll(() => rmSync(extension, { recursive: true }));

    const found: Record<string, readonly string[]> = {};
    const look = async (page: Page, screen: string): Promise<void> => {
      const shots = process.env["WAYKEY_SHOTS"];
      if (shots !== undefined) {
        const path = `${shots}/${name.replaceAll(" ", "-")}-${screen}-${KIND}.png` as const;
        await page.screenshot({ path, fullPage: true });
      }
      const faults = [
        ...(known === null ? [] : await plainWordsOn(page, known)),
        ...(await misfitsOn(page)),
        ...(known === null ? [] : await misfitsRightToLeftOn(page)),
      ];
      if (faults.length > 0) found[screen] = faults;
    };

    it("have their words from the messages, and room for them", async () => {
      await takeTour(given.rig, words, look);
      expect(found).toEqual({});
    }, 240_000);

    it("say which language they are in, by their title too", async () => {
      const help = await given.rig.openExtensionPage("help.html");
      await sees(help, words["trouble_title"]?.message ?? "");
      const { lang, dir, title } = await help.evaluate(() => ({
        lang: document.documentElement.lang,
        dir: document.documentElement.dir,
        title: document.title,
      }));
      expect({ lang, dir, title }).toEqual({
        lang: words["common_language"]?.message,
        dir: "ltr",
        title: words["help_title"]?.message,
      });
    });
  });
}
