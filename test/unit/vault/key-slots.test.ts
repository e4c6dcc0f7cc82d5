import { describe, expect, it, vi } from "vitest";
import { ARGON2_FLOOR } from "../../../lib/crypto/argon2id.ts";
import { parseHeader, type PasswordSlot, type VaultHeader } from "../../../lib/vault/header.ts";
import {
  createPasswordSlot,
  openPasswordSlot,
  PASSWORD_SLOT_KDF,
} from "../../../lib/vault/key-slots.ts";
import { errorCode } from "./error-code.ts";
import { hostileKdfParameters } from "./hostile-kdf.ts";
import { createSeededRandom } from "./seeded-random.ts";

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("./cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

const password = "correct horse battery";
const vaultKey = Uint8Array.from({ length: 32 }, (_, i) => i);
const vault = { vaultId: "AAECAwQFBgcICQoLDA0ODw", createdAt: 1_760_000_000_000 };

function createSlot(seed = "slot"): Promise<PasswordSlot> {
  const random = createSeededRandom(seed);
  return createPasswordSlot(vault, vaultKey, password, PASSWORD_SLOT_KDF, random);
}

describe("the password slot", () => {
  it("costs 64 MiB, 3 passes and 1 lane", () => {
    expect(PASSWORD_SLOT_KDF).toEqual({ memoryKiB: 65_536, iterations: 3, parallelism: 1 });
  });

  it("gives the vault key back to its password alone", async () => {
    const slot = await createSlot();
    expect(await openPasswordSlot(vault, slot, password)).toEqual(vaultKey);
    for (const wrong of ["", " ", password.toUpperCase(), `${password} `, "correct horse"]) {
      expect(await errorCode(() => openPasswordSlot(vault, slot, wrong))).toBe("vault/password");
    }
  });

  it("opens for another Unicode form of the same password", async () => {
    const random = createSeededRandom("nfkc");
    const slot = await createPasswordSlot(vault, vaultKey, "pässwörter", ARGON2_FLOOR, random);
    expect(await openPasswordSlot(vault, slot, "pässwörter".normalize("NFD"))).toEqual(vaultKey);
  });

  it("holds neither the vault key nor the password", async () => {
    const text = JSON.stringify(await createSlot());
    expect(text).not.toContain(Buffer.from(vaultKey).toString("base64url").slice(0, 20));
    expect(text).not.toContain("correct");
  });

  it("does not open in another vault, nor beside another creation time", async () => {
    const slot = await createSlot();
    const others = [
      { ...vault, vaultId: "AQECAwQFBgcICQoLDA0ODw" },
      { ...vault, createdAt: vault.createdAt + 1 },
    ];
    for (const other of others) {
      expect(await errorCode(() => openPasswordSlot(other, slot, password))).toBe("vault/password");
    }
  });

  it("does not open with parts of another slot of the same password", async () => {
    const [slot, other] = [await createSlot(), await createSlot("other")];
    for (const field of ["id", "salt", "nonce", "wrappedKey"] as const) {
      const mixed = { ...slot, [field]: other[field] };
      expect(await errorCode(() => openPasswordSlot(vault, mixed, password)), `with ${field}`).toBe(
        "vault/password",
      );
    }
  });

  it("does not open at another cost, within the bounds or not", async () => {
    const slot = await createSlot();
    const cheaper = { ...slot, kdf: { name: "argon2id" as const, ...ARGON2_FLOOR } };
    expect(await errorCode(() => openPasswordSlot(vault, cheaper, password))).toBe(
      "vault/password",
    );
    for (const parameters of hostileKdfParameters) {
      const hostile = { ...slot, kdf: { name: "argon2id" as const, ...parameters } };
      expect(await errorCode(() => openPasswordSlot(vault, hostile, password))).toBe(
        "kdf/parameters",
      );
    }
  });

  it("does not open once any one character of the header has changed", async () => {
    const header: VaultHeader = {
      format: "waykey-vault",
      version: 1,
      ...vault,
      slots: [await createSlot()],
    };
    const text = JSON.stringify(header);
    for (let i = 0; i < text.length; i++) {
      const changed = String.fromCodePoint((text.codePointAt(i) ?? 0) ^ 1);
      const code = await errorCode(() => openText(text.slice(0, i) + changed + text.slice(i + 1)));
      expect(code, `at ${i}`).not.toBe("none");
    }
  });

  it("does not open from a header cut short at any length", async () => {
    const text = JSON.stringify({ format: "waykey-vault", version: 1, ...vault, slots: [] });
    for (let length = 0; length < text.length; length++) {
      expect(await errorCode(() => openText(text.slice(0, length)))).toBe("vault/damaged");
    }
  });
});

async function openText(text: string): Promise<void> {
  const header = parseHeader(parseOrNull(text));
  const [slot] = header.slots;
  if (slot === undefined) throw new Error("The header must have a slot");
  await openPasswordSlot(header, slot, password);
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
