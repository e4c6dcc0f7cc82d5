// Samples of foreign files, built from the descriptions of their formats with Node's own crypto, which no reader uses.

import {
  argon2Sync,
  createCipheriv,
  createHash,
  createHmac,
  generateKeyPairSync,
  pbkdf2Sync,
  scryptSync,
} from "node:crypto";
import { readFileSync } from "node:fs";
import { crc32, deflateRawSync } from "node:zlib";

export const PASSWORD = "sample password ü";
export const SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
export const OTHER_SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

export const text = (json: unknown): Uint8Array<ArrayBuffer> => {
  if (json instanceof Uint8Array) return new Uint8Array(json);
  return new Uint8Array(Buffer.from(typeof json === "string" ? json : JSON.stringify(json)));
};

export const bytes = (length: number, first = 1) =>
  Buffer.from(Array.from({ length }, (_, index) => (first + index) % 256));
export const base64 = (data: Uint8Array) => Buffer.from(data).toString("base64");

export function gcm(key: Uint8Array, nonce: Uint8Array, plain: string | Uint8Array, aad?: string) {
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  if (aad !== undefined) cipher.setAAD(Buffer.from(aad));
  const data = Buffer.concat([cipher.update(plain), cipher.final()]);
  return { data, tag: cipher.getAuthTag() };
}

/** Made by libsodium: see test/vectors/imports/make-ente.py. */
export function ente(name: "small" | "final" | "moderate" | "sensitive") {
  return JSON.parse(readFileSync(`test/vectors/imports/ente-${name}.json`, "utf8")) as object;
}

export function enteLengths(): readonly object[] {
  return JSON.parse(readFileSync("test/vectors/imports/ente-lengths.json", "utf8")) as object[];
}

export const ENTE_LINES = [
  `otpauth://totp/Headway:ada%40example.com?secret=${SECRET}&issuer=Headway&codeDisplay=%7B%22trashed%22%3Afalse%7D`,
  `otpauth://totp/Old:ada?secret=${OTHER_SECRET}&issuer=Old&codeDisplay=%7B%22trashed%22%3Atrue%7D`,
].join("\n");

const AEGIS_DB = {
  version: 3,
  entries: [
    {
      type: "totp",
      uuid: "01234567-89ab-cdef-0123-456789abcdef",
      name: "ada@example.com",
      issuer: "Headway",
      note: "",
      favorite: false,
      icon: null,
      info: { secret: SECRET, algo: "SHA1", digits: 6, period: 30 },
      groups: [],
    },
    {
      type: "hotp",
      name: "counter",
      issuer: "Bank",
      info: { secret: OTHER_SECRET, algo: "SHA256", digits: 8, counter: 41 },
    },
    {
      type: "steam",
      name: "ada",
      issuer: "Steam",
      info: { secret: "ONXW2ZJA", algo: "SHA1", digits: 5, period: 30 },
    },
    {
      type: "motp",
      name: "old",
      issuer: "Moto",
      info: { secret: "e3152afee62599c8", pin: "1234" },
    },
    {
      type: "totp",
      name: "md5",
      issuer: "Odd",
      info: { secret: SECRET, algo: "MD5", digits: 6, period: 30 },
    },
  ],
};

export function aegisPlain(db: object = AEGIS_DB) {
  return { version: 1, header: { slots: null, params: null }, db };
}

export type AegisChanges = { readonly slot?: object; readonly more?: readonly object[] };

export function aegisSealed({ slot: change = {}, more = [] }: AegisChanges = {}) {
  const [salt, masterKey] = [bytes(32, 7), bytes(32, 99)];
  const key = scryptSync(PASSWORD, salt, 32, { N: 32_768, r: 8, p: 1, maxmem: 64 * 1024 * 1024 });
  const wrapped = gcm(key, bytes(12, 3), masterKey);
  const db = gcm(masterKey, bytes(12, 50), JSON.stringify(AEGIS_DB));
  const slot = {
    type: 1,
    uuid: "u",
    key: wrapped.data.toString("hex"),
    key_params: { nonce: bytes(12, 3).toString("hex"), tag: wrapped.tag.toString("hex") },
    n: 32_768,
    r: 8,
    p: 1,
    salt: salt.toString("hex"),
    repaired: true,
    is_backup: false,
    ...change,
  };
  const biometric = { type: 2, uuid: "b", key: "00", key_params: { nonce: "00", tag: "00" } };
  return {
    version: 1,
    header: {
      slots: [biometric, ...more, slot],
      params: { nonce: bytes(12, 50).toString("hex"), tag: db.tag.toString("hex") },
    },
    db: base64(db.data),
  };
}

const SERVICES = [
  {
    name: "Headway",
    secret: SECRET,
    updatedAt: 1_700_000_000_000,
    otp: {
      label: "Headway:ada@example.com",
      account: "ada@example.com",
      issuer: "Headway",
      digits: 6,
      period: 30,
      algorithm: "SHA1",
      tokenType: "TOTP",
      counter: 0,
      source: "Link",
    },
    order: { position: 0 },
  },
  { name: "Bare", secret: OTHER_SECRET, otp: { source: "Manual" } },
  {
    name: "Counter",
    secret: "MFRGGZDF",
    otp: { tokenType: "HOTP", counter: 5, algorithm: "SHA512" },
  },
  { name: "Steam", secret: "ONXW2ZJA", otp: { tokenType: "STEAM", account: "ada" } },
  { name: "Bad", secret: "no key!", otp: {} },
];

export function twoFasPlain(schemaVersion = 4) {
  return { services: SERVICES, groups: [], updatedAt: 1, schemaVersion, appOrigin: "android" };
}

export function twoFasSealed(saltLength = 256, schemaVersion = 4) {
  const salt = bytes(saltLength);
  const key = pbkdf2Sync(PASSWORD, salt, 10_000, 32, "sha256");
  const seal = (plain: string, nonce: Uint8Array) => {
    const { data, tag } = gcm(key, nonce, plain);
    return [Buffer.concat([data, tag]), salt, nonce].map(base64).join(":");
  };
  return {
    services: [],
    groups: [],
    schemaVersion,
    servicesEncrypted: seal(JSON.stringify(SERVICES), bytes(12, 9)),
    reference: seal("tRViSsLKzd86Hprh4ceC2OP7xazn4rrt", bytes(12, 30)),
  };
}

const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
export const PKCS8 = privateKey.export({ type: "pkcs8", format: "der" });
/** As `node:crypto` has it: 32 bytes, base64url. */
export const SCALAR = privateKey.export({ format: "jwk" }).d ?? "";
export const PUBLIC_KEY_OBJECT = publicKey;

export function sha256(data: Uint8Array): Buffer {
  return createHash("sha256").update(data).digest();
}

/** Another key's, and what is no P-256 at all. */
export function foreignPkcs8(kind: "other-point" | "p384" | "ed25519"): Buffer {
  if (kind === "p384") {
    return generateKeyPairSync("ec", { namedCurve: "P-384" }).privateKey.export({
      type: "pkcs8",
      format: "der",
    });
  }
  if (kind === "ed25519") {
    return generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "der" });
  }
  const other = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
  const swapped = Buffer.from(PKCS8);
  other
    .export({ type: "pkcs8", format: "der" })
    .subarray(-64)
    .copy(swapped, swapped.length - 64);
  return swapped;
}

export function credential(changes: object = {}) {
  return {
    credentialId: "0f0e0d0c-0b0a-0908-0706-050403020100",
    keyType: "public-key",
    keyAlgorithm: "ECDSA",
    keyCurve: "P-256",
    keyValue: PKCS8.toString("base64url"),
    rpId: "headway.co",
    userHandle: bytes(16).toString("base64url"),
    userName: "ada@example.com",
    counter: "0",
    rpName: "Headway",
    userDisplayName: "Ada",
    discoverable: "true",
    creationDate: "2026-01-01T00:00:00.000Z",
    ...changes,
  };
}

function bitwardenItems() {
  const login = {
    uris: [{ match: null, uri: "https://headway.co" }],
    username: "ada@example.com",
    password: "p",
  };
  return {
    folders: [],
    items: [
      {
        id: "1",
        type: 1,
        name: "Headway",
        login: { ...login, totp: SECRET, fido2Credentials: [credential()] },
      },
      {
        id: "2",
        type: 1,
        name: "Link",
        login: {
          ...login,
          totp: `otpauth://totp/Site:me?secret=${OTHER_SECRET}&issuer=Site&digits=8`,
        },
      },
      { id: "3", type: 1, name: "Steam", login: { username: "ada", totp: "steam://ONXW2ZJA" } },
      { id: "4", type: 2, name: "A note", secureNote: { type: 0 } },
      { id: "5", type: 1, name: "No code", login: { ...login, totp: null } },
      { id: "6", type: 1, name: "Broken", login: { ...login, totp: "not base32!" } },
      {
        id: "7",
        type: 1,
        name: "Binned",
        deletedDate: "2026-02-01T00:00:00Z",
        login: { ...login, totp: "MFRGGZDF" },
      },
    ],
  };
}

export function bitwardenPlain() {
  return { encrypted: false, ...bitwardenItems() };
}

export type BitwardenKdf =
  | { readonly type: 0; readonly iterations: number }
  | {
      readonly type: 1;
      readonly iterations: number;
      readonly memory: number;
      readonly parallelism: number;
    };

export function bitwardenSealed(kdf: BitwardenKdf = { type: 0, iterations: 600_000 }) {
  const salt = "c2FsdCBvZiBhbiBleHBvcnQ=";
  const master =
    kdf.type === 0
      ? pbkdf2Sync(PASSWORD, salt, kdf.iterations, 32, "sha256")
      : argon2Sync("argon2id", {
          message: PASSWORD,
          nonce: createHash("sha256").update(salt).digest(),
          parallelism: kdf.parallelism,
          tagLength: 32,
          memory: kdf.memory * 1024,
          passes: kdf.iterations,
        });
  const expand = (info: string) =>
    createHmac("sha256", master)
      .update(info)
      .update(Buffer.from([1]))
      .digest();
  const [encryption, mac] = [expand("enc"), expand("mac")];
  const seal = (plain: string, iv: Uint8Array) => {
    const cipher = createCipheriv("aes-256-cbc", encryption, iv);
    const data = Buffer.concat([cipher.update(plain), cipher.final()]);
    const tag = createHmac("sha256", mac).update(iv).update(data).digest();
    return `2.${[iv, data, tag].map(base64).join("|")}`;
  };
  return {
    encrypted: true,
    passwordProtected: true,
    salt,
    kdfType: kdf.type,
    kdfIterations: kdf.iterations,
    kdfMemory: kdf.type === 1 ? kdf.memory : null,
    kdfParallelism: kdf.type === 1 ? kdf.parallelism : null,
    encKeyValidation_DO_NOT_EDIT: seal("a8c5b2a0-6c1f-4f6e-9d1e-5f0c9a3b7e11", bytes(16)),
    data: seal(JSON.stringify(bitwardenPlain()), bytes(16, 77)),
  };
}

export const BITWARDEN_CSV = [
  "folder,favorite,type,name,notes,fields,reprompt,login_uri,login_username,login_password,login_totp",
  `,,login,Headway,,,0,https://headway.co,ada@example.com,p,${SECRET}`,
  `,,login,"Quoted, ""name""","two`,
  `lines",,0,,ada,p,"otpauth://totp/Site:me?secret=${OTHER_SECRET}&issuer=Site"`,
  ",,login,No code,,,0,,ada,p,",
  "",
].join("\r\n");

const PROTON_ENTRIES = [
  {
    id: "1",
    content: {
      uri: `otpauth://totp/ada%40example.com?secret=${SECRET}&issuer=Headway&algorithm=SHA1&digits=6&period=30`,
      entry_type: "Totp",
      name: "ada@example.com",
    },
    note: null,
  },
  { id: "2", content: { uri: "steam://ONXW2ZJA", entry_type: "Steam", name: "ada" }, note: null },
];

export function protonAuthenticatorPlain() {
  return { version: 1, entries: PROTON_ENTRIES };
}

export function protonAuthenticatorSealed() {
  const salt = bytes(16);
  const key = argon2Sync("argon2id", {
    message: PASSWORD,
    nonce: salt,
    parallelism: 1,
    tagLength: 32,
    memory: 19 * 1024,
    passes: 2,
  });
  const nonce = bytes(12, 40);
  const plain = JSON.stringify(protonAuthenticatorPlain());
  const { data, tag } = gcm(key, nonce, plain, "proton.authenticator.export.v1");
  return { version: 1, salt: base64(salt), content: base64(Buffer.concat([nonce, data, tag])) };
}

export function stratum() {
  return {
    Authenticators: [
      {
        Type: 2,
        Icon: "x",
        Issuer: "Headway",
        Username: "ada@example.com",
        Secret: SECRET,
        Algorithm: 0,
        Digits: 6,
        Period: 30,
        Counter: 0,
        Ranking: 0,
      },
      {
        Type: 1,
        Issuer: "Bank",
        Username: "c",
        Secret: OTHER_SECRET,
        Algorithm: 1,
        Digits: 8,
        Period: 30,
        Counter: 3,
      },
      {
        Type: 4,
        Issuer: "Steam",
        Username: "ada",
        Secret: "ONXW2ZJA",
        Algorithm: 0,
        Digits: 5,
        Period: 30,
        Counter: 0,
      },
      {
        Type: 3,
        Issuer: "Moto",
        Username: "m",
        Secret: "MFRGGZDF",
        Algorithm: 0,
        Digits: 6,
        Period: 10,
        Counter: 0,
      },
    ],
    Categories: [],
    AuthenticatorCategories: [],
    CustomIcons: [],
  };
}

export function andOtp() {
  return [
    {
      secret: SECRET,
      issuer: "Headway",
      label: "ada@example.com",
      digits: 6,
      type: "TOTP",
      algorithm: "SHA1",
      thumbnail: "Default",
      last_used: 0,
      used_frequency: 0,
      period: 30,
      tags: [],
    },
    {
      secret: OTHER_SECRET,
      issuer: "Bank",
      label: "c",
      digits: 6,
      type: "HOTP",
      algorithm: "SHA256",
      counter: 9,
      tags: [],
    },
    {
      secret: "ONXW2ZJA",
      issuer: "Steam",
      label: "ada",
      digits: 5,
      type: "STEAM",
      algorithm: "SHA1",
      period: 30,
      tags: [],
    },
  ];
}

export function freeOtpPlus() {
  return {
    tokenOrder: ["Headway:ada@example.com", "Bank:c"],
    tokens: [
      {
        algo: "SHA1",
        counter: 0,
        digits: 6,
        issuerExt: "Headway",
        label: "ada@example.com",
        period: 30,
        secret: [72, 101, -34, -83, -1, 0, 127, -128, 1, 2],
        type: "TOTP",
      },
      {
        algo: "SHA512",
        counter: 2,
        digits: 6,
        issuerExt: "Bank",
        label: "c",
        period: 30,
        secret: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
        type: "HOTP",
      },
    ],
  };
}

export function lastPass() {
  return {
    deviceId: "",
    deviceSecret: "",
    localDeviceId: "x",
    deviceName: "phone",
    version: 3,
    accounts: [
      {
        accountID: "1",
        issuerName: "Headway",
        originalIssuerName: "Headway",
        userName: "ada@example.com",
        originalUserName: "ada",
        pushNotification: false,
        secret: SECRET,
        timeStep: 30,
        digits: 6,
        creationTimestamp: 1,
        algorithm: "SHA1",
      },
    ],
    folders: [],
  };
}

export function authenticatorExtension() {
  return {
    abc: {
      dataType: "OTPStorage",
      account: "ada@example.com",
      issuer: "Headway",
      secret: SECRET,
      type: "totp",
      encrypted: false,
      hash: "abc",
      index: 0,
      counter: 0,
      period: 30,
      digits: 6,
      algorithm: "SHA1",
    },
    def: { dataType: "EncOTPStorage", data: "U2FsdGVkX18=", keyId: "k", index: 1 },
  };
}

export function keePassXc(changes: object = {}) {
  return {
    credentialId: bytes(32).toString("base64url"),
    privateKey: privateKey.export({ type: "pkcs8", format: "pem" }),
    relyingParty: "headway.co",
    url: "https://headway.co",
    userHandle: bytes(16).toString("base64url"),
    username: "ada@example.com",
    ...changes,
  };
}

/** @param changes of its passkey */
export function credentialExchange(changes: object = {}) {
  const totp = {
    type: "totp",
    secret: SECRET,
    period: 30,
    digits: 6,
    username: "ada@example.com",
    algorithm: "sha1",
    issuer: "Headway",
  };
  const passkey = {
    type: "passkey",
    credentialId: bytes(16).toString("base64url"),
    rpId: "headway.co",
    username: "ada@example.com",
    userDisplayName: "Ada",
    userHandle: bytes(16).toString("base64url"),
    key: PKCS8.toString("base64url"),
    ...changes,
  };
  const item = (title: string, ...credentials: readonly object[]) => ({
    id: "aWQ",
    title,
    credentials,
  });
  return {
    version: { major: 1, minor: 0 },
    exporterRpId: "exporter.example.com",
    exporterDisplayName: "Exporter",
    timestamp: 1_760_000_000,
    accounts: [
      {
        id: "aWQ",
        username: "",
        email: "",
        collections: [],
        items: [
          item("Headway", { type: "basic-auth", username: {}, password: {} }, totp, passkey),
          item("Odd", { ...totp, algorithm: "sha3", issuer: undefined }),
          item("A note", { type: "note", content: {} }),
        ],
      },
    ],
  };
}

/** @param part of an export over several QR codes: its number from 0, and how many there are */
export function migration(count: number, part = { index: 0, size: 1, id: 5 }): string {
  // Field 1 (an account): secret, name, issuer, algorithm 1, digits 1, type 2.
  const field = (number: number, data: Uint8Array) =>
    Buffer.concat([Buffer.from([(number << 3) | 2, data.length]), data]);
  const accounts = Array.from({ length: count }, (_, index) =>
    field(
      1,
      Buffer.concat([
        field(1, Buffer.alloc(10, 16 * part.id + 4 * part.index + index)),
        field(2, Buffer.from(`person${index}@example.com`)),
        field(3, Buffer.from("Headway")),
        Buffer.from([0x20, 1, 0x28, 1, 0x30, 2]),
      ]),
    ),
  );
  const whole = Buffer.concat([
    ...accounts,
    Buffer.from([0x10, 1, 0x18, part.size, 0x20, part.index, 0x28, part.id]),
  ]);
  return `otpauth-migration://offline?data=${encodeURIComponent(whole.toString("base64"))}`;
}

/** Little-endian numbers, each in so many bytes. */
const numbers = (...pairs: readonly (readonly [number, 2 | 4])[]): Buffer =>
  Buffer.concat(
    pairs.map(([value, length]) => {
      const bytesOf = Buffer.alloc(length);
      bytesOf.writeUIntLE(value, 0, length);
      return bytesOf;
    }),
  );

/**
 * An archive with these files, deflated (APPNOTE 6.3.10, §4.3).
 * @param said how many bytes each is said to unpack to, unless that is true
 */
export function zip(files: Readonly<Record<string, string>>, said?: number): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  for (const [name, content] of Object.entries(files)) {
    const plain = Buffer.from(content);
    const data = deflateRawSync(plain);
    const form = numbers([20, 2], [0, 2], [8, 2], [0, 2], [0, 2], [crc32(plain), 4]);
    const sizes = numbers([data.length, 4], [said ?? plain.length, 4], [name.length, 2], [0, 2]);
    const offset = local.reduce((sum, part) => sum + part.length, 0);
    const rest = numbers([0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]);
    local.push(numbers([0x04034b50, 4]), form, sizes, Buffer.from(name), data);
    central.push(numbers([0x02014b50, 4], [20, 2]), form, sizes, rest, Buffer.from(name));
  }
  const [files1, files2] = [Buffer.concat(local), Buffer.concat(central)];
  const count = Object.keys(files).length;
  const places = numbers([count, 2], [count, 2], [files2.length, 4], [files1.length, 4], [0, 2]);
  return Buffer.concat([files1, files2, numbers([0x06054b50, 4], [0, 2], [0, 2]), places]);
}

export const PROTON_PASS_DATA = {
  userId: "user",
  version: "1.31.0",
  encrypted: false,
  vaults: {
    first: {
      name: "Personal",
      items: [
        {
          itemId: "1",
          state: 1,
          data: {
            metadata: { name: "Headway", note: "", itemUuid: "a" },
            extraFields: [
              {
                fieldName: "more",
                type: "totp",
                data: { totpUri: `otpauth://totp/x?secret=${OTHER_SECRET}` },
              },
              { fieldName: "text", type: "text", data: { content: "otpauth://" } },
            ],
            type: "login",
            content: {
              itemEmail: "ada@example.com",
              itemUsername: "",
              password: "p",
              urls: ["https://headway.co"],
              totpUri: SECRET,
              passkeys: [{ rpId: "headway.co", userName: "ada", content: "gqFj" }],
            },
          },
        },
        {
          itemId: "2",
          state: 2,
          data: {
            metadata: { name: "Binned" },
            type: "login",
            content: { itemUsername: "bo", totpUri: `otpauth://totp/bo?secret=${SECRET}` },
          },
        },
        { itemId: "3", state: 1, data: { metadata: { name: "Note" }, type: "note", content: {} } },
      ],
    },
    second: {
      items: [
        {
          itemId: "4",
          state: 1,
          data: {
            metadata: { name: "Bad" },
            type: "login",
            content: { totpUri: "otpauth://totp/?secret=!" },
          },
        },
      ],
    },
  },
};

export function protonPass(data: unknown = PROTON_PASS_DATA): Buffer {
  return zip({ "Proton Pass/data.json": JSON.stringify(data) });
}

export const PROTON_PASS_CSV = [
  "type,name,url,email,username,password,note,totp,createTime,modifyTime,vault",
  `login,Headway,https://headway.co,ada@example.com,,p,"a, ""note""",${SECRET},1,2,Personal`,
  "login,No code,,,bo,p,,,1,2,Personal",
].join("\n");

const onePasswordItem = (title: string, state: string, ...totps: readonly string[]) => ({
  uuid: title,
  state,
  categoryUuid: "001",
  overview: { title, url: "https://headway.co" },
  details: {
    loginFields: [
      { designation: "password", value: "p" },
      { designation: "username", value: "ada@example.com" },
    ],
    notesPlain: "",
    sections: [
      {
        title: "",
        fields: [
          { title: "text", id: "a", value: { string: "x" } },
          ...totps.map((totp) => ({ title: "one-time password", id: "TOTP_1", value: { totp } })),
        ],
      },
    ],
  },
});

const ONE_PASSWORD_DATA = {
  accounts: [
    {
      attrs: { accountName: "Ada" },
      vaults: [
        {
          attrs: { name: "Private" },
          items: [
            onePasswordItem("Headway", "active", SECRET),
            onePasswordItem(
              "Two",
              "active",
              `otpauth://totp/Two:me?secret=${SECRET}&digits=8`,
              "!",
            ),
            onePasswordItem("Old", "archived", SECRET),
            onePasswordItem("No code", "active"),
          ],
        },
      ],
    },
  ],
};

export function onePassword(version = 3, data: unknown = ONE_PASSWORD_DATA): Buffer {
  return zip({
    "export.attributes": JSON.stringify({ version, description: "1Password Unencrypted Export" }),
    "files/a__picture.png": "picture",
    "export.data": JSON.stringify(data),
  });
}
