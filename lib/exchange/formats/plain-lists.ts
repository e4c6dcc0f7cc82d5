// Exports that are a plain list of entries with separate fields and never anything else: FreeOTP+ and LastPass
// Authenticator.

import type { Bytes } from "../../bytes/bytes.ts";
import type { ForeignEntry } from "./entry.ts";
import type { ForeignFile, Product, ReadFile } from "./format.ts";
import { at, listAt, textAt } from "./json.ts";
import { readList, sameNames } from "./list.ts";
import { entryOfFields } from "./otp-fields.ts";

function openList(
  product: Product,
  list: readonly unknown[],
  read: (entry: unknown) => ForeignEntry,
): ReadFile {
  return { state: "open", product, ...readList(list, read) };
}

/** `tokens[]`, the secret as bytes with a sign. */
export function readFreeOtpPlus({ json }: ForeignFile): ReadFile | null {
  const list = at(json, "tokens");
  if (!Array.isArray(list) || at(json, "tokenOrder") === undefined) return null;
  return openList("freeotp-plus", list, (entry) =>
    entryOfFields({
      ...sameNames(entry),
      issuer: textAt(entry, "issuerExt") || textAt(entry, "issuerInt"),
      secret: signedBytes(listAt(entry, "secret")),
      algorithm: textAt(entry, "algo"),
    }),
  );
}

/** Nothing for what are no bytes, which is no key. */
function signedBytes(values: readonly unknown[]): Bytes {
  const isByte = (value: unknown) =>
    Number.isInteger(value) && Number(value) >= -128 && Number(value) <= 255;
  const isKey = values.length <= 1024 && values.every(isByte);
  return new Uint8Array(isKey ? values.map(Number) : []);
}

/** `accounts[]`; codes by time alone. */
export function readLastPass({ json }: ForeignFile): ReadFile | null {
  const list = at(json, "accounts");
  const isLastPass =
    at(json, "deviceSecret") !== undefined ||
    at(json, "localDeviceId") !== undefined ||
    at(json, "deviceId") !== undefined;
  if (!Array.isArray(list) || !isLastPass) return null;
  return openList("lastpass", list, (entry) =>
    entryOfFields({
      type: "totp",
      issuer: textAt(entry, "issuerName") || textAt(entry, "originalIssuerName"),
      label: textAt(entry, "userName") || textAt(entry, "originalUserName"),
      secret: textAt(entry, "secret"),
      algorithm: textAt(entry, "algorithm"),
      digits: textAt(entry, "digits"),
      period: textAt(entry, "timeStep"),
      counter: "",
    }),
  );
}
