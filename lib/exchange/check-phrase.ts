// A short phrase of what a vault holds, for people to compare on two devices: the same words on both mean that the
// one holds what the other does. It is told to the vault's own user alone.

import { encodeUtf8 } from "../bytes/utf8.ts";
import { sha256 } from "../crypto/sha256.ts";
import type { VaultRecord } from "../vault/schema.ts";
import { isBackedUp } from "./backup-kinds.ts";
import { keyMaterial, recordIdentity } from "./record-identity.ts";

/** How many different words a list for the phrase has. */
const WORDS = 2 ** 11;
const PHRASE_WORDS = 4;

/**
 * The numbers of the phrase's words, PHRASE_WORDS of them, each below WORDS: the first 44 bits of the SHA-256 of all that
 * `records` hold, in any order. Accounts with what they hold count, and whether each of it is good still; ids, names,
 * dates and settings do not.
 */
export function checkNumbers(records: readonly VaultRecord[]): readonly number[] {
  const owners = new Map(
    records
      .filter((record) => record.kind === "account")
      .map((record) => [record.id, recordIdentity(record)]),
  );
  const lines = records
    .filter(isBackedUp)
    .filter(({ kind }) => kind !== "settings")
    .map((record) => lineOf(record, owners));
  const digest = sha256(encodeUtf8(["Waykey check phrase", ...lines.toSorted()].join("\n")));
  let bits = digest.slice(0, 6).reduce((sum, byte) => sum * 256n + BigInt(byte), 0n) >> 4n;
  const numbers: number[] = [];
  for (let i = 0; i < PHRASE_WORDS; i++) {
    numbers.unshift(Number(bits % BigInt(WORDS)));
    bits /= BigInt(WORDS);
  }
  return numbers;
}

function lineOf(record: VaultRecord, owners: ReadonlyMap<string, string>): string {
  const isHeld = "accountId" in record && record.accountId !== null;
  const owner = isHeld ? owners.get(record.accountId ?? "") : undefined;
  const subject = record.kind === "account" ? recordIdentity(record) : keyMaterial(record);
  return JSON.stringify([record.kind, owner ?? null, subject, stateOf(record)]);
}

/** What an older copy of the record would not know. */
function stateOf(record: VaultRecord): string | number {
  if (record.kind === "otp") return (record.putAwayAt ?? null) === null ? record.counter : "away";
  if (record.kind === "recovery") return record.usedAt === null ? "good" : "used";
  if (record.kind === "passkey") return record.hidden === null ? "shown" : "hidden";
  return "";
}
