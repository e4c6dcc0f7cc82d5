// Waykey in other words than English, screen by screen: in made-up ones that are longer, where whatever stays in
// plain letters is not from the messages, and in Spanish. No text may lie outside its box in either, nor where the
// longer ones run from right to left.

import { rmSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import type { Page } from "puppeteer";
import { readMessageFile } from "../setup/message-file.ts";
import { sees } from "./flows/screen.ts";
import { KIND } from "./rig/kind.ts";
import { copyWithWords, inMadeUpWords } from "./rig/other-words.ts";
import { misfitsOn, misfitsRightToLeftOn, plainWordsOn } from "./rig/text-faults.ts";
import { useRig } from "./rig/use-rig.ts";
import { NAMES, takeTour } from "./tour/tour.ts";

/** What `Intl` writes in English, what Headway calls things in English, and keys of the keyboard. */
const PLAIN =
  /\b(?:and|or|AM|PM|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Alt|Shift|Ctrl|Authenticator app|Phone \(text or call\)|Fingerprint or face|Security key|Recovery code)\b/;

const KNOWN = new RegExp(`${NAMES.source}|${PLAIN.source}`, "u");

describe.each([
  ["made-up words", inMadeUpWords(readMessageFile("en")), KNOWN],
  ["Spanish", readMessageFile("es"), null],
])(`all screens in %s in ${KIND}`, (name, words, known) => {
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
