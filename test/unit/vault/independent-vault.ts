// Opens a vault from docs/vault-format.md alone: node:crypto (OpenSSL) and none of the code under
// test. The oracle for every byte the vault writes; headers of version 2 are in independent-header.ts.

import { argon2Sync, createDecipheriv, createHmac, hkdfSync } from "node:crypto";

export type GoldenVault = {
  readonly password: string;
  readonly vaultKey: string;
  readonly header: {
    readonly vaultId: string;
    readonly createdAt: number;
    readonly slots: readonly {
      readonly id: string;
      readonly kdf: {
        readonly memoryKiB: number;
        readonly iterations: number;
        readonly parallelism: number;
      };
      readonly salt: string;
      readonly nonce: string;
      readonly wrappedKey: string;
    }[];
  };
  readonly records: readonly {
    readonly id: string;
    readonly revision: number;
    readonly tags: readonly string[];
    readonly nonce: string;
    readonly ciphertext: string;
  }[];
};

export function decryptGcm(key: Buffer, nonce: Buffer, sealed: Buffer, aad: Buffer): Buffer {
  const decipher = createDecipheriv("aes-256-gcm", key, nonce).setAAD(aad);
  decipher.setAuthTag(sealed.subarray(-16));
  return Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
}

function field(value: string | number | Buffer): Buffer {
  let bytes: Buffer;
  if (typeof value === "number") {
    bytes = Buffer.alloc(8);
    bytes.writeBigUInt64BE(BigInt(value));
  } else bytes = Buffer.from(value as string);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/** fields(…) of the document. */
export const fields = (...values: (string | number | Buffer)[]) => Buffer.concat(values.map(field));
export const fromBase64url = (text: string) => Buffer.from(text, "base64url");

/** The vault key by the password, through the first slot of a header of version 1. */
export function openSlotIndependently({ password, header }: GoldenVault): Buffer {
  const [slot] = header.slots;
  if (slot === undefined) throw new Error("The header must have a slot");
  const { kdf, salt, nonce, wrappedKey, id } = slot;
  const wrappingKey = argon2Sync("argon2id", {
    message: Buffer.from(password, "utf8"),
    nonce: fromBase64url(salt),
    memory: kdf.memoryKiB,
    passes: kdf.iterations,
    parallelism: kdf.parallelism,
    tagLength: 32,
  });
  const aad = Buffer.concat([
    fields("waykey-vault", 1, "slot", fromBase64url(header.vaultId), header.createdAt),
    fields("password", fromBase64url(id), "argon2id"),
    fields(kdf.memoryKiB, kdf.iterations, kdf.parallelism, fromBase64url(salt)),
  ]);
  return decryptGcm(wrappingKey, fromBase64url(nonce), fromBase64url(wrappedKey), aad);
}

/** The record's content as JSON text, padding included. */
export function openRecordIndependently(
  vaultKey: Buffer,
  vaultId: string,
  { id, revision, tags, nonce, ciphertext }: GoldenVault["records"][number],
): string {
  const salt = fromBase64url(vaultId);
  const info = fields("waykey-vault/1/record", id, revision);
  const key = Buffer.from(hkdfSync("sha256", vaultKey, salt, info, 32));
  const aad = Buffer.concat([
    fields("waykey-vault", 1, "record", salt, id, revision, tags.length),
    fields(...tags),
  ]);
  return decryptGcm(key, Buffer.from(nonce, "hex"), Buffer.from(ciphertext, "hex"), aad).toString();
}

/** A blind index tag. */
export function computeTagIndependently(
  vaultKey: Buffer,
  vaultId: string,
  type: string,
  value: string,
): string {
  const info = fields("waykey-vault/1/index");
  const key = Buffer.from(hkdfSync("sha256", vaultKey, fromBase64url(vaultId), info, 32));
  const mac = createHmac("sha256", key).update(`${type}\0${value}`, "utf8").digest();
  return mac.subarray(0, 16).toString("base64url");
}
