import { createHash } from "node:crypto";
import { wordlist } from "@scure/bip39/wordlists/english.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { phraseWords } from "../../../components/options/check-phrase.ts";
import { checkNumbers } from "../../../lib/exchange/check-phrase.ts";
import type { VaultRecord } from "../../../lib/vault/schema.ts";
import { account, hotp, otp, passkey, recovery, settings } from "../vault/sample-records.ts";

const ALL: readonly VaultRecord[] = [account, otp, hotp, passkey, recovery];
const PLAIN = checkNumbers(ALL);

/** The same under other ids, as after a restore into a vault that had the account already. */
function renamed(records: readonly VaultRecord[]): readonly VaultRecord[] {
  return records.map((record) => {
    const id = `other-${record.id}`;
    const isHeld = "accountId" in record && record.accountId !== null;
    return isHeld ? { ...record, id, accountId: `other-${record.accountId}` } : { ...record, id };
  });
}

describe("the check phrase", () => {
  it("is the first 44 bits of the digest of what it documents, as Node's SHA-256 has it", () => {
    const owner = JSON.stringify(["account", account.role, account.email.toLowerCase()]);
    const key = JSON.stringify([otp.type, otp.secret]);
    const lines = [
      JSON.stringify(["account", null, owner, ""]),
      JSON.stringify(["otp", owner, key, otp.counter]),
    ].toSorted();
    const text = ["Waykey check phrase", ...lines].join("\n");
    const bits = BigInt(`0x${createHash("sha256").update(text).digest("hex")}`)
      .toString(2)
      .padStart(256, "0");
    const numbers = [0, 11, 22, 33].map((at) => Number.parseInt(bits.slice(at, at + 11), 2));
    expect(checkNumbers([{ ...otp, accountId: account.id }, account])).toEqual(numbers);
  });

  it("is of four words of the list, all of them words", () => {
    expect(phraseWords(PLAIN)).toMatch(/^[a-z]+( [a-z]+){3}$/);
    expect(new Set(wordlist).size).toBe(2048);
  });

  it("goes by no order, id, name or setting", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...ALL], { minLength: ALL.length }), (records) => {
        expect(checkNumbers(records)).toEqual(PLAIN);
      }),
    );
    expect(checkNumbers(renamed(ALL))).toEqual(PLAIN);
    expect(checkNumbers([...ALL, settings])).toEqual(PLAIN);
    const later = ALL.map((record) => ({ ...record, updatedAt: record.updatedAt + 5 }));
    expect(checkNumbers(later)).toEqual(PLAIN);
    expect(checkNumbers(ALL.map((r) => (r.kind === "otp" ? { ...r, label: "x" } : r)))).toEqual(
      PLAIN,
    );
  });

  it.each<[string, readonly VaultRecord[]]>([
    ["something is missing", ALL.slice(0, -1)],
    ["something was added", [...ALL, { ...otp, id: "more", secret: "QUJDREVGR0hJSg" }]],
    ["a counter has gone on", ALL.map((r) => (r === hotp ? { ...hotp, counter: 99 } : r))],
    ["a code was put away", ALL.map((r) => (r === otp ? { ...otp, putAwayAt: 5 } : r))],
    ["a recovery code was used", ALL.map((r) => (r === recovery ? { ...recovery, usedAt: 5 } : r))],
    [
      "a passkey was hidden",
      ALL.map((r) => (r === passkey ? { ...passkey, hidden: { at: 5, by: "user" } as const } : r)),
    ],
    ["an address was changed", ALL.map((r) => (r === account ? { ...r, email: "b@c.de" } : r))],
  ])("is another one when %s", (_, records) => {
    expect(checkNumbers(records)).not.toEqual(PLAIN);
  });
});
