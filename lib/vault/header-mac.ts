// The authentication of a whole header under a key of the vault's: whoever writes the disk without
// knowing the vault key can neither add a slot, nor remove, reorder or alter one, unnoticed. Only
// version 2 has it. An older whole header is not noticed by it.

import { decodeBase64url, encodeBase64url } from "../bytes/base64url.ts";
import { type Bytes, equalBytes } from "../bytes/bytes.ts";
import { deriveHkdfSha256 } from "../crypto/hkdf.ts";
import { computeHmacSha256, importHmacSha256Key } from "../crypto/hmac.ts";
import { WaykeyError } from "../errors.ts";
import {
  type KeySlot,
  VAULT_FORMAT,
  VAULT_VERSION,
  type VaultHeader,
  type VaultHeaderV2,
  type VaultIdentity,
} from "./header.ts";
import { encodeFields } from "./length-prefix.ts";
import { sealVersionOf, slotFields } from "./slot-seal.ts";
import { importVaultKey } from "./vault-keys.ts";

/** What the mac is over. */
type HeaderBody = VaultIdentity & Pick<VaultHeaderV2, "revision" | "slots">;

function headerFields({ vaultId, createdAt, revision, slots }: HeaderBody): Bytes {
  return encodeFields(
    VAULT_FORMAT,
    VAULT_VERSION,
    "header",
    decodeBase64url(vaultId),
    createdAt,
    revision,
    slots.length,
    ...slots.flatMap((slot) => [
      sealVersionOf(slot),
      ...slotFields(slot),
      decodeBase64url(slot.nonce),
      decodeBase64url(slot.wrappedKey),
    ]),
  );
}

async function computeHeaderMac(root: CryptoKey, header: HeaderBody): Promise<Bytes> {
  const salt = decodeBase64url(header.vaultId);
  const info = encodeFields("waykey-vault/2/header");
  const macKey = await deriveHkdfSha256(root, salt, info, 32);
  try {
    return await computeHmacSha256(await importHmacSha256Key(macKey), headerFields(header));
  } finally {
    macKey.fill(0);
  }
}

/** 0 for a header of version 1, which counts nothing. */
export function headerRevision(header: VaultHeader): number {
  return header.version === 1 ? 0 : header.revision;
}

async function seal(
  root: CryptoKey,
  { vaultId, createdAt }: VaultIdentity,
  revision: number,
  slots: readonly KeySlot[],
): Promise<VaultHeaderV2> {
  const body = { vaultId, createdAt, revision, slots };
  const mac = encodeBase64url(await computeHeaderMac(root, body));
  return { format: VAULT_FORMAT, version: VAULT_VERSION, ...body, mac };
}

/**
 * The header that holds these slots, authenticated.
 * @param vaultKey 32 bytes
 * @param held the header in whose place it goes, or the identity of a new vault
 */
export async function authenticateHeader(
  vaultKey: Bytes,
  held: VaultHeader | VaultIdentity,
  slots: readonly KeySlot[],
): Promise<VaultHeaderV2> {
  const revision = ("version" in held ? headerRevision(held) : 0) + 1;
  return seal(await importVaultKey(vaultKey), held, revision, slots);
}

/**
 * The same slots under a revision above `revision`, as when they are kept in spite of a later header.
 * @param root from `importVaultKey`
 */
export async function raiseHeader(
  root: CryptoKey,
  header: VaultHeader,
  revision: number,
): Promise<VaultHeaderV2> {
  return seal(root, header, revision + 1, header.slots);
}

/**
 * Whether the header's mac is good; that of version 1 has none.
 * @param root from `importVaultKey`
 */
export async function isAuthentic(root: CryptoKey, header: VaultHeader): Promise<boolean> {
  if (header.version === 1) return true;
  return equalBytes(await computeHeaderMac(root, header), decodeBase64url(header.mac));
}

/**
 * Checks that the header is as somebody with the vault key wrote it. One of version 1 passes: it
 * carries nothing to check.
 * @param vaultKey 32 bytes
 * @throws WaykeyError `vault/altered`
 */
export async function checkHeader(vaultKey: Bytes, header: VaultHeader): Promise<void> {
  if (await isAuthentic(await importVaultKey(vaultKey), header)) return;
  throw new WaykeyError("vault/altered", "The vault's key slots were changed from outside Waykey");
}
