// Reads what Waykey writes for other programs with code that is none of Waykey's: libsodium (libsodium-wrappers-sumo)
// for Ente's Argon2id and secretstream, Node's own OpenSSL for the rest (noble's Argon2id where a Node has none: the
// salt of Bitwarden's is longer than libsodium takes it); each by the format's own description.

import * as nodeCrypto from "node:crypto";
import { createDecipheriv, createHash, createHmac, scryptSync } from "node:crypto";
import { argon2id } from "@noble/hashes/argon2.js";
import sodium from "libsodium-wrappers-sumo";

export type PlainOtp = {
  readonly type: string;
  readonly issuer: string;
  readonly label: string;
  /** Hexadecimal. */
  readonly secret: string;
  readonly algorithm: string;
  readonly digits: number;
  /** Its period, or its counter. */
  readonly moving: number;
};

type Json = Record<string, unknown>;

function base64(text: unknown): Buffer {
  return Buffer.from(String(text), "base64");
}

/** The plain text of Ente Auth's encrypted export; null for another password. */
export async function openEnte(text: string, password: string): Promise<string | null> {
  const file = JSON.parse(text) as Json & { kdfParams: Json };
  const { salt, opsLimit, memLimit } = file.kdfParams;
  await sodium.ready;
  const key = sodium.crypto_pwhash(
    32,
    password,
    base64(salt),
    Number(opsLimit),
    Number(memLimit),
    sodium.crypto_pwhash_ALG_ARGON2ID13,
  );
  const state = sodium.crypto_secretstream_xchacha20poly1305_init_pull(
    base64(file["encryptionNonce"]),
    key,
  );
  const sealed = base64(file["encryptedData"]);
  const pulled = sodium.crypto_secretstream_xchacha20poly1305_pull(state, sealed, null);
  if (typeof pulled === "boolean") return null;
  if (pulled.tag !== sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL) return null;
  return Buffer.from(pulled.message).toString("utf8");
}

type Params = { readonly nonce: string; readonly tag: string };
type AegisSlot = {
  readonly type: number;
  readonly key: string;
  readonly key_params: Params;
  readonly n: number;
  readonly r: number;
  readonly p: number;
  readonly salt: string;
};
type AegisEntry = {
  readonly type: string;
  readonly name: string;
  readonly issuer: string;
  readonly info: Json;
};

function openGcm(key: Buffer, sealed: Buffer, { nonce, tag }: Params): Buffer {
  const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(nonce, "hex"));
  decipher.setAuthTag(Buffer.from(tag, "hex"));
  return Buffer.concat([decipher.update(sealed), decipher.final()]);
}

/** The database of Aegis, as its docs/decrypt.py opens it. @throws Error for another password */
export function openAegis(text: string, password: string) {
  type File = { header: { slots: readonly AegisSlot[]; params: Params }; db: string };
  const { header, db } = JSON.parse(text) as File;
  const slot = header.slots.find(({ type }) => type === 1);
  if (slot === undefined) throw new Error("There is no password slot");
  const { n: N, r, p } = slot;
  const options = { N, r, p, maxmem: 256 * N * r };
  const key = scryptSync(password, Buffer.from(slot.salt, "hex"), 32, options);
  const masterKey = openGcm(key, Buffer.from(slot.key, "hex"), slot.key_params);
  const plain = openGcm(masterKey, base64(db), header.params).toString("utf8");
  return JSON.parse(plain) as { version: number; entries: readonly AegisEntry[] };
}

export function otpsOfAegis(entries: readonly AegisEntry[]): readonly PlainOtp[] {
  return entries.map(({ type, name, issuer, info }) => ({
    type,
    issuer,
    label: name,
    secret: base32(String(info["secret"])),
    algorithm: String(info["algo"]),
    digits: Number(info["digits"]),
    moving: Number(type === "hotp" ? info["counter"] : info["period"]),
  }));
}

/** The JSON inside a password-protected export of Bitwarden. @throws Error for another password */
export function openBitwarden(text: string, password: string): unknown {
  const file = JSON.parse(text) as Json;
  if (file["passwordProtected"] !== true || file["kdfType"] !== 1) throw new Error("Not Argon2id");
  const salt = createHash("sha256").update(String(file["salt"])).digest();
  const key = deriveArgon2id(password, salt, {
    passes: Number(file["kdfIterations"]),
    memory: Number(file["kdfMemory"]) * 1024,
    parallelism: Number(file["kdfParallelism"]),
  });
  const expand = (info: string) => createHmac("sha256", key).update(`${info}\u0001`).digest();
  const open = (sealed: unknown) => {
    const [iv, data, mac] = String(sealed).replace(/^2\./, "").split("|").map(base64);
    if (iv === undefined || data === undefined || mac === undefined) throw new Error("Not a seal");
    const own = createHmac("sha256", expand("mac")).update(iv).update(data).digest();
    if (!own.equals(mac)) throw new Error("The authenticator does not fit");
    const decipher = createDecipheriv("aes-256-cbc", expand("enc"), iv);
    return Buffer.concat([decipher.update(data), decipher.final()]).toString("utf8");
  };
  const guid = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;
  if (!guid.test(open(file["encKeyValidation_DO_NOT_EDIT"]))) throw new Error("No GUID");
  return JSON.parse(open(file["data"]));
}

type Argon2Cost = {
  readonly passes: number;
  readonly memory: number;
  readonly parallelism: number;
};

function deriveArgon2id(password: string, nonce: Buffer, cost: Argon2Cost): Uint8Array {
  const native: typeof nodeCrypto.argon2Sync | undefined = nodeCrypto["argon2Sync"];
  if (native !== undefined) {
    return native("argon2id", { message: password, nonce, tagLength: 32, ...cost });
  }
  const { passes: t, memory: m, parallelism: p } = cost;
  return argon2id(password, nonce, { t, m, p, dkLen: 32 });
}

/** RFC 4648 §6, by five bits a letter. */
export function base32(text: string): string {
  const bits = Array.from(text, (letter) =>
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0"),
  ).join("");
  const bytes = bits.match(/.{8}/g) ?? [];
  return Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2))).toString("hex");
}

/** The fields of a message of Protocol Buffers. */
function fieldsOf(message: Buffer): readonly (readonly [number, bigint | Buffer])[] {
  const fields: [number, bigint | Buffer][] = [];
  let at = 0;
  const varint = () => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = BigInt(message[at++] ?? 0);
      value += (byte & 127n) << shift;
      if (byte < 128n) return value;
    }
  };
  while (at < message.length) {
    const tag = Number(varint());
    if (tag % 8 === 0) fields.push([tag >> 3, varint()]);
    else {
      const length = Number(varint());
      fields.push([tag >> 3, message.subarray(at, at + length)]);
      at += length;
    }
  }
  return fields;
}

/** The accounts in the QR codes of Google Authenticator. @throws Error unless the codes are one whole export */
export function openMigration(uris: readonly string[]): readonly PlainOtp[] {
  const ids = new Set<unknown>();
  return uris.flatMap((uri, index) => {
    const data = new URL(uri).searchParams.get("data") ?? "";
    const fields = fieldsOf(Buffer.from(data, "base64"));
    const numbers = new Map(fields);
    ids.add(numbers.get(5));
    const isPart = numbers.get(3) === BigInt(uris.length) && numbers.get(4) === BigInt(index);
    if (!isPart || ids.size !== 1) throw new Error("The codes are not those of one export");
    return fields
      .filter(([number]) => number === 1)
      .map(([, account]) => otpOfAccount(new Map(fieldsOf(account as Buffer))));
  });
}

function otpOfAccount(fields: ReadonlyMap<number, bigint | Buffer>): PlainOtp {
  const type = fields.get(6) === 1n ? "hotp" : "totp";
  const name = String(fields.get(2) ?? "");
  const issuer = String(fields.get(3) ?? "");
  const label =
    issuer !== "" && name.startsWith(`${issuer}:`) ? name.slice(issuer.length + 1) : name;
  return {
    type,
    issuer,
    label,
    secret: (fields.get(1) as Buffer).toString("hex"),
    algorithm: ["", "SHA1", "SHA256", "SHA512"][Number(fields.get(4))] ?? "",
    digits: fields.get(5) === 2n ? 8 : 6,
    moving: type === "hotp" ? Number(fields.get(7) ?? 0) : 30,
  };
}
