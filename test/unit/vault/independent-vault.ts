// Opens a vault from docs/vault-format.md and docs/vault-format-v1.md alone: node:crypto (OpenSSL) and none
// of the code under test. The oracle for every byte the vault writes; headers of version 2 are in
// independent-header.ts.

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

/** A blind index tag of version 1. */
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

export type GoldenVault2 = Pick<GoldenVault, "vaultKey" | "header" | "records"> & {
  readonly manifest: {
    readonly generation: number;
    readonly nonce: string;
    readonly ciphertext: string;
  };
};

type Values = readonly (string | number | Buffer)[];

function deriveVersion2(vaultKey: Buffer, vaultId: string, ...info: Values): Buffer {
  return Buffer.from(hkdfSync("sha256", vaultKey, fromBase64url(vaultId), fields(...info), 32));
}

function indexHash(vaultKey: Buffer, vaultId: string, ...values: Values): string {
  const key = deriveVersion2(vaultKey, vaultId, "waykey-vault/2/index");
  const mac = createHmac("sha256", key)
    .update(fields(...values))
    .digest();
  return mac.subarray(0, 16).toString("base64url");
}

/** The id under which a record of version 2 lies. */
export function computeOuterIdIndependently(vaultKey: Buffer, vaultId: string, id: string): string {
  return indexHash(vaultKey, vaultId, "id", id);
}

/** A blind index tag of version 2. */
export function computeTag2Independently(
  vaultKey: Buffer,
  vaultId: string,
  type: string,
  value: string,
  n: number,
): string {
  return indexHash(vaultKey, vaultId, "tag", type, value, n);
}

/** The content of a sealed record of version 2 as JSON text, padding included. */
export function openRecord2Independently(
  vaultKey: Buffer,
  vaultId: string,
  { id, revision, tags, nonce, ciphertext }: GoldenVault["records"][number],
): string {
  const key = deriveVersion2(vaultKey, vaultId, "waykey-vault/2/record", id, revision);
  const aad = fields("waykey-vault", 2, "record", fromBase64url(vaultId), id, revision, ...tags);
  return decryptGcm(key, Buffer.from(nonce, "hex"), Buffer.from(ciphertext, "hex"), aad).toString();
}

/** The content of a manifest as JSON text, padding included. */
export function openManifestIndependently(
  vaultKey: Buffer,
  vaultId: string,
  { generation, nonce, ciphertext }: GoldenVault2["manifest"],
): string {
  const key = deriveVersion2(vaultKey, vaultId, "waykey-vault/2/manifest", generation);
  const aad = fields("waykey-vault", 2, "manifest", fromBase64url(vaultId), generation);
  return decryptGcm(key, Buffer.from(nonce, "hex"), Buffer.from(ciphertext, "hex"), aad).toString();
}

/** The sum that a manifest holds over the records, base64url. */
export function computeSumIndependently(
  vaultKey: Buffer,
  vaultId: string,
  records: GoldenVault["records"],
): string {
  const key = deriveVersion2(vaultKey, vaultId, "waykey-vault/2/sum");
  let sum = 0n;
  for (const { id, revision, ciphertext } of records) {
    const tail = Buffer.from(ciphertext, "hex").subarray(-16);
    const mac = createHmac("sha256", key)
      .update(fields(id, revision, tail))
      .digest("hex");
    sum = (sum + BigInt(`0x${mac}`)) % 2n ** 256n;
  }
  return Buffer.from(sum.toString(16).padStart(64, "0"), "hex").toString("base64url");
}
