// A copy of the built extension whose default words are others: another language's, or made-up ones that are
// longer and full of accents, in which a text that is not from the messages stands out.

import { cpSync, mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Message, MessageFile } from "../../setup/message-file.ts";
import { type BrowserKind, outputOf } from "./browsers.ts";

const PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const ACCENTED = "ÅƁÇÐÉƑĜĤÎĴĶĻḾÑÖÞǪŔŠŢÛṼŴẊÝŽåƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýž";

/** What nobody sees, and what keeps pages of the browser working. */
const UNSEEN = new Set(["common_language", "common_direction", "manifest_name"]);

function accented(text: string): string {
  return text.replaceAll(/[A-Za-z]/g, (letter) => ACCENTED[PLAIN.indexOf(letter)] ?? letter);
}

/** Some 40 % longer, as translations of short texts are. */
function lengthened({ message, ...rest }: Message): Message {
  // Placeholders and tags stay as they are.
  const text = message.replaceAll(
    /(\$\w+\$|<\/?\w+>)|([^$<]+|[$<])/g,
    (_, kept?: string, words?: string) => kept ?? accented(words ?? ""),
  );
  const more = ["öñé", "ţŵö", "ţĥŕéé", "ƒöûŕ"];
  const length = Math.ceil(message.length * 0.4);
  const tail = Array.from({ length: Math.ceil(length / 5) }, (_, at) => more[at % more.length]);
  return { ...rest, message: `[${text} ${tail.join(" ").slice(0, length)}]` };
}

/** "Settings" as "[Šéţţîñĝš öñé]". */
export function inMadeUpWords(file: MessageFile): MessageFile {
  return Object.fromEntries(
    Object.entries(file).map(([key, message]) => [
      key,
      UNSEEN.has(key) ? message : lengthened(message),
    ]),
  );
}

/** @returns the folder of the copy, in which these stand for the messages of every language */
export function copyWithWords(kind: BrowserKind, words: MessageFile): string {
  const folder = mkdtempSync(join(tmpdir(), "waykey-words-"));
  cpSync(outputOf(kind), folder, { recursive: true });
  for (const language of readdirSync(join(folder, "_locales"))) {
    writeFileSync(join(folder, "_locales", language, "messages.json"), JSON.stringify(words));
  }
  return folder;
}
