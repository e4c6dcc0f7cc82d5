// Samples of sealed files of Stratum, andOTP and Authenticator Extension, built from the descriptions of their formats
// with Node's own crypto, which no reader uses.

import { argon2Sync, createCipheriv, createHash, pbkdf2Sync } from "node:crypto";
import {
  andOtp,
  base64,
  bytes,
  gcm,
  OTHER_SECRET,
  PASSWORD,
  SECRET,
  sha256,
  stratum,
} from "./samples.ts";

function argon2id(
  message: string,
  nonce: Uint8Array,
  cost: { memory: number; passes: number; parallelism: number },
  tagLength = 32,
): Buffer {
  return argon2Sync("argon2id", { message, nonce, tagLength, ...cost });
}

function cbc(key: Uint8Array, iv: Uint8Array, plain: string | Uint8Array): Buffer {
  const cipher = createCipheriv("aes-256-cbc", key, iv);
  return Buffer.concat([cipher.update(plain), cipher.final()]);
}

/** Stratum's since 2023. */
export function stratumSealed(content: unknown = stratum()): Buffer {
  const [salt, nonce] = [bytes(16, 100), bytes(12, 200)];
  const key = argon2id(PASSWORD, salt, { memory: 65_536, passes: 3, parallelism: 4 });
  const { data, tag } = gcm(key, nonce, JSON.stringify(content));
  return Buffer.concat([Buffer.from("AUTHENTICATORPRO"), salt, nonce, data, tag]);
}

/** Authenticator Pro's before. */
export function stratumLegacy(content: unknown = stratum()): Buffer {
  const [salt, iv] = [bytes(20, 100), bytes(16, 200)];
  const key = pbkdf2Sync(PASSWORD, salt, 64_000, 32, "sha1");
  const text = typeof content === "string" ? content : JSON.stringify(content);
  return Buffer.concat([Buffer.from("AuthenticatorPro"), salt, iv, cbc(key, iv, text)]);
}

/** andOTP's since 0.6.3. @param said the number of iterations that it says, if that is not true */
export function andOtpSealed(iterations = 150_000, said = iterations, content: unknown = andOtp()) {
  const [salt, nonce] = [bytes(12, 17), bytes(12, 90)];
  const key = pbkdf2Sync(PASSWORD, salt, iterations, 32, "sha1");
  const { data, tag } = gcm(key, nonce, JSON.stringify(content));
  const head = Buffer.alloc(4);
  head.writeInt32BE(said);
  return Buffer.concat([head, salt, nonce, data, tag]);
}

/** andOTP's up to 0.6.2. @param first the first byte of its nonce */
export function andOtpOld(first = 130): Buffer {
  const nonce = bytes(12, first);
  const { data, tag } = gcm(sha256(Buffer.from(PASSWORD)), nonce, JSON.stringify(andOtp()));
  return Buffer.concat([nonce, data, tag]);
}

/** As `CryptoJS.AES.encrypt` does under a passphrase: in OpenSSL's form, keyed by MD5. */
function cryptoJs(passphrase: string, plain: string | Uint8Array, first = 60): string {
  const salt = bytes(8, first);
  let derived = Buffer.alloc(0);
  let block = Buffer.alloc(0);
  while (derived.length < 48) {
    block = createHash("md5").update(block).update(passphrase).update(salt).digest();
    derived = Buffer.concat([derived, block]);
  }
  const data = cbc(derived.subarray(0, 32), derived.subarray(32), plain);
  return base64(Buffer.concat([Buffer.from("Salted__"), salt, data]));
}

const unpadded = (data: Uint8Array) => base64(data).replace(/=+$/, "");

function encodedHash(message: string, salt: Buffer, memory: number, passes: number, length = 32) {
  const hash = argon2id(message, salt, { memory, passes, parallelism: 1 }, length);
  return `$argon2id$v=19$m=${memory},t=${passes},p=1$${unpadded(salt)}$${unpadded(hash)}`;
}

const EXTENSION_ENTRIES = [
  { account: "ada@example.com", issuer: "Headway", secret: SECRET, type: "totp" },
  { account: "c", issuer: "Bank", secret: OTHER_SECRET, type: "hotp", counter: 4, digits: 8 },
  { account: "g", issuer: "Odd", secret: SECRET, type: "totp", algorithm: "GOST3411_2012_256" },
  { account: "b", issuer: "Game", secret: SECRET, type: "battle" },
];

const idOf = (index: number) => `${index}f0e0d0c-0b0a-4908-8706-050403020100`;

export type ExtensionChanges = {
  /** Of the key. */
  readonly key?: object;
  /** Further members of the file. */
  readonly more?: object;
  readonly password?: string;
  /** Of the key and of the entries under it. */
  readonly id?: string;
};

const SALT = "5f2a91b3c4d7e8";

function extensionPassphrase(password: string): string {
  const cost = { memory: 19 * 1024, passes: 2, parallelism: 1 };
  return unpadded(argon2id(password, Buffer.from(SALT), cost));
}

/** Of version 8: whole entries under a key. */
export function extensionSealed(changes: ExtensionChanges = {}): Record<string, object> {
  const { key: change = {}, more = {}, password = PASSWORD, id = "key" } = changes;
  const passphrase = extensionPassphrase(password);
  const hash = encodedHash(passphrase, bytes(16, 7), 19 * 1024, 2);
  const key = { dataType: "Key", id, salt: SALT, hash, version: 3, ...change };
  const entries = EXTENSION_ENTRIES.map((entry, index) => {
    const plain = { dataType: "OTPStorage", encrypted: true, hash: idOf(index), keyId: id, index };
    const data = cryptoJs(passphrase, JSON.stringify({ ...plain, ...entry }), 60 + index);
    return [`${id} ${index}`, { dataType: "EncOTPStorage", data, keyId: id, index }] as const;
  });
  return { ...Object.fromEntries(entries), [id]: key, ...more };
}

/** With an entry that holds that text, before the others. */
export function extensionHolding(text: string): object {
  const data = cryptoJs(extensionPassphrase(PASSWORD), text);
  return { first: { dataType: "EncOTPStorage", data, keyId: "key" }, ...extensionSealed() };
}

/** An export with so many more of the same key. */
export function extensionKeys(count: number): readonly (readonly [string, unknown])[] {
  const file = extensionSealed();
  const keys = Array.from({ length: count }, (_, index) => [`k${index}`, file["key"]] as const);
  return [...Object.entries(file), ...keys];
}

const legacyEntries = (passphrase: string, entries = EXTENSION_ENTRIES) =>
  Object.fromEntries(
    entries.map((entry, index) => {
      const secret = cryptoJs(passphrase, entry.secret, 60 + index);
      return [idOf(index), { ...entry, encrypted: true, hash: idOf(index), index, secret }];
    }),
  );

/** Up to version 7: their secrets alone, under a key that is sealed itself. @param change of that key */
export function extensionWrapped(change: object = {}): Record<string, unknown> {
  const { entries, key } = wrapped();
  return { ...entries, key: { ...key, ...change } };
}

function wrapped() {
  const data = bytes(120, 5);
  const passphrase = data.toString("hex");
  const hash = encodedHash(passphrase, bytes(16, 70), 16_384, 1, 24);
  return { entries: legacyEntries(passphrase), key: { enc: cryptoJs(PASSWORD, data), hash } };
}

/** The same as some of its uploads have it. */
export function extensionFlat(): Record<string, unknown> {
  const { entries, key } = wrapped();
  return { ...entries, ...key };
}

/** Earlier still: their secrets alone, under the password; Steam's by a mark. */
export function extensionOld(): Record<string, unknown> {
  const steam = { account: "ada", issuer: "Steam", secret: "stm-ONXW2ZJA", type: "totp" };
  return legacyEntries(PASSWORD, [...EXTENSION_ENTRIES, steam]);
}
