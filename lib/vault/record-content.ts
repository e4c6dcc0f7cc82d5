// What an opened seal holds: a record, a tombstone that says that a record was removed, or what a
// migration could not read and carried over as it was.

import { WaykeyError } from "../errors.ts";
import type { Inside } from "./envelope.ts";
import { parseRecord, RECORD_KINDS, type RecordKind, type VaultRecord } from "./schema.ts";

/** The kind of what a migration carried over unread; `record` is then a `CarriedRecord`. */
export const CARRIED_KIND = "carried";

/** A stored record of version 1 that does not open. */
export type CarriedRecord = {
  readonly reason: "record/damaged" | "record/invalid";
  /** What the version 1 store held, as `encodeStored` writes it. */
  readonly stored: string;
};

/** `unknown`: it could not be read when it was removed. */
export type TombstoneKind = RecordKind | "unknown";

export type Tombstone = {
  readonly id: string;
  readonly kind: TombstoneKind;
  readonly revision: number;
  /** The copy of the vault in which it was removed. */
  readonly device: string;
  /** Epoch milliseconds. */
  readonly deletedAt: number;
};

/** A record, or null and the tombstone in its place. */
export type Content =
  | { readonly record: VaultRecord; readonly tombstone: null }
  | { readonly record: null; readonly tombstone: Tombstone };

/** What a migration carried over, if that is what a seal held. */
export function findCarried({ kind, record }: Inside): CarriedRecord | null {
  if (kind !== CARRIED_KIND || typeof record !== "object" || record === null) return null;
  if (!("stored" in record) || typeof record.stored !== "string") return null;
  const isInvalid = "reason" in record && record.reason === "record/invalid";
  return { reason: isInvalid ? "record/invalid" : "record/damaged", stored: record.stored };
}

/**
 * Checks what a seal held.
 * @throws WaykeyError `record/invalid` when it is whole but nothing that this version knows
 * @throws WaykeyError `record/damaged` when it does not belong to its id and kind, or was damaged
 *   already when a migration carried it over
 */
export function readContent(inside: Inside): Content {
  const carried = findCarried(inside);
  if (carried !== null) {
    throw new WaykeyError(carried.reason, "The record could not be read when it was migrated");
  }
  const { id, kind, revision, device, deletedAt } = inside;
  if (deletedAt !== null) {
    if (inside.record !== null) throw damaged("A removed record still has its content");
    if (!isTombstoneKind(kind)) {
      throw new WaykeyError("record/invalid", "A record of an unknown kind was removed");
    }
    return { record: null, tombstone: { id, kind, revision, device, deletedAt } };
  }
  const record = parseRecord(inside.record);
  if (record.id !== id || record.kind !== kind) throw damaged("The record is not its envelope's");
  return { record, tombstone: null };
}

function isTombstoneKind(kind: string): kind is TombstoneKind {
  return kind === "unknown" || (RECORD_KINDS as readonly string[]).includes(kind);
}

function damaged(message: string): WaykeyError {
  return new WaykeyError("record/damaged", message);
}
