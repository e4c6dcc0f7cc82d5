import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isBackedUp, type BackupRecord } from "../../../lib/exchange/backup-kinds.ts";
import { keyMaterial, recordIdentity } from "../../../lib/exchange/record-identity.ts";
import { planRestore, type RestoreMode } from "../../../lib/exchange/restore-plan.ts";
import { planUndo } from "../../../lib/exchange/undo-plan.ts";
import type { UndoRecord, VaultRecord } from "../../../lib/vault/schema.ts";
import { backupRecord, heldRecords } from "../vault/arbitrary-records.ts";

const RESTORED_AT = Number.MAX_SAFE_INTEGER;
const modes = fc.constantFrom<RestoreMode>("merge", "replace");
const files = fc.array(backupRecord, { maxLength: 8 });

function byId(records: readonly VaultRecord[]): VaultRecord[] {
  return [...new Map(records.map((record) => [record.id, record])).values()].toSorted((a, b) =>
    a.id.localeCompare(b.id),
  );
}

/** As a vault is: what hangs on an account hangs on one that is there, and nothing is there twice. */
const vaults = heldRecords.map((records) => {
  const accounts = new Set(records.filter(({ kind }) => kind === "account").map(({ id }) => id));
  const attached = records.filter(isBackedUp).map((record): BackupRecord => {
    if (!("accountId" in record) || accounts.has(record.accountId ?? "")) return record;
    return { ...record, accountId: null };
  });
  const single = new Map(attached.map((record) => [recordIdentity(record), record]));
  const kept = new Set([...single.values()].map(({ id }) => id));
  const isAttached = (record: BackupRecord) =>
    !("accountId" in record) || record.accountId === null || kept.has(record.accountId);
  return byId([...single.values()].filter(isAttached)).filter(isBackedUp);
});

function restored(held: readonly BackupRecord[], file: readonly BackupRecord[], mode: RestoreMode) {
  const { put, others } = planRestore(held, { records: file, refused: [] }, mode);
  const removed = mode === "replace" ? others : [];
  const heldById = new Map(held.map((record) => [record.id, record]));
  const written = new Set(put.map(({ id }) => id));
  const undo: UndoRecord = {
    kind: "undo",
    id: "undo",
    createdAt: RESTORED_AT,
    updatedAt: RESTORED_AT,
    added: put.map(({ id }) => id).filter((id) => !heldById.has(id)),
    renewed: put.flatMap(({ id, updatedAt }) => {
      const before = heldById.get(id);
      return before === undefined ? [] : [{ before, writtenAt: updatedAt }];
    }),
    removed: removed.filter(({ id }) => !written.has(id)),
  };
  const gone = new Set(removed.map(({ id }) => id));
  return { undo, after: byId([...held.filter(({ id }) => !gone.has(id)), ...put]) };
}

function takenBack(undo: UndoRecord, records: readonly VaultRecord[]): VaultRecord[] {
  const { put, remove } = planUndo(undo, records);
  expect(put.filter(({ id }) => remove.includes(id))).toEqual([]);
  const gone = new Set(remove);
  return byId([...records.filter(({ id }) => !gone.has(id)), ...put]);
}

/** Without what never goes back. */
function withoutUses(record: VaultRecord): object {
  if (record.kind === "otp") return { ...record, counter: 0 };
  if (record.kind === "passkey") return { ...record, lastUsedAt: null };
  return record.kind === "recovery" ? { id: record.id, code: record.code } : record;
}

const counterOf = (record: VaultRecord) => (record.kind === "otp" ? record.counter : 0);
const nameOf = (record: VaultRecord) => JSON.stringify([record.id, keyMaterial(record)]);

describe("planUndo, for any restore", () => {
  it("leaves what was there before, where nothing was done since", () => {
    fc.assert(
      fc.property(vaults, files, modes, (held, file, mode) => {
        const { undo, after } = restored(held, file, mode);
        const back = takenBack(undo, after);
        expect(back.map(({ id }) => id)).toEqual(held.map(({ id }) => id));
        const isGood = (record: VaultRecord) =>
          record.kind !== "recovery" || record.usedAt === null;
        expect(back.filter(isGood).map(withoutUses)).toEqual(
          held
            .filter(({ id }) => back.some((each) => each.id === id && isGood(each)))
            .map(withoutUses),
        );
      }),
      { numRuns: 1000 },
    );
  });

  it("leaves nothing twice, without its account, or with an earlier counter, whatever was done since", () => {
    fc.assert(
      fc.property(vaults, files, modes, files, (held, file, mode, more) => {
        const { undo, after } = restored(held, file, mode);
        const since = restored(after.filter(isBackedUp), more, "merge").after;
        const twice = (records: readonly VaultRecord[]) => {
          // Two passkeys of one credential ID stay where their secrets differ: neither may be lost.
          const single = records.filter(({ kind }) => kind !== "passkey");
          const names = single.map((record) => recordIdentity(record));
          return names.filter((name, i) => names.indexOf(name) !== i);
        };
        const lost = (records: readonly VaultRecord[]) => {
          const ids = new Set<string | null>([null, ...records.map(({ id }) => id)]);
          return records.filter((record) => "accountId" in record && !ids.has(record.accountId));
        };
        // Of a restore itself other tests tell.
        fc.pre(twice(since).length === 0 && lost(since).length === 0);
        const back = takenBack(undo, since);
        expect(twice(back)).toEqual([]);
        expect(lost(back)).toEqual([]);
        const counters = new Map(since.map((record) => [nameOf(record), counterOf(record)]));
        for (const record of back) {
          expect(counterOf(record)).toBeGreaterThanOrEqual(counters.get(nameOf(record)) ?? 0);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
