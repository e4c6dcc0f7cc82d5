import * as fc from "fast-check";
import { HOTP, URI } from "otpauth";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { encodeUtf8 } from "../../../lib/bytes/utf8.ts";
import { bitwarden } from "../../../lib/exchange/exports/bitwarden.ts";
import { cxf } from "../../../lib/exchange/exports/cxf.ts";
import { EXPORT_FORMATS, type ExportFormat } from "../../../lib/exchange/exports/export.ts";
import { planExport } from "../../../lib/exchange/exports/export-plan.ts";
import { otpauthList } from "../../../lib/exchange/exports/otpauth-list.ts";
import type { ForeignEntry } from "../../../lib/exchange/formats/entry.ts";
import { readForeignFile } from "../../../lib/exchange/formats/read-foreign-file.ts";
import type { OtpRecord } from "../../../lib/vault/schema.ts";
import { CxfSchema } from "../../unit/exchange/exports/cxf-schema.ts";
import {
  base32,
  openAegis,
  openBitwarden,
  openEnte,
  openMigration,
  otpsOfAegis,
  type PlainOtp,
} from "../../unit/exchange/exports/independent.ts";
import {
  EXPORT_PASSWORD,
  fileOf,
  pagesOf,
  plainOtps,
} from "../../unit/exchange/exports/writing.ts";
import { createSeededRandom } from "../../unit/vault/seeded-random.ts";
import { otp } from "../../unit/vault/sample-records.ts";
import { heldRecords } from "../vault/arbitrary-records.ts";

/** Of any script, as people have them: not such as reading takes apart or tidies up. */
const name = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 30 })
  .map((text) =>
    text
      .toWellFormed()
      .replaceAll(/[\p{Cc}\u2028-\u202e\u2066-\u2069:%]/gu, "")
      .trim(),
  )
  .filter((text) => text !== "");
const secret = fc
  .uint8Array({ minLength: 1, maxLength: 128 })
  .map((bytes) => Buffer.from(bytes).toString("base64url"));
const names = { id: fc.constant("id"), issuer: name, label: name, secret };
const algorithm = fc.constantFrom("SHA1" as const, "SHA256" as const, "SHA512" as const);
const digits = fc.integer({ min: 5, max: 10 });

const totp: fc.Arbitrary<OtpRecord> = fc
  .record({
    ...names,
    algorithm,
    digits,
    periodSeconds: fc.oneof(fc.constant(30), fc.integer({ min: 1, max: 86_400 })),
  })
  .map((given) => ({ ...otp, ...given }));
const hotp: fc.Arbitrary<OtpRecord> = fc
  .record({ ...names, algorithm, digits, counter: fc.maxSafeNat() })
  .map((given) => ({ ...otp, type: "hotp", ...given }));
const steam: fc.Arbitrary<OtpRecord> = fc
  .record(names)
  .map((given) => ({ ...otp, type: "steam", digits: 5, ...given }));
/** Enough that each export has some of every kind. */
const otps = fc.array(fc.oneof(totp, totp, hotp, steam), { minLength: 20, maxLength: 60 });

/** A code as Waykey has read it, as the independent readers tell theirs. */
function plain(entry: ForeignEntry): PlainOtp {
  if (entry.kind !== "otp") throw new TypeError(`It is not a code: ${entry.kind}`);
  const { type, issuer, label, algorithm: hash, digits: count, periodSeconds, counter } = entry.otp;
  return {
    type,
    issuer,
    label,
    secret: Buffer.from(entry.otp.secret, "base64url").toString("hex"),
    algorithm: hash,
    digits: count,
    moving: type === "hotp" ? counter : periodSeconds,
  };
}

async function readByWaykey(text: string): Promise<readonly PlainOtp[]> {
  const file = readForeignFile(encodeUtf8(text));
  const content = file.state === "open" ? file : await file.open(EXPORT_PASSWORD);
  return content.entries.map(plain);
}

/** By otpauth, which knows no codes of Steam: those by hand. */
function otpOfLink(link: string): PlainOtp {
  const isSteam = link.startsWith("otpauth://steam/");
  const read = URI.parse(link.replace("otpauth://steam/", "otpauth://totp/"));
  const isByCounter = read instanceof HOTP;
  return {
    type: isSteam ? "steam" : isByCounter ? "hotp" : "totp",
    issuer: read.issuer,
    label: read.label,
    secret: read.secret.hex.toLowerCase(),
    algorithm: read.algorithm,
    digits: read.digits,
    moving: isByCounter ? Number(new URL(link).searchParams.get("counter")) : read.period,
  };
}

/** Bitwarden's own link for Steam has the secret alone; the names are the item's. */
function otpOfBitwarden(item: { name: string; login: { username: string; totp: string } }) {
  const { totp: link, username } = item.login;
  if (!link.startsWith("steam://")) return otpOfLink(link);
  const hex = base32(link.slice("steam://".length));
  const form = { algorithm: "SHA1", digits: 5, moving: 30 };
  return { type: "steam", issuer: item.name, label: username, secret: hex, ...form };
}

function otpsOfBitwarden(json: unknown): readonly PlainOtp[] {
  return (json as { items: Parameters<typeof otpOfBitwarden>[0][] }).items.map(otpOfBitwarden);
}

function otpsOfCxf(text: string): readonly PlainOtp[] {
  const { accounts } = v.parse(CxfSchema, JSON.parse(text));
  const credentials = accounts.flatMap(({ items }) => items.flatMap((item) => item.credentials));
  return credentials.map((credential) => {
    if (credential.type !== "totp") throw new TypeError(`It is not a code: ${credential.type}`);
    return {
      type: "totp",
      issuer: credential.issuer ?? "",
      label: credential.username ?? "",
      secret: base32(credential.secret),
      algorithm: credential.algorithm.toUpperCase(),
      digits: credential.digits,
      moving: credential.period,
    };
  });
}

const lines = (text: string) => text.trimEnd().split("\n").map(otpOfLink);

/** What code that is none of Waykey's reads of a file. */
const INDEPENDENT: Readonly<
  Partial<
    Record<ExportFormat, (text: string) => readonly PlainOtp[] | Promise<readonly PlainOtp[]>>
  >
> = {
  "otpauth-list": lines,
  bitwarden: (text) => otpsOfBitwarden(JSON.parse(text)),
  cxf: otpsOfCxf,
  "ente-auth": async (text) => lines((await openEnte(text, EXPORT_PASSWORD)) ?? ""),
  aegis: (text) => otpsOfAegis(openAegis(text, EXPORT_PASSWORD).entries),
  "bitwarden-sealed": (text) => otpsOfBitwarden(openBitwarden(text, EXPORT_PASSWORD)),
};

/** Steam's entries have no issuer of their own in Bitwarden's link: Waykey reads "Steam". */
function asRead(format: ExportFormat, meant: readonly PlainOtp[]): readonly PlainOtp[] {
  if (!format.startsWith("bitwarden")) return meant;
  return meant.map((each) => (each.type === "steam" ? { ...each, issuer: "Steam" } : each));
}

const FILES = [
  ["otpauth-list", 60],
  ["bitwarden", 60],
  ["cxf", 60],
  // Each of these derives a key at its full cost.
  ["ente-auth", 1],
  ["aegis", 2],
  ["bitwarden-sealed", 1],
] as const;

describe("an export to another program, for any codes", () => {
  it.each(FILES)("is read back whole, by Waykey and by other code: %s", async (format, numRuns) => {
    await fc.assert(
      fc.asyncProperty(otps, async (records) => {
        const text = await fileOf(format, records);
        const meant = plainOtps(format, records);
        expect(await INDEPENDENT[format]?.(text)).toEqual(meant);
        if (meant.length > 0) expect(await readByWaykey(text)).toEqual(asRead(format, meant));
      }),
      { numRuns, endOnFailure: numRuns < 10 },
    );
  });

  it("is read back whole from QR codes, by Waykey and by other code", async () => {
    await fc.assert(
      fc.asyncProperty(otps, async (records) => {
        const single = pagesOf("qr-codes", records).map(({ text }) => text);
        expect(single.map(otpOfLink)).toEqual(plainOtps("qr-codes", records));
        expect(await readByWaykey(single.join("\n"))).toEqual(plainOtps("qr-codes", records));
        const codes = pagesOf("google-authenticator", records).map(({ text }) => text);
        const meant = plainOtps("google-authenticator", records);
        expect(openMigration(codes)).toEqual(meant);
        if (codes.length > 0) expect(await readByWaykey(codes.join("\n"))).toEqual(meant);
        // As much as a QR code holds at the level of correction that it is drawn with.
        for (const text of [...single, ...codes]) expect(text.length).toBeLessThan(2331);
      }),
      { numRuns: 60 },
    );
  });
});

describe("an export of any records", () => {
  it("takes or leaves each code, passkey and recovery code, and writes exactly what it takes", () => {
    const ports = { now: () => 5, random: createSeededRandom("any") };
    fc.assert(
      fc.property(
        heldRecords,
        fc.constantFrom(...EXPORT_FORMATS),
        fc.boolean(),
        (records, format, all) => {
          const { taken, left } = planExport(format, records, all);
          const kinds = new Set(["otp", "passkey", "recovery"]);
          const meant = records.filter(({ kind }) => kinds.has(kind));
          expect(taken.length + left.length).toBe(meant.length);
          if (format === "cxf" || format === "bitwarden" || format === "otpauth-list") {
            const written = PLAIN[format].write(taken, ports, "Recovery code");
            expect(countIn(format, written.kind === "file" ? written.text : "")).toBe(taken.length);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

const PLAIN = { cxf, bitwarden, "otpauth-list": otpauthList };

function countIn(format: keyof typeof PLAIN, text: string): number {
  if (format === "otpauth-list") return text.split("\n").length - 1;
  if (format === "bitwarden") return (JSON.parse(text) as { items: unknown[] }).items.length;
  return v.parse(CxfSchema, JSON.parse(text)).accounts[0]?.items.length ?? 0;
}
