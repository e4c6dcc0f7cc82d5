// Exports that are a plain list of entries with separate fields and never anything else: FreeOTP+ and LastPass
// Authenticator.

import type { Bytes } from "../../bytes/bytes.ts";
import type { ForeignEntry } from "./entry.ts";
import type { ForeignFile, Product, ReadFile } from "./format.ts";
import { decodePercent } from "../../otp/otpauth-query.ts";
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
  const isOfApp = at(json, "tokenOrder") !== undefined;
  if (!Array.isArray(list) || !(isOfApp || list.some(isToken))) return null;
  return openList("freeotp-plus", list, readToken);
}

function isToken(entry: unknown): boolean {
  return Array.isArray(at(entry, "secret")) && at(entry, "algo") !== undefined;
}

/** Its app makes Steam's codes for everybody of that name, whose type it calls TOTP. */
function readToken(entry: unknown): ForeignEntry {
  const fields = sameNames(entry);
  const issuer = textAt(entry, "issuerExt") || textAt(entry, "issuerInt");
  const isSteam = issuer === "Steam" && fields.type !== "HOTP";
  return entryOfFields({
    ...fields,
    type: isSteam ? "steam" : fields.type,
    issuer,
    secret: signedBytes(listAt(entry, "secret")),
    algorithm: textAt(entry, "algo"),
    counter: nextCounter(at(entry, "counter")),
  });
}

/** It keeps the counter of the last code, -1 before the first. */
function nextCounter(last: unknown): string {
  return Number.isSafeInteger(last) ? String(Number(last) + 1) : "";
}

/** Nothing for what are no bytes, which is no key. */
function signedBytes(values: readonly unknown[]): Bytes {
  const isByte = (value: unknown) =>
    Number.isInteger(value) && Number(value) >= -128 && Number(value) <= 255;
  const isKey = values.length <= 1024 && values.every(isByte);
  return new Uint8Array(isKey ? values.map(Number) : []);
}

/** Which of them an export has is its app's: iOS leaves two out. */
const DEVICE = ["deviceSecret", "localDeviceId", "deviceId"] as const;
const ISSUERS = ["issuerName", "originalIssuerName"] as const;

/** `accounts[]`; codes by time alone, names as they stood in the link, which may be encoded. */
export function readLastPass({ json }: ForeignFile): ReadFile | null {
  const list = at(json, "accounts");
  if (!Array.isArray(list)) return null;
  const isOfDevice = DEVICE.some((name) => at(json, name) !== undefined);
  if (!isOfDevice && !list.some((entry) => ISSUERS.some((name) => at(entry, name) !== undefined))) {
    return null;
  }
  const nameAt = (entry: unknown, names: readonly string[]): string =>
    names.map((name) => decodePercent(textAt(entry, name))).find((name) => name !== "") ?? "";
  return openList("lastpass", list, (entry) =>
    entryOfFields({
      type: "totp",
      issuer: nameAt(entry, ISSUERS),
      label: nameAt(entry, ["userName", "originalUserName"]),
      secret: textAt(entry, "secret"),
      algorithm: textAt(entry, "algorithm"),
      digits: textAt(entry, "digits"),
      period: textAt(entry, "timeStep"),
      counter: "",
    }),
  );
}
