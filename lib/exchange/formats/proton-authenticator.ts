// Exports of Proton Authenticator, plain and sealed: Argon2id of fixed cost, AES-GCM with the nonce in front.

import { encodeUtf8 } from "../../bytes/utf8.ts";
import { AES_GCM_NONCE_LENGTH } from "../../crypto/aes-gcm.ts";
import type { ForeignKdf } from "../../crypto/foreign-kdf.ts";
import { parseOtpInput } from "../../otp/otpauth-uri.ts";
import { parseStoredSecret } from "../../otp/secret.ts";
import { bytesOfBase64, damaged, jsonOfUtf8, wrongPassword } from "./encoded.ts";
import { checkCount, entryOrRefusal, type ForeignEntry } from "./entry.ts";
import { type FileContent, type ForeignFile, onlyEntries, type ReadFile } from "./format.ts";
import { at, listAt, textAt, wholeAt } from "./json.ts";
import { namedOtp } from "./named-otp.ts";
import { keyOf, openGcm } from "./sealed.ts";

const KDF: ForeignKdf = { name: "argon2id", memoryKiB: 19 * 1024, iterations: 2, parallelism: 1 };
const ADDITIONAL_DATA = encodeUtf8("proton.authenticator.export.v1");
const KNOWN_VERSION = 1;

export function readProtonAuthenticator({ json }: ForeignFile): ReadFile | null {
  const product = "proton-authenticator";
  if (at(json, "version") === undefined) return null;
  if (isListOfEntries(json)) return { state: "open", product, ...readEntries(json) };
  const [salt, content] = [at(json, "salt"), at(json, "content")];
  if (typeof salt !== "string" || typeof content !== "string") return null;
  const saltBytes = bytesOfBase64(salt);
  const sealed = bytesOfBase64(content);
  const nonce = sealed.slice(0, AES_GCM_NONCE_LENGTH);
  const ciphertext = sealed.slice(AES_GCM_NONCE_LENGTH);
  return {
    state: "sealed",
    product,
    kdf: KDF,
    async open(password) {
      const key = await keyOf(password, saltBytes, KDF);
      const opened = await openGcm(key, nonce, ciphertext, { additionalData: ADDITIONAL_DATA });
      key.fill(0);
      if (opened === null) throw wrongPassword();
      const entries = jsonOfUtf8(opened);
      if (!Array.isArray(at(entries, "entries"))) throw damaged("There is no list of entries");
      return readEntries(entries);
    },
  };
}

function isListOfEntries(json: unknown): boolean {
  const entries = at(json, "entries");
  if (!Array.isArray(entries)) return false;
  return entries.length === 0 || entries.some((entry) => at(entry, "content") !== undefined);
}

function readEntries(json: unknown): FileContent {
  const entries = listAt(json, "entries");
  checkCount(entries.length);
  return onlyEntries(entries.map(readEntry), wholeAt(json, "version") > KNOWN_VERSION);
}

function readEntry(entry: unknown): ForeignEntry {
  const name = textAt(entry, "content", "name");
  return entryOrRefusal(name, () => {
    const parameters = parseOtpInput(textAt(entry, "content", "uri"), parseStoredSecret);
    return namedOtp(parameters, { issuer: "", label: name });
  });
}
