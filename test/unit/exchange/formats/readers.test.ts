import fc from "fast-check";
import { deflateRawSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { decodeBase64url } from "../../../../lib/bytes/base64url.ts";
import { encodeBase32 } from "../../../../lib/bytes/base32.ts";
import { packLargeBlob } from "../../../../lib/exchange/formats/large-blob.ts";
import { readForeignFile } from "../../../../lib/exchange/formats/read-foreign-file.ts";
import { errorCode } from "../../vault/error-code.ts";
import { contentOf, entriesOf, productOf, summaries } from "./read.ts";
import * as samples from "./samples.ts";
import * as sealed from "./sealed-samples.ts";

const AEGIS = [
  "Headway: ada@example.com totp SHA1 6 30 0",
  "Bank: counter hotp SHA256 8 30 41",
  "Steam: ada steam SHA1 5 30 0",
  "Moto: old refused otp/type",
  "Odd: md5 refused otp/algorithm",
];
const TWO_FAS = [
  "Headway: ada@example.com totp SHA1 6 30 0",
  "Bare:  totp SHA1 6 30 0",
  "Counter:  hotp SHA512 6 30 5",
  "Steam: ada steam SHA1 5 30 0",
  "Bad refused otp/secret",
];
const BITWARDEN = [
  "Headway: ada@example.com totp SHA1 6 30 0",
  "headway.co passkey",
  "Site: me totp SHA1 8 30 0",
  "Steam: ada steam SHA1 5 30 0",
  "Broken: ada@example.com refused otp/secret",
  "Binned: ada@example.com totp SHA1 6 30 0 (bin)",
];
const ENTE = [
  "Headway: ada@example.com totp SHA1 6 30 0",
  "Old site: ada totp SHA256 8 60 0 (bin)",
  "Counter: ada hotp SHA1 6 30 7",
  "Steam: ada steam SHA1 5 30 0",
];
const PROTON = ["Headway: ada@example.com totp SHA1 6 30 0", "Steam: ada steam SHA1 5 30 0"];
const PROTON_PASS = [
  "Headway: ada@example.com totp SHA1 6 30 0",
  "Headway: x totp SHA1 6 30 0",
  "headway.co: ada refused entry/unreadable",
  "Binned: bo totp SHA1 6 30 0 (bin)",
  "Bad refused otp/secret",
];
const ONE_PASSWORD = [
  "Headway: ada@example.com totp SHA1 6 30 0",
  "Two: me totp SHA1 8 30 0",
  "Two: ada@example.com refused otp/secret",
  "Old: ada@example.com totp SHA1 6 30 0 (bin)",
];
const STRATUM = [
  "Headway: ada@example.com totp SHA1 6 30 0",
  "Bank: c hotp SHA256 8 30 3",
  "Steam: ada steam SHA1 5 30 0",
  "Moto: m refused otp/type",
];
const AND_OTP = [
  "Headway: ada@example.com totp SHA1 6 30 0",
  "Bank: c hotp SHA256 6 30 9",
  "Steam: ada steam SHA1 5 30 0",
];
const EXTENSION = [
  "Headway: ada@example.com totp SHA1 6 30 0",
  "Bank: c hotp SHA1 8 30 4",
  "Odd: g refused otp/algorithm",
  "Game: b totp SHA1 8 30 0",
];
const ARGON2ID = { type: 1, iterations: 3, memory: 64, parallelism: 4 } as const;

const CASES: readonly (readonly [string, unknown, string, readonly string[]])[] = [
  ["Aegis, plain", samples.aegisPlain(), "aegis", AEGIS],
  ["Aegis, sealed", samples.aegisSealed(), "aegis", AEGIS],
  ["2FAS, plain", samples.twoFasPlain(), "2fas", TWO_FAS],
  ["2FAS, plain, schema 1", samples.twoFasPlain(1), "2fas", TWO_FAS],
  ["2FAS, sealed on Android", samples.twoFasSealed(256), "2fas", TWO_FAS],
  ["2FAS, sealed on iOS", samples.twoFasSealed(32, 3), "2fas", TWO_FAS],
  [
    "Ente Auth, plain",
    samples.ENTE_LINES,
    "ente-auth",
    [ENTE[0] ?? "", "Old: ada totp SHA1 6 30 0 (bin)"],
  ],
  ["Ente Auth, sealed", samples.ente("small"), "ente-auth", ENTE],
  ["Ente Auth, sealed, said to be final", samples.ente("final"), "ente-auth", ENTE.slice(0, 1)],
  ["Bitwarden, plain", samples.bitwardenPlain(), "bitwarden", BITWARDEN],
  ["Bitwarden, PBKDF2", samples.bitwardenSealed(), "bitwarden", BITWARDEN],
  ["Bitwarden, Argon2id", samples.bitwardenSealed(ARGON2ID), "bitwarden", BITWARDEN],
  ["Proton Pass, zip", samples.protonPass(), "proton-pass", PROTON_PASS],
  [
    "Proton Pass, CSV",
    samples.PROTON_PASS_CSV,
    "proton-pass",
    ["Headway: ada@example.com totp SHA1 6 30 0"],
  ],
  ["1Password", samples.onePassword(), "1password", ONE_PASSWORD],
  [
    "Bitwarden, CSV",
    samples.BITWARDEN_CSV,
    "bitwarden",
    ["Headway: ada@example.com totp SHA1 6 30 0", "Site: me totp SHA1 6 30 0"],
  ],
  [
    "Proton Authenticator, plain",
    samples.protonAuthenticatorPlain(),
    "proton-authenticator",
    PROTON,
  ],
  [
    "Proton Authenticator, sealed",
    samples.protonAuthenticatorSealed(),
    "proton-authenticator",
    PROTON,
  ],
  ["Stratum, plain", samples.stratum(), "stratum", STRATUM],
  ["Stratum, sealed", sealed.stratumSealed(), "stratum", STRATUM],
  ["Stratum, sealed as Authenticator Pro", sealed.stratumLegacy(), "stratum", STRATUM],
  ["andOTP, plain", samples.andOtp(), "andotp", AND_OTP],
  ["andOTP, sealed", sealed.andOtpSealed(), "andotp", AND_OTP],
  ["andOTP, sealed, fewest iterations", sealed.andOtpSealed(140_000), "andotp", AND_OTP],
  ["andOTP, sealed, most iterations", sealed.andOtpSealed(160_000), "andotp", AND_OTP],
  ["andOTP, sealed, odd iterations", sealed.andOtpSealed(1000), "andotp", AND_OTP],
  ["andOTP, sealed before 0.6.3", sealed.andOtpOld(), "andotp", AND_OTP],
  ["andOTP, sealed before 0.6.3, as if it said iterations", sealed.andOtpOld(0), "andotp", AND_OTP],
  [
    "FreeOTP+",
    samples.freeOtpPlus(),
    "freeotp-plus",
    ["Headway: ada@example.com totp SHA1 6 30 0", "Bank: c hotp SHA512 6 30 3"],
  ],
  ["LastPass", samples.lastPass(), "lastpass", ["Headway: ada@example.com totp SHA1 6 30 0"]],
  [
    "Authenticator Extension",
    samples.authenticatorExtension(),
    "authenticator-extension",
    ["Headway: ada@example.com totp SHA1 6 30 0", " refused entry/encrypted"],
  ],
  [
    "Authenticator Extension, sealed",
    sealed.extensionSealed(),
    "authenticator-extension",
    EXTENSION,
  ],
  [
    "Authenticator Extension, under a sealed key",
    sealed.extensionWrapped(),
    "authenticator-extension",
    EXTENSION,
  ],
  [
    "Authenticator Extension, a sealed key without its member",
    sealed.extensionFlat(),
    "authenticator-extension",
    EXTENSION,
  ],
  [
    "Authenticator Extension, under the password itself",
    sealed.extensionOld(),
    "authenticator-extension",
    [...EXTENSION, "Steam: ada steam SHA1 5 30 0"],
  ],
  ["KeePassXC", samples.keePassXc(), "keepassxc", ["headway.co passkey"]],
  [
    "KeePassXC, a key of another kind",
    samples.keePassXc({ privateKey: "-----BEGIN RSA PRIVATE KEY-----" }),
    "keepassxc",
    ["headway.co: ada@example.com refused entry/passkey-key"],
  ],
  [
    "credential exchange",
    samples.credentialExchange(),
    "credential-exchange",
    [
      "Headway: ada@example.com totp SHA1 6 30 0",
      "headway.co passkey",
      "Odd: ada@example.com refused otp/algorithm",
    ],
  ],
  [
    "Google Authenticator, as text",
    samples.migration(2),
    "google-authenticator",
    [0, 1].map((number) => `Headway: person${number}@example.com totp SHA1 6 30 0`),
  ],
  [
    "Google Authenticator, as text, of which a QR code is missing",
    [2, 0, 2].map((index) => samples.migration(1, { index, size: 3, id: 1 })).join("\n"),
    "google-authenticator",
    [
      "Headway: person0@example.com totp SHA1 6 30 0",
      "Headway: person0@example.com totp SHA1 6 30 0",
      "otpauth-migration 2/3 refused entry/part-missing",
    ],
  ],
  [
    "Google Authenticator, several exports of it, with one damaged",
    [
      samples.migration(1, { index: 0, size: 1, id: 1 }),
      samples.migration(2, { index: 0, size: 1, id: 1 }),
      samples.migration(1, { index: 1, size: 2, id: 2 }),
      "otpauth-migration://offline?data=AAAA",
      samples.migration(1, { index: 0, size: 2, id: 2 }),
    ].join("\r\n"),
    "google-authenticator",
    [
      " refused otp/migration",
      ...[0, 0, 1, 0, 0].map((n) => `Headway: person${n}@example.com totp SHA1 6 30 0`),
    ],
  ],
  [
    "lines of links under a heading",
    `My codes\n========\n\notpauth://totp/a?secret=${samples.SECRET}\n`,
    "otpauth-list",
    [" refused otp/uri", " refused otp/uri", ": a totp SHA1 6 30 0"],
  ],
  ["Proton Pass, unpacked", samples.PROTON_PASS_DATA, "proton-pass", PROTON_PASS],
  [
    "lines of links",
    `\uFEFFotpauth://totp/a?secret=${samples.SECRET}\r\n\r\nnonsense\r\nsteam://ONXW2ZJA\n`,
    "otpauth-list",
    [": a totp SHA1 6 30 0", " refused otp/uri", "Steam:  steam SHA1 5 30 0"],
  ],
];

describe.each(CASES)("a file of %s", (_name, file, product, expected) => {
  it("is known by its content and read entry by entry", async () => {
    expect(productOf(file)).toBe(product);
    expect(await summaries(file)).toEqual(expected);
  });
});

const SEALED: readonly (readonly [string, object])[] = [
  ["Aegis", samples.aegisSealed()],
  ["2FAS", samples.twoFasSealed()],
  ["Ente Auth", samples.ente("small")],
  ["Bitwarden", samples.bitwardenSealed({ type: 0, iterations: 5000 })],
  ["Proton Authenticator", samples.protonAuthenticatorSealed()],
  ["Stratum", sealed.stratumSealed()],
  ["Authenticator Pro", sealed.stratumLegacy()],
  ["andOTP", sealed.andOtpSealed()],
  ["andOTP before 0.6.3", sealed.andOtpOld()],
  ["Authenticator Extension", sealed.extensionSealed()],
  ["Authenticator Extension up to version 7", sealed.extensionWrapped()],
  ["Authenticator Extension, the earliest", sealed.extensionOld()],
];

describe.each(SEALED)("a sealed file of %s", (_name, file) => {
  it("does not open by another password, nor by none", async () => {
    for (const password of ["sample password u", ` ${samples.PASSWORD}`, ""]) {
      expect(await errorCode(() => contentOf(file, password))).toBe("import/password");
    }
  });

  it("may be tried again", async () => {
    const read = readForeignFile(samples.text(file));
    if (read.state !== "sealed") throw new TypeError("It is sealed");
    expect(await errorCode(() => read.open("wrong"))).toBe("import/password");
    expect((await read.open(samples.PASSWORD)).entries.length).toBeGreaterThan(1);
  });
});

describe("the key of an entry", () => {
  it("comes through as it is", async () => {
    const [first] = await entriesOf(samples.aegisSealed());
    if (first?.kind !== "otp") throw new TypeError("It is a code");
    expect(encodeBase32(decodeBase64url(first.otp.secret))).toBe(samples.SECRET);
  });

  it("is read out of bytes with a sign", async () => {
    const [first] = await entriesOf(samples.freeOtpPlus());
    if (first?.kind !== "otp") throw new TypeError("It is a code");
    expect([...decodeBase64url(first.otp.secret)]).toEqual([
      72, 101, 222, 173, 255, 0, 127, 128, 1, 2,
    ]);
  });
});

describe("a passkey of a credential exchange file", () => {
  const keys = {
    algorithm: "hmac-sha256",
    credWithUV: Buffer.alloc(32, 1).toString("base64url"),
    credWithoutUV: Buffer.alloc(32, 2).toString("base64url"),
  };
  const withKeys = async (hmacCredentials: object) => {
    const file = samples.credentialExchange({ fido2Extensions: { hmacCredentials } });
    return (await entriesOf(file))[1];
  };

  it("has the keys of prf", async () => {
    const prfSecrets = { verified: keys.credWithUV, unverified: keys.credWithoutUV };
    expect(await withKeys(keys)).toMatchObject({ kind: "passkey", passkey: { prfSecrets } });
  });

  it("has none of another algorithm", async () => {
    const entry = await withKeys({ ...keys, algorithm: "hmac-sha512" });
    expect(entry).toMatchObject({ kind: "passkey", passkey: { prfSecrets: null } });
  });

  it.each([
    ["a short key", { credWithUV: "AAAA" }],
    ["no base64", { credWithoutUV: "%" }],
    ["one key alone", { credWithoutUV: undefined }],
  ])("is refused with damaged ones: %s", async (_name, changes) => {
    const entry = await withKeys({ ...keys, ...changes });
    expect(entry).toMatchObject({ kind: "refused", code: "entry/unreadable" });
  });
});

describe("what a site keeps in a passkey of a credential exchange file", () => {
  const blob = Buffer.from("what a site keeps, kept, kept, kept");
  const packed = (bytes: Buffer, changes: object = {}) => ({
    uncompressedSize: bytes.length,
    data: deflateRawSync(bytes).toString("base64url"),
    ...changes,
  });
  const withBlob = async (largeBlob: unknown) => {
    return (await entriesOf(samples.credentialExchange({ fido2Extensions: { largeBlob } })))[1];
  };

  it.each([
    ["packed", packed(blob)],
    ["stored", packed(blob, { data: deflateRawSync(blob, { level: 0 }).toString("base64url") })],
  ])("comes through: %s", async (_name, largeBlob) => {
    const entry = await withBlob(largeBlob);
    expect(entry).toMatchObject({
      kind: "passkey",
      passkey: { largeBlob: blob.toString("base64url") },
    });
    expect(entry).not.toHaveProperty("blobLeft");
  });

  it("comes through when it is empty, and as large as Waykey keeps it", async () => {
    const largest = Buffer.alloc(2048, "ab");
    expect(await withBlob(packed(Buffer.alloc(0)))).toMatchObject({ passkey: { largeBlob: "" } });
    expect(await withBlob(packed(largest))).toMatchObject({
      passkey: { largeBlob: largest.toString("base64url") },
    });
  });

  it.each([
    ["too large", packed(Buffer.alloc(2049))],
    ["more than it says", packed(blob, { uncompressedSize: blob.length - 1 })],
    ["less than it says", packed(blob, { uncompressedSize: blob.length + 1 })],
    ["far more than it says", packed(Buffer.alloc(1_000_000), { uncompressedSize: 2048 })],
    ["of no size", packed(blob, { uncompressedSize: "35" })],
    ["no base64", packed(blob, { data: "%" })],
    ["not packed at all", packed(blob, { data: "____" })],
    ["empty data", packed(blob, { data: "" })],
    ["no object", "AAEC"],
  ])("is left, and the passkey taken, when it is damaged: %s", async (_name, largeBlob) => {
    expect(await withBlob(largeBlob)).toMatchObject({
      kind: "passkey",
      blobLeft: true,
      passkey: { largeBlob: null },
    });
  });

  it("comes back out of a file that Waykey wrote", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2048 }), async (bytes) => {
        const text = Buffer.from(bytes).toString("base64url");
        expect(await withBlob(packLargeBlob(text))).toMatchObject({
          passkey: { largeBlob: text },
        });
      }),
      { numRuns: 50 },
    );
  });
});

describe("a passkey of Bitwarden", () => {
  const withCredential = (changes: object) => ({
    encrypted: false,
    items: [{ type: 1, login: { fido2Credentials: [samples.credential(changes)] } }],
  });

  it("has its key, its ids as bytes, and names", async () => {
    const [entry] = await entriesOf(withCredential({}));
    expect(entry).toEqual({
      kind: "passkey",
      passkey: {
        credentialId: "Dw4NDAsKCQgHBgUEAwIBAA",
        rpId: "headway.co",
        rpName: "Headway",
        userHandle: "AQIDBAUGBwgJCgsMDQ4PEA",
        userName: "ada@example.com",
        userDisplayName: "Ada",
        algorithm: -7,
        privateKey: samples.SCALAR,
        prfSecrets: null,
        largeBlob: null,
      },
    });
  });

  it("may have its id in base64url, and tells of a counter", async () => {
    const credentialId = `b64.${Buffer.alloc(32, 5).toString("base64url")}`;
    const [entry] = await entriesOf(withCredential({ credentialId, counter: "12" }));
    expect(entry).toMatchObject({ kind: "passkey", hadCounter: true });
  });

  it.each([
    [
      "a public key that is another's",
      { keyValue: samples.foreignPkcs8("other-point").toString("base64url") },
      "entry/passkey-key",
    ],
    [
      "a key on another curve",
      { keyValue: samples.foreignPkcs8("p384").toString("base64url") },
      "entry/passkey-kind",
    ],
    [
      "a key of another kind",
      { keyValue: samples.foreignPkcs8("ed25519").toString("base64url") },
      "entry/passkey-kind",
    ],
    ["another curve by name", { keyCurve: "P-384" }, "entry/passkey-kind"],
    [
      "a cut key",
      { keyValue: samples.PKCS8.subarray(0, 60).toString("base64url") },
      "entry/passkey-key",
    ],
    ["no key", { keyValue: "" }, "entry/passkey-key"],
    ["a key that is no base64", { keyValue: "%%" }, "entry/unreadable"],
    ["no id", { credentialId: "" }, "entry/unreadable"],
    ["a short id", { credentialId: "b64.AAAA" }, "entry/unreadable"],
    ["no user", { userHandle: "" }, "entry/unreadable"],
    ["a long user", { userHandle: Buffer.alloc(65).toString("base64url") }, "entry/unreadable"],
    ["no site", { rpId: "" }, "entry/unreadable"],
    ["a site that is none", { rpId: "https://headway.co/" }, "entry/unreadable"],
  ])("is refused with %s", async (_what, changes, code) => {
    expect(await entriesOf(withCredential(changes))).toMatchObject([{ kind: "refused", code }]);
  });
});

describe("an export that has more than codes", () => {
  it("says how much of it was passed over", async () => {
    expect((await contentOf(samples.bitwardenPlain())).passedOver).toBe(2);
    expect((await contentOf(samples.BITWARDEN_CSV)).passedOver).toBe(1);
  });
});

describe("a later version than is known", () => {
  it("is read, and told", async () => {
    const { db } = samples.aegisPlain();
    expect((await contentOf(samples.aegisPlain({ ...db, version: 4 }))).isNewer).toBe(true);
    expect((await contentOf(samples.twoFasPlain(5))).isNewer).toBe(true);
    expect((await contentOf(samples.twoFasSealed(32, 5))).isNewer).toBe(true);
    expect((await contentOf(samples.twoFasPlain(4))).isNewer).toBe(false);
  });
});
