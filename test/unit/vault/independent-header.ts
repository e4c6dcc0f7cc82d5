// Opens the key slots of a header of version 2 and computes its mac from docs/vault-format.md alone:
// node:crypto (OpenSSL) and none of the code under test.

import { argon2Sync, createHash, createHmac, hkdfSync } from "node:crypto";
import { decryptGcm, fields, fromBase64url } from "./independent-vault.ts";

type Seal = { readonly id: string; readonly nonce: string; readonly wrappedKey: string };

export type GoldenSlot = Seal &
  (
    | {
        readonly kind: "password";
        readonly sealVersion?: 2;
        readonly kdf: {
          readonly memoryKiB: number;
          readonly iterations: number;
          readonly parallelism: number;
        };
        readonly salt: string;
      }
    | {
        readonly kind: "device";
        readonly credentialId: string;
        readonly prfSalt: string;
        readonly rpId: string | null;
        readonly createdAt: number;
      }
    | { readonly kind: "emergency"; readonly createdAt: number }
  );

export type GoldenHeader = {
  readonly vaultId: string;
  readonly createdAt: number;
  readonly revision: number;
  readonly slots: readonly GoldenSlot[];
  readonly mac: string;
};

export type GoldenSecrets = {
  readonly password: string;
  /** As printed. */
  readonly emergencyKey: string;
  /** Hexadecimal, by credential ID. */
  readonly prfOutputs: Readonly<Record<string, string>>;
};

const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

const toBits = (bytes: Buffer) =>
  [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");

/** The key of a printed emergency key; throws when its check is not its own. */
export function readEmergencyKeyIndependently(printed: string): Buffer {
  const bits = Array.from(printed.replaceAll("-", ""))
    .map((character) => CROCKFORD.indexOf(character).toString(2).padStart(5, "0"))
    .join("");
  const bytes = bits.slice(0, 160).match(/.{8}/g) ?? [];
  const key = Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2)));
  const digest = createHash("sha256").update("waykey-emergency-key\0").update(key).digest();
  if (toBits(digest).slice(0, 10) !== bits.slice(160)) throw new Error("The check must be its own");
  return key;
}

function parametersOf(slot: GoldenSlot): Buffer {
  const id = fromBase64url(slot.id);
  if (slot.kind === "password") {
    const { memoryKiB, iterations, parallelism } = slot.kdf;
    const salt = fromBase64url(slot.salt);
    return fields("password", id, "argon2id", memoryKiB, iterations, parallelism, salt);
  }
  if (slot.kind === "emergency") return fields("emergency", id, slot.createdAt);
  const { createdAt, credentialId, prfSalt, rpId } = slot;
  return Buffer.concat([
    fields("device", id, createdAt, fromBase64url(credentialId), fromBase64url(prfSalt)),
    rpId === null ? fields(0) : fields(1, rpId),
  ]);
}

const versionOf = (slot: GoldenSlot) =>
  slot.kind === "password" && slot.sealVersion === undefined ? 1 : 2;

function wrappingKeyOf(slot: GoldenSlot, salt: Buffer, secrets: GoldenSecrets): Buffer {
  if (slot.kind === "password") {
    const { memoryKiB, iterations, parallelism } = slot.kdf;
    return argon2Sync("argon2id", {
      message: Buffer.from(secrets.password, "utf8"),
      nonce: fromBase64url(slot.salt),
      memory: memoryKiB,
      passes: iterations,
      parallelism,
      tagLength: 32,
    });
  }
  const secret =
    slot.kind === "emergency"
      ? readEmergencyKeyIndependently(secrets.emergencyKey)
      : Buffer.from(secrets.prfOutputs[slot.credentialId] ?? "", "hex");
  const info = fields(`waykey-vault/2/${slot.kind}-slot`, fromBase64url(slot.id));
  return Buffer.from(hkdfSync("sha256", secret, salt, info, 32));
}

/** The vault key by each slot, in hexadecimal, in the order of the slots. */
export function openSlotsIndependently(header: GoldenHeader, secrets: GoldenSecrets): string[] {
  const vaultId = fromBase64url(header.vaultId);
  return header.slots.map((slot) => {
    const aad = Buffer.concat([
      fields("waykey-vault", versionOf(slot), "slot", vaultId, header.createdAt),
      parametersOf(slot),
    ]);
    const [nonce, wrapped] = [fromBase64url(slot.nonce), fromBase64url(slot.wrappedKey)];
    const wrappingKey = wrappingKeyOf(slot, vaultId, secrets);
    return decryptGcm(wrappingKey, nonce, wrapped, aad).toString("hex");
  });
}

/** The header's mac, base64url. @param vaultKey hexadecimal */
export function computeMacIndependently(header: GoldenHeader, vaultKey: string): string {
  const vaultId = fromBase64url(header.vaultId);
  const info = fields("waykey-vault/2/header");
  const key = Buffer.from(hkdfSync("sha256", Buffer.from(vaultKey, "hex"), vaultId, info, 32));
  const hmac = createHmac("sha256", key);
  hmac.update(fields("waykey-vault", 2, "header", vaultId, header.createdAt, header.revision));
  hmac.update(fields(header.slots.length));
  for (const slot of header.slots) {
    hmac.update(fields(versionOf(slot))).update(parametersOf(slot));
    hmac.update(fields(fromBase64url(slot.nonce), fromBase64url(slot.wrappedKey)));
  }
  return hmac.digest("base64url");
}

/** The vault key by a PIN slot. @param pinHash Argon2id of the PIN under the slot's salt and cost */
export function openPinSlotIndependently(
  vault: Pick<GoldenHeader, "vaultId" | "createdAt">,
  slot: {
    readonly salt: string;
    readonly memoryKiB: number;
    readonly iterations: number;
    readonly parallelism: number;
    readonly nonce: string;
    readonly wrappedKey: string;
  },
  pinHash: Buffer,
): Buffer {
  const vaultId = fromBase64url(vault.vaultId);
  const { memoryKiB, iterations, parallelism, salt, nonce, wrappedKey } = slot;
  const info = fields("waykey-vault/2/pin-slot");
  const wrappingKey = Buffer.from(hkdfSync("sha256", pinHash, vaultId, info, 32));
  const aad = Buffer.concat([
    fields("waykey-vault", 2, "slot", vaultId, vault.createdAt, "pin", "argon2id"),
    fields(memoryKiB, iterations, parallelism, fromBase64url(salt)),
  ]);
  return decryptGcm(wrappingKey, fromBase64url(nonce), fromBase64url(wrappedKey), aad);
}
