import { describe, expect, it, vi } from "vitest";
import { verifyByLaterPassword } from "../../../lib/app/later-password.ts";
import { ARGON2_FLOOR } from "../../../lib/crypto/argon2id.ts";
import { authenticateHeader, isAuthentic } from "../../../lib/vault/header-mac.ts";
import { parseHeader, type VaultHeader } from "../../../lib/vault/header.ts";
import { createEmergencySlot, createPasswordSlot } from "../../../lib/vault/key-slots.ts";
import { importVaultKey } from "../../../lib/vault/vault-keys.ts";
import { errorCode } from "../vault/error-code.ts";
import { createSeededRandom } from "../vault/seeded-random.ts";
import { PASSWORD, START, unlockedWorld } from "./kit.ts";

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../vault/cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

const LATER_PASSWORD = "another password 1";
const random = createSeededRandom("later");
const passwordSlot = (header: VaultHeader, vaultKey: Uint8Array<ArrayBuffer>, password: string) =>
  createPasswordSlot(header, vaultKey, password, ARGON2_FLOOR, random);

/** An open vault, and what tells of a password whether it opens the vault by `later`. */
async function openWorld() {
  const { world, app } = await unlockedWorld();
  const header = parseHeader(world.store.header);
  const verify = (later: VaultHeader, password: string) =>
    errorCode(() => verifyByLaterPassword(app, later, password));
  return { world, app, header, vaultKey: world.vaultKey(), verify };
}

describe("the password of a later state", () => {
  it("is told from that of the state that is here, and from any other", async () => {
    const { header, vaultKey, verify } = await openWorld();
    const slot = await passwordSlot(header, vaultKey, LATER_PASSWORD);
    const later = await authenticateHeader(vaultKey, header, [slot]);
    expect(await verify(later, LATER_PASSWORD)).toBe("none");
    expect(await verify(later, PASSWORD)).toBe("vault/newer-password");
    expect(await verify(later, "no password at all")).toBe("vault/password");
    expect(await verify(later, "")).toBe("vault/password");
  });

  it("is none where an emergency key alone opens that state", async () => {
    const { header, vaultKey, verify } = await openWorld();
    const key = new Uint8Array(20).fill(4);
    const slot = await createEmergencySlot(header, vaultKey, key, { now: () => START, random });
    const later = await authenticateHeader(vaultKey, header, [slot]);
    expect(await verify(later, PASSWORD)).toBe("vault/newer-password");
  });

  it("does not count where it gives another key, though the header bears the vault's id", async () => {
    const { header, vaultKey, verify } = await openWorld();
    const { vaultId, createdAt } = header;
    const slot = await passwordSlot(header, new Uint8Array(32).fill(7), LATER_PASSWORD);
    const { sealVersion: _, ...carried } = slot;
    const format = "waykey-vault";
    const forged: VaultHeader = { format, version: 1, vaultId, createdAt, slots: [carried] };
    // A header of version 1 has no mac that would tell.
    expect(await isAuthentic(await importVaultKey(vaultKey), forged)).toBe(true);
    expect(await verify(forged, LATER_PASSWORD)).toBe("vault/password");
  });
});
