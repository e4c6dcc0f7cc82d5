// What the programs themselves have written beside the form that their formats are described in: fields left out or
// written otherwise, earlier versions, and the slips of some. After their export code and the samples of their own
// and of each other's tests.

import { describe, expect, it } from "vitest";
import { decodeBase64url } from "../../../../lib/bytes/base64url.ts";
import { encodeHex } from "../../../../lib/bytes/hex.ts";
import { errorCode } from "../../vault/error-code.ts";
import { contentOf, entriesOf, productOf, summaries } from "./read.ts";
import * as samples from "./samples.ts";

const { SECRET, OTHER_SECRET } = samples;

const service = { name: "Headway", secret: SECRET, otp: { account: "ada", tokenType: "TOTP" } };
const token = { algo: "SHA1", digits: 6, period: 30, secret: [1, 2, 3, 4, 5], type: "TOTP" };
const record = { encrypted: false, hash: "h", index: 0, secret: SECRET, type: "totp" };
const account = { issuerName: "Headway", userName: "ada%40example.com", secret: SECRET };
const login = { type: 1, name: "Headway", login: { username: "ada", totp: SECRET } };

function passItem(content: object, extraFields: readonly object[] = []) {
  return {
    state: 1,
    data: { metadata: { name: "Headway" }, type: "custom", extraFields, content },
  };
}

const totpField = { fieldName: "code", type: "totp", data: { totpUri: SECRET } };

const CASES: readonly (readonly [string, unknown, string, readonly string[]])[] = [
  [
    "2FAS without the version of its schema",
    { services: [service], updatedAt: 1 },
    "2fas",
    ["Headway: ada totp SHA1 6 30 0"],
  ],
  [
    "FreeOTP+ with a counter, which is that of the last code",
    {
      tokenOrder: [],
      tokens: [
        { ...token, type: "HOTP", issuerExt: "Bank", label: "used", counter: 10_299 },
        { ...token, type: "HOTP", issuerExt: "Bank", label: "never used", counter: -1 },
        { ...token, type: "HOTP", issuerExt: "Bank", label: "not said" },
      ],
    },
    "freeotp-plus",
    [
      "Bank: used hotp SHA1 6 30 10300",
      "Bank: never used hotp SHA1 6 30 0",
      "Bank: not said refused otp/counter",
    ],
  ],
  [
    "FreeOTP+ with Steam's codes, which it tells by the name",
    { tokenOrder: [], tokens: [{ ...token, issuerExt: "Steam", label: "ada", digits: 5 }] },
    "freeotp-plus",
    ["Steam: ada steam SHA1 5 30 0"],
  ],
  [
    "FreeOTP+ without the order of its tokens",
    { tokens: [{ ...token, issuerExt: "Headway", label: "ada", counter: 0 }] },
    "freeotp-plus",
    ["Headway: ada totp SHA1 6 30 0"],
  ],
  [
    "LastPass on iOS, with no device",
    { version: 1, deviceName: "phone", accounts: [{ ...account, timeStep: 60, digits: 8 }] },
    "lastpass",
    ["Headway: ada@example.com totp SHA1 8 60 0"],
  ],
  [
    "andOTP with a damaged entry",
    [null, { secret: SECRET, type: "TOTP", issuer: "Headway", label: "ada" }, { secret: 7 }],
    "andotp",
    [" refused otp/secret", "Headway: ada totp SHA1 6 30 0", " refused otp/secret"],
  ],
  [
    "andOTP's first versions, with the issuer in the label and no type",
    [
      { secret: SECRET, label: "Headway - ada - home" },
      { secret: OTHER_SECRET, label: "ada" },
    ],
    "andotp",
    ["Headway: ada - home totp SHA1 6 30 0", ": ada totp SHA1 6 30 0"],
  ],
  [
    "Proton Authenticator with a damaged entry",
    { version: 1, entries: [null, ...samples.protonAuthenticatorPlain().entries] },
    "proton-authenticator",
    [
      " refused otp/secret",
      "Headway: ada@example.com totp SHA1 6 30 0",
      "Steam: ada steam SHA1 5 30 0",
    ],
  ],
  [
    "Bitwarden before it had encrypted exports",
    { folders: [], items: [login] },
    "bitwarden",
    ["Headway: ada totp SHA1 6 30 0"],
  ],
  [
    "Bitwarden with attachments",
    samples.zip({ "data.json": JSON.stringify({ encrypted: false, items: [login] }) }),
    "bitwarden",
    ["Headway: ada totp SHA1 6 30 0"],
  ],
  [
    "Bitwarden Authenticator's table of Android, without quotes",
    [
      "folder,favorite,type,name,login_uri,login_totp",
      `,,1,Headway,,otpauth://totp/Headway:ada?secret=${SECRET}&issuer=Headway,Headway,30,6`,
      `,,1,Shop, Inc,,otpauth://totp/Shop%2C%20Inc:ada?secret=${SECRET}&issuer=Shop%2C%20Inc,Shop, Inc,30,6`,
    ].join("\n"),
    "bitwarden",
    ["Headway: ada totp SHA1 6 30 0", "Shop, Inc: ada totp SHA1 6 30 0"],
  ],
  [
    "Proton Pass, unpacked, that doesn't say whose it is",
    {
      version: "1.40.0",
      vaults: { a: { name: "Personal", items: [passItem({ totpUri: SECRET })] } },
    },
    "proton-pass",
    ["Headway:  totp SHA1 6 30 0"],
  ],
  [
    "Proton Pass before 1.18, with another name for the user",
    {
      version: "1.17.0",
      vaults: { a: { items: [passItem({ username: "ada", totpUri: SECRET })] } },
    },
    "proton-pass",
    ["Headway: ada totp SHA1 6 30 0"],
  ],
  [
    "Proton Pass's first tables, without a vault",
    [
      "type,name,url,username,password,note,totp,createTime,modifyTime",
      `login,Headway,"https://headway.co/, https://example.com/",ada,p,n,${SECRET},1,1`,
    ].join("\n"),
    "proton-pass",
    ["Headway: ada totp SHA1 6 30 0"],
  ],
  [
    "Proton Pass's latest tables, with a list of sites",
    [
      "type,name,url,autofillUrls,email,username,password,note,totp,createTime,modifyTime,vault",
      `login,Headway,,"[{""url"":""https://headway.co""}]",,ada,p,n,${SECRET},1,1,Personal`,
    ].join("\n"),
    "proton-pass",
    ["Headway: ada totp SHA1 6 30 0"],
  ],
  [
    "Proton Pass with codes in the sections of an item",
    {
      version: "1.40.0",
      vaults: {
        a: {
          items: [
            passItem({ sections: [{ sectionName: "s", sectionFields: [totpField] }] }),
            passItem({
              extraSections: [{ sectionFields: [{ type: "text", data: {} }, totpField] }],
            }),
            passItem({ itemUsername: "ada" }, [totpField]),
          ],
        },
      },
    },
    "proton-pass",
    ["Headway:  totp SHA1 6 30 0", "Headway:  totp SHA1 6 30 0", "Headway: ada totp SHA1 6 30 0"],
  ],
  [
    "Authenticator Extension with names for a host, types and algorithms by number",
    {
      a: { ...record, issuer: "Headway::headway.co", account: "ada", type: 1, algorithm: 2 },
      b: { ...record, type: 2, counter: 4 },
      c: { ...record, type: 4 },
      d: { ...record, algorithm: "3" },
    },
    "authenticator-extension",
    [
      "Headway: ada totp SHA256 6 30 0",
      ":  hotp SHA1 6 30 4",
      ":  steam SHA1 5 30 0",
      ":  totp SHA512 6 30 0",
    ],
  ],
  [
    "Authenticator Extension with Blizzard's codes, and what is no entry",
    {
      a: { ...record, type: "battle" },
      b: { ...record, secret: `bliz-${SECRET}` },
      c: { secret: SECRET, account: "no hash" },
      d: { data: "?", index: 1, account: "lost" },
      e: { dataType: "Key", id: "k", salt: "0123456789", version: 3 },
    },
    "authenticator-extension",
    [
      ":  totp SHA1 8 30 0",
      ":  totp SHA1 8 30 0",
      ": no hash totp SHA1 6 30 0",
      "lost refused otp/secret",
    ],
  ],
  [
    "Ente Auth's first exports, as JSON",
    {
      items: [
        { rawData: `otpauth://totp/Headway:ada?secret=${SECRET}`, display: { trashed: false } },
        { rawData: `otpauth://totp/Old:bo?secret=${SECRET}`, display: { trashed: true } },
      ],
    },
    "ente-auth",
    ["Headway: ada totp SHA1 6 30 0", "Old: bo totp SHA1 6 30 0 (bin)"],
  ],
  [
    "links as a list of JSON",
    [`otpauth://totp/a?secret=${SECRET}`, 7, `otpauth://totp/b?secret=${OTHER_SECRET}`],
    "otpauth-list",
    [": a totp SHA1 6 30 0", " refused otp/uri", ": b totp SHA1 6 30 0"],
  ],
  [
    "links with a comma between",
    `otpauth://totp/a?secret=${SECRET},otpauth://totp/b?secret=${OTHER_SECRET}`,
    "otpauth-list",
    [": a totp SHA1 6 30 0", ": b totp SHA1 6 30 0"],
  ],
  [
    "links with names as they were typed, and the words of a program for an algorithm",
    [
      `otpauth://totp/Shop #1:ada#2?algorithm=Algorithm.sha256&digits=8&issuer=Shop #1&period=30&secret=${SECRET}`,
      `otpauth://totp/Why?:ada?algorithm=SHA512&digits=6&issuer=Why%3F&period=60&secret=${SECRET}`,
      `otpauth://totp/Mail:ada?secret=${SECRET}&issuer=Mailperiod=60`,
      `otpauth://totp/Note:ada?secret=${SECRET}#a note`,
    ].join("\n"),
    "otpauth-list",
    [
      "Shop #1: ada#2 totp SHA256 8 30 0",
      "Why?: ada totp SHA512 6 60 0",
      "Mail: ada totp SHA1 6 60 0",
      "Note: ada totp SHA1 6 30 0",
    ],
  ],
  [
    "Stratum's links for Steam",
    [
      `otpauth://totp/Steam%3Aada?secret=${SECRET}&issuer=Steam`,
      `otpauth://totp/Game%3Aada?secret=${SECRET}&issuer=Game&steam`,
      `otpauth://totp/Steam%3Aada?secret=${SECRET}&issuer=Steam&digits=6`,
    ].join("\n"),
    "otpauth-list",
    ["Steam: ada steam SHA1 5 30 0", "Game: ada steam SHA1 5 30 0", "Steam: ada totp SHA1 6 30 0"],
  ],
  [
    "credential exchange with a code that names nobody beside a login that does",
    {
      version: { major: 1, minor: 0 },
      exporterRpId: "example.com",
      accounts: [
        {
          items: [
            {
              title: "Headway",
              credentials: [
                { type: "basic-auth", username: { fieldType: "string", value: "ada" } },
                { type: "totp", secret: SECRET, period: 30, digits: 6, algorithm: "sha1" },
              ],
            },
          ],
        },
      ],
    },
    "credential-exchange",
    ["Headway: ada totp SHA1 6 30 0"],
  ],
];

describe.each(CASES)("a file of %s", (_name, file, product, expected) => {
  it("is read entry by entry", async () => {
    expect(productOf(file)).toBe(product);
    expect(await summaries(file)).toEqual(expected);
  });
});

async function hexKeyOf(file: unknown): Promise<string> {
  const [first] = await entriesOf(file);
  if (first?.kind !== "otp") throw new TypeError("It is a code");
  return encodeHex(decodeBase64url(first.otp.secret));
}

describe("a key that a program has kept", () => {
  // As most generators of N random letters make them; 17, 19 and 22 letters are 10, 11 and 13 bytes and some bits.
  it.each([
    ["JDJDBDBDDBDBBXBXB", 10],
    ["JDJDUZBXHSHDBXBXHBB", 11],
    ["JDJDUZBXHSHDBXBXHBBJDJ", 13],
  ])("is taken with %s, of a length that a typed one can't have", async (secret, length) => {
    const files = [
      { services: [{ name: "a", secret, otp: {} }], schemaVersion: 4 },
      `otpauth://totp/a?secret=${secret}`,
      { encrypted: false, items: [{ name: "a", login: { totp: secret } }] },
      { version: 1, entries: [{ content: { uri: `steam://${secret}`, entry_type: "Steam" } }] },
    ];
    for (const file of files) expect(await hexKeyOf(file)).toHaveLength(2 * length);
  });

  it.each([
    ["hex", "48656C6c6f21deadbeef", "48656c6c6f21deadbeef"],
    ["totp", "48656c6c6f21deadbeef", "48656c6c6f21deadbeef"],
    ["hhex", "abcde", "abcde0"],
    ["hex", "abcd0", "abcd"],
  ])("is hexadecimal for Authenticator Extension's %s: %s", async (type, secret, expected) => {
    expect(await hexKeyOf({ a: { ...record, type, secret, counter: 1 } })).toBe(expected);
  });

  it("is base32 where it may be either", async () => {
    expect(await hexKeyOf({ a: { ...record, secret: "ABCDEF23" } })).not.toBe("abcdef23");
  });

  it("is refused where it says it is hexadecimal and is not", async () => {
    expect(await summaries({ a: { ...record, type: "hex", secret: "xyz" } })).toEqual([
      " refused otp/secret",
    ]);
  });
});

describe("a sealed file of 2FAS", () => {
  it("opens without its empty list of services and its version", async () => {
    const { servicesEncrypted, reference } = samples.twoFasSealed();
    const { entries } = await contentOf({ servicesEncrypted, reference, updatedAt: 1 });
    expect(entries).toHaveLength(5);
  });
});

describe("a file under PGP", () => {
  it.each([
    ["within Proton Pass's archive", samples.zip({ "Proton Pass/data.pgp": "-----BEGIN PGP" })],
    [
      "as bytes, version 4",
      Uint8Array.from([0x8c, 0x0d, 0x04, 0x09, 0xff, 0xfe, ...samples.bytes(90)]),
    ],
    ["as bytes, in the newer header", Uint8Array.from([0xc3, 0x0d, 0x04, 0x09, 0xff, 0xfe])],
    ["as text", "\n-----BEGIN PGP MESSAGE-----\n\nabc\n"],
    ["as text in base64", samples.base64(Buffer.from("-----BEGIN PGP MESSAGE-----\n\nabc\n"))],
  ])("is refused as that: %s", async (_name, file) => {
    expect(await errorCode(() => contentOf(file))).toBe("import/pgp");
  });
});

describe("a file of Bitwarden with attachments", () => {
  it("is refused with the way out if it is encrypted for one account", async () => {
    const data = JSON.stringify({
      encrypted: true,
      encKeyValidation_DO_NOT_EDIT: "2.x",
      items: [],
    });
    const code = await errorCode(() => contentOf(samples.zip({ "data.json": data })));
    expect(code).toBe("import/account-restricted");
  });
});
