// Key derivations of files that other programs have sealed: Argon2id (RFC 9106), scrypt (RFC 7914) and PBKDF2 with
// SHA-256 or SHA-1 (RFC 8018), to 32 bytes. How weak they are is the affair of who made the file, so there is no floor; the
// ceilings are checked before any work, so that no file can exhaust the machine.

import { argon2id, scrypt } from "hash-wasm";
import { type Bytes, copyBytes } from "../bytes/bytes.ts";
import { WaykeyError } from "../errors.ts";

export type ForeignKdf =
  | {
      readonly name: "argon2id";
      readonly memoryKiB: number;
      readonly iterations: number;
      readonly parallelism: number;
    }
  | {
      readonly name: "scrypt";
      /** N, a power of two. */
      readonly costFactor: number;
      /** r */
      readonly blockSize: number;
      /** p */
      readonly parallelism: number;
    }
  | {
      readonly name: "pbkdf2";
      /** Missing: SHA-256. */
      readonly hash?: "SHA-1";
      readonly iterations: number;
    };

const MEBIBYTE = 1024 * 1024;
const GIBIBYTE = 1024 * MEBIBYTE;
const MAX_ARGON2_MEMORY = GIBIBYTE;
/** Bytes written: memory times passes. As much as Bitwarden lets anybody set. */
const MAX_ARGON2_WORK = 10 * GIBIBYTE;
const MAX_SCRYPT_MEMORY = GIBIBYTE / 2;
const MAX_SCRYPT_WORK = 2 * GIBIBYTE;
const MAX_PBKDF2_ITERATIONS = 5_000_000;

/** @throws WaykeyError `import/costly` for a derivation beyond the ceilings, or one that is none */
export function checkForeignKdf(kdf: ForeignKdf): void {
  if (!isAffordable(kdf)) {
    throw new WaykeyError(
      "import/costly",
      `The file's ${kdf.name} is beyond what is spent on a file`,
    );
  }
}

/** Whether it is a derivation, and within the ceilings. */
export function isAffordable(kdf: ForeignKdf): boolean {
  if (kdf.name === "pbkdf2") return isWithin(kdf.iterations, 1, MAX_PBKDF2_ITERATIONS);
  if (!isWithin(kdf.parallelism, 1, 16)) return false;
  if (kdf.name === "argon2id") {
    const memory = kdf.memoryKiB * 1024;
    return (
      isWithin(kdf.memoryKiB, 8 * kdf.parallelism, MAX_ARGON2_MEMORY / 1024) &&
      isWithin(kdf.iterations, 1, 1024) &&
      memory * kdf.iterations <= MAX_ARGON2_WORK
    );
  }
  const { costFactor, blockSize, parallelism } = kdf;
  if (!isWithin(costFactor, 2, 2 ** 22) || !isWithin(blockSize, 1, 64)) return false;
  const memory = 128 * costFactor * blockSize;
  const isPower = Number.isInteger(Math.log2(costFactor));
  return isPower && memory <= MAX_SCRYPT_MEMORY && memory * parallelism <= MAX_SCRYPT_WORK;
}

function isWithin(value: number, least: number, most: number): boolean {
  return Number.isSafeInteger(value) && value >= least && value <= most;
}

/**
 * @param password at least one byte
 * @param salt for Argon2id at least 8 bytes
 * @throws WaykeyError `import/costly`, before any work; `import/memory` when the memory cannot be had;
 *   `import/damaged` for a salt that no program makes
 */
export async function deriveForeignKey(
  password: Bytes,
  salt: Bytes,
  kdf: ForeignKdf,
): Promise<Bytes> {
  checkForeignKdf(kdf);
  if (password.length === 0) throw new RangeError("password must not be empty");
  if (salt.length < 1 || salt.length > 4096 || (kdf.name === "argon2id" && salt.length < 8)) {
    throw new WaykeyError("import/damaged", "The file's salt is of no length that a salt has");
  }
  if (kdf.name === "pbkdf2") return derivePbkdf2(password, salt, kdf);
  return copyBytes(await withinMemory(() => deriveByWasm(password, salt, kdf)));
}

/**
 * What `derive`, of hash-wasm, gives.
 * @throws WaykeyError `import/memory` when the memory for it cannot be had
 */
export async function withinMemory<T>(derive: () => Promise<T>): Promise<T> {
  try {
    return await derive();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const message = "This device has not enough free memory for the key derivation";
    throw new WaykeyError("import/memory", message, { cause: error });
  }
}

function deriveByWasm(
  password: Bytes,
  salt: Bytes,
  kdf: Exclude<ForeignKdf, { name: "pbkdf2" }>,
): Promise<Uint8Array> {
  const common = { password, salt, hashLength: 32, outputType: "binary" } as const;
  if (kdf.name === "scrypt") {
    const { costFactor, blockSize, parallelism } = kdf;
    return scrypt({ ...common, costFactor, blockSize, parallelism });
  }
  const { memoryKiB: memorySize, iterations, parallelism } = kdf;
  return argon2id({ ...common, memorySize, iterations, parallelism });
}

async function derivePbkdf2(
  password: Bytes,
  salt: Bytes,
  kdf: Extract<ForeignKdf, { name: "pbkdf2" }>,
): Promise<Bytes> {
  const key = await crypto.subtle.importKey("raw", password, "PBKDF2", false, ["deriveBits"]);
  const { hash = "SHA-256", iterations } = kdf;
  const parameters = { name: "PBKDF2", hash, salt, iterations };
  return new Uint8Array(await crypto.subtle.deriveBits(parameters, key, 256));
}

/**
 * The same derivation at a fraction of its cost, to foretell by how long this one takes how long the whole will;
 * null where the whole is quick.
 */
export function foretaste(
  kdf: ForeignKdf,
): { readonly kdf: ForeignKdf; readonly part: number } | null {
  if (kdf.name === "argon2id") {
    const work = kdf.memoryKiB * kdf.iterations;
    const memoryKiB = Math.min(kdf.memoryKiB, 32 * 1024);
    if (work < 8 * memoryKiB) return null;
    return { kdf: { ...kdf, memoryKiB, iterations: 1 }, part: memoryKiB / work };
  }
  if (kdf.name !== "pbkdf2" || kdf.iterations < 200_000) return null;
  return { kdf: { ...kdf, iterations: 20_000 }, part: 20_000 / kdf.iterations };
}
