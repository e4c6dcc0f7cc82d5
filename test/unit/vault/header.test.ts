import { describe, expect, it } from "vitest";
import {
  type KeySlot,
  parseHeader,
  type VaultHeaderV1,
  type VaultHeaderV2,
} from "../../../lib/vault/header.ts";
import { errorCode } from "./error-code.ts";

const header: VaultHeaderV1 = {
  format: "waykey-vault",
  version: 1,
  vaultId: "AAECAwQFBgcICQoLDA0ODw",
  createdAt: 1_760_000_000_000,
  slots: [
    {
      kind: "password",
      id: "EBESExQVFhcYGRobHB0eHw",
      kdf: { name: "argon2id", memoryKiB: 65_536, iterations: 3, parallelism: 1 },
      salt: "ICEiIyQlJicoKSorLC0uLw",
      nonce: "MDEyMzQ1Njc4OTo7",
      wrappedKey: "A".repeat(64),
    },
  ],
};
const [slot] = header.slots;

const seal = { nonce: "MDEyMzQ1Njc4OTo7", wrappedKey: "A".repeat(64) };
const device: KeySlot = {
  kind: "device",
  id: "AREiM0RVZneImaq7zN3u_w",
  credentialId: "AAECAwQF",
  prfSalt: "A".repeat(43),
  rpId: null,
  createdAt: 1,
  ...seal,
};
const emergency: KeySlot = {
  kind: "emergency",
  id: "AhEiM0RVZneImaq7zN3u_w",
  createdAt: 1,
  ...seal,
};
const slots: readonly KeySlot[] = [...header.slots, device, emergency];
const second: VaultHeaderV2 = {
  ...header,
  version: 2,
  revision: 3,
  slots,
  mac: "A".repeat(43),
};

const parse = (input: unknown) => errorCode(() => parseHeader(input));

describe("parseHeader", () => {
  it("takes a header as it is", () => {
    expect(parseHeader(structuredClone(header))).toEqual(header);
    expect(parseHeader(structuredClone(second))).toEqual(second);
    const sealed: VaultHeaderV2 = {
      ...second,
      slots: header.slots.map((each) => ({ ...each, sealVersion: 2 })),
    };
    expect(parseHeader(structuredClone(sealed))).toEqual(sealed);
  });

  it("tells a later version from damage, whatever else is in it", async () => {
    expect(await parse({ ...header, version: 3 })).toBe("vault/version");
    expect(await parse({ ...second, version: 3 })).toBe("vault/version");
    expect(await parse({ format: "waykey-vault", version: 9, body: "?" })).toBe("vault/version");
    expect(await parse({ ...header, slots: [{ kind: "biometrics" }] })).toBe("vault/version");
    expect(await parse({ ...second, slots: [slot, { kind: "totem" }] })).toBe("vault/version");
  });

  it.each([
    ["nothing", null],
    ["text", "waykey-vault"],
    ["a list", [header]],
    ["an empty object", {}],
    ["version 0", { ...header, version: 0 }],
    ["a version that is text", { ...header, version: "1" }],
    ["another format", { ...header, format: "waykey-backup" }],
    ["no slots", { ...header, slots: [] }],
    ["nine slots", { ...header, slots: Array.from({ length: 9 }, () => slot) }],
    ["an unknown field", { ...header, note: "" }],
    ["a slot with an unknown field", { ...header, slots: [{ ...slot, note: "" }] }],
    ["another derivation", { ...header, slots: [{ ...slot, kdf: { name: "pbkdf2" } }] }],
    ["a short vault id", { ...header, vaultId: header.vaultId.slice(1) }],
    ["a vault id with stray bits", { ...header, vaultId: `${header.vaultId.slice(0, 21)}x` }],
    ["a wrapped key of 47 bytes", { ...header, slots: [{ ...slot, wrappedKey: "A".repeat(63) }] }],
    ["a negative time", { ...header, createdAt: -1 }],
    ["a slot of version 2 in version 1", { ...header, slots: [slot, emergency] }],
    ["a seal of version 2 in version 1", { ...header, slots: [{ ...slot, sealVersion: 2 }] }],
    ["a mac in version 1", { ...header, mac: second.mac }],
    ["version 2 without a mac", { ...header, version: 2, revision: 3 }],
    ["revision 0", { ...second, revision: 0 }],
    ["a revision that is no whole number", { ...second, revision: 1.5 }],
    ["a mac of 31 bytes", { ...second, mac: "A".repeat(42) }],
    ["a mac with stray bits", { ...second, mac: `${"A".repeat(42)}B` }],
    ["two slots of one id", { ...second, slots: [slot, slot] }],
    ["a seal of version 3", { ...second, slots: [{ ...slot, sealVersion: 3 }] }],
    ["a seal of no version", { ...second, slots: [{ ...slot, sealVersion: undefined }] }],
    [
      "a device without a credential",
      { ...second, slots: [slot, { ...device, credentialId: "" }] },
    ],
    ["half a character of one", { ...second, slots: [slot, { ...device, credentialId: "AAECA" }] }],
    ["a short PRF salt", { ...second, slots: [slot, { ...device, prfSalt: "AAAA" }] }],
    ["an empty RP ID", { ...second, slots: [slot, { ...device, rpId: "" }] }],
    ["an emergency slot with a salt", { ...second, slots: [slot, { ...emergency, salt: "" }] }],
  ])("calls %s damaged", async (_what, input) => {
    expect(await parse(input)).toBe("vault/damaged");
  });

  it("calls a header damaged that lacks any one field", async () => {
    for (const whole of [header, second]) {
      for (const field of Object.keys(whole)) {
        const rest = Object.fromEntries(Object.entries(whole).filter(([name]) => name !== field));
        expect(await parse(rest), `with ${field}`).toBe("vault/damaged");
      }
    }
    for (const whole of slots) {
      for (const field of Object.keys(whole)) {
        const rest = Object.fromEntries(Object.entries(whole).filter(([name]) => name !== field));
        const input = { ...second, slots: [rest] };
        expect(await parse(input), `with ${field}`).toBe("vault/damaged");
      }
    }
  });
});
