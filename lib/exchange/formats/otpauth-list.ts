// Lines of otpauth links, one entry each: what many programs export, Ente Auth's plain export, and the QR codes of
// Google Authenticator as text. A line that is no link is a refused entry.

import { WaykeyError } from "../../errors.ts";
import { decodePercent, parseQuery } from "../../otp/otpauth-query.ts";
import { parseOtpauthUri } from "../../otp/otpauth-uri.ts";
import { parseStoredSecret } from "../../otp/secret.ts";
import { checkCount, entryOrRefusal, type ForeignEntry, otpEntry, trashedIf } from "./entry.ts";
import {
  type FileContent,
  onlyEntries,
  type Product,
  type ReadFile,
  type ForeignFile,
} from "./format.ts";
import { entriesOfMigrations } from "./google.ts";
import { at, listAt, parseJson, textAt } from "./json.ts";

const LINK = /^["']?(?:otpauth|otpauth-migration|steam):\/\//i;
const MIGRATION = /^otpauth-migration:/i;
/** What Ente Auth keeps beside the entry itself: notes, tags, an icon; it may be long. */
const DISPLAY = /[?&]codeDisplay=([^&#]*)/;

export function readOtpauthList({ text, json }: ForeignFile): ReadFile | null {
  const early = linesOfEarlyEnte(json);
  if (early !== null) return { state: "open", product: "ente-auth", ...readLines(early) };
  const listed = linesOfList(json);
  if (listed !== null) return { state: "open", product: productOf(listed), ...readLines(listed) };
  if (text === null) return null;
  const lines = linesOf(text);
  if (!LINK.test(lines[0] ?? "")) return null;
  const links = lines.filter((line) => LINK.test(line));
  return { state: "open", product: productOf(links), ...readLines(lines) };
}

/**
 * Links that stand under something else, such as a heading, which is a refused entry then: for a file that no other
 * reader knows.
 */
export function readLateLinks({ text, json }: ForeignFile): ReadFile | null {
  if (text === null || json !== undefined) return null;
  const lines = linesOf(text);
  const links = lines.filter((line) => LINK.test(line));
  if (links.length === 0) return null;
  return { state: "open", product: productOf(links), ...readLines(lines) };
}

/** An early export of Ente Auth: the links within JSON, and what it keeps beside them apart. */
function linesOfEarlyEnte(json: unknown): readonly string[] | null {
  const items = listAt(json, "items");
  if (!items.some((item) => LINK.test(textAt(item, "rawData")))) return null;
  return items.map((item) => {
    const [link, display] = [textAt(item, "rawData"), at(item, "display")];
    if (DISPLAY.test(link) || display === undefined) return link;
    const shown = `codeDisplay=${encodeURIComponent(JSON.stringify(display))}`;
    return `${link}${link.includes("?") ? "&" : "?"}${shown}`;
  });
}

/** A list of JSON whose members are links. */
function linesOfList(json: unknown): readonly string[] | null {
  const items: readonly unknown[] = Array.isArray(json) ? json : [];
  const lines = items.map((item) => (typeof item === "string" ? item : ""));
  return lines.some((line) => LINK.test(line)) ? lines : null;
}

/** @throws WaykeyError `import/empty`, `import/too-many` */
export function readLinks(text: string): FileContent {
  const lines = linesOf(text);
  if (lines.length === 0) throw new WaykeyError("import/empty", "There is no line in the file");
  return readLines(lines);
}

function productOf(links: readonly string[]): Product {
  if (links.every((link) => MIGRATION.test(link))) return "google-authenticator";
  return links.some((link) => DISPLAY.test(link)) ? "ente-auth" : "otpauth-list";
}

/** Some write each line as a string of JSON or of a list, some a comma between links instead of a line's end. */
function linesOf(text: string): readonly string[] {
  return text
    .split(/[\r\n]+|,\s*(?=otpauth:\/\/)/i)
    .map((line) => line.trim().replace(/^(["'])(.*)\1,?$/, "$2"))
    .filter((line) => line !== "");
}

function readLines(lines: readonly string[]): FileContent {
  checkCount(lines.length);
  const migrations = lines.filter((line) => MIGRATION.test(line));
  const single = lines.filter((line) => !MIGRATION.test(line)).map(readLine);
  const entries = [...entriesOfMigrations(migrations), ...single];
  checkCount(entries.length);
  return onlyEntries(entries);
}

function readLine(line: string): ForeignEntry {
  const display = DISPLAY.exec(line);
  const link = mended(display === null ? line : line.replace(display[0], display[0].charAt(0)));
  const isTrashed = display !== null && saysTrashed(display[1] ?? "");
  return trashedIf(
    isTrashed,
    entryOrRefusal(nameOfLink(link), () => otpEntry(parseOtpauthUri(link, parseStoredSecret))),
  );
}

/**
 * Some programs, Ente Auth among them, have put names into links as they were typed, and words of their own code for
 * an algorithm. What of it can only have been meant one way is read that way.
 */
function mended(link: string): string {
  if (!/^otpauth:/i.test(link)) return link;
  return (
    link
      // A question mark within the name, before the one that the parameters follow.
      .replace(/^([^?]*)\?([^?=&]*)(?=\?)/, "$1%3F$2")
      // A number sign, without which the key would be cut off.
      .replace(/#.*$/s, (rest) => (/[?&]secret=/i.test(rest) ? rest.replaceAll("#", "%23") : rest))
      .replace(/([?&]algorithm=)Algorithm\./i, "$1")
      .replace(/([?&]issuer=[^&]*?)(period=\d+)/i, "$1&$2")
  );
}

function saysTrashed(encoded: string): boolean {
  const text = parseQuery(`display=${encoded}`).get("display") ?? "";
  if (text.length > 65_536) return false;
  const display = parseJson(text);
  return at(display, "trashed") === true;
}

/** What stands where the name does, for a link that can't be read: never its query. */
function nameOfLink(link: string): string {
  if (!/^otpauth:/i.test(link)) return "";
  return decodePercent(/^otpauth:\/\/[^/?#]*\/+([^?#]*)/i.exec(link)?.[1] ?? "");
}
