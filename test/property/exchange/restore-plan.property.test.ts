import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keyMaterial, recordIdentity } from "../../../lib/exchange/record-identity.ts";
import { planRestore } from "../../../lib/exchange/restore-plan.ts";
import { isBackedUp, type BackupRecord } from "../../../lib/exchange/backup-kinds.ts";
import { type AccountRecord, parseRecord, type VaultRecord } from "../../../lib/vault/schema.ts";
import { DEFAULT_SETTINGS, isWeaker } from "../../../lib/vault/settings-strength.ts";
import { anyOtp, anyRecovery, backupRecord, heldRecords } from "../vault/arbitrary-records.ts";

const backupRecords = fc.array(backupRecord, { maxLength: 8 });
const ownBackup = heldRecords.map((records) => records.filter(isBackedUp));

/** The held records after the plan was carried out. */
function apply(held: readonly VaultRecord[], put: readonly VaultRecord[]): VaultRecord[] {
  const byId = new Map(held.map((record) => [record.id, record]));
  for (const record of put) byId.set(record.id, record);
  return [...byId.values()];
}

const plan = (held: readonly VaultRecord[], records: readonly BackupRecord[]) =>
  planRestore(held, { records, refused: [] });

describe("planRestore, for any records", () => {
  it("writes nothing the second time, if every record of the backup has an id of its own", () => {
    fc.assert(
      fc.property(heldRecords, ownBackup, (held, records) => {
        const after = apply(held, plan(held, records).put);
        expect(plan(after, records).put).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  it("loses no held record, exchanges no secret, and goes back in nothing", () => {
    fc.assert(
      fc.property(heldRecords, backupRecords, (held, records) => {
        const after = new Map(
          apply(held, plan(held, records).put).map((record) => [record.id, record]),
        );
        for (const before of held) {
          const now = after.get(before.id) ?? { kind: "nothing" as const };
          expect(now.kind).toBe(before.kind);
          if (now.kind === "nothing") continue;
          expect(keyMaterial(now)).toBe(keyMaterial(before));
          expect(now.createdAt).toBe(before.createdAt);
          expect(now.updatedAt).toBeGreaterThanOrEqual(before.updatedAt);
          expect(usedAt(now)).toBe(usedAt(before) ?? usedAt(now));
          expect(counterOf(now)).toBeGreaterThanOrEqual(counterOf(before));
          expect(isForgotten(before, now)).toBe(false);
          const isNamed = records.some(({ id }) => id === before.id);
          const canMove = before.kind === "passkey" || accountId(before) === null || isNamed;
          expect(canMove || accountId(now) === accountId(before)).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("counts on from the highest counter of both sides, in whatever order it meets them", () => {
    const secret = Buffer.alloc(20, 1).toString("base64url");
    const entry = anyOtp.map((record) => ({ ...record, type: "hotp" as const, secret }));
    const unlike = { selector: ({ id }: VaultRecord) => id, maxLength: 1 };
    fc.assert(
      fc.property(
        fc.uniqueArray(entry, unlike),
        fc.array(entry, { minLength: 1 }),
        (held, more) => {
          // Whose account is not there belongs to none, so that all of them meet.
          const loose = held.map((record) => ({ ...record, accountId: null }));
          const after = apply(loose, plan(loose, more).put);
          expect(after).toHaveLength(1);
          const highest = Math.max(...[...held, ...more].map(({ counter }) => counter));
          expect(after.map(counterOf)).toEqual([highest]);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it("leaves an account one good recovery code at most, and writes nothing the second time", () => {
    const owner: AccountRecord = {
      kind: "account",
      id: "owner",
      role: "client",
      email: "ada@example.com",
      createdAt: 0,
      updatedAt: 0,
    };
    const codes = fc
      .uniqueArray(anyRecovery, { selector: ({ id }) => id, maxLength: 6 })
      .map((records) => records.map((record) => ({ ...record, accountId: owner.id })));
    fc.assert(
      fc.property(codes, codes, (held, more) => {
        const [first] = held;
        const before = [
          owner,
          ...held.map((code) => (code === first ? code : { ...code, usedAt: 9 })),
        ];
        const after = apply(before, plan(before, [owner, ...more]).put);
        const good = after.filter((record) => record.kind === "recovery" && record.usedAt === null);
        expect(good.length).toBeLessThanOrEqual(1);
        expect(plan(after, [owner, ...more]).put).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  it("accounts for every record of the backup, and holds all it did not refuse", () => {
    fc.assert(
      fc.property(heldRecords, backupRecords, (held, records) => {
        const { put, lines } = plan(held, records);
        expect(lines.map(({ kind }) => kind)).toEqual(records.map(({ kind }) => kind));
        const after = apply(held, put);
        for (const [i, record] of records.entries()) {
          if (lines[i]?.verdict === "refused" || record.kind === "account") continue;
          const twin = (other: VaultRecord) =>
            other.kind === record.kind && keyMaterial(other) === keyMaterial(record);
          expect(after.some(twin)).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("leaves held settings as they are", () => {
    fc.assert(
      fc.property(heldRecords, backupRecords, (held, records) => {
        const heldSettings = held.filter(({ kind }) => kind === "settings");
        const { put } = plan(held, records);
        expect(apply(held, put)).toEqual(expect.arrayContaining(heldSettings));
      }),
    );
  });

  it("plans valid records with different ids, whose accounts are there", () => {
    fc.assert(
      fc.property(heldRecords, backupRecords, (held, records) => {
        const { put } = plan(held, records);
        expect(new Set(put.map(({ id }) => id)).size).toBe(put.length);
        const after = apply(held, put);
        expect(put.map((record) => parseRecord(record))).toEqual(put);
        const heldReferences = new Set(held.map(accountId));
        const dangling = put.filter((record) => {
          const reference = accountId(record);
          if (reference === null || heldReferences.has(reference)) return false;
          return after.find(({ id }) => id === reference)?.kind !== "account";
        });
        expect(dangling).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  it("restores a whole vault into an empty one without merging anything, but for settings that guard less", () => {
    fc.assert(
      fc.property(ownBackup, (records) => {
        const identities = new Set(records.map(recordIdentity));
        const orphaned = records.some((r) => "accountId" in r && r.accountId !== null);
        fc.pre(identities.size === records.length && !orphaned);
        const taken = records.filter(
          (r) => r.kind !== "settings" || !isWeaker(r, DEFAULT_SETTINGS),
        );
        expect(plan([], records).put.toSorted(byId)).toEqual(taken.toSorted(byId));
      }),
      { numRuns: 200 },
    );
  });
});

function accountId(record: VaultRecord): string | null {
  return "accountId" in record ? record.accountId : null;
}

function counterOf(record: VaultRecord): number {
  return record.kind === "otp" ? record.counter : 0;
}

function usedAt(record: VaultRecord): number | null {
  return record.kind === "recovery" ? record.usedAt : null;
}

/** Whether a fill is asked after no more though the code is good and nobody has answered. */
function isForgotten(before: VaultRecord, now: VaultRecord): boolean {
  if (before.kind !== "recovery" || now.kind !== "recovery" || now.usedAt !== null) return false;
  const { filledAt = -1 } = before;
  return Math.max(now.filledAt ?? -1, now.notUsedAt ?? -1) < filledAt;
}

function byId(left: VaultRecord, right: VaultRecord): number {
  return left.id < right.id ? -1 : 1;
}
