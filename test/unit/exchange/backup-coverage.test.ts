import { describe, expect, it } from "vitest";
import { holdsAll, lackingIn } from "../../../lib/exchange/backup-coverage.ts";
import type { VaultRecord } from "../../../lib/vault/schema.ts";
import { account, allRecords, hotp, otp, passkey, recovery } from "../vault/sample-records.ts";

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
    ["another recovery code", recovery, { ...recovery, code: "ANOTHERCODE" }],
  ] as const)("is not what %s stands for", (_what, held, other) => {
    expect(lackingIn([other as VaultRecord], [held])).toEqual([held]);
  });
});
