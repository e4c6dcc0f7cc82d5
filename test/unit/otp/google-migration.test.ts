import { describe, expect, it } from "vitest";
import { parseGoogleMigration } from "../../../lib/otp/google-migration.ts";
import type { OtpParameters } from "../../../lib/otp/parameters.ts";
import { parseSecret } from "../../../lib/otp/secret.ts";
import { field, type Field, message, migrationUri, varint } from "./protobuf.ts";

const SECRET = Buffer.from("48656c6c6f21deadbeef", "hex");
const KEY = new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);

const refusal = (code: string): unknown => expect.objectContaining({ code });
const parse = (...fields: readonly Field[]) =>
  parseGoogleMigration(migrationUri(message(...fields)));
const account = (...fields: readonly Field[]): Field => [1, message([1, KEY], ...fields)];
const only = (...fields: readonly Field[]) => parse(account(...fields)).entries[0];

const plain: OtpParameters = {
  type: "totp",
  issuer: "",
  label: "",
  secret: KEY,
  algorithm: "SHA1",
  digits: 6,
  periodSeconds: 30,
  counter: 0,
};

describe("parseGoogleMigration", () => {
  // The account of the Key Uri Format page, as dim13/otpauth has it in its tests.
  it("reads the published example", () => {
    const uri =
      "otpauth-migration://offline?data=CjEKCkhlbGxvId6tvu8SGEV4YW1wbGU6YWxpY2VAZ29vZ2xlLmNvbRoHRXhhbXBsZTAC";
    expect(parseGoogleMigration(uri)).toEqual({
      entries: [
        {
          state: "read",
          parameters: {
            ...plain,
            issuer: "Example",
            label: "alice@google.com",
            secret: parseSecret("JBSWY3DPEHPK3PXP"),
          },
        },
      ],
      batchId: 0,
      batchIndex: 0,
      batchSize: 1,
    });
  });

  it("reads every field of an account, in any order", () => {
    const fields: Field[] = [
      [7, 12],
      [6, 1],
      [5, 2],
      [4, 3],
      [3, "Head & Way: Größe"],
      [2, "zoë@例え.jp"],
      [1, KEY],
    ];
    const expected: OtpParameters = {
      type: "hotp",
      issuer: "Head & Way: Größe",
      label: "zoë@例え.jp",
      secret: KEY,
      algorithm: "SHA512",
      digits: 8,
      periodSeconds: 30,
      counter: 12,
    };
    for (const order of [fields, fields.toReversed()]) {
      const { entries } = parse([1, message(...order)]);
      expect(entries).toEqual([{ state: "read", parameters: expected }]);
    }
  });

  it("reads the batch, with a negative id of ten bytes", () => {
    expect(varint(-1_234_567)).toHaveLength(10);
    const batch = parse([5, -1_234_567], [4, 2], account([6, 2]), [3, 3], [2, 1]);
    expect(batch).toMatchObject({ batchId: -1_234_567, batchIndex: 2, batchSize: 3 });
    const five = Buffer.concat([varint(5 * 8), varint(2 ** 32 - 1_234_567)]);
    const short = Buffer.concat([message(account([6, 2])), five]);
    expect(parseGoogleMigration(migrationUri(short)).batchId).toBe(-1_234_567);
  });

  it.each([
    [0, "SHA1"],
    [1, "SHA1"],
    [2, "SHA256"],
    [3, "SHA512"],
  ])("reads the algorithm %d as %s", (number, algorithm) => {
    expect(only([4, number], [6, 2])).toMatchObject({ parameters: { algorithm } });
  });

  it.each([
    [0, 6],
    [1, 6],
    [2, 8],
  ])("reads the digits %d as %d", (number, digits) => {
    expect(only([5, number], [6, 2])).toMatchObject({ parameters: { digits } });
  });

  it.each([
    ["a name alone", "me", "", "", "me"],
    ["a name with its issuer", "Site:me", "", "Site", "me"],
    ["an issuer twice", "Site:me", "Site", "Site", "me"],
    ["an issuer twice, in another case and with a space", "site: me", "Site", "Site", "me"],
    ["another prefix than the issuer", "Old:me", "New", "New", "Old:me"],
    ["a colon in the issuer", "A:B:me", "A:B", "A:B", "me"],
    ["a colon in front", ":a:b", "", "", "a:b"],
    ["an issuer alone", "", "Site", "Site", ""],
    ["a percent sign as it is", "100%25", "a%20b", "a%20b", "100%25"],
    ["names that turn the text around", "\u202eme\0", "\u2066Site", "Site", "me"],
  ])("reads %s", (_what, name, issuerName, issuer, label) => {
    expect(only([2, name], [3, issuerName], [6, 2])).toMatchObject({
      parameters: { issuer, label },
    });
  });

  it.each([
    ["0", 0n],
    ["1", 1n],
    ["2^32", 2n ** 32n],
    ["2^53 - 1", 2n ** 53n - 1n],
  ])("reads the counter %s", (_what, counter) => {
    expect(only([6, 1], [7, counter])).toMatchObject({ parameters: { counter: Number(counter) } });
  });

  it("takes a counter that was not written for 0, and none where time counts", () => {
    expect(only([6, 1])).toMatchObject({ parameters: { type: "hotp", counter: 0 } });
    expect(only([6, 2], [7, -1])).toMatchObject({ parameters: { type: "totp", counter: 0 } });
  });

  it.each<[string, string, Field[]]>([
    [
      "MD5",
      "otp/algorithm",
      [
        [4, 4],
        [6, 2],
      ],
    ],
    [
      "an unknown algorithm",
      "otp/algorithm",
      [
        [4, 5],
        [6, 2],
      ],
    ],
    [
      "a negative algorithm",
      "otp/algorithm",
      [
        [4, -1],
        [6, 2],
      ],
    ],
    [
      "an unknown number of digits",
      "otp/digits",
      [
        [5, 3],
        [6, 2],
      ],
    ],
    ["no type", "otp/type", []],
    ["an unknown type", "otp/type", [[6, 3]]],
    [
      "a counter of 2^53",
      "otp/counter",
      [
        [6, 1],
        [7, 2n ** 53n],
      ],
    ],
    [
      "a negative counter",
      "otp/counter",
      [
        [6, 1],
        [7, -1],
      ],
    ],
    [
      "no key",
      "otp/secret",
      [
        [1, ""],
        [6, 2],
      ],
    ],
    [
      "a key of 1,025 bytes",
      "otp/secret",
      [
        [1, new Uint8Array(1025)],
        [6, 2],
      ],
    ],
    ["a key that is a number", "otp/type", [[1, 7]]],
    [
      "a name that is no UTF-8",
      "encoding/utf8",
      [
        [2, new Uint8Array([0xff])],
        [6, 2],
      ],
    ],
    [
      "an endless name",
      "otp/uri",
      [
        [2, "x".repeat(1025)],
        [6, 2],
      ],
    ],
  ])("refuses an account with %s, says why, and takes the others", (_what, code, fields) => {
    const { entries } = parse(account([6, 2]), account(...fields), account([6, 1]));
    expect(entries.map(({ state }) => state)).toEqual(["read", "refused", "read"]);
    expect(entries[1]).toMatchObject({
      code,
      reason: expect.stringMatching(/^[A-Z].{10,}/) as string,
    });
  });

  it("refuses an account that is damaged within, and takes the others", () => {
    const cut = Buffer.from([10, 5, 1]);
    const { entries } = parse(account([6, 2]), [1, cut], account([6, 2]));
    expect(entries.map(({ state }) => state)).toEqual(["read", "refused", "read"]);
    expect(entries[1]).toMatchObject({ name: "", code: "otp/migration" });
  });

  it("names a refused account, and never its key", () => {
    const entry = only([2, "Site:me"], [4, 4], [6, 2]);
    expect(entry).toEqual({
      state: "refused",
      name: "Site: me",
      code: "otp/algorithm",
      reason: "The algorithm MD5 is not known",
    });
  });

  it("passes over fields it does not know, of every wire type", () => {
    const unknown = Buffer.concat([
      field(99, 1),
      field(100, "text"),
      varint(101 * 8 + 1),
      Buffer.alloc(8, 0xff),
      varint(102 * 8 + 5),
      Buffer.alloc(4, 0xff),
      varint(1 * 8),
      varint(5),
    ]);
    const inner = Buffer.concat([unknown, message([1, KEY], [6, 2], [8, "unique id"])]);
    const outer = Buffer.concat([unknown, field(1, inner), unknown]);
    expect(parseGoogleMigration(migrationUri(outer)).entries).toEqual([
      { state: "read", parameters: plain },
    ]);
  });

  it("reads raw plus signs, spaces for them, the other alphabet and no padding alike", () => {
    const secret = new Uint8Array([0xfb, 0xef, 0xbe, 0xff, 0xff, 0xfe, 0xfb, 0xef]);
    const base64 = message([1, message([2, "met"], [1, secret], [6, 2])]).toString("base64");
    expect(base64).toMatch(/\+.*\//);
    const forms = [
      encodeURIComponent(base64),
      base64,
      base64.replaceAll("+", " "),
      base64.replaceAll("+", "%20"),
      base64.replaceAll("+", "-").replaceAll("/", "_"),
      base64.replaceAll("=", ""),
      `${base64}&utm=x#fragment`,
    ];
    for (const data of forms) {
      const uri = ` OTPAUTH-MIGRATION://offline/?data=${data}\n`;
      expect(parseGoogleMigration(uri).entries).toEqual([
        { state: "read", parameters: { ...plain, label: "met", secret } },
      ]);
    }
  });

  it.each(["", "otpauth://totp/me?secret=AA", "otpauth-migration://online?data=AA", "hello"])(
    "refuses %j as no export",
    (text) => {
      expect(() => parseGoogleMigration(text)).toThrow(refusal("otp/uri"));
    },
  );

  const whole = message([1, message([1, SECRET], [6, 2])]);

  it.each<[string, Uint8Array]>([
    ["nothing", Buffer.alloc(0)],
    ["no account", message([3, 1])],
    ["1,001 accounts", Buffer.concat(Array.from({ length: 1001 }, () => field(1, "")))],
    ["an index beyond the size", Buffer.concat([whole, message([3, 2], [4, 2])])],
    ["a negative index", Buffer.concat([whole, message([3, 2], [4, -1])])],
    ["a negative size", Buffer.concat([whole, message([3, -1])])],
    ["a size of 1,001", Buffer.concat([whole, message([3, 1001])])],
    ["a length beyond the end", Buffer.concat([whole, varint(10), varint(1)])],
    ["a length of 2^63", Buffer.concat([whole, varint(10), varint(2n ** 63n)])],
    ["a varint without an end", Buffer.concat([whole, Buffer.from([40, 0x80])])],
    [
      "a varint of eleven bytes",
      Buffer.concat([whole, Buffer.from([40]), Buffer.alloc(10, 0xff), Buffer.from([1])]),
    ],
    [
      "a varint of more than 64 bits",
      Buffer.concat([whole, Buffer.from([40]), Buffer.alloc(9, 0xff), Buffer.from([2])]),
    ],
    ["a field without a number", Buffer.concat([whole, Buffer.from([0, 0])])],
    ["a field number of 2^29", Buffer.concat([whole, varint(2 ** 32), Buffer.from([0])])],
    ["a group", Buffer.concat([whole, Buffer.from([11, 12])])],
    ["an unknown wire type", Buffer.concat([whole, Buffer.from([14])])],
    ["a fixed field that is cut", Buffer.concat([whole, Buffer.from([9, 1, 2])])],
  ])("refuses %s", (_what, payload) => {
    expect(() => parseGoogleMigration(migrationUri(payload))).toThrow(refusal("otp/migration"));
  });

  it("refuses a cut payload wherever it is cut within an account", () => {
    for (let length = 1; length < whole.length; length++) {
      expect(() => parseGoogleMigration(migrationUri(whole.subarray(0, length)))).toThrow(
        refusal("otp/migration"),
      );
    }
  });

  it.each(["", "?data=", "?data=A", "?data=AA*A", "?data=%ff", "?x=CgA"])(
    "refuses %j in the place of its data",
    (query) => {
      const code = query === "" ? "otp/uri" : "otp/migration";
      expect(() => parseGoogleMigration(`otpauth-migration://offline${query}`)).toThrow(
        refusal(code),
      );
    },
  );

  it("refuses more than 64 Ki characters before it reads them", () => {
    const text = `otpauth-migration://offline?data=${"A".repeat(65_536)}`;
    expect(() => parseGoogleMigration(text)).toThrow(refusal("otp/migration"));
  });
});
