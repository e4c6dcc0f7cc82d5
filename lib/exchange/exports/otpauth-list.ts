// A text file of otpauth links, one a line, in the clear: what most programs read. Everything that a code has is
// written out, and Steam's codes are called by their name, so that no reader has to guess.

import type { ExportEntry, PlainWriter } from "./export.ts";
import { linkOf, otpOf, reasonOfLinks } from "./otp.ts";

export const otpauthList: PlainWriter = {
  reasonToLeave: (entry) => reasonOfLinks(entry),
  isLessened: () => false,
  write: (entries) => ({ kind: "file", text: formatLinks(entries), extension: "txt" }),
};

export function formatLinks(entries: readonly ExportEntry[]): string {
  return entries.map((entry) => `${linkOf(otpOf(entry))}\n`).join("");
}
