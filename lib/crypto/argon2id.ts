// Argon2id version 1.3 (RFC 9106), without secret or associated data, to 32 bytes. Parameters are
// checked against a floor and a ceiling before any work is done, so that a file from elsewhere can
// neither weaken the derivation nor exhaust the machine.

import { argon2id } from "hash-wasm";
import { type Bytes, copyBytes } from "../bytes/bytes.ts";
import { encodeUtf8 } from "../bytes/utf8.ts";
import { WaykeyError } from "../errors.ts";

export type Argon2Parameters = {
  readonly memoryKiB: number;
  /** Passes over the memory: t in RFC 9106. */
  readonly iterations: number;
  /** Lanes: p in RFC 9106. */
  readonly parallelism: number;
};

const MEBIBYTE_IN_KIB = 1024;

const ARGON2_LIMITS = {
  memoryKiB: { min: 19 * MEBIBYTE_IN_KIB, max: 1024 * MEBIBYTE_IN_KIB },
  iterations: { min: 1, max: 10 },
  parallelism: { min: 1, max: 4 },
  /** Floor of memory times passes, in KiB. */
  minMemoryKiBTimesIterations: 38 * MEBIBYTE_IN_KIB,
} as const;

/** The cheapest parameters that are accepted. */
export const ARGON2_FLOOR: Argon2Parameters = {
  memoryKiB: ARGON2_LIMITS.memoryKiB.min,
  iterations: 2,
  parallelism: 1,
};

const SALT_LENGTH = { min: 16, max: 64 } as const;

function isWithin(value: unknown, limits: { readonly min: number; readonly max: number }): boolean {
  return Number.isSafeInteger(value) && Number(value) >= limits.min && Number(value) <= limits.max;
}

/** @throws WaykeyError `kdf/parameters` when a parameter lies outside its bounds */
export function checkArgon2Parameters(parameters: Argon2Parameters): void {
  for (const name of ["memoryKiB", "iterations", "parallelism"] as const) {
    if (!isWithin(parameters[name], ARGON2_LIMITS[name])) {
      throw new WaykeyError("kdf/parameters", `The key derivation's ${name} is out of bounds`);
    }
  }
  const cost = parameters.memoryKiB * parameters.iterations;
  if (cost < ARGON2_LIMITS.minMemoryKiBTimesIterations) {
    throw new WaykeyError("kdf/parameters", "The key derivation is cheaper than is safe");
  }
}

/**
 * The bytes of a password as every key derivation here takes them: NFKC (Unicode TR15), then UTF-8,
 * so that the same password typed on another keyboard or system gives the same key.
 */
export function encodePassword(password: string): Bytes {
  return encodeUtf8(password.normalize("NFKC"));
}

/**
 * Derives 32 bytes; about 0.4 s for 64 MiB and 3 passes. RFC 9106 §3.1, version 0x13.
 * @param password at least one byte, from `encodePassword`
 * @param salt 16 to 64 bytes
 * @throws WaykeyError `kdf/parameters`, before any work; `kdf/memory` when the memory cannot be had
 * @throws RangeError for an empty password or a salt of another length
 */
export async function deriveArgon2id(
  password: Uint8Array,
  salt: Uint8Array,
  parameters: Argon2Parameters,
): Promise<Bytes> {
  if (password.length === 0) throw new RangeError("password must not be empty");
  if (!isWithin(salt.length, SALT_LENGTH)) throw new RangeError("salt must be 16 to 64 bytes");
  checkArgon2Parameters(parameters);
  try {
    const derived = await argon2id({
      password,
      salt,
      memorySize: parameters.memoryKiB,
      iterations: parameters.iterations,
      parallelism: parameters.parallelism,
      hashLength: 32,
      outputType: "binary",
    });
    return copyBytes(derived);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const message = "This device has not enough free memory for the key derivation";
    throw new WaykeyError("kdf/memory", message, { cause: error });
  }
}
