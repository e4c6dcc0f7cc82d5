import { createPrivateKey, createPublicKey } from "node:crypto";
import { inflateRawSync } from "node:zlib";
import { URI } from "otpauth";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { p256PublicKey } from "../../../../lib/crypto/p256.ts";
import { encodeUtf8 } from "../../../../lib/bytes/utf8.ts";
import { EXPORT_FORMATS, formatUuid } from "../../../../lib/exchange/exports/export.ts";
import { planExport } from "../../../../lib/exchange/exports/export-plan.ts";
import { WRITERS } from "../../../../lib/exchange/exports/writers.ts";
import { readForeignFile } from "../../../../lib/exchange/formats/read-foreign-file.ts";
import type { OtpRecord, VaultRecord } from "../../../../lib/vault/schema.ts";
import {
  account,
  fullPasskey,
  hotp,
  lockedRecovery,
  otp,
  passkey,
  recovery,
  settings,
  steam,
} from "../../vault/sample-records.ts";
import { CxfSchema } from "./cxf-schema.ts";
import { openAegis, openBitwarden, openEnte, openMigration, otpsOfAegis } from "./independent.ts";
import { EXPORT_PASSWORD, fileOf, NOW, pagesOf, plainOtps, RECOVERY_TITLE } from "./writing.ts";

const slow: OtpRecord = { ...otp, id: "otp-4", label: "slow", periodSeconds: 300, digits: 7 };
const away: OtpRecord = { ...otp, id: "otp-5", label: "away", putAwayAt: 5 };
const usedUp = { ...recovery, id: "recovery-2", usedAt: 7 };
const everything: readonly VaultRecord[] = [
  account,
  otp,
  hotp,
  steam,
  slow,
  away,
  passkey,
  fullPasskey,
  recovery,
  usedUp,
  lockedRecovery,
  settings,
];

/** What is left of everything, as `name: code`. */
function leftOf(format: (typeof EXPORT_FORMATS)[number], withOutOfUse: boolean): readonly string[] {
  return planExport(format, everything, withOutOfUse).left.map(({ name, code }) => {
    return `${name} ${code}`;
  });
}

const RECOVERY_LEFT = Array.from({ length: 3 }, () => "ada@example.com recovery-codes");
const PASSKEYS_LEFT = Array.from({ length: 2 }, () => "headway.co: ada@example.com passkeys");

describe("planExport", () => {
  it.each(EXPORT_FORMATS)("accounts for every code, passkey and recovery code for %s", (format) => {
    for (const withOutOfUse of [false, true]) {
      const { taken, left } = planExport(format, everything, withOutOfUse);
      expect(taken.length + left.length).toBe(10);
    }
  });

  it("says what each format can't carry, and why", () => {
    const codesOnly = [...PASSKEYS_LEFT, ...RECOVERY_LEFT];
    expect(leftOf("ente-auth", true)).toEqual(codesOnly);
    expect(leftOf("aegis", true)).toEqual(codesOnly);
    expect(leftOf("otpauth-list", true)).toEqual(codesOnly);
    expect(leftOf("qr-codes", true)).toEqual(codesOnly);
    expect(leftOf("google-authenticator", true)).toEqual([
      "Headway: slow digits",
      "Steam: ada steam",
      ...codesOnly,
    ]);
    const bitwarden = [
      "Headway: counter counter",
      "headway.co: ada@example.com passkey-kind",
      ...RECOVERY_LEFT,
    ];
    expect(leftOf("bitwarden", true)).toEqual(bitwarden);
    expect(leftOf("bitwarden-sealed", true)).toEqual(bitwarden);
    expect(leftOf("cxf", true)).toEqual([
      "Headway: counter counter",
      "Headway: slow period",
      "Steam: ada steam",
      "ada@example.com recovery-used",
      "ada@example.com recovery-locked",
    ]);
  });

  it("leaves what is out of use unless it is wanted, and says so", () => {
    expect(leftOf("cxf", false)).toEqual([
      "Headway: away put-away",
      "Headway: counter counter",
      "Headway: slow period",
      "Steam: ada steam",
      "headway.co: ada@example.com put-away",
      "ada@example.com recovery-used",
      "ada@example.com recovery-locked",
    ]);
    // A passkey that the format has not is no matter of wanting it.
    expect(leftOf("aegis", false)).toEqual([
      "Headway: away put-away",
      ...PASSKEYS_LEFT,
      ...RECOVERY_LEFT,
    ]);
  });

  it("tells of passkeys whose extensions stay behind", () => {
    const blobbed = { ...passkey, largeBlob: "AAEC" };
    const withPrf = { ...passkey, prfSecrets: fullPasskey.prfSecrets };
    const records = [passkey, blobbed, withPrf];
    const lessened = (format: "cxf" | "bitwarden") =>
      planExport(format, records, true).lessened.map(({ record }) =>
        records.indexOf(record as never),
      );
    expect(lessened("cxf")).toEqual([]);
    expect(lessened("bitwarden")).toEqual([1, 2]);
  });

  it("gives a code without a label the address of its account", () => {
    const [entry] = planExport("otpauth-list", [account, { ...otp, label: "" }], true).taken;
    expect(entry?.name).toBe("Headway: ada@example.com");
  });

  it.each([
    ["a key that is none", { privateKey: "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" }],
    ["an id that is longer than any", { credentialId: "A".repeat(1500) }],
    ["a site that has no name", { rpId: "Not A Site" }],
  ])("leaves a passkey with %s", (_what, change) => {
    for (const format of ["cxf", "bitwarden"] as const) {
      const { left } = planExport(format, [{ ...passkey, ...change }], true);
      expect(left.map(({ code }) => code)).toEqual(["passkey-key"]);
    }
  });

  it("leaves links that are too long for a line or a picture", () => {
    const long = { ...otp, issuer: "界".repeat(1000) };
    const codes = EXPORT_FORMATS.map((format) => planExport(format, [long], true).left[0]?.code);
    expect(Object.fromEntries(EXPORT_FORMATS.map((format, i) => [format, codes[i]]))).toEqual({
      "ente-auth": "too-long",
      aegis: undefined,
      "bitwarden-sealed": "too-long",
      "google-authenticator": "too-long",
      "qr-codes": "too-long",
      "otpauth-list": "too-long",
      bitwarden: "too-long",
      cxf: undefined,
    });
  });
});

describe("the writers", () => {
  it("write links that otpauth reads", async () => {
    const lines = (await fileOf("otpauth-list", [otp, hotp, slow])).trimEnd().split("\n");
    const read = lines.map((line) => URI.parse(line));
    expect(
      read.map(({ issuer, label, digits, algorithm, secret }) => {
        return { issuer, label, digits, algorithm, secret: secret.hex.toLowerCase() };
      }),
    ).toEqual(
      plainOtps("otpauth-list", [otp, hotp, slow]).map(
        ({ type: _type, moving: _moving, ...rest }) => rest,
      ),
    );
    expect(lines.map((line) => new URL(line).searchParams.get("counter"))).toEqual([
      null,
      "41",
      null,
    ]);
  });

  it("write Ente's file, which libsodium opens", async () => {
    const text = await fileOf("ente-auth", everything);
    const lines = await openEnte(text, EXPORT_PASSWORD);
    expect(lines).toBe(await fileOf("otpauth-list", everything));
    expect(await openEnte(text, "another password")).toBeNull();
    expect(JSON.parse(text)).toMatchObject({
      version: 1,
      kdfParams: { memLimit: 128 * 1024 * 1024, opsLimit: 3 },
    });
  });

  it("write Aegis's file, which OpenSSL opens", async () => {
    const text = await fileOf("aegis", everything);
    const { version, entries } = openAegis(text, EXPORT_PASSWORD);
    expect(version).toBe(3);
    expect(otpsOfAegis(entries)).toEqual(plainOtps("aegis", everything));
    expect(() => openAegis(text, "another password")).toThrow("authenticate");
    const { slots } = (JSON.parse(text) as { header: { slots: unknown } }).header;
    expect(slots).toMatchObject([{ type: 1, n: 32_768, r: 8, p: 1 }]);
  });

  it("write Bitwarden's file, sealed as plain", async () => {
    const sealed = await fileOf("bitwarden-sealed", everything);
    const plain = JSON.parse(await fileOf("bitwarden", everything)) as { items: readonly object[] };
    const opened = openBitwarden(sealed, EXPORT_PASSWORD) as typeof plain;
    const withoutIds = ({ items }: typeof plain) => items.map((item) => ({ ...item, id: "" }));
    expect(withoutIds(opened)).toEqual(withoutIds(plain));
  });

  it("write a passkey into Bitwarden whose key OpenSSL takes for the same", async () => {
    const short = { ...passkey, credentialId: "AAECAwQFBgcICQoLDA0ODw" };
    type Item = { login: { fido2Credentials: readonly Record<string, string>[] } };
    const { items } = JSON.parse(await fileOf("bitwarden", [passkey, short])) as {
      items: readonly Item[];
    };
    const [first, second] = items.flatMap(({ login }) => login.fido2Credentials);
    expect(first).toMatchObject({
      credentialId: `b64.${passkey.credentialId}`,
      keyType: "public-key",
      keyAlgorithm: "ECDSA",
      keyCurve: "P-256",
      rpId: "headway.co",
      counter: "0",
      discoverable: "true",
      creationDate: "2025-10-09T08:53:20.000Z",
    });
    expect(second?.["credentialId"]).toBe("00010203-0405-0607-0809-0a0b0c0d0e0f");
    expectKey(String(first?.["keyValue"]), Buffer.from(passkey.privateKey, "base64url"));
  });

  it("write a time for Bitwarden where a record has none that is a date", async () => {
    const record = { ...otp, createdAt: 0, updatedAt: Number.MAX_SAFE_INTEGER };
    const { items } = JSON.parse(await fileOf("bitwarden", [record])) as { items: unknown };
    expect(items).toMatchObject([
      { creationDate: "1970-01-01T00:00:00.000Z", revisionDate: "9999-12-31T23:59:59.999Z" },
    ]);
  });

  it("write Google Authenticator's codes", () => {
    const records = Array.from({ length: 23 }, (_, i): OtpRecord => ({
      ...hotp,
      label: `ada ${i}`,
    }));
    const pages = pagesOf("google-authenticator", [...records, steam, otp]);
    expect(pages.map(({ names }) => names.length)).toEqual([10, 10, 4]);
    expect(pages[2]?.names.at(-1)).toBe("Headway: ada@example.com");
    expect(openMigration(pages.map(({ text }) => text))).toEqual(
      plainOtps("google-authenticator", [...records, steam, otp]),
    );
  });

  it("write one picture for each code, of any kind", () => {
    const pages = pagesOf("qr-codes", everything);
    expect(pages.map(({ names }) => names)).toEqual([
      ["Headway: ada@example.com"],
      ["Headway: away"],
      ["Headway: counter"],
      ["Headway: slow"],
      ["Steam: ada"],
    ]);
    expect(pages[0]?.text).toMatch(/^otpauth:\/\/totp\/Headway:ada%40example\.com\?secret=/);
  });

  it("write a Credential Exchange file as its specification has it", async () => {
    const file = v.parse(CxfSchema, JSON.parse(await fileOf("cxf", everything)));
    expect(file).toMatchObject({ exporterDisplayName: "Waykey", timestamp: NOW / 1000 });
    const items = file.accounts[0]?.items ?? [];
    expect(items.map(({ title, credentials }) => `${title} ${credentials[0]?.type}`)).toEqual([
      "Headway totp",
      "Headway totp",
      "Headway passkey",
      "Headway passkey",
      `${RECOVERY_TITLE} note`,
    ]);
    const credentials = items.flatMap((item) => item.credentials);
    const keys = credentials.filter((each) => each.type === "passkey");
    expectKey(keys[0]?.key ?? "", Buffer.from(passkey.privateKey, "base64url"));
    const ed25519 = createPrivateKey({
      key: Buffer.from(keys[1]?.key ?? "", "base64url"),
      format: "der",
      type: "pkcs8",
    });
    expect(ed25519.export({ format: "jwk" })["d"]).toBe(fullPasskey.privateKey);
    expect(keys[1]?.fido2Extensions?.hmacCredentials).toEqual({
      algorithm: "hmac-sha256",
      credWithUV: fullPasskey.prfSecrets?.verified,
      credWithoutUV: fullPasskey.prfSecrets?.unverified,
    });
    const packed = keys[1]?.fido2Extensions?.largeBlob;
    const blob = inflateRawSync(Buffer.from(packed?.data ?? "", "base64url"));
    expect(blob.toString("base64url")).toBe(fullPasskey.largeBlob);
    expect(packed?.uncompressedSize).toBe(blob.length);
    expect(credentials.at(-1)).toEqual({
      type: "note",
      content: { fieldType: "string", value: recovery.code, label: RECOVERY_TITLE },
    });
    expect(items.at(-1)?.subtitle).toBe("ada@example.com");
    const ids = items.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(["ente-auth", "aegis", "bitwarden-sealed"] as const)(
    "let no secret and no name be seen in %s",
    async (format) => {
      const text = await fileOf(format, everything);
      expect(text).not.toMatch(/ada|headway|steam/i);
      for (const record of [otp, hotp, steam, passkey]) {
        const secret = "secret" in record ? record.secret : record.privateKey;
        expect(text).not.toContain(secret.slice(0, 12));
      }
    },
  );
});

describe("the plain files", () => {
  it.each(["otpauth-list", "bitwarden"] as const)(
    "are read by Waykey itself: %s",
    async (format) => {
      const file = readForeignFile(encodeUtf8(await fileOf(format, everything)));
      expect(file).toMatchObject({ state: "open", product: format });
    },
  );
});

describe("every format", () => {
  it("has a writer", () => {
    expect(Object.keys(WRITERS)).toEqual([...EXPORT_FORMATS]);
  });
});

describe("formatUuid", () => {
  it("sets the version and the variant", () => {
    expect(formatUuid(new Uint8Array(16).fill(255))).toBe("ffffffff-ffff-4fff-bfff-ffffffffffff");
  });
});

function expectKey(pkcs8: string, scalar: Buffer): void {
  const key = createPrivateKey({
    key: Buffer.from(pkcs8, "base64url"),
    format: "der",
    type: "pkcs8",
  });
  const { x, y } = p256PublicKey(new Uint8Array(scalar));
  const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64url");
  expect(key.export({ format: "jwk" })).toMatchObject({
    crv: "P-256",
    d: base64url(scalar),
    x: base64url(x),
    y: base64url(y),
  });
  expect(createPublicKey(key).asymmetricKeyType).toBe("ec");
}
