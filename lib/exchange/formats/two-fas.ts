// Backups of 2FAS, plain and sealed, of schema 1 to 4 (BackupContent of its Android app). Almost any field may be
// missing; the password's derivation is fixed and stands nowhere in the file.

import type { Bytes } from "../../bytes/bytes.ts";
import type { ForeignKdf } from "../../crypto/foreign-kdf.ts";
import { bytesOfBase64, damaged, jsonOfUtf8, wrongPassword } from "./encoded.ts";
import { checkCount, type ForeignEntry } from "./entry.ts";
import { type FileContent, type ForeignFile, onlyEntries, type ReadFile } from "./format.ts";
import { at, isObject, listAt, textAt, wholeAt } from "./json.ts";
import { entryOfFields } from "./otp-fields.ts";
import { keyOf, openGcm } from "./sealed.ts";

const KDF: ForeignKdf = { name: "pbkdf2", iterations: 10_000 };
const KNOWN_SCHEMA = 4;

export function readTwoFas({ json }: ForeignFile): ReadFile | null {
  const sealed = at(json, "servicesEncrypted");
  if (typeof sealed !== "string" && !isPlain(json)) return null;
  const isNewer = wholeAt(json, "schemaVersion") > KNOWN_SCHEMA;
  if (typeof sealed !== "string" || sealed === "") {
    return { state: "open", product: "2fas", ...readServices(listAt(json, "services"), isNewer) };
  }
  const [text, salt, nonce, ...more] = sealed.split(":").map(bytesOfBase64);
  if (text === undefined || salt === undefined || nonce === undefined || more.length > 0) {
    throw damaged("The sealed part of the file has not three parts");
  }
  const reference = textAt(json, "reference");
  return {
    state: "sealed",
    product: "2fas",
    kdf: KDF,
    async open(password) {
      const key = await keyOf(password, salt, KDF);
      const services = await openGcm(key, nonce, text);
      const isRight = services !== null || (await opensReference(key, reference));
      key.fill(0);
      if (!isRight) throw wrongPassword();
      if (services === null) throw damaged("The seal of the entries is broken");
      const list = jsonOfUtf8(services);
      if (!Array.isArray(list)) throw damaged("What was sealed in the file is no list");
      return readServices(list, isNewer);
    },
  };
}

/** Its app leaves out what is as usual, the version of the schema too. */
function isPlain(json: unknown): boolean {
  const services = at(json, "services");
  if (!Array.isArray(services)) return false;
  return (
    at(json, "schemaVersion") !== undefined ||
    services.some((service) => isObject(at(service, "otp")) && at(service, "secret") !== undefined)
  );
}

/** A fixed text under the same key, by which a wrong password is told from damage. It may have a salt of its own. */
async function opensReference(key: Bytes, reference: string): Promise<boolean> {
  const [text, , nonce] = reference.split(":");
  if (text === undefined || nonce === undefined) return false;
  return (await openGcm(key, bytesOfBase64(nonce), bytesOfBase64(text))) !== null;
}

function readServices(services: readonly unknown[], isNewer: boolean): FileContent {
  checkCount(services.length);
  return onlyEntries(services.map(readService), isNewer);
}

function readService(service: unknown): ForeignEntry {
  return entryOfFields({
    type: textAt(service, "otp", "tokenType"),
    issuer: textAt(service, "otp", "issuer") || textAt(service, "name"),
    label: textAt(service, "otp", "account") || textAt(service, "otp", "label"),
    secret: textAt(service, "secret"),
    algorithm: textAt(service, "otp", "algorithm"),
    digits: textAt(service, "otp", "digits"),
    period: textAt(service, "otp", "period"),
    counter: textAt(service, "otp", "counter"),
  });
}
