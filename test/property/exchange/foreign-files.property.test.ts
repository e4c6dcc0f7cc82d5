import { expect, it } from "vitest";
import fc from "fast-check";
import { decodeBase64url, encodeBase64url } from "../../../lib/bytes/base64url.ts";
import { encodeUtf8 } from "../../../lib/bytes/utf8.ts";
import { parseCsv } from "../../../lib/exchange/formats/csv.ts";
import { readForeignFile } from "../../../lib/exchange/formats/read-foreign-file.ts";
import { formatOtpauthUri } from "../../../lib/otp/otpauth-uri.ts";
import { isWaykeyError } from "../../../lib/errors.ts";
import { mutateFiles } from "../../unit/exchange/formats/mutated-files.ts";

const name = fc.string({ unit: "grapheme", maxLength: 40 }).map((text) => text.trim());
const secret = fc.uint8Array({ minLength: 1, maxLength: 64 });
const algorithm = fc.constantFrom("SHA1", "SHA256", "SHA512");
const digits = fc.integer({ min: 5, max: 10 });
const period = fc.integer({ min: 1, max: 86_400 });

it("whatever bytes a file has, it is read or refused with a code", () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.uint8Array({ maxLength: 2000 }), fc.json().map(encodeUtf8)),
      (bytes) => {
        try {
          expect(["open", "sealed"]).toContain(readForeignFile(new Uint8Array(bytes)).state);
        } catch (error) {
          if (!isWaykeyError(error)) throw error;
        }
      },
    ),
    { numRuns: 500 },
  );
});

it("a list of links holds what it was written from", () => {
  const parameters = fc.record({
    type: fc.constant("totp" as const),
    issuer: fc.constantFrom("Headway", "Ümlaut & Co", "a+b", "名前"),
    label: fc.constantFrom("ada@example.com", "a b", "名"),
    secret: secret.map((bytes) => new Uint8Array(bytes)),
    algorithm: fc.constantFrom("SHA1" as const, "SHA256" as const, "SHA512" as const),
    digits,
    periodSeconds: period,
    counter: fc.constant(0),
  });
  fc.assert(
    fc.property(fc.array(parameters, { minLength: 1, maxLength: 20 }), (entries) => {
      const wanted = entries.map(({ secret: bytes, ...rest }) => ({
        kind: "otp",
        otp: { ...rest, secret: encodeBase64url(bytes) },
      }));
      const file = readForeignFile(encodeUtf8(entries.map(formatOtpauthUri).join("\n")));
      expect(file).toMatchObject({ state: "open", entries: wanted });
    }),
  );
});

it("an entry of Stratum comes through with all its parameters", () => {
  fc.assert(
    fc.property(
      fc.record({
        Issuer: name,
        Username: name,
        Secret: secret,
        Algorithm: algorithm,
        Digits: digits,
        Period: period,
      }),
      (entry) => {
        const { Issuer, Username, Digits, Period } = entry;
        const Authenticators = [
          {
            ...entry,
            Type: 2,
            Secret: base32(entry.Secret),
            Algorithm: ["SHA1", "SHA256", "SHA512"].indexOf(entry.Algorithm),
          },
        ];
        const file = readForeignFile(encodeUtf8(JSON.stringify({ Authenticators })));
        if (file.state !== "open") throw new TypeError("It is open");
        const [read] = file.entries;
        if (read?.kind !== "otp") throw new TypeError("It is a code");
        expect(Buffer.from(decodeBase64url(read.otp.secret))).toEqual(Buffer.from(entry.Secret));
        expect(read.otp).toMatchObject({
          algorithm: entry.Algorithm,
          digits: Digits,
          periodSeconds: Period,
        });
        expect(`${read.otp.issuer}${read.otp.label}`.length).toBeLessThanOrEqual(
          Issuer.length + Username.length,
        );
      },
    ),
  );
});

it("a table holds what it was written from", () => {
  const rows = fc.array(fc.array(fc.string(), { minLength: 1, maxLength: 5 }), { maxLength: 10 });
  fc.assert(
    fc.property(rows, (table) => {
      const text = table
        .map((row) => row.map((field) => `"${field.replaceAll('"', '""')}"`).join(","))
        .join("\r\n");
      const full = table.filter((row) => row.some((field) => field !== ""));
      expect(parseCsv(text)).toEqual(full);
    }),
  );
});

it("a good file that was damaged is read or refused with a code, in time", async () => {
  const { slowestMs, unforeseen } = await mutateFiles(2000, 1);
  expect(unforeseen).toEqual([]);
  // A second, and room for whatever else the computer does.
  expect(slowestMs).toBeLessThan(3000);
});

function base32(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, "0")).join("");
  const groups = bits.match(/.{1,5}/g) ?? [];
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  return groups.map((group) => letters[Number.parseInt(group.padEnd(5, "0"), 2)]).join("");
}
