import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { copyBytes } from "../../../lib/bytes/bytes.ts";
import { isWaykeyError } from "../../../lib/errors.ts";
import { codeNow } from "../../../lib/otp/code-now.ts";
import { formatGoogleMigration } from "../../../lib/otp/format-google-migration.ts";
import { parseGoogleMigration } from "../../../lib/otp/google-migration.ts";
import { OTP_ALGORITHMS, type OtpParameters } from "../../../lib/otp/parameters.ts";
import { field, message, migrationUri } from "../../unit/otp/protobuf.ts";

const name = fc
  .string({ unit: "grapheme", maxLength: 40 })
  .filter((text) => text.trim() === text && !/[\p{Cc}\p{Cf}\u2028\u2029]/u.test(text));
const type = fc.constantFrom("totp" as const, "hotp" as const);

const entry: fc.Arbitrary<OtpParameters> = fc
  .record({
    type,
    issuer: fc.oneof(name, fc.constantFrom("Site", "a:b")),
    label: fc.oneof(name, fc.constantFrom("Site:me", "a:b", ":", "SITE: me")),
    secret: fc.uint8Array({ minLength: 1, maxLength: 100 }).map(copyBytes),
    algorithm: fc.constantFrom(...OTP_ALGORITHMS),
    digits: fc.constantFrom(6, 8),
    periodSeconds: fc.constant(30),
    counter: fc.oneof(fc.nat({ max: 10 }), fc.maxSafeNat()),
  })
  .map((made) => (made.type === "hotp" ? made : { ...made, counter: 0 }));

const batchId = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });

/** What comes of a code: entries, or a WaykeyError. */
function outcome(uri: string) {
  try {
    return parseGoogleMigration(uri).entries;
  } catch (error) {
    if (!isWaykeyError(error)) throw error;
    return error.code;
  }
}

describe("an export of Google Authenticator", () => {
  it("is read back as it was written", () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 35 }), batchId, (entries, id) => {
        const { uris, refused } = formatGoogleMigration(entries, id);
        expect(refused).toEqual([]);
        const batches = uris.map(parseGoogleMigration);
        expect(batches.flatMap((batch) => batch.entries)).toEqual(
          entries.map((parameters) => ({ state: "read", parameters })),
        );
        for (const [index, batch] of batches.entries()) {
          expect(batch).toMatchObject({ batchId: id, batchIndex: index, batchSize: uris.length });
        }
      }),
    );
  });

  it("is read the same from bytes made by other code, whatever the order of their fields", () => {
    fc.assert(
      fc.property(entry, batchId, fc.array(fc.double()), (made, id, order) => {
        const numbers = { SHA1: 1, SHA256: 2, SHA512: 3 };
        const shuffled = <T>(fields: readonly T[]) =>
          fields
            .map((value, i) => ({ value, place: order[i] ?? i }))
            .toSorted((a, b) => a.place - b.place)
            .map(({ value }) => value);
        const account = [
          [1, made.secret],
          [2, `${made.issuer}:${made.label}`],
          [3, made.issuer],
          [4, numbers[made.algorithm]],
          [5, made.digits === 8 ? 2 : 1],
          [6, made.type === "hotp" ? 1 : 2],
          [7, made.counter],
        ] as const;
        const outer = shuffled([
          field(1, message(...shuffled(account))),
          ...shuffled([field(3, 4), field(4, 3), field(5, id)]),
        ]);
        expect(parseGoogleMigration(migrationUri(Buffer.concat(outer)))).toEqual({
          entries: [{ state: "read", parameters: made }],
          batchId: id,
          batchIndex: 3,
          batchSize: 4,
        });
      }),
    );
  });

  it("throws nothing but a WaykeyError for 1,000 mutations, and what it takes is within bounds", () => {
    const mutation = fc.record({
      at: fc.nat(),
      cut: fc.nat({ max: 6 }),
      insert: fc.uint8Array({ maxLength: 6 }),
    });
    const mutated = fc.tuple(
      fc.array(entry, { minLength: 1, maxLength: 4 }),
      fc.array(mutation, { minLength: 1, maxLength: 4 }),
    );
    fc.assert(
      fc.property(mutated, ([entries, mutations]) => {
        const [uri = ""] = formatGoogleMigration(entries, -1).uris;
        const data = decodeURIComponent(uri.slice(uri.indexOf("=") + 1));
        let payload = Buffer.from(data, "base64");
        for (const { at, cut, insert } of mutations) {
          const start = at % (payload.length + 1);
          payload = Buffer.concat([
            payload.subarray(0, start),
            insert,
            payload.subarray(start + cut),
          ]);
        }
        const found = outcome(migrationUri(payload));
        if (typeof found === "string") expect(found).toBe("otp/migration");
        for (const each of typeof found === "string" ? [] : found) {
          if (each.state === "refused") expect(each.reason).not.toBe("");
          else expect(codeNow(each.parameters, 0).code).toHaveLength(each.parameters.digits);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("throws nothing but a WaykeyError for any bytes and any text", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 60 }),
        fc.string({ unit: "binary" }),
        (bytes, text) => {
          outcome(migrationUri(bytes));
          outcome(text);
          expect(["otp/migration", "otp/uri"]).toContain(
            outcome(`otpauth-migration://offline?data=${text}*`),
          );
        },
      ),
      { numRuns: 1000 },
    );
  });
});
