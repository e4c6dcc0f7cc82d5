// Exports of Bitwarden as a table, which hold codes and no passkeys.

import { columnsOf, parseCsv } from "./csv.ts";
import type { ForeignFile, ReadFile } from "./format.ts";
import { readEach, readTotp } from "./items.ts";

/** A column that no other table has. */
const COLUMN = "login_totp";
const LINK = /^\s*(?:otpauth|steam):\/\//i;

export function readBitwardenCsv({ text, json }: ForeignFile): ReadFile | null {
  if (text === null || json !== undefined || !columnsOf(text).includes(COLUMN)) return null;
  const [head = [], ...rows] = parseCsv(text);
  const columnOf = (name: string) =>
    head.findIndex((column) => column.trim().toLowerCase() === name);
  const [totpAt, issuerAt, labelAt] = [COLUMN, "name", "login_username"].map(columnOf);
  const content = readEach(rows, (row) => {
    const field = (index = -1): string => row[index] ?? "";
    const totp = (linkOutOfPlace(row, head) ?? field(totpAt)).trim();
    const names = { issuer: field(issuerAt), label: field(labelAt) };
    return totp === "" ? [] : [readTotp(totp, names)];
  });
  return { state: "open", product: "bitwarden", ...content, isNewer: false };
}

/** Bitwarden Authenticator of Android puts no quotes around names, so that a comma in one moves what follows. */
function linkOutOfPlace(row: readonly string[], head: readonly string[]): string | undefined {
  return row.length > head.length ? row.find((field) => LINK.test(field)) : undefined;
}
