import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { encodeUtf8 } from "../../../lib/bytes/utf8.ts";
import { parseOtpauthUri } from "../../../lib/otp/otpauth-uri.ts";
import { steamAt } from "../../../lib/otp/steam.ts";

/** Steam's code by OpenSSL's HMAC and 64-bit integers, of which the code under test uses neither. */
function steamIndependently(secret: Uint8Array, epochMs: number): string {
  const message = Buffer.alloc(8);
  message.writeBigUInt64BE(BigInt(epochMs) / 30_000n);
  const mac = createHmac("sha1", secret).update(message).digest();
  let rest = BigInt(mac.readUInt32BE((mac.at(-1) ?? 0) & 15) & 0x7fffffff);
  return Array.from({ length: 5 }, () => {
    const character = "23456789BCDFGHJKMNPQRTVWXY"[Number(rest % 26n)];
    rest /= 26n;
    return character;
  }).join("");
}

describe("steamAt", () => {
  // The test vector of Bitwarden's SDK (crates/bitwarden-vault, totp.rs).
  it("gives the code of Bitwarden's test vector", () => {
    const entry = parseOtpauthUri("steam://HXDMVJECJJWSRB3HWIZR4IFUGFTMXBOZ");
    expect(steamAt(entry, Date.UTC(2023, 0, 1)).code).toBe("7W6CJ");
  });

  // By Python's hmac, with the secret of RFC 4226.
  it.each([
    [0, "GG5F5"],
    [59, "PV9M4"],
    [1_111_111_109, "PY4YB"],
    [1_234_567_890, "VHHQY"],
    [2_000_000_000, "9N776"],
    [20_000_000_000, "R5DMB"],
  ])("at %d s gives what Python's hmac makes of it", (seconds, code) => {
    const secret = encodeUtf8("12345678901234567890");
    expect(steamAt({ secret }, seconds * 1000).code).toBe(code);
  });

  it("agrees with an independent computation over many steps and secrets", () => {
    for (let i = 0; i < 500; i++) {
      const secret = new Uint8Array((i % 70) + 1).fill(i);
      const now = 1_700_000_000_000 + i * 12_345_678;
      const { code, expiresAt, nextCode } = steamAt({ secret }, now);
      expect(code).toBe(steamIndependently(secret, now));
      expect(nextCode).toBe(steamIndependently(secret, expiresAt));
      expect(expiresAt).toBe((Math.floor(now / 30_000) + 1) * 30_000);
    }
  });

  it.each([
    ["a negative time", new Uint8Array(20), -1],
    ["an empty secret", new Uint8Array(0), 0],
    ["a secret above 1,024 bytes", new Uint8Array(1025), 0],
  ])("refuses %s", (_what, secret, epochMs) => {
    expect(() => steamAt({ secret }, epochMs)).toThrow(RangeError);
  });
});
