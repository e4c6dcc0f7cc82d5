// Exports of Bitwarden as a table, which hold codes and no passkeys.

import { parseCsv } from "./csv.ts";
import type { ForeignFile, ReadFile } from "./format.ts";
import { readEach, readTotp } from "./items.ts";

/** A column that no other table has. */
const HEAD = /^[a-z_,"]*\blogin_totp\b/i;

export function readBitwardenCsv({ text, json }: ForeignFile): ReadFile | null {
  if (text === null || json !== undefined || !HEAD.test(text.slice(0, 1024))) return null;
  const [head = [], ...rows] = parseCsv(text);
  const columnOf = (name: string) => head.findIndex((column) => column.trim() === name);
  const [totpAt, issuerAt, labelAt] = ["login_totp", "name", "login_username"].map(columnOf);
  const content = readEach(rows, (row) => {
    const field = (index = -1): string => row[index] ?? "";
    const totp = field(totpAt).trim();
    const names = { issuer: field(issuerAt), label: field(labelAt) };
    return totp === "" ? [] : [readTotp(totp, names)];
  });
  return { state: "open", product: "bitwarden", ...content, isNewer: false };
}
