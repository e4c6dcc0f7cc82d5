import { describe, expect, it } from "vitest";
import { decodeUtf8 } from "../../../lib/bytes/utf8.ts";
import {
  type BackupFile,
  encodeBackupHeader,
  formatBackupFile,
  MAX_BACKUP_LENGTH,
  parseBackupFile,
} from "../../../lib/exchange/backup-file.ts";
import { errorCode } from "../vault/error-code.ts";

const file: BackupFile = {
  format: "waykey-backup",
  version: 1,
  createdAt: 1_760_000_000_000,
  kdf: {
    name: "argon2id",
    memoryKiB: 131_072,
    iterations: 3,
    parallelism: 1,
    salt: "AAECAwQFBgcICQoLDA0ODw",
  },
  keyCheck: "A".repeat(42),
  nonce: "MDEyMzQ1Njc4OTo7",
  payload: "AAAA",
};
const text = formatBackupFile(file);
const parse = (input: string) => errorCode(() => parseBackupFile(input));
const parseJson = (input: unknown) => parse(JSON.stringify(input));

describe("parseBackupFile", () => {
  it("reads what was written, in any layout and order", () => {
    expect(parseBackupFile(text)).toEqual(file);
    expect(parseBackupFile(JSON.stringify(file))).toEqual(file);
    const reversed = Object.fromEntries(Object.entries(file).toReversed());
    expect(parseBackupFile(JSON.stringify(reversed, null, "\t"))).toEqual(file);
  });

  it("refuses more than 50 MB before it parses anything", async () => {
    expect(MAX_BACKUP_LENGTH).toBe(50_000_000);
    const startedAt = performance.now();
    expect(await parse("{".repeat(MAX_BACKUP_LENGTH + 1))).toBe("backup/too-large");
    expect(performance.now() - startedAt).toBeLessThan(500);
  });

  it("calls a later version a later version, whatever is in it", async () => {
    expect(await parseJson({ ...file, version: 2 })).toBe("backup/version");
    expect(await parseJson({ format: "waykey-backup", version: 7 })).toBe("backup/version");
  });

  it.each([
    "hello",
    '{"encrypted":false,"items":[]}',
    "{",
    "[]",
    "null",
    "1",
    '"waykey-backup"',
    "{}",
    '{"format":"aegis"}',
  ])("calls %j foreign", async (input) => {
    expect(await parse(input)).toBe("backup/foreign");
  });

  it.each([
    ["an unknown member", { ...file, note: "" }],
    ["version 0", { ...file, version: 0 }],
    ["a version that is text", { ...file, version: "1" }],
    ["a time that is text", { ...file, createdAt: "now" }],
    ["a time with a fraction", { ...file, createdAt: 0.5 }],
    ["another derivation", { ...file, kdf: { ...file.kdf, name: "pbkdf2" } }],
    ["a cost that is text", { ...file, kdf: { ...file.kdf, memoryKiB: "131072" } }],
    ["a short salt", { ...file, kdf: { ...file.kdf, salt: "AAAA" } }],
    ["a short nonce", { ...file, nonce: "AAAA" }],
    ["a short key check", { ...file, keyCheck: "AAAA" }],
    ["an empty payload", { ...file, payload: "" }],
    ["a payload that is no base64url", { ...file, payload: "AA+/" }],
  ])("calls a backup with %s damaged", async (_what, input) => {
    expect(await parseJson(input)).toBe("backup/damaged");
  });

  it("calls a backup damaged that lacks any one member", async () => {
    for (const member of Object.keys(file).filter((name) => name !== "format")) {
      const rest = Object.fromEntries(Object.entries(file).filter(([name]) => name !== member));
      const expected = member === "version" ? "backup/foreign" : "backup/damaged";
      expect(await parseJson(rest), `with ${member}`).toBe(expected);
    }
  });

  it("calls a backup cut short damaged as soon as it can be recognised", async () => {
    const recognisable = text.indexOf("waykey-backup") + "waykey-backup".length;
    for (let length = 0; length < text.trimEnd().length; length++) {
      const code = await parse(text.slice(0, length));
      const isKnown = length >= recognisable || text.slice(0, length).trim() === "";
      expect(code, `at ${length}`).toBe(isKnown ? "backup/damaged" : "backup/foreign");
    }
  });

  it("survives deep nesting and hostile names", async () => {
    expect(await parse("[".repeat(1_000_000))).toBe("backup/foreign");
    const nested = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
    expect(await parse(nested)).toBe("backup/foreign");
    expect(await parse(text.replace('"payload"', '"__proto__":{"payload":"AAAA"},"x"'))).toBe(
      "backup/damaged",
    );
    expect(await parse(`{"__proto__":${JSON.stringify(file)}}`)).toBe("backup/foreign");
  });
});

describe("encodeBackupHeader", () => {
  it("gives the same bytes whatever the order in the file", () => {
    const expected =
      '{"format":"waykey-backup","version":1,"createdAt":1760000000000,' +
      '"kdf":{"name":"argon2id","memoryKiB":131072,"iterations":3,"parallelism":1,' +
      '"salt":"AAECAwQFBgcICQoLDA0ODw"},' +
      `"keyCheck":"${file.keyCheck}","nonce":"MDEyMzQ1Njc4OTo7"}`;
    expect(decodeUtf8(encodeBackupHeader(file))).toBe(expected);
    const kdf = Object.fromEntries(Object.entries(file.kdf).toReversed()) as BackupFile["kdf"];
    expect(decodeUtf8(encodeBackupHeader({ ...file, kdf }))).toBe(expected);
  });
});
