import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quicken } from "../../setup/quick-subtle.ts";

const original = crypto.subtle;
/** Another object with the same functions, which alone is quickened. */
const quick = ["importKey", "sign", "deriveBits", "encrypt", "decrypt"].reduce((subtle, name) => {
  const value: unknown = Reflect.get(original, name);
  if (typeof value !== "function") throw new TypeError(`WebCrypto must have ${name}`);
  return Object.defineProperty(subtle, name, { value: value.bind(original), configurable: true });
}, {} as SubtleCrypto);
quicken(quick);

const bytes = (least: number, most: number) => fc.uint8Array({ minLength: least, maxLength: most });

/** The result in bytes, or the name of the error. */
async function resultOf(work: (subtle: SubtleCrypto) => Promise<ArrayBuffer>): Promise<unknown[]> {
  return Promise.all(
    [original, quick].map((subtle) =>
      work(subtle).then(
        (result) => {
          expect(result).toBeInstanceOf(ArrayBuffer);
          return [...new Uint8Array(result)];
        },
        (error: unknown) => (error instanceof Error ? error.name : "no error"),
      ),
    ),
  );
}

describe("the quick primitives", () => {
  it("sign as WebCrypto does", async () => {
    const algorithm = { name: "HMAC", hash: "SHA-256" };
    await fc.assert(
      fc.asyncProperty(bytes(1, 80), bytes(0, 200), async (secret, message) => {
        const [theirs, ours] = await resultOf(async (subtle) => {
          const key = await subtle.importKey("raw", secret, algorithm, false, ["sign"]);
          return subtle.sign("HMAC", key, message);
        });
        expect(ours).toEqual(theirs);
      }),
    );
  });

  it("derive as WebCrypto does", async () => {
    await fc.assert(
      fc.asyncProperty(
        bytes(0, 64),
        bytes(0, 64),
        bytes(0, 64),
        fc.integer({ min: 1, max: 100 }),
        async (secret, salt, info, length) => {
          const parameters = { name: "HKDF", hash: "SHA-256", salt, info };
          const [theirs, ours] = await resultOf(async (subtle) => {
            const key = await subtle.importKey("raw", secret, "HKDF", false, ["deriveBits"]);
            return subtle.deriveBits(parameters, key, length * 8);
          });
          expect(ours).toEqual(theirs);
        },
      ),
    );
  });

  it("seal as WebCrypto does, and open and refuse the same", async () => {
    await fc.assert(
      fc.asyncProperty(
        bytes(32, 32),
        bytes(12, 12),
        bytes(0, 200),
        bytes(0, 40),
        fc.nat(),
        async (secret, iv, plaintext, additionalData, at) => {
          const parameters = { name: "AES-GCM", iv, additionalData, tagLength: 128 };
          const [theirs, ours] = await resultOf(async (subtle) => {
            const key = await subtle.importKey("raw", secret, "AES-GCM", false, ["encrypt"]);
            return subtle.encrypt(parameters, key, plaintext);
          });
          expect(ours).toEqual(theirs);
          const sealed = new Uint8Array(theirs as number[]);
          const changed = sealed.map((byte, i) => (i === at % sealed.length ? byte ^ 1 : byte));
          const open = (ciphertext: Uint8Array<ArrayBuffer>) =>
            resultOf(async (subtle) => {
              const key = await subtle.importKey("raw", secret, "AES-GCM", false, ["decrypt"]);
              return subtle.decrypt(parameters, key, ciphertext);
            });
          expect(await open(sealed)).toEqual([[...plaintext], [...plaintext]]);
          for (const bad of [changed, sealed.subarray(0, 15), sealed.subarray(0, -1)]) {
            expect(await open(bad)).toEqual(["OperationError", "OperationError"]);
          }
        },
      ),
    );
  });

  it("refuse a key for a use that it was not imported for", async () => {
    const secret = new Uint8Array(32);
    const parameters = { name: "AES-GCM", iv: new Uint8Array(12), additionalData: secret };
    const refused = await resultOf(async (subtle) => {
      const key = await subtle.importKey("raw", secret, "AES-GCM", false, ["decrypt"]);
      return subtle.encrypt({ ...parameters, tagLength: 128 }, key, secret);
    });
    expect(refused).toEqual(["InvalidAccessError", "InvalidAccessError"]);
  });
});
