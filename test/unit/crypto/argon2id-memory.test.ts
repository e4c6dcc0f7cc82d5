import { expect, it, vi } from "vitest";
import { encodeUtf8 } from "../../../lib/bytes/utf8.ts";
import { ARGON2_FLOOR, deriveArgon2id } from "../../../lib/crypto/argon2id.ts";
import { errorCode } from "../vault/error-code.ts";

// As hash-wasm fails where a WebAssembly memory cannot grow.
vi.mock("hash-wasm", () => ({
  argon2id: () => Promise.reject(new RangeError("Invalid typed array length: 19922944")),
}));

it("tells a computer without enough memory from parameters that are not safe", async () => {
  const salt = new Uint8Array(16);
  const derive = () => deriveArgon2id(encodeUtf8("password"), salt, ARGON2_FLOOR);
  expect(await errorCode(derive)).toBe("kdf/memory");
});
