// Exports of Bitwarden as a table, which hold codes and no passkeys.

import { columnsOf, parseCsv } from "./csv.ts";
import type { ForeignFile, ReadFile } from "./format.ts";
import { readEach, readTotp } from "./items.ts";

/** A column that no other table has. */
const COLUMN = "login_totp";

export function readBitwardenCsv({ text, json }: ForeignFile): ReadFile | null {
  if (text === null || json !== undefined || !columnsOf(text).includes(COLUMN)) return null;
  const [head = [], ...rows] = parseCsv(text);
  const columnOf = (name: string) =>
    head.findIndex((column) => column.trim().toLowerCase() === name);
  const [totpAt, issuerAt, labelAt] = [COLUMN, "name", "login_username"].map(columnOf);
  const content = readEach(rows, (row) => {
    const field = (index = -1): string => row[index] ?? "";
    const totp = field(totpAt).trim();
    const names = { issuer: field(issuerAt), label: field(labelAt) };
    return totp === "" ? [] : [readTotp(totp, names)];
  });
  return { state: "open", product: "bitwarden", ...content, isNewer: false };
}
