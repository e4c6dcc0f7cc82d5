import { describe, expect, it } from "vitest";
import { checkNewPin, createStoredPin, isRightPin } from "../../../lib/app/pin.ts";
import { encodeBase64url } from "../../../lib/bytes/base64url.ts";
import { deriveArgon2id, encodePassword } from "../../../lib/crypto/argon2id.ts";
import { errorCode } from "../vault/error-code.ts";
import { createSeededRandom } from "../vault/seeded-random.ts";

describe("a new PIN", () => {
  it.each(["2580", "1235", "1243", "0909", "aabb", "pässword", "1".repeat(63) + "2", "🙂🙃🙂🙃"])(
    "may be %j",
    (pin) => {
      expect(() => checkNewPin(pin)).not.toThrow();
    },
  );

  it.each([
    ["empty", ""],
    ["of three characters", "258"],
    ["of three characters that take more units", "🙂🙃🙂"],
    ["of 65 characters", "12".repeat(32) + "3"],
    ["one digit again and again", "0000"],
    ["one letter again and again", "zzzzzz"],
    ["a run upwards", "1234"],
    ["a run downwards", "4321"],
    ["a long run", "123456789"],
    ["a run of letters", "abcdef"],
    ["a run in other digits", "１２３４"],
  ])("is refused when %s", async (_, pin) => {
    expect(await errorCode(() => checkNewPin(pin))).toBe("verification/weak-pin");
  });
});

describe("a kept PIN", () => {
  it("is Argon2id of 64 MiB, 3 passes and 1 lane under a salt of its own", async () => {
    const stored = await createStoredPin("2580", createSeededRandom("pin"));
    expect(stored).toMatchObject({ memoryKiB: 65_536, iterations: 3, parallelism: 1 });
    expect(stored.wrongTries).toBe(0);
    const salt = createSeededRandom("pin")(16);
    expect(stored.salt).toBe(encodeBase64url(salt));
    const hash = await deriveArgon2id(encodePassword("2580"), salt, {
      memoryKiB: 65_536,
      iterations: 3,
      parallelism: 1,
    });
    expect(stored.hash).toBe(encodeBase64url(hash));
  });

  it("is told from every other, in whatever form it is typed", async () => {
    const stored = await createStoredPin("pässword", createSeededRandom("pin"));
    expect(await isRightPin(stored, "pässword")).toBe(true);
    expect(await isRightPin(stored, "pa\u0308ssword")).toBe(true);
    expect(await isRightPin(stored, "passwort")).toBe(false);
    expect(await isRightPin(stored, "")).toBe(false);
  });

  it("is compared at no cost but a bounded one", async () => {
    const stored = await createStoredPin("2580", createSeededRandom("pin"));
    for (const change of [{ memoryKiB: 8 }, { memoryKiB: 4_194_304 }, { iterations: 4_000_000 }]) {
      const code = await errorCode(() => isRightPin({ ...stored, ...change }, "2580"));
      expect(code).toBe("kdf/parameters");
    }
  });
});
