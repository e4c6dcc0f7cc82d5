// The vault header: the vault's identity and the key slots that wrap its key. Version 2 is written and
// versions 1 and 2 are read. It holds no secret in the clear; each slot's seal binds what the slot
// says, and the mac of version 2 binds the whole. Layout: docs/vault-format.md, "Header".

import * as v from "valibot";
import { decodeBase64url } from "../bytes/base64url.ts";
import type { Argon2Parameters } from "../crypto/argon2id.ts";
import { isWaykeyError, WaykeyError } from "../errors.ts";

/** What seals the vault key in a slot. Base64url, as all bytes of a header. */
export type SlotSeal = {
  /** 12 bytes. */
  readonly nonce: string;
  /** 48 bytes: the sealed vault key and its tag. */
  readonly wrappedKey: string;
};

/** Wraps the vault key under a key derived from a password. */
export type PasswordSlot = SlotSeal & {
  readonly kind: "password";
  /** The format version that the seal binds; one without was sealed by version 1. */
  readonly sealVersion?: 2;
  /** 16 bytes, as of every slot. */
  readonly id: string;
  readonly kdf: Argon2Parameters & { readonly name: "argon2id" };
  /** 16 bytes. */
  readonly salt: string;
};

/** Wraps it under what the PRF extension of a passkey of Waykey's own answers to `prfSalt`. */
export type DeviceSlot = SlotSeal & {
  readonly kind: "device";
  readonly id: string;
  readonly credentialId: string;
  /** 32 bytes. */
  readonly prfSalt: string;
  /** The RP ID the passkey was made for; null where the browser gives an extension its own. */
  readonly rpId: string | null;
  /** Epoch milliseconds. */
  readonly createdAt: number;
};

/** Wraps it under the emergency key, which is printed and not kept. */
export type EmergencySlot = SlotSeal & {
  readonly kind: "emergency";
  readonly id: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
};

export type KeySlot = PasswordSlot | DeviceSlot | EmergencySlot;

export type VaultIdentity = {
  /** 16 random bytes, base64url. */
  readonly vaultId: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
};

export type VaultHeaderV1 = VaultIdentity & {
  readonly format: "waykey-vault";
  readonly version: 1;
  readonly slots: readonly PasswordSlot[];
};

export type VaultHeaderV2 = VaultIdentity & {
  readonly format: "waykey-vault";
  readonly version: 2;
  /** 1 for the first header of this version, then one more with every change of the slots. */
  readonly revision: number;
  readonly slots: readonly KeySlot[];
  /** 32 bytes over everything else, under a key of the vault's. */
  readonly mac: string;
};

export type VaultHeader = VaultHeaderV1 | VaultHeaderV2;

export const VAULT_FORMAT = "waykey-vault";
/** What is written. */
export const VAULT_VERSION = 2;
export const MAX_SLOTS = 8;

const MAX_CREDENTIAL_ID_LENGTH = 1023;

const Whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** `characters` of base64url, the last of which carries no stray bits. */
const base64url = (characters: number, last: string) =>
  v.pipe(v.string(), v.regex(new RegExp(`^[A-Za-z0-9_-]{${characters - 1}}[${last}]$`)));
const Bytes16 = base64url(22, "AQgw");
const Bytes32 = base64url(43, "AEIMQUYcgkosw048");
const Bytes12 = base64url(16, "A-Za-z0-9_-");
const Bytes48 = base64url(64, "A-Za-z0-9_-");

/** base64url of 1 to 1,023 bytes (WebAuthn §4, "credential ID"). */
export function isCredentialId(text: string): boolean {
  try {
    const { length } = decodeBase64url(text);
    return length > 0 && length <= MAX_CREDENTIAL_ID_LENGTH;
  } catch (error) {
    if (isWaykeyError(error, "encoding/base64url")) return false;
    throw error;
  }
}

const seal = { nonce: Bytes12, wrappedKey: Bytes48 };

const password = {
  kind: v.literal("password"),
  id: Bytes16,
  kdf: v.strictObject({
    name: v.literal("argon2id"),
    memoryKiB: Whole,
    iterations: Whole,
    parallelism: Whole,
  }),
  salt: Bytes16,
  ...seal,
};

const PasswordSlotV1Schema = v.strictObject(password);

const KeySlotSchema = v.variant("kind", [
  v.strictObject({ ...password, sealVersion: v.exactOptional(v.literal(2)) }),
  v.strictObject({
    kind: v.literal("device"),
    id: Bytes16,
    credentialId: v.pipe(v.string(), v.maxLength(1364), v.check(isCredentialId)),
    prfSalt: Bytes32,
    rpId: v.nullable(v.pipe(v.string(), v.minLength(1), v.maxLength(253))),
    createdAt: Whole,
    ...seal,
  }),
  v.strictObject({ kind: v.literal("emergency"), id: Bytes16, createdAt: Whole, ...seal }),
]);

const format = v.literal(VAULT_FORMAT);
const identity = { vaultId: Bytes16, createdAt: Whole };

function hasDistinctIds(slots: readonly { readonly id: string }[]): boolean {
  return new Set(slots.map(({ id }) => id)).size === slots.length;
}

const VaultHeaderSchema = v.variant("version", [
  v.strictObject({
    format,
    version: v.literal(1),
    ...identity,
    slots: v.pipe(v.array(PasswordSlotV1Schema), v.minLength(1), v.maxLength(MAX_SLOTS)),
  }),
  v.strictObject({
    format,
    version: v.literal(2),
    ...identity,
    revision: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
    slots: v.pipe(
      v.array(KeySlotSchema),
      v.minLength(1),
      v.maxLength(MAX_SLOTS),
      v.check((slots) => hasDistinctIds(slots)),
    ),
    mac: Bytes32,
  }),
]);

const Versioned = v.object({ format: v.literal(VAULT_FORMAT), version: Whole });
const WithSlotKinds = v.object({ slots: v.array(v.object({ kind: v.string() })) });
const KNOWN_KINDS: ReadonlySet<string> = new Set(["password", "device", "emergency"]);

/**
 * Parses what a store holds as header. The cost of a slot's key derivation is judged when the slot
 * is opened, not here, and whether the header is whole when the vault key is known.
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
  if (kinds.success && kinds.output.slots.some((slot) => !KNOWN_KINDS.has(slot.kind))) {
    throw new WaykeyError("vault/version", "The vault has a key slot this Waykey does not know");
  }
  const result = v.safeParse(VaultHeaderSchema, input);
  if (result.success) return result.output;
  throw new WaykeyError("vault/damaged", "The vault header is not readable");
}
