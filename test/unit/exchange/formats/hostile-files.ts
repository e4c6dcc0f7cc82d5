// Files that were made to do harm, or that are no exports at all, with what is to become of each: the code of the
// refusal, or of each entry.

import * as samples from "./samples.ts";
import * as sealed from "./sealed-samples.ts";

export type HostileFile = {
  readonly name: string;
  readonly file: () => Uint8Array<ArrayBuffer>;
  /** Of the file, or of its first entry; `null`: an entry that is taken. */
  readonly code: string | null;
};

const MIB = 1024 * 1024;

const many = (count: number) => Array.from({ length: count }, () => ({}));

const hostile = (name: string, content: unknown, code: string | null): HostileFile => ({
  name,
  file: () => samples.text(content),
  code,
});

const lazy = (name: string, content: () => unknown, code: string | null): HostileFile => ({
  name,
  file: () => samples.text(content()),
  code,
});

const entry = (info: object, rest: object = {}) =>
  samples.aegisPlain({
    version: 3,
    entries: [{ type: "totp", name: "a", issuer: "b", info, ...rest }],
  });
const link = (query: string) => `otpauth://totp/a?${query}`;
const good = { secret: samples.SECRET, algo: "SHA1", digits: 6, period: 30 };
const slot = (change: object) => samples.aegisSealed({ slot: change });
const ente = (kdfParams: object, rest: object = {}) => ({
  ...samples.ente("small"),
  kdfParams: { memLimit: 8 * MIB, opsLimit: 2, salt: "AAECAwQFBgcICQoLDA0ODw==", ...kdfParams },
  ...rest,
});
const cheap = samples.bitwardenSealed({ type: 0, iterations: 5000 });
const bitwarden = (change: object) => ({ ...cheap, ...change });
const argon2id = (memory: unknown, iterations: unknown, parallelism: unknown) =>
  bitwarden({
    kdfType: 1,
    kdfMemory: memory,
    kdfIterations: iterations,
    kdfParallelism: parallelism,
  });
const check = (cost: string) =>
  sealed.extensionSealed({
    key: { hash: `$argon2id$v=19$${cost}$${"A".repeat(22)}$${"A".repeat(43)}` },
  });
const andOtp = (said: number) => sealed.andOtpSealed(1000, said);
const nested = (depth: number) =>
  `{"header":${'{"a":'.repeat(depth)}1${"}".repeat(depth)},"db":{"entries":[]}}`;

const HEAD = '{"Authenticators';
const authenticators = (...list: readonly unknown[]) => ({ Authenticators: list });
const tooMany = () => authenticators(...many(10_001));

const data = (said?: number, content = "{}") => samples.zip({ "export.data": content }, said);
const bomb = () => data(undefined, JSON.stringify({ accounts: [], filler: "x".repeat(51 * MIB) }));

export const HOSTILE_FILES: readonly HostileFile[] = [
  // Archives.
  hostile("an archive of something else", samples.zip({ "a.txt": "a" }), "import/unknown"),
  hostile("an empty archive", samples.zip({}), "import/unknown"),
  hostile("a cut-off archive", samples.onePassword().subarray(0, 300), "import/damaged"),
  hostile("an archive without its list", samples.onePassword().subarray(0, -60), "import/damaged"),
  lazy("an archive that unpacks to 51 MB", bomb, "import/too-large"),
  hostile("an archive that says it holds 4 GB", data(0xffff_fffe), "import/too-large"),
  hostile("an archive that says too little", data(1, `{"accounts":[]}`), "import/damaged"),
  hostile("an archive that says too much", data(4000, `{"accounts":[]}`), "import/damaged"),
  hostile("an archive whose data are no JSON", data(undefined, "data"), "import/damaged"),
  hostile("an archive without items", samples.onePassword(3, { accounts: [] }), "import/empty"),
  hostile(
    "an archive with encrypted items",
    samples.protonPass({ encrypted: true, vaults: {} }),
    "import/pgp",
  ),
  hostile("an archive with odd vaults", samples.protonPass({ vaults: [1, null] }), "import/empty"),
  // No export at all.
  hostile("nothing", "", "import/unknown"),
  hostile("white space", " \r\n\t", "import/unknown"),
  hostile("a byte order mark alone", "\uFEFF", "import/unknown"),
  {
    name: "bytes that are no text",
    file: () => new Uint8Array([0xff, 0xfe, 0x00, 0x80]),
    code: "import/unknown",
  },
  { name: "a megabyte of zeros", file: () => new Uint8Array(MIB), code: "import/unknown" },
  { name: "50 MB and one byte", file: () => new Uint8Array(50_000_001), code: "import/too-large" },
  hostile("null", "null", "import/unknown"),
  hostile(
    "an export that was cut off",
    JSON.stringify(samples.aegisPlain()).slice(0, -20),
    "import/damaged",
  ),
  hostile("settings in brackets", "[Desktop Entry]\nName=x", "import/unknown"),
  {
    name: "thousands of exports, each of which says that it has a hundred QR codes more",
    file: () =>
      samples.text(
        Array.from({ length: 9000 }, (_, i) => {
          return samples.migration(1, { index: 0, size: 100, id: i % 120 });
        }).join("\n"),
      ),
    code: "import/too-many",
  },
  hostile("a number", "1e999", "import/unknown"),
  hostile("a string", '"otpauth"', "import/unknown"),
  hostile("an empty object", "{}", "import/unknown"),
  hostile("an empty list", "[]", "import/unknown"),
  hostile("a list of nulls", [null, null], "import/unknown"),
  hostile("a web page", "<!doctype html><script>alert(1)</script>", "import/unknown"),
  hostile("a backup of Waykey", { format: "waykey-backup" }, "import/waykey-backup"),
  hostile(
    "a PGP message",
    "-----BEGIN PGP MESSAGE-----\n\nhQ==\n-----END PGP MESSAGE-----",
    "import/pgp",
  ),
  hostile("a table of something else", "name,password\na,b\n", "import/unknown"),
  // Depth, size, number.
  lazy("objects 100,000 deep", () => nested(100_000), "import/damaged"),
  lazy("lists 100,000 deep", () => "[".repeat(100_000), "import/damaged"),
  lazy("brackets within a string only", () => ({ a: "[{".repeat(100_000) }), "import/unknown"),
  lazy(
    "a million empty entries",
    () => samples.aegisPlain({ entries: Array(1_000_000).fill(0) }),
    "import/too-many",
  ),
  lazy("10,001 entries", () => samples.aegisPlain({ entries: many(10_001) }), "import/too-many"),
  lazy("10,001 links", () => Array(10_001).fill(link("secret=AAAA")).join("\n"), "import/too-many"),
  lazy("10,001 services", () => ({ schemaVersion: 4, services: many(10_001) }), "import/too-many"),
  lazy("100,001 items", () => ({ encrypted: false, items: many(100_001) }), "import/too-many"),
  lazy(
    "10,001 passkeys in one item",
    () => ({ encrypted: false, items: [{ login: { fido2Credentials: many(10_001) } }] }),
    "import/too-many",
  ),
  lazy("a line of 5 MB", () => link(`secret=${"A".repeat(5 * MIB)}`), "otp/uri"),
  lazy("a key of 1 MB", () => entry({ ...good, secret: "A".repeat(MIB) }), "otp/secret"),
  lazy("a name of 1 MB", () => entry(good, { name: "n".repeat(MIB) }), "otp/uri"),
  lazy(
    "an issuer of 1 MB of opening quotes",
    () => entry(good, { issuer: '"'.repeat(MIB) }),
    "otp/uri",
  ),
  lazy(
    "an icon of 5 MB, which is passed over",
    () => entry(good, { icon: "A".repeat(5 * MIB) }),
    null,
  ),
  lazy(
    "what Ente keeps beside, 1 MB of it",
    () => `${link("secret=AAAA")}&codeDisplay=${"%5B".repeat(MIB / 4)}`,
    null,
  ),
  lazy("a table of one long quote", () => `login_totp,name\n"${"a".repeat(MIB)}`, "import/damaged"),
  lazy(
    "a table of a million commas",
    () => `login_totp,name\n${",".repeat(MIB)}`,
    "import/damaged",
  ),
  lazy(
    "a table of a million quotes",
    () => `login_totp,name\n${'"'.repeat(MIB + 1)}`,
    "import/damaged",
  ),
  // What JavaScript would stumble over.
  hostile(
    "__proto__ as the file",
    '{"__proto__":{"header":{},"db":{"entries":[]}}}',
    "import/unknown",
  ),
  hostile(
    "__proto__ as an entry",
    '{"header":{},"db":{"entries":[{"__proto__":{"type":"totp"}}]}}',
    "otp/secret",
  ),
  hostile("a constructor for a type", entry(good, { type: "constructor" }), "otp/type"),
  hostile("toString for a type of Stratum", { Authenticators: [{ Type: "toString" }] }, "otp/type"),
  hostile(
    "hasOwnProperty for an algorithm",
    entry({ ...good, algo: "hasOwnProperty" }),
    "otp/algorithm",
  ),
  hostile("lists where texts are", entry({ secret: [samples.SECRET] }), "otp/secret"),
  hostile("an entry that is null", samples.aegisPlain({ entries: [null] }), "otp/secret"),
  hostile("an item that is a list", { encrypted: false, items: [[]] }, "entry/unreadable"),
  hostile(
    "entries that are an object",
    samples.aegisPlain({ entries: { length: 3 } }),
    "import/damaged",
  ),
  hostile("items that are a text", { encrypted: false, items: "items" }, "import/damaged"),
  // Values out of their bounds.
  hostile("99 digits", entry({ ...good, digits: 99 }), "otp/digits"),
  hostile("minus one digit", entry({ ...good, digits: -1 }), "otp/digits"),
  hostile("digits that are no whole number", entry({ ...good, digits: 6.5 }), "otp/digits"),
  hostile("a period of 10^20 seconds", entry({ ...good, period: 1e20 }), "otp/period"),
  hostile("a negative period", entry({ ...good, period: -30 }), "otp/period"),
  hostile("a period of 0, which is none stated", entry({ ...good, period: 0 }), null),
  hostile(
    "a counter of 2^63",
    entry({ ...good, counter: 2 ** 63 }, { type: "hotp" }),
    "otp/counter",
  ),
  hostile("no counter", entry(good, { type: "hotp" }), "otp/counter"),
  hostile("an empty key", entry({ ...good, secret: "" }), "otp/secret"),
  hostile("a key of padding", entry({ ...good, secret: "====" }), "otp/secret"),
  hostile(
    "bytes of FreeOTP+ that are none",
    { tokenOrder: [], tokens: [{ secret: [1, 300, "x"], type: "TOTP" }] },
    "otp/secret",
  ),
  // Names that would deceive or run.
  hostile("HTML for a name", entry(good, { name: "<img src=x onerror=alert(1)>" }), null),
  hostile("a script's address for an issuer", entry(good, { issuer: "javascript:alert(1)" }), null),
  hostile("a name that turns the writing", entry(good, { name: "\u202Emoc.elpmaxe@ada" }), null),
  hostile("NUL and lone surrogates in a name", entry(good, { name: "a\u0000b\uD800" }), null),
  // Derivations that cost too much, or are none.
  hostile("scrypt, N of 2^31", slot({ n: 2 ** 31 }), "import/costly"),
  hostile("scrypt, N that is no power of two", slot({ n: 32_769 }), "import/costly"),
  hostile("scrypt, N of 0", slot({ n: 0 }), "import/costly"),
  hostile("scrypt, r of 1,000,000", slot({ r: 1_000_000 }), "import/costly"),
  hostile("scrypt, p of 2^30", slot({ p: 2 ** 30 }), "import/costly"),
  hostile("scrypt, no parameters", slot({ n: null, r: null, p: null }), "import/costly"),
  hostile("scrypt, a text for N", slot({ n: "32768" }), "import/costly"),
  lazy(
    "scrypt, a hundred slots",
    () => samples.aegisSealed({ more: Array(100).fill(samples.aegisSealed().header.slots[1]) }),
    "import/damaged",
  ),
  hostile("Argon2id, 4 GiB", ente({ memLimit: 4096 * MIB }), "import/costly"),
  hostile("Argon2id, 2^53 bytes", ente({ memLimit: 2 ** 53 }), "import/costly"),
  hostile("Argon2id, 2^31 passes", ente({ opsLimit: 2 ** 31 }), "import/costly"),
  hostile("Argon2id, no pass", ente({ opsLimit: 0 }), "import/costly"),
  hostile("Argon2id, no memory", ente({ memLimit: 0 }), "import/costly"),
  hostile("Argon2id, a negative cost", ente({ memLimit: -1 }), "import/costly"),
  hostile("Argon2id, 1 GiB and 11 passes", argon2id(1024, 11, 4), "import/costly"),
  hostile("Argon2id, 255 lanes", argon2id(64, 3, 255), "import/costly"),
  hostile("Argon2id, texts for its cost", argon2id("64", "3", "4"), "import/costly"),
  hostile("Argon2id, a check of 4 GiB", check("m=4194304,t=1,p=1"), "import/costly"),
  hostile("Argon2id, a check of 2^31 passes", check("m=8,t=2147483648,p=1"), "import/costly"),
  hostile(
    "Argon2id, a check of 9,999,999,999 lanes",
    check("m=8,t=1,p=9999999999"),
    "import/costly",
  ),
  hostile("Argon2id, a check without memory", check("m=0,t=1,p=1"), "import/costly"),
  hostile("Argon2id, a check whose cost is a word, which is none", check("m=a,t=1,p=1"), null),
  hostile("PBKDF2 without a mark, 2^31 - 1 iterations", andOtp(2 ** 31 - 1), "import/password"),
  hostile("PBKDF2 without a mark, 5,000,001 iterations", andOtp(5_000_001), "import/password"),
  hostile("PBKDF2 without a mark, -1 iterations", andOtp(-1), "import/password"),
  hostile("PBKDF2 without a mark, no iteration", andOtp(0), "import/password"),
  hostile("PBKDF2, 2^31 iterations", bitwarden({ kdfIterations: 2 ** 31 }), "import/costly"),
  hostile("PBKDF2, no iteration", bitwarden({ kdfIterations: 0 }), "import/costly"),
  hostile("a derivation of an unknown kind", bitwarden({ kdfType: 7 }), "import/damaged"),
  // Sealed parts that are none.
  hostile(
    "Bitwarden, for one account",
    { encrypted: true, data: "2.a|b|c" },
    "import/account-restricted",
  ),
  hostile("Bitwarden, no data", bitwarden({ data: "" }), "import/damaged"),
  hostile(
    "Bitwarden, data of another kind",
    bitwarden({ data: "0.AA==|AA==|AA==" }),
    "import/damaged",
  ),
  hostile("Bitwarden, data that is no base64", bitwarden({ data: "2.%|%|%" }), "import/damaged"),
  hostile(
    "Bitwarden, its check cut",
    bitwarden({ encKeyValidation_DO_NOT_EDIT: "2.AAAA|AAAA|AAAA" }),
    "import/password",
  ),
  hostile(
    "Bitwarden, another's data",
    bitwarden({ data: cheap.encKeyValidation_DO_NOT_EDIT }),
    "import/damaged",
  ),
  hostile(
    "Ente, a header of another length",
    ente({}, { encryptionNonce: "AAAA" }),
    "import/damaged",
  ),
  hostile("Ente, a salt that is short", ente({ salt: "AAAA" }), "import/damaged"),
  hostile("Ente, a message of no length", ente({}, { encryptedData: "" }), "import/password"),
  hostile(
    "Aegis, no slot with a password",
    { ...samples.aegisSealed(), header: { slots: [{ type: 2 }], params: {} } },
    "import/no-password-slot",
  ),
  hostile("Aegis, a wrapped key that is no hex", slot({ key: "zz" }), "import/damaged"),
  hostile(
    "Aegis, a tag that is missing",
    slot({ key_params: { nonce: "00".repeat(12) } }),
    "import/damaged",
  ),
  hostile("Aegis, an empty database", { ...samples.aegisSealed(), db: "" }, "import/damaged"),
  hostile(
    "2FAS, one part too few",
    { ...samples.twoFasSealed(32), servicesEncrypted: "AAAA:AAAA" },
    "import/damaged",
  ),
  hostile(
    "2FAS, a nonce of another length",
    { ...samples.twoFasSealed(32), servicesEncrypted: "AAAA:AAAA:AAAA" },
    "import/damaged",
  ),
  hostile(
    "2FAS, an empty salt",
    { ...samples.twoFasSealed(32), servicesEncrypted: "AAAA::AAAAAAAAAAAAAAAA" },
    "import/damaged",
  ),
  hostile(
    "Proton Authenticator, a cut content",
    { ...samples.protonAuthenticatorSealed(), content: "AAAA" },
    "import/damaged",
  ),
  hostile("Stratum, a mark alone", "AUTHENTICATORPRO", "import/damaged"),
  hostile("Authenticator Pro, a mark alone", "AuthenticatorPro", "import/damaged"),
  hostile("Stratum, its mark in small letters", "authenticatorpro 0123456789", "import/unknown"),
  lazy("Stratum, its tag cut", () => sealed.stratumSealed().subarray(0, -1), "import/password"),
  lazy("Stratum, no list in the seal", () => sealed.stratumSealed({}), "import/damaged"),
  lazy("Stratum, a list of nulls", () => sealed.stratumSealed(authenticators(null)), "otp/type"),
  lazy("Stratum, 10,001 sealed", () => sealed.stratumSealed(tooMany()), "import/too-many"),
  lazy(
    "Authenticator Pro, an odd end",
    () => sealed.stratumLegacy().subarray(0, -5),
    "import/damaged",
  ),
  lazy("Authenticator Pro, no JSON", () => sealed.stratumLegacy(`${HEAD}\u0000`), "import/damaged"),
  lazy("Authenticator Pro, no backup", () => sealed.stratumLegacy("[1, 2, 3]"), "import/password"),
  lazy(
    "Authenticator Pro, 100,000 deep",
    () => sealed.stratumLegacy(`${HEAD}":${"[".repeat(100_000)}`),
    "import/damaged",
  ),
  hostile("andOTP, its tag cut", sealed.andOtpSealed(1000).subarray(0, -1), "import/password"),
  hostile("andOTP, too short to know", sealed.andOtpSealed(1000).subarray(0, 67), "import/unknown"),
  lazy("andOTP, an object sealed", () => sealed.andOtpSealed(1, 1, tooMany()), "import/damaged"),
  lazy("andOTP, 10,001 sealed", () => sealed.andOtpSealed(1, 1, many(10_001)), "import/too-many"),
  hostile(
    "Authenticator Extension, a key and no entry",
    { k: sealed.extensionSealed()["key"] },
    "import/unknown",
  ),
  hostile(
    "Authenticator Extension, __proto__ as a key's id",
    { a: { dataType: "EncOTPStorage", data: "AAAA", keyId: "__proto__" } },
    "entry/encrypted",
  ),
  hostile(
    "Authenticator Extension, keys that are none",
    {
      a: { dataType: "EncOTPStorage", data: "AAAA", keyId: "" },
      k: { dataType: "Key" },
      key: null,
    },
    "entry/encrypted",
  ),
  hostile(
    "Authenticator Extension, a list for a secret",
    { a: { hash: "a", encrypted: true, secret: ["U2FsdGVkX18="] } },
    "entry/encrypted",
  ),
  hostile(
    "Authenticator Extension, a secret of a mark and no text",
    { a: { hash: "a", encrypted: true, secret: "U2FsdGVkX19hYWFhYWFhYQ==" } },
    "import/password",
  ),
  lazy(
    "Authenticator Extension, a hundred keys",
    () => Object.fromEntries(sealed.extensionKeys(100)),
    "import/damaged",
  ),
  lazy(
    "Authenticator Extension, an entry 100,000 deep within the seal",
    () => sealed.extensionHolding("[".repeat(100_000)),
    "entry/unreadable",
  ),
  hostile(
    "Authenticator Extension, a text within the seal",
    sealed.extensionHolding('"otpauth://totp/a?secret=AAAA"'),
    "entry/unreadable",
  ),
  // Nothing in it.
  hostile("Aegis without entries", samples.aegisPlain({ entries: [] }), "import/empty"),
  hostile("Bitwarden without codes", { encrypted: false, items: [{ type: 2 }] }, "import/empty"),
  hostile("Stratum without entries", { Authenticators: [] }, "import/empty"),
];
