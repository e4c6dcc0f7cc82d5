import { describe, expect, it } from "vitest";
import { parseRecord, RECORD_KINDS, type VaultRecord } from "../../../lib/vault/schema.ts";
import { errorCode } from "./error-code.ts";
import {
  account,
  allRecords,
  asFirstWritten,
  fullPasskey,
  hotp,
  vaultRecordsWithDays,
  log,
  otp,
  passkey,
  recovery,
  settings,
  vaultRecords,
  vaultRecordsWithFills,
  verification,
} from "./sample-records.ts";

const methodNote = (changes: object) => ({
  method: "phone",
  state: "elsewhere",
  where: "",
  callingCode: null,
  at: 1,
  ...changes,
});

const resetList = (...ways: readonly object[]) => ({
  at: 1,
  isOpen: true,
  turnedAt: 1,
  ways: ways.map((changes) => ({
    method: "phone",
    place: "elsewhere",
    where: "",
    callingCode: null,
    word: "open",
    at: 1,
    ...changes,
  })),
});

const refused: readonly (readonly [string, VaultRecord, Record<string, unknown>])[] = [
  ["an empty id", account, { id: "" }],
  ["an id with a slash", account, { id: "a/b" }],
  ["an id of 65 characters", account, { id: "a".repeat(65) }],
  ["an id that is no text", account, { id: 1 }],
  ["a negative time", account, { createdAt: -1 }],
  ["a time with a fraction", account, { updatedAt: 1.5 }],
  ["a time that is text", account, { updatedAt: "2026-01-01" }],
  ["an unknown kind", account, { kind: "note" }],
  ["an unknown role", account, { role: "admin" }],
  ["a favourite of another type", account, { favourite: "yes" }],
  ["a note of a method that is none", account, { methods: [methodNote({ method: "e-mail" })] }],
  ["a number's code that is none", account, { methods: [methodNote({ callingCode: "44" })] }],
  ["a use at no time", account, { methods: [methodNote({ usedAt: null })] }],
  ["two notes of one method", account, { methods: [methodNote({}), methodNote({})] }],
  ["a way before a reset in a third place", account, { resetList: resetList({ place: "" }) }],
  ["a way before a reset with no word", account, { resetList: resetList({ word: "done" }) }],
  ["a way before a reset twice", account, { resetList: resetList({}, {}) }],
  ["a list that is neither open nor closed", account, { resetList: { at: 1, ways: [] } }],
  ["an end of a recovery code that is none", recovery, { endedBy: "user" }],
  ["a recovery code that ended on no day", recovery, { endedOn: "2026-02-29" }],
  ["a reset on no day", account, { resetList: { ...resetList(), doneOn: "28.11.2026" } }],
  ["a recovery code filled at no time", recovery, { filledAt: null }],
  ["a word on a recovery code at no time", recovery, { notUsedAt: -1 }],
  ["an import at no time", otp, { importedAt: null }],
  ["an e-mail of 1025 characters", account, { email: "a".repeat(1025) }],
  ["a dangling reference that is no id", otp, { accountId: "" }],
  ["an empty secret", otp, { secret: "" }],
  ["a secret that is not base64url", otp, { secret: "ab+/" }],
  ["a secret beyond 8192 characters", otp, { secret: "A".repeat(8193) }],
  ["an unknown hash", otp, { algorithm: "MD5" }],
  ["4 digits", otp, { digits: 4 }],
  ["99 digits", otp, { digits: 99 }],
  ["a period of 0", otp, { periodSeconds: 0 }],
  ["another type", otp, { type: "motp" }],
  ["a counter below 0", hotp, { counter: -1 }],
  ["a counter that is not whole", hotp, { counter: 0.5 }],
  ["a counter beyond what numbers count", hotp, { counter: 2 ** 53 }],
  ["a replacement of what is no id", otp, { replaces: [""] }],
  ["a replacement of 65 entries", otp, { replaces: Array.from({ length: 65 }, () => "id") }],
  ["a short credential ID", passkey, { credentialId: "AAECAw" }],
  ["an empty RP ID", passkey, { rpId: "" }],
  ["a user handle of more than 64 bytes", passkey, { userHandle: "A".repeat(87) }],
  ["a private key of 31 bytes", passkey, { privateKey: "A".repeat(42) }],
  ["another algorithm", passkey, { algorithm: -257 }],
  ["65 origins", passkey, { origins: Array.from({ length: 65 }, () => "https://a.test") }],
  ["a prf secret of 31 bytes", fullPasskey, { prfSecrets: { verified: "A".repeat(42) } }],
  ["one prf secret alone", fullPasskey, { prfSecrets: { verified: "A".repeat(43) } }],
  ["a large blob of 2,049 bytes", fullPasskey, { largeBlob: "A".repeat(2732) }],
  ["a hidden mark that is true", fullPasskey, { hidden: true }],
  ["a passkey hidden by nobody", fullPasskey, { hidden: { at: 1, by: "" } }],
  ["an unknown attachment", passkey, { attachment: "usb" }],
  ["an empty recovery code", recovery, { code: "" }],
  ["a lock time of 0", settings, { autoLockMinutes: 0 }],
  ["a lock time beyond a day", settings, { autoLockMinutes: 1441 }],
  ["a verification good for more than an hour", settings, { verifiedForMinutes: 61 }],
  ["a PIN without its salt", verification, { pin: { ...verification.pin, salt: "" } }],
  ["a negative count of tries", verification, { pin: { ...verification.pin, wrongTries: -1 } }],
  ["a device of an unknown algorithm", verification, { device: { algorithm: -37 } }],
  ["an unknown result", log, { entries: [{ ...log.entries[0], result: "fine" }] }],
  ["a log of 501 entries", log, { entries: Array.from({ length: 501 }, () => log.entries[0]) }],
];

describe("parseRecord", () => {
  it.each(vaultRecordsWithDays)("takes a record of kind $kind as it is", (record) => {
    expect(parseRecord(structuredClone(record))).toEqual(record);
  });

  it("has a sample of every kind", () => {
    expect(new Set(vaultRecordsWithDays.map(({ kind }) => kind))).toEqual(new Set(RECORD_KINDS));
  });

  it("takes the list of a reset, and recovery codes that have ended, as they are", () => {
    const listed = { ...account, resetList: resetList({}, { place: "here", word: "again" }) };
    expect(parseRecord(structuredClone(listed))).toEqual(listed);
    for (const endedBy of ["used", "replaced", "reset"]) {
      const ended = { ...recovery, usedAt: 5, endedBy };
      expect(parseRecord(structuredClone(ended))).toEqual(ended);
    }
  });

  it("takes a recovery code that was filled, and an entry that was imported, as they are", () => {
    for (const record of vaultRecordsWithFills) {
      expect(parseRecord(structuredClone(record))).toEqual(record);
    }
  });

  it("drops fields it does not know", () => {
    expect(parseRecord({ ...account, colour: "red" })).toEqual(account);
  });

  it.each(refused)("refuses %s", async (_what, record, change) => {
    expect(await errorCode(() => parseRecord({ ...record, ...change }))).toBe("record/invalid");
  });

  it.each(allRecords)("takes a record of kind $kind of the first release", (record) => {
    const parsed = parseRecord(asFirstWritten(record));
    expect(parsed).toEqual(record);
    expect(Object.keys(parsed)).toEqual(Object.keys(record));
  });

  it.each(vaultRecords)(
    "refuses a record of kind $kind without any one of its fields",
    async (record) => {
      for (const field of Object.keys(asFirstWritten(record))) {
        const rest = Object.fromEntries(Object.entries(record).filter(([name]) => name !== field));
        expect(await errorCode(() => parseRecord(rest)), `with ${field}`).toBe("record/invalid");
      }
    },
  );

  it.each([undefined, null, 0, "", "otp", [], [account], () => undefined, new Map()])(
    "refuses %s",
    async (input) => {
      expect(await errorCode(() => parseRecord(input))).toBe("record/invalid");
    },
  );

  it("names the field and not its value", () => {
    expect(() => parseRecord({ ...otp, secret: "not a secret!" })).toThrow(/"secret"/);
    expect(() => parseRecord({ ...otp, secret: "not a secret!" })).not.toThrow(/not a secret!/);
  });

  it("takes nothing from a prototype that a file brings along", () => {
    const hostile: unknown = JSON.parse(`{"__proto__":${JSON.stringify(account)}}`);
    expect(() => parseRecord(hostile)).toThrow(/not valid/);
    expect(Object.hasOwn(Object.prototype, "kind")).toBe(false);
  });
});
