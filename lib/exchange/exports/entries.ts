// What of a vault may go to another program: codes, passkeys and recovery codes, each with a name to tell it by; a code
// without a label, as one that was typed, takes its account's address along. Accounts, settings and logs are
// Waykey's own.

import type { OtpRecord, PasskeyRecord, VaultRecord } from "../../vault/schema.ts";
import type { ExportEntry, ExportKind } from "./export.ts";

const KINDS: readonly ExportKind[] = ["otp", "passkey", "recovery"];

/** Codes first, then passkeys, then recovery codes, each by their names. */
export function exportEntries(records: readonly VaultRecord[]): readonly ExportEntry[] {
  const emails = new Map(
    records
      .filter((record) => record.kind === "account")
      .map(({ id, email }) => [id, email] as const),
  );
  const emailOf = (accountId: string | null) => emails.get(accountId ?? "") ?? "";
  const otps = records
    .filter((record) => record.kind === "otp")
    .map((record) => ({ ...record, label: record.label || emailOf(record.accountId) }));
  const passkeys = records.filter((record) => record.kind === "passkey");
  const codes = records.filter((record) => record.kind === "recovery");
  const entries: readonly ExportEntry[] = [
    ...otps.map((record) => ({ kind: "otp", name: otpNameOf(record), record }) as const),
    ...passkeys.map(
      (record) => ({ kind: "passkey", name: passkeyNameOf(record), record }) as const,
    ),
    ...codes.map((record) => {
      const email = emailOf(record.accountId);
      return { kind: "recovery", name: email, record, email } as const;
    }),
  ];
  return entries.toSorted((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || byName(a, b));
}

/** The same in every language, since a file is made of it. */
function byName(a: ExportEntry, b: ExportEntry): number {
  const [left, right] = [a.name.toLowerCase(), b.name.toLowerCase()];
  return left === right ? 0 : left < right ? -1 : 1;
}

/** Whether it is out of use: a code that was put away, or a passkey that is offered to no site. */
export function isOutOfUse(entry: ExportEntry): boolean {
  if (entry.kind === "otp") return (entry.record.putAwayAt ?? null) !== null;
  return entry.kind === "passkey" && entry.record.hidden !== null;
}

function otpNameOf({ issuer, label }: OtpRecord): string {
  return joined(issuer, label);
}

function passkeyNameOf({ rpId, userName }: PasskeyRecord): string {
  return joined(rpId, userName);
}

function joined(...parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join(": ");
}
