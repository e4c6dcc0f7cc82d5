// What the exports of password managers have in common: many items, few of which have a code.

import { WaykeyError } from "../../errors.ts";
import { parseOtpInput } from "../../otp/otpauth-uri.ts";
import type { OtpauthNames } from "../../otp/otpauth-names.ts";
import { parseStoredSecret } from "../../otp/secret.ts";
import { checkCount, entryOrRefusal, type ForeignEntry } from "./entry.ts";
import type { FileContent } from "./format.ts";
import { namedOtp } from "./named-otp.ts";
import { nameOf } from "./otp-fields.ts";

const MAX_ITEMS = 100_000;

/**
 * What `entriesOf` finds in each of the items; those without anything are counted.
 * @throws WaykeyError `import/too-many`
 */
export function readEach<T>(
  items: readonly T[],
  entriesOf: (item: T) => readonly ForeignEntry[],
): Pick<FileContent, "entries" | "passedOver"> {
  if (items.length > MAX_ITEMS) {
    throw new WaykeyError("import/too-many", `The file has ${items.length} items`);
  }
  const entries: ForeignEntry[] = [];
  let passedOver = 0;
  for (const item of items) {
    const found = entriesOf(item);
    if (found.length === 0) passedOver++;
    entries.push(...found);
    checkCount(entries.length);
  }
  return { entries, passedOver };
}

/** The code of an item that is a link or a bare key, with the item's names where the link has none. */
export function readTotp(totp: string, names: OtpauthNames): ForeignEntry {
  return entryOrRefusal(nameOf(names.issuer, names.label), () =>
    namedOtp(parseOtpInput(totp, parseStoredSecret), names),
  );
}
