import { describe, expect, it } from "vitest";
import { changedSince, holdsAll, lackingIn } from "../../../lib/exchange/backup-coverage.ts";
import type { VaultRecord } from "../../../lib/vault/schema.ts";
import {
  account,
  allRecords,
  fullPasskey,
  hotp,
  otp,
  passkey,
  recovery,
} from "../vault/sample-records.ts";

describe("what a backup holds of a vault", () => {
  it("is everything, under other ids, accounts, labels and counters", () => {
    const others = allRecords.map((record): VaultRecord => {
      const { id } = record;
      const renamed = "label" in record ? { ...record, label: "another" } : record;
      return { ...renamed, id: `other-${id}` };
    });
    expect(holdsAll(others, allRecords)).toBe(true);
    expect(holdsAll([{ ...hotp, counter: hotp.counter + 5 }], [hotp])).toBe(true);
  });

  it.each([
    ["another account", account, { ...account, email: "other@example.com" }],
    ["another key", otp, { ...otp, secret: "QUJDREVGR0hJSktMTU5PUA" }],
    ["another algorithm", otp, { ...otp, algorithm: "SHA512" }],
    ["other digits", otp, { ...otp, digits: 8 }],
    ["another period", otp, { ...otp, periodSeconds: 60 }],
    ["another passkey", passkey, { ...passkey, credentialId: "B".repeat(43) }],
    ["other keys of prf", fullPasskey, { ...fullPasskey, prfSecrets: null }],
    ["another blob", fullPasskey, { ...fullPasskey, largeBlob: "AAAA" }],
    ["another recovery code", recovery, { ...recovery, code: "ANOTHERCODE" }],
  ] as const)("is not what %s stands for", (_what, held, other) => {
    expect(lackingIn([other as VaultRecord], [held])).toEqual([held]);
  });
});

describe("what has changed since a backup", () => {
  it("is nothing under other ids, and with members in another order", () => {
    const renamed = (id: string): string => `other-${id}`;
    const others = allRecords.map((record): VaultRecord => {
      const reversed = Object.fromEntries(Object.entries(record).toReversed()) as VaultRecord;
      const accountId =
        "accountId" in record && record.accountId !== null ? record.accountId : null;
      const ids = {
        id: renamed(record.id),
        ...(accountId === null ? {} : { accountId: renamed(accountId) }),
      };
      return { ...reversed, ...ids, updatedAt: 7 };
    });
    expect(changedSince(others, allRecords)).toEqual([]);
  });

  it("is what an entry replaces, and the account that it is of", () => {
    const next = { ...otp, id: "otp-9", secret: "QUJDREVGR0hJSktMTU5PUA", replaces: [otp.id] };
    const other = { ...account, id: "account-2", email: "bo@example.com" };
    const records = [account, other, otp, next];
    expect(changedSince(records, records)).toEqual([]);
    expect(changedSince([account, other, otp, { ...next, replaces: [] }], records)).toEqual([next]);
    const moved = { ...otp, accountId: other.id };
    expect(changedSince(records, [account, other, moved, next])).toEqual([moved]);
  });

  it("is nothing that the backup lacks, and nothing of this device", () => {
    expect(changedSince([], [...allRecords])).toEqual([]);
  });
});
