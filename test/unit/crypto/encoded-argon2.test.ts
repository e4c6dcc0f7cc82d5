import { argon2Sync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { parseEncodedArgon2 } from "../../../lib/crypto/encoded-argon2.ts";

const SALT = Buffer.from("sixteen byte salt");
const base64 = (data: Uint8Array) => Buffer.from(data).toString("base64").replace(/=+$/, "");

function encoded(kind: "argon2id" | "argon2i" | "argon2d", message: string, tagLength: number) {
  const cost = { memory: 64, passes: 2, parallelism: 1 };
  const hash = argon2Sync(kind, { message, nonce: SALT, tagLength, ...cost });
  return `$${kind}$v=19$m=64,t=2,p=1$${base64(SALT)}$${base64(hash)}`;
}

describe("an encoded hash of Argon2", () => {
  it("by Node's own crypto is known again, of any kind and length", async () => {
    for (const kind of ["argon2id", "argon2i", "argon2d"] as const) {
      for (const length of [16, 24, 32, 64]) {
        const isRight = parseEncodedArgon2(encoded(kind, "pässword", length));
        expect(await isRight?.("pässword")).toBe(true);
        expect(await isRight?.("passwort")).toBe(false);
      }
    }
  });

  it.each([
    "",
    "$argon2id$",
    "$argon2id$v=16$m=64,t=2,p=1$c2l4dGVlbiBieXRl$AAAAAAAA",
    "$argon2id$v=19$m=64,t=2$c2l4dGVlbiBieXRl$AAAAAAAA",
    "$argon2id$v=19$m=64,t=2,p=1$c2hvcnQ$AAAAAAAA",
    "$argon2id$v=19$m=64,t=2,p=1$c2l4dGVlbiBieXRl$",
    `$argon2id$v=19$m=64,t=2,p=1$c2l4dGVlbiBieXRl$${"A".repeat(87)}`,
    "$2b$12$abcdefghijklmnopqrstuv",
  ])("is not %j", (hash) => {
    expect(parseEncodedArgon2(hash)).toBeNull();
  });

  it.each(["m=1048577,t=1,p=1", "m=1048576,t=11,p=1", "m=64,t=0,p=1", "m=64,t=1,p=17"])(
    "with the cost %s is refused",
    (cost) => {
      expect(() => parseEncodedArgon2(`$argon2id$v=19$${cost}$c2l4dGVlbiBieXRl$AAAAAAAA`)).toThrow(
        expect.objectContaining({ code: "import/costly" }),
      );
    },
  );
});
