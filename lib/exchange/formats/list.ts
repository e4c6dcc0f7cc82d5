// What the exports have in common that are a list of entries with separate fields and little else.

import { checkCount, type ForeignEntry } from "./entry.ts";
import { type FileContent, onlyEntries } from "./format.ts";
import { textAt } from "./json.ts";
import type { OtpFields } from "./otp-fields.ts";

/** @throws WaykeyError `import/too-many` */
export function readList(
  list: readonly unknown[],
  read: (entry: unknown) => ForeignEntry,
): FileContent {
  checkCount(list.length);
  return onlyEntries(list.map(read));
}

/** Of an entry whose fields have the names of those of a link. */
export function sameNames(entry: unknown): OtpFields {
  return {
    type: textAt(entry, "type"),
    issuer: textAt(entry, "issuer"),
    label: textAt(entry, "label"),
    secret: textAt(entry, "secret"),
    algorithm: textAt(entry, "algorithm"),
    digits: textAt(entry, "digits"),
    period: textAt(entry, "period"),
    counter: textAt(entry, "counter"),
  };
}
