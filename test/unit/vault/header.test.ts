import { describe, expect, it } from "vitest";
import { parseHeader, type VaultHeader } from "../../../lib/vault/header.ts";
import { errorCode } from "./error-code.ts";

const header: VaultHeader = {
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

const parse = (input: unknown) => errorCode(() => parseHeader(input));

describe("parseHeader", () => {
  it("takes a header as it is", () => {
    expect(parseHeader(structuredClone(header))).toEqual(header);
  });

  it("tells a later version from damage, whatever else is in it", async () => {
    expect(await parse({ ...header, version: 2 })).toBe("vault/version");
    expect(await parse({ format: "waykey-vault", version: 9, body: "?" })).toBe("vault/version");
    expect(await parse({ ...header, slots: [{ kind: "biometrics" }] })).toBe("vault/version");
    expect(await parse({ ...header, slots: [slot, { kind: "emergency" }] })).toBe("vault/version");
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
  ])("calls %s damaged", async (_what, input) => {
    expect(await parse(input)).toBe("vault/damaged");
  });

  it("calls a header damaged that lacks any one field", async () => {
    for (const field of Object.keys(header)) {
      const rest = Object.fromEntries(Object.entries(header).filter(([name]) => name !== field));
      expect(await parse(rest), `with ${field}`).toBe("vault/damaged");
    }
  });
});
