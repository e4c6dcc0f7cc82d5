// The QR codes of one export of Google Authenticator, put together as they are scanned: in any order, each
// once, and none of another export among them. The first one that can be read says which export it is.

import { isWaykeyError } from "../errors.ts";
import {
  type GoogleMigration,
  type MigrationEntry,
  parseGoogleMigration,
} from "./google-migration.ts";

export const PART_VERDICTS = ["taken", "repeated", "other-export", "unreadable"] as const;
export type PartVerdict = (typeof PART_VERDICTS)[number];

export type MigrationBatch = {
  /** How many codes the export has; 0 if none was read. */
  readonly size: number;
  /** Which of them are here, from 0, in ascending order. */
  readonly parts: readonly number[];
  /** The entries of these parts, in the order of the export. */
  readonly entries: readonly MigrationEntry[];
  /** What became of each text, in the order given. */
  readonly verdicts: readonly PartVerdict[];
};

/** Reads the texts of several QR codes. What is no part of the same export is told and left out. */
export function collectMigration(texts: readonly string[]): MigrationBatch {
  const parts = new Map<number, GoogleMigration>();
  let first: GoogleMigration | null = null;
  const verdicts: PartVerdict[] = [];
  for (const text of texts) {
    const part = readPart(text);
    if (part === null) {
      verdicts.push("unreadable");
      continue;
    }
    first ??= part;
    const held = parts.get(part.batchIndex);
    const isOther = part.batchId !== first.batchId || part.batchSize !== first.batchSize;
    if (isOther || (held !== undefined && !isSamePart(held, part))) verdicts.push("other-export");
    else verdicts.push(held === undefined ? "taken" : "repeated");
    if (verdicts.at(-1) === "taken") parts.set(part.batchIndex, part);
    else wipeEntries(part.entries);
  }
  const ordered = [...parts.values()].toSorted((a, b) => a.batchIndex - b.batchIndex);
  return {
    size: first?.batchSize ?? 0,
    parts: ordered.map((part) => part.batchIndex),
    entries: ordered.flatMap((part) => part.entries),
    verdicts,
  };
}

/** Overwrites the secrets of what was read. */
export function wipeEntries(entries: readonly MigrationEntry[]): void {
  for (const entry of entries) if (entry.state === "read") entry.parameters.secret.fill(0);
}

function readPart(text: string): GoogleMigration | null {
  try {
    return parseGoogleMigration(text);
  } catch (error) {
    if (isWaykeyError(error)) return null;
    throw error;
  }
}

/** Exports of one code have no number to tell them apart, so what is in them does. */
function isSamePart(left: GoogleMigration, right: GoogleMigration): boolean {
  return JSON.stringify(left.entries) === JSON.stringify(right.entries);
}
