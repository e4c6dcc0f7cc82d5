import { describe, expect, it } from "vitest";
import { formatGoogleMigration } from "../../../lib/otp/format-google-migration.ts";
import { parseGoogleMigration } from "../../../lib/otp/google-migration.ts";
import type { OtpParameters } from "../../../lib/otp/parameters.ts";
import { message, migrationUri } from "./protobuf.ts";

const totp: OtpParameters = {
  type: "totp",
  issuer: "Head & Way",
  label: "ada@example.com",
  secret: new Uint8Array([0xfb, 0xef, 0xbe, 1, 2, 3, 4, 5, 6, 7]),
  algorithm: "SHA256",
  digits: 8,
  periodSeconds: 30,
  counter: 0,
};
const hotp: OtpParameters = { ...totp, type: "hotp", algorithm: "SHA1", digits: 6, counter: 41 };

describe("formatGoogleMigration", () => {
  it("writes the bytes of the schema", () => {
    const names = [
      [2, "ada@example.com"],
      [3, "Head & Way"],
    ] as const;
    const payload = message(
      [1, message([1, totp.secret], ...names, [4, 2], [5, 2], [6, 2])],
      [1, message([1, hotp.secret], ...names, [4, 1], [5, 1], [6, 1], [7, 41])],
      [2, 1],
      [3, 1],
      [4, 0],
      [5, -7],
    );
    expect(formatGoogleMigration([totp, hotp], -7)).toEqual({
      uris: [migrationUri(payload)],
      places: [[0, 1]],
      refused: [],
    });
  });

  it("keeps names apart that reading would split in another place", () => {
    const entries = [
      { ...totp, issuer: "", label: "a:b" },
      { ...totp, issuer: "Site", label: "Site:me" },
      { ...totp, issuer: "A:B", label: "c" },
      { ...totp, issuer: "", label: "" },
    ];
    const { uris } = formatGoogleMigration(entries, 1);
    const read = uris.flatMap((uri) => parseGoogleMigration(uri).entries);
    expect(read).toEqual(entries.map((parameters) => ({ state: "read", parameters })));
  });

  it("puts ten entries into a code, and numbers the codes", () => {
    const entries = Array.from({ length: 23 }, (_, i) => ({ ...hotp, label: `ada ${i}` }));
    const { uris } = formatGoogleMigration(entries, 2 ** 31 - 1);
    const batches = uris.map(parseGoogleMigration);
    expect(batches.map(({ entries: { length } }) => length)).toEqual([10, 10, 3]);
    expect(batches.map(({ batchIndex }) => batchIndex)).toEqual([0, 1, 2]);
    expect(batches.map(({ batchSize, batchId }) => [batchSize, batchId])).toEqual(
      Array.from({ length: 3 }, () => [3, 2 ** 31 - 1]),
    );
    for (const uri of uris) expect(uri.length).toBeLessThan(2953);
  });

  it("puts fewer into a code where they are long, so that a QR code can hold it", () => {
    const entries = Array.from({ length: 20 }, () => ({
      ...totp,
      label: "+/".repeat(200),
      secret: new Uint8Array(64).fill(0xfb),
    }));
    const { uris } = formatGoogleMigration(entries, 0);
    expect(uris.flatMap((uri) => parseGoogleMigration(uri).entries)).toHaveLength(20);
    for (const uri of uris) expect(uri.length).toBeLessThan(2953);
  });

  it("says what it cannot write, and writes the rest", () => {
    const entries: OtpParameters[] = [
      { ...totp, type: "steam", algorithm: "SHA1", digits: 5 },
      totp,
      { ...totp, digits: 7 },
      { ...totp, periodSeconds: 60 },
      { ...totp, secret: new Uint8Array(1024), label: "long ".repeat(100) },
    ];
    const { uris, places, refused } = formatGoogleMigration(entries, 0);
    expect(uris.flatMap((uri) => parseGoogleMigration(uri).entries)).toHaveLength(1);
    expect(places).toEqual([[1]]);
    expect(refused).toEqual([
      { index: 0, limit: "steam" },
      { index: 2, limit: "digits" },
      { index: 3, limit: "period" },
      { index: 4, limit: "too-long" },
    ]);
  });

  it("writes no code for nothing", () => {
    expect(formatGoogleMigration([], 0)).toEqual({ uris: [], places: [], refused: [] });
  });

  it.each([2 ** 31, -(2 ** 31) - 1, 0.5, Number.NaN])("refuses the batch id %d", (batchId) => {
    expect(() => formatGoogleMigration([totp], batchId)).toThrow(RangeError);
  });
});
