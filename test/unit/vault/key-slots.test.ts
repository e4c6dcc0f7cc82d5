import { describe, expect, it, vi } from "vitest";
import { ARGON2_FLOOR } from "../../../lib/crypto/argon2id.ts";
import { authenticateHeader } from "../../../lib/vault/header-mac.ts";
import { type KeySlot, parseHeader, type PasswordSlot } from "../../../lib/vault/header.ts";
import {
  createDeviceSlot,
  createEmergencySlot,
  createPasswordSlot,
  openDeviceSlot,
  openEmergencySlot,
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
const now = () => 1_760_000_200_000;
const otherVaults = [
  { ...vault, vaultId: "AQECAwQFBgcICQoLDA0ODw" },
  { ...vault, createdAt: vault.createdAt + 1 },
];
const prfOutput = new Uint8Array(32).fill(9);
const emergencyKey = new Uint8Array(20).fill(5);
const device = {
  credentialId: "AAECAwQF",
  prfSalt: new Uint8Array(32).fill(3),
  prfOutput,
  rpId: null,
};

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
    for (const other of otherVaults) {
      expect(await errorCode(() => openPasswordSlot(other, slot, password))).toBe("vault/password");
    }
  });

  it("does not open as one that version 1 sealed", async () => {
    const { sealVersion, ...asFirst } = await createSlot();
    expect(sealVersion).toBe(2);
    expect(await errorCode(() => openPasswordSlot(vault, asFirst, password))).toBe(
      "vault/password",
    );
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
    const text = JSON.stringify(await authenticateHeader(vaultKey, vault, [await createSlot()]));
    const end = text.indexOf('"mac"');
    for (let i = 0; i < end; i++) {
      const changed = String.fromCodePoint((text.codePointAt(i) ?? 0) ^ 1);
      const code = await errorCode(() => openText(text.slice(0, i) + changed + text.slice(i + 1)));
      expect(code, `at ${i}`).not.toBe("none");
    }
  });

  it("does not open from a header cut short at any length", async () => {
    const text = JSON.stringify(await authenticateHeader(vaultKey, vault, [await createSlot()]));
    for (let length = 0; length < text.length; length++) {
      expect(await errorCode(() => openText(text.slice(0, length)))).toBe("vault/damaged");
    }
  });
});

describe("the device slot", () => {
  const create = (seed = "device") =>
    createDeviceSlot(vault, vaultKey, device, { now, random: createSeededRandom(seed) });

  it("gives the vault key back to its passkey's answer alone", async () => {
    const slot = await create();
    expect(slot).toMatchObject({ kind: "device", rpId: null, createdAt: now() });
    expect(await openDeviceSlot(vault, slot, prfOutput)).toEqual(vaultKey);
    const wrong = prfOutput.with(31, 8);
    expect(await errorCode(() => openDeviceSlot(vault, slot, wrong))).toBe("vault/device");
  });

  it("does not open in another vault, nor with any parameter changed", async () => {
    const slot = await create();
    const open = (at: typeof vault, changed: typeof slot) =>
      errorCode(() => openDeviceSlot(at, changed, prfOutput));
    for (const other of otherVaults) expect(await open(other, slot)).toBe("vault/device");
    const other = await create("other");
    for (const change of [
      { id: other.id },
      { nonce: other.nonce },
      { wrappedKey: other.wrappedKey },
      { credentialId: "AAECAwQG" },
      { prfSalt: "B".repeat(42) + "A" },
      { rpId: "headway.co" },
      { rpId: "" },
      { createdAt: slot.createdAt + 1 },
    ]) {
      expect(await open(vault, { ...slot, ...change }), `with ${JSON.stringify(change)}`).toBe(
        "vault/device",
      );
    }
  });

  it("takes salts and answers of 32 bytes alone, and a credential ID", async () => {
    const ports = { now, random: createSeededRandom("bad") };
    for (const change of [
      { prfSalt: new Uint8Array(31) },
      { prfOutput: new Uint8Array(33) },
      { credentialId: "" },
      { credentialId: "A" },
      { credentialId: "A".repeat(1368) },
    ]) {
      const making = createDeviceSlot(vault, vaultKey, { ...device, ...change }, ports);
      await expect(making).rejects.toThrow(RangeError);
    }
    const slot = await create();
    await expect(openDeviceSlot(vault, slot, new Uint8Array(0))).rejects.toThrow(RangeError);
  });
});

describe("the emergency slot", () => {
  const create = (seed = "emergency") =>
    createEmergencySlot(vault, vaultKey, emergencyKey, { now, random: createSeededRandom(seed) });

  it("gives the vault key back to its emergency key alone", async () => {
    const slot = await create();
    expect(await openEmergencySlot(vault, slot, emergencyKey)).toEqual(vaultKey);
    const wrong = emergencyKey.with(0, 4);
    expect(await errorCode(() => openEmergencySlot(vault, slot, wrong))).toBe(
      "vault/emergency-key",
    );
    await expect(openEmergencySlot(vault, slot, new Uint8Array(32))).rejects.toThrow(RangeError);
  });

  it("does not open in another vault, nor with any part changed", async () => {
    const [slot, other] = [await create(), await create("other")];
    const open = (at: typeof vault, changed: typeof slot) =>
      errorCode(() => openEmergencySlot(at, changed, emergencyKey));
    for (const at of otherVaults) expect(await open(at, slot)).toBe("vault/emergency-key");
    for (const field of ["id", "nonce", "wrappedKey"] as const) {
      const mixed = { ...slot, [field]: other[field] };
      expect(await open(vault, mixed), `with ${field}`).toBe("vault/emergency-key");
    }
    const later = { ...slot, createdAt: slot.createdAt + 1 };
    expect(await open(vault, later)).toBe("vault/emergency-key");
  });

  it("does not take another kind's secret of the same bytes", async () => {
    const random = createSeededRandom("kinds");
    const ports = { now, random };
    const made = await createDeviceSlot(vault, vaultKey, device, ports);
    const { credentialId: _id, prfSalt: _salt, rpId: _rpId, ...rest } = made;
    const disguised = { ...rest, kind: "emergency" as const };
    const open = () => openEmergencySlot(vault, disguised, prfOutput.slice(0, 20));
    expect(await errorCode(open)).toBe("vault/emergency-key");
  });
});

async function openText(text: string): Promise<void> {
  const header = parseHeader(parseOrNull(text));
  const slots: readonly KeySlot[] = header.slots;
  const [slot] = slots;
  if (slot?.kind !== "password") throw new Error("The header must have a password slot");
  await openPasswordSlot(header, slot, password);
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
