// Writing records: each as the revision after the one it replaces, all in one commit that fails if
// another write came between, and then read back, opened and compared.

import { isWaykeyError, WaykeyError } from "../errors.ts";
import { sealRecord } from "./envelope.ts";
import type { VaultPorts } from "./ports.ts";
import type { VaultRecord } from "./schema.ts";
import type { RevisionExpectation, SealedRecord, VaultStore } from "./store.ts";
import { claimedRevision, isUnreadable, openStored } from "./stored-record.ts";
import type { VaultKeys } from "./vault-keys.ts";

const MAX_ATTEMPTS = 5;

export type WriteContext = {
  readonly store: VaultStore;
  readonly keys: VaultKeys;
  readonly random: VaultPorts["random"];
};

/** One record to be written, and what the store must hold at that moment. */
export type PreparedWrite = {
  readonly record: VaultRecord;
  readonly sealed: SealedRecord;
  readonly expect: readonly RevisionExpectation[];
};

/** Seals `record` as the successor of `revision`; null: as the first of its id. */
export async function prepareSuccessor(
  context: WriteContext,
  record: VaultRecord,
  revision: number | null,
): Promise<PreparedWrite> {
  const sealed = await sealRecord(context.keys, record, (revision ?? 0) + 1, context.random);
  return { record, sealed, expect: [{ id: record.id, revision }] };
}

/**
 * Seals `record` as the successor of whatever lies under its id.
 * @throws WaykeyError `record/damaged` or `record/invalid` when that does not open, unless
 *   `replaceUnreadable`
 */
export async function prepareReplacement(
  context: WriteContext,
  record: VaultRecord,
  replaceUnreadable: boolean,
): Promise<PreparedWrite> {
  const stored = await context.store.read(record.id);
  if (stored === undefined) return prepareSuccessor(context, record, null);
  try {
    const { revision } = await openStored(context.keys, record.id, stored);
    return await prepareSuccessor(context, record, revision);
  } catch (error) {
    if (!isUnreadable(error) || !replaceUnreadable) throw error;
    const write = await prepareSuccessor(context, record, claimedRevision(stored));
    return { ...write, expect: [] };
  }
}

/**
 * Commits what `prepare` returns and verifies it. On a conflict `prepare` is asked again, so that it
 * sees what the other write left.
 * @throws WaykeyError `vault/conflict` after 5 attempts; `vault/storage`; what `prepare` throws
 */
export async function writePrepared(
  context: WriteContext,
  prepare: () => Promise<readonly PreparedWrite[]>,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const writes = await prepare();
    if (writes.length === 0) return;
    try {
      await context.store.commit({
        put: writes.map(({ sealed }) => sealed),
        expect: writes.flatMap(({ expect }) => expect),
      });
    } catch (error) {
      if (isWaykeyError(error, "vault/conflict") && attempt < MAX_ATTEMPTS) continue;
      throw error;
    }
    await Promise.all(writes.map((write) => verifyWritten(context, write)));
    return;
  }
}

/** A later revision means that another write followed, which verifies itself. */
async function verifyWritten(context: WriteContext, write: PreparedWrite): Promise<void> {
  const failure = "A record did not read back as it was written";
  const stored = await context.store.read(write.record.id);
  if (claimedRevision(stored) > write.sealed.revision) return;
  try {
    const { record } = await openStored(context.keys, write.record.id, stored);
    if (JSON.stringify(record) === JSON.stringify(write.record)) return;
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    throw new WaykeyError("vault/storage", failure, { cause: error });
  }
  throw new WaykeyError("vault/storage", failure);
}
