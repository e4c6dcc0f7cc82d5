// What the sealed forms without a mark or a proof of their own need beyond the tests of all readers: what they are taken
// for, and how a wrong password is told from damage.

import { createCipheriv } from "node:crypto";
import { gzipSync } from "node:zlib";
import { argon2id, argon2Verify } from "hash-wasm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { readForeignFile } from "../../../../lib/exchange/formats/read-foreign-file.ts";
import { errorCode } from "../../vault/error-code.ts";
import { contentOf, summaries } from "./read.ts";
import * as samples from "./samples.ts";
import * as sealed from "./sealed-samples.ts";

vi.mock("hash-wasm", { spy: true });
const deriveBits = vi.spyOn(crypto.subtle, "deriveBits");
const derivations = () =>
  [vi.mocked(argon2id).mock, vi.mocked(argon2Verify).mock, deriveBits.mock].reduce(
    (sum, { calls }) => sum + calls.length,
    0,
  );

beforeEach(() => void vi.clearAllMocks());

const verdict = (file: unknown, password = samples.PASSWORD) =>
  errorCode(() => contentOf(file, password));

/** The file with the byte at `index` changed; counted from its end if that is negative. */
function altered(file: Buffer, index: number): Buffer {
  const copy = Buffer.from(file);
  const place = index < 0 ? file.length + index : index;
  copy[place] = (copy[place] ?? 0) ^ 1;
  return copy;
}

/** As much noise as that, always the same. */
function noise(length: number): Buffer {
  const cipher = createCipheriv("aes-256-ctr", Buffer.alloc(32, 1), Buffer.alloc(16));
  return cipher.update(Buffer.alloc(length));
}

describe("a sealed backup of Stratum", () => {
  it("does not open with any part changed", async () => {
    for (const index of [16, 32, 60, -1]) {
      expect(await verdict(altered(sealed.stratumSealed(), index))).toBe("import/password");
    }
  });

  it("of which too little is there is damaged", async () => {
    expect(await verdict(sealed.stratumSealed().subarray(0, 59))).toBe("import/damaged");
    expect(await verdict(sealed.stratumLegacy().subarray(0, 67))).toBe("import/damaged");
  });
});

describe("a sealed backup of Authenticator Pro", () => {
  const file = sealed.stratumLegacy();

  it("is told from damage by how it begins: the password is right", async () => {
    // Each changes a block and a byte of the next one.
    for (const index of [100, 200, -20]) {
      expect(await verdict(altered(file, index))).toBe("import/damaged");
    }
  });

  it("that is cut off is damaged, within a block or between two", async () => {
    expect(await verdict(file.subarray(0, -3))).toBe("import/damaged");
    expect(await verdict(file.subarray(0, -16))).toBe("import/damaged");
  });

  it("may have its JSON spaced", async () => {
    const spaced = sealed.stratumLegacy(JSON.stringify(samples.stratum(), null, 4));
    expect((await contentOf(spaced)).entries).toHaveLength(4);
  });

  it("does not open by a password whose padding happens to fit", async () => {
    expect(await verdict(file, "wrong 489")).toBe("import/password");
  });

  it("is damaged if what it holds is no backup", async () => {
    expect(await verdict(sealed.stratumLegacy('{"Authenticators": 1}'))).toBe("import/damaged");
    expect(await verdict(sealed.stratumLegacy('{"Authenticators'))).toBe("import/damaged");
  });
});

describe("a sealed backup of andOTP", () => {
  const isGuess = (file: Buffer) => {
    const read = readForeignFile(samples.text(file));
    return read.state === "sealed" && read.product === "andotp" && (read.isGuess ?? false);
  };

  it("is known by its iterations, and without them guessed", () => {
    expect([140_000, 160_000].map((count) => isGuess(sealed.andOtpSealed(count)))).toEqual([
      false,
      false,
    ]);
    expect([139_999, 160_001].map((count) => isGuess(sealed.andOtpSealed(count)))).toEqual([
      true,
      true,
    ]);
    expect(isGuess(sealed.andOtpOld())).toBe(true);
  });

  it.each([0, -1, -(2 ** 31), 2 ** 31 - 1, 5_000_001])(
    "is opened without any derivation if it says %i iterations",
    async (said) => {
      expect(await verdict(sealed.andOtpSealed(1000, said))).toBe("import/password");
      expect(derivations()).toBe(0);
    },
  );

  it("is derived as often as it says within the bounds", async () => {
    expect(await verdict(sealed.andOtpSealed(1000, 1001))).toBe("import/password");
    expect(derivations()).toBe(1);
  });

  it("is damaged if what it holds is no list", async () => {
    const file = sealed.andOtpSealed(1000, 1000, { secret: "x".repeat(100) });
    expect(await verdict(file)).toBe("import/damaged");
  });

  const packed = gzipSync(noise(5000));
  const picture = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), noise(5000)]);
  it.each([
    ["too little noise to tell", noise(67)],
    ["more noise than any backup has", noise(10_000_001)],
    ["noise that is packed", packed],
    ["a picture", picture],
    ["a database of passwords", Buffer.concat([Buffer.from("03d9a29a", "hex"), noise(900)])],
    ["what OpenSSL has sealed", Buffer.concat([Buffer.from("Salted__"), noise(900)])],
    ["text in Latin-1", Buffer.from("Schöne Grüße aus Köln am Rhein. ".repeat(4), "latin1")],
    ["text in UTF-16", Buffer.from(`\uFEFF${"Not a code in here. ".repeat(9)}`, "utf16le")],
    ["a program", Buffer.concat([Buffer.from("MZ"), Buffer.alloc(60, 0x90), noise(900)])],
    ["noise after an empty head", Buffer.concat([Buffer.alloc(64), noise(1000)])],
    ["letters and noise in turns", Buffer.concat([noise(64), Buffer.alloc(64, "a"), noise(64)])],
  ])("is not what %s is taken for", async (_what, file) => {
    expect(await verdict(file)).toBe("import/unknown");
  });
});

describe("a sealed export of Authenticator Extension", () => {
  const [first = "", ...others] = Object.keys(sealed.extensionSealed());

  it("costs one derivation for all entries under a key", async () => {
    await contentOf(sealed.extensionSealed());
    expect(derivations()).toBe(1);
  });

  it("lists an entry that is damaged, and takes the others", async () => {
    const { data } = sealed.extensionSealed()[first] as { data: string };
    for (const changed of [`${data.slice(0, 40)}${data.slice(80)}`, "", "%", data.slice(0, 60)]) {
      const more = { [first]: { dataType: "EncOTPStorage", data: changed, keyId: "key" } };
      const [line, ...rest] = await summaries(sealed.extensionSealed({ more }));
      expect(line).toBe(" refused entry/unreadable");
      expect(rest[0]).toBe("Bank: c hotp SHA1 8 30 4");
    }
  });

  it("tells by its key that the password is right where every entry is damaged", async () => {
    const damaged = { dataType: "EncOTPStorage", data: "AAAA", keyId: "key" };
    const more = Object.fromEntries([first, ...others.slice(0, 3)].map((id) => [id, damaged]));
    const lines = await summaries(sealed.extensionSealed({ more }));
    expect(new Set(lines)).toEqual(new Set([" refused entry/unreadable"]));
    expect(await verdict(sealed.extensionSealed({ more }), "wrong")).toBe("import/password");
  });

  it("opens without the key's own check, too", async () => {
    for (const hash of ["", "$argon2id$", `$argon2id$v=19$m=64,t=1,p=1$${"A".repeat(22)}$AAAAAA`]) {
      const file = sealed.extensionSealed({ key: { hash } });
      expect((await contentOf(file)).entries[0]?.kind).toBe("otp");
      expect(await verdict(file, "wrong")).toBe("import/password");
    }
  });

  it("leaves the entries under another password's key, and says so", async () => {
    const more = sealed.extensionSealed({ id: "other", password: "another" });
    const file = sealed.extensionSealed({ more });
    const lines = await summaries(file);
    expect(lines).toHaveLength(8);
    expect(lines[0]).toBe("Headway: ada@example.com totp SHA1 6 30 0");
    expect(lines.slice(4)).toEqual(Array(4).fill(" refused entry/encrypted"));
    expect((await contentOf(file, "another")).entries[4]?.kind).toBe("otp");
  });

  it.each([
    ["of a later version", { version: 4 }],
    ["without a salt", { salt: "" }],
    ["of another id", { id: "else" }],
  ])("with a key %s lists its entries as encrypted, and asks for nothing", async (_what, key) => {
    const read = readForeignFile(samples.text(sealed.extensionSealed({ key })));
    expect(read.state).toBe("open");
    expect(await summaries(sealed.extensionSealed({ key }))).toEqual(
      Array(4).fill(" refused entry/encrypted"),
    );
  });

  it("takes plain entries beside the sealed ones", async () => {
    const file = sealed.extensionSealed({ more: samples.authenticatorExtension() });
    expect((await summaries(file)).slice(4)).toEqual([
      "Headway: ada@example.com totp SHA1 6 30 0",
      " refused entry/encrypted",
    ]);
  });

  it.each([
    ["4 GiB", "m=4194304,t=2,p=1"],
    ["2^31 passes", "m=19456,t=2147483648,p=1"],
    ["no pass", "m=19456,t=0,p=1"],
    ["255 lanes", "m=19456,t=2,p=255"],
  ])("whose check would cost %s is refused, and nothing derived", async (_what, cost) => {
    const hash = `$argon2id$v=19$${cost}$${"A".repeat(22)}$${"A".repeat(43)}`;
    for (const file of [
      sealed.extensionSealed({ key: { hash } }),
      sealed.extensionWrapped({ hash }),
    ]) {
      expect(await verdict(file)).toBe("import/costly");
    }
    expect(derivations()).toBe(0);
  });

  it("has at most eight keys", async () => {
    const withMore = (count: number) => Object.fromEntries(sealed.extensionKeys(count));
    expect(await verdict(withMore(8))).toBe("import/damaged");
    expect((await contentOf(withMore(7))).entries).toHaveLength(4);
  });

  it("makes no entry of what a wrong password leaves, whatever its padding", async () => {
    const file = readForeignFile(samples.text(sealed.extensionOld()));
    if (file.state !== "sealed") throw new TypeError("It is sealed");
    for (let number = 0; number < 1000; number++) {
      expect(await errorCode(() => file.open(`wrong ${number}`))).toBe("import/password");
    }
  });

  it("with a sealed key that is none lists the entries under it as encrypted", async () => {
    for (const enc of ["%", undefined]) {
      const lines = await summaries(sealed.extensionWrapped({ enc }));
      expect(lines[0]).toBe("ada@example.com refused entry/encrypted");
    }
  });
});
