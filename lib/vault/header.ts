// The vault header, version 1: the vault's identity and the key slots that wrap its key. It holds no
// secret in the clear; what may not be altered is bound to each slot's seal. Layout:
// docs/vault-format.md, "Header".

import * as v from "valibot";
import type { Argon2Parameters } from "../crypto/argon2id.ts";
import { WaykeyError } from "../errors.ts";

/** Wraps the vault key under a key derived from a password. All bytes are base64url. */
export type PasswordSlot = {
  readonly kind: "password";
  readonly id: string;
  readonly kdf: Argon2Parameters & { readonly name: "argon2id" };
  /** 16 bytes. */
  readonly salt: string;
  /** 12 bytes. */
  readonly nonce: string;
  /** 48 bytes: the sealed vault key and its tag. */
  readonly wrappedKey: string;
};

/** Other ways to unlock join this union as further kinds. */
type KeySlot = PasswordSlot;

export type VaultHeader = {
  readonly format: "waykey-vault";
  readonly version: 1;
  /** 16 random bytes, base64url. */
  readonly vaultId: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  readonly slots: readonly KeySlot[];
};

export const VAULT_FORMAT = "waykey-vault";
export const VAULT_VERSION = 1;

const Whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** `characters` of base64url, the last of which carries no stray bits. */
const base64url = (characters: number, last: string) =>
  v.pipe(v.string(), v.regex(new RegExp(`^[A-Za-z0-9_-]{${characters - 1}}[${last}]$`)));
const Bytes16 = base64url(22, "AQgw");
const Bytes12 = base64url(16, "A-Za-z0-9_-");
const Bytes48 = base64url(64, "A-Za-z0-9_-");

const PasswordSlotSchema = v.strictObject({
  kind: v.literal("password"),
  id: Bytes16,
  kdf: v.strictObject({
    name: v.literal("argon2id"),
    memoryKiB: Whole,
    iterations: Whole,
    parallelism: Whole,
  }),
  salt: Bytes16,
  nonce: Bytes12,
  wrappedKey: Bytes48,
});

const VaultHeaderSchema = v.strictObject({
  format: v.literal(VAULT_FORMAT),
  version: v.literal(VAULT_VERSION),
  vaultId: Bytes16,
  createdAt: Whole,
  slots: v.pipe(v.array(PasswordSlotSchema), v.minLength(1), v.maxLength(8)),
});

const Versioned = v.object({ format: v.literal(VAULT_FORMAT), version: Whole });
const WithSlotKinds = v.object({ slots: v.array(v.object({ kind: v.string() })) });

/**
 * Parses what a store holds as header. The cost of a slot's key derivation is judged when the slot
 * is opened, not here.
 * @throws WaykeyError `vault/version` for a later version or an unknown kind of slot, which only a
 *   later Waykey can have written
 * @throws WaykeyError `vault/damaged` for anything else that is not a header
 */
export function parseHeader(input: unknown): VaultHeader {
  const versioned = v.safeParse(Versioned, input);
  if (versioned.success && versioned.output.version > VAULT_VERSION) {
    throw new WaykeyError("vault/version", "The vault was made by a later version of Waykey");
  }
  const kinds = v.safeParse(WithSlotKinds, input);
  if (kinds.success && kinds.output.slots.some((slot) => slot.kind !== "password")) {
    throw new WaykeyError("vault/version", "The vault has a key slot this Waykey does not know");
  }
  const result = v.safeParse(VaultHeaderSchema, input);
  if (result.success) return result.output;
  throw new WaykeyError("vault/damaged", "The vault header is not readable");
}
