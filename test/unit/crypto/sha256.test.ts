import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { encodeHex } from "../../../lib/bytes/hex.ts";
import { encodeUtf8 } from "../../../lib/bytes/utf8.ts";
import { sha256 } from "../../../lib/crypto/sha256.ts";

describe("sha256", () => {
  // FIPS 180-4 examples (NIST's "SHA256.pdf") and the empty message.
  it.each([
    ["", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
    ["abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
    [
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
    ],
  ])("of %j is the published digest", (message, digest) => {
    expect(encodeHex(sha256(encodeUtf8(message)))).toBe(digest);
  });

  it("agrees with Node at every length around a block", () => {
    for (let length = 0; length <= 130; length++) {
      const message = new Uint8Array(length).fill(length);
      const expected = createHash("sha256").update(message).digest("hex");
      expect(encodeHex(sha256(message))).toBe(expected);
    }
  });
});
