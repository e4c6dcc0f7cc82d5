// Opens a backup from docs/backup-format.md alone: node:crypto (OpenSSL) and none of the code under
// test. The oracle for every byte of the file.

import { argon2Sync, hkdfSync } from "node:crypto";
import { decryptGcm } from "../vault/independent-vault.ts";

type File = {
  readonly format: string;
  readonly version: number;
  readonly createdAt: number;
  readonly kdf: {
    readonly name: string;
    readonly memoryKiB: number;
    readonly iterations: number;
    readonly parallelism: number;
    readonly salt: string;
  };
  readonly keyCheck: string;
  readonly nonce: string;
  readonly payload: string;
};

export type IndependentlyOpened = {
  /** The header as the seal authenticates it. */
  readonly additionalData: string;
  readonly keyCheck: string;
  /** The payload's JSON text, padding included. */
  readonly payload: string;
};

export function openBackupIndependently(text: string, password: string): IndependentlyOpened {
  const file = JSON.parse(text) as File;
  const { kdf } = file;
  const root = argon2Sync("argon2id", {
    message: Buffer.from(password, "utf8"),
    nonce: Buffer.from(kdf.salt, "base64url"),
    memory: kdf.memoryKiB,
    passes: kdf.iterations,
    parallelism: kdf.parallelism,
    tagLength: 32,
  });
  const subkey = (info: string) => Buffer.from(hkdfSync("sha256", root, "", info, 32));
  const additionalData =
    `{"format":"${file.format}","version":${file.version},"createdAt":${file.createdAt},` +
    `"kdf":{"name":"${kdf.name}","memoryKiB":${kdf.memoryKiB},"iterations":${kdf.iterations},` +
    `"parallelism":${kdf.parallelism},"salt":"${kdf.salt}"},` +
    `"keyCheck":"${file.keyCheck}","nonce":"${file.nonce}"}`;
  const bytes = (encoded: string) => Buffer.from(encoded, "base64url");
  const none = Buffer.alloc(0);
  const keyCheck = decryptGcm(
    subkey("waykey-backup/1/check"),
    Buffer.alloc(12),
    bytes(file.keyCheck),
    none,
  );
  const payload = decryptGcm(
    subkey("waykey-backup/1/payload"),
    bytes(file.nonce),
    bytes(file.payload),
    Buffer.from(additionalData, "utf8"),
  );
  return { additionalData, keyCheck: keyCheck.toString(), payload: payload.toString() };
}
