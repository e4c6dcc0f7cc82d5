// Plain exports that are a list of entries with separate fields and little else: Stratum, andOTP, FreeOTP+, LastPass
// Authenticator and Authenticator Extension.

import type { Bytes } from "../../bytes/bytes.ts";
import { checkCount, type ForeignEntry } from "./entry.ts";
import { type ForeignFile, onlyEntries, type Product, type ReadFile } from "./format.ts";
import { at, isObject, listAt, textAt } from "./json.ts";
import { entryOfFields, type OtpFields } from "./otp-fields.ts";

function openList(
  product: Product,
  list: readonly unknown[],
  read: (entry: unknown) => ForeignEntry,
): ReadFile {
  checkCount(list.length);
  return { state: "open", product, ...onlyEntries(list.map(read)) };
}

const STRATUM_TYPES = new Map([
  ["1", "hotp"],
  ["2", "totp"],
  ["4", "steam"],
]);
const STRATUM_ALGORITHMS = new Map([
  ["", "SHA1"],
  ["0", "SHA1"],
  ["1", "SHA256"],
  ["2", "SHA512"],
]);

/** `Authenticators[]`, types and algorithms by number. */
export function readStratum({ json }: ForeignFile): ReadFile | null {
  const list = at(json, "Authenticators");
  if (!Array.isArray(list)) return null;
  return openList("stratum", list, (entry) => {
    const [type, algorithm] = [textAt(entry, "Type"), textAt(entry, "Algorithm")];
    return entryOfFields({
      type: STRATUM_TYPES.get(type) ?? `number ${type}`,
      issuer: textAt(entry, "Issuer"),
      label: textAt(entry, "Username"),
      secret: textAt(entry, "Secret"),
      algorithm: STRATUM_ALGORITHMS.get(algorithm) ?? `number ${algorithm}`,
      digits: textAt(entry, "Digits"),
      period: textAt(entry, "Period"),
      counter: textAt(entry, "Counter"),
    });
  });
}

/** A list and nothing around it. */
export function readAndOtp({ json }: ForeignFile): ReadFile | null {
  if (!Array.isArray(json) || json.length === 0) return null;
  const isAndOtp = json.every((entry) => typeof at(entry, "secret") === "string");
  if (!isAndOtp || !json.every((entry) => typeof at(entry, "type") === "string")) return null;
  return openList("andotp", json, (entry) => entryOfFields(sameNames(entry)));
}

function sameNames(entry: unknown): OtpFields {
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

/** An object whose members are the entries, each under its hash. An entry whose secret is encrypted is refused. */
export function readAuthenticatorExtension({ json }: ForeignFile): ReadFile | null {
  if (!isObject(json)) return null;
  const entries = Object.values(json).filter(isExtensionEntry);
  if (entries.length === 0) return null;
  return openList("authenticator-extension", entries, (entry) => {
    const fields = { ...sameNames(entry), label: textAt(entry, "account") };
    const isSealed =
      at(entry, "encrypted") === true || textAt(entry, "dataType") === "EncOTPStorage";
    if (!isSealed) return entryOfFields(fields);
    return { kind: "refused", name: fields.label.slice(0, 1024), code: "entry/encrypted" };
  });
}

function isExtensionEntry(value: unknown): boolean {
  return typeof at(value, "hash") === "string" && at(value, "encrypted") !== undefined
    ? at(value, "secret") !== undefined || at(value, "data") !== undefined
    : at(value, "dataType") === "OTPStorage" || at(value, "dataType") === "EncOTPStorage";
}
