import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { makePassword } from "../../../lib/crypto/make-password.ts";
import { createSeededRandom } from "../vault/seeded-random.ts";

const random = (length: number) => new Uint8Array(randomBytes(length));

describe("makePassword", () => {
  it("makes four groups of letters and digits that are not taken for one another", () => {
    for (let i = 0; i < 200; i++) {
      const password = makePassword(random);
      expect(password).toMatch(/^[a-km-zA-HJ-NP-Z2-9]{5}(-[a-km-zA-HJ-NP-Z2-9]{5}){3}$/);
      expect(password).toMatch(/[a-z]/);
      expect(password).toMatch(/[A-Z]/);
      expect(password).toMatch(/\d/);
    }
  });

  it("draws every letter equally often, with no favour to the first of the alphabet", () => {
    const counts = new Map<string, number>();
    const seeded = createSeededRandom("letters");
    for (let i = 0; i < 10_000; i++) {
      for (const letter of makePassword(seeded).replaceAll("-", "")) {
        counts.set(letter, (counts.get(letter) ?? 0) + 1);
      }
    }
    // 3,571 each on average, about 60 more or less.
    expect(counts.size).toBe(56);
    expect(Math.max(...counts.values())).toBeLessThan(3571 * 1.1);
    expect(Math.min(...counts.values())).toBeGreaterThan(3571 * 0.9);
  });

  it("draws again as a whole where a kind of character is missing", () => {
    let drawn = 0;
    // Twenty times "a" first, then bytes that give all kinds.
    const password = makePassword(() => new Uint8Array([drawn++ < 20 ? 0 : (drawn * 7) % 220]));
    expect(password).not.toBe("aaaaa-aaaaa-aaaaa-aaaaa");
    expect(drawn).toBe(40);
  });
});
