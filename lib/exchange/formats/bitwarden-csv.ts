// Exports of Bitwarden as a table, which hold codes and no passkeys.

import { readTotp } from "./bitwarden-items.ts";
import { parseCsv } from "./csv.ts";
import { checkCount, type ForeignEntry } from "./entry.ts";
import type { ForeignFile, ReadFile } from "./format.ts";

/** A column that no other table has. */
const HEAD = /^[a-z_,"]*\blogin_totp\b/i;

export function readBitwardenCsv({ text, json }: ForeignFile): ReadFile | null {
  if (text === null || json !== undefined || !HEAD.test(text.slice(0, 1024))) return null;
  const [head = [], ...rows] = parseCsv(text);
  const columnOf = (name: string) => head.findIndex((column) => column.trim() === name);
  const [totpAt, issuerAt, labelAt] = ["login_totp", "name", "login_username"].map(columnOf);
  const entries: ForeignEntry[] = [];
  for (const row of rows) {
    const field = (index = -1): string => row[index] ?? "";
    const totp = field(totpAt).trim();
    if (totp === "") continue;
    entries.push(readTotp(totp, { issuer: field(issuerAt), label: field(labelAt) }));
    checkCount(entries.length);
  }
  const passedOver = rows.length - entries.length;
  return { state: "open", product: "bitwarden", entries, passedOver, isNewer: false };
}
