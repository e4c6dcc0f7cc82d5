// What a vault holds by the acknowledgements that came: a model so plain that it can be seen to be
// right. It names things as the user does, and leaves out times and ids.

import type { RecordKind, RecordOf, VaultRecord } from "../../../lib/vault/schema.ts";

export type KeptCode = {
  readonly email: string;
  readonly secret: string;
  readonly isConfirmed: boolean;
};
export type KeptRecovery = { readonly email: string; readonly isUsed: boolean };

export type ReferenceVault = {
  readonly accounts: ReadonlySet<string>;
  /** By label. */
  readonly otps: ReadonlyMap<string, KeptCode>;
  /** By the code. */
  readonly recoveries: ReadonlyMap<string, KeptRecovery>;
  /** The label of each passkey, and whether it is hidden, by its user's name. */
  readonly passkeys: ReadonlyMap<string, { readonly label: string; readonly isHidden: boolean }>;
  readonly autoLockMinutes: number | null;
};

export const EMPTY: ReferenceVault = {
  accounts: new Set(),
  otps: new Map(),
  recoveries: new Map(),
  passkeys: new Map(),
  autoLockMinutes: null,
};

/** The same for records as they were read. */
export function referenceOf(records: readonly VaultRecord[]): ReferenceVault {
  const ofKind = <K extends RecordKind>(kind: K) =>
    records.filter((record): record is RecordOf<K> => record.kind === kind);
  const accounts = ofKind("account");
  const emails = new Map(accounts.map(({ id, email }) => [id, email]));
  const emailOf = (id: string | null) => emails.get(id ?? "") ?? "(none)";
  return {
    accounts: new Set(accounts.map(({ email }) => email)),
    otps: new Map(
      ofKind("otp").map((record) => [
        record.label,
        {
          email: emailOf(record.accountId),
          secret: record.secret,
          isConfirmed: record.confirmedAt !== null,
        },
      ]),
    ),
    recoveries: new Map(
      ofKind("recovery").map((record) => [
        record.code ?? "",
        { email: emailOf(record.accountId), isUsed: record.usedAt !== null },
      ]),
    ),
    passkeys: new Map(
      ofKind("passkey").map(({ userName, label, hidden }) => [
        userName,
        { label, isHidden: hidden !== null },
      ]),
    ),
    autoLockMinutes: ofKind("settings")[0]?.autoLockMinutes ?? null,
  };
}

/** One text for one state, line by line so that a difference can be read. */
export function describeState(vault: ReferenceVault): string {
  const lines = [
    ...[...vault.accounts].map((email) => `account ${email}`),
    ...[...vault.otps].map(([label, { email, secret, isConfirmed }]) => {
      return `otp ${label} ${email} ${secret} ${isConfirmed ? "confirmed" : "new"}`;
    }),
    ...[...vault.recoveries].map(([code, { email, isUsed }]) => {
      return `recovery ${code} ${email} ${isUsed ? "used" : "good"}`;
    }),
    ...[...vault.passkeys].map(([name, { label, isHidden }]) => {
      return `passkey ${name} ${label} ${isHidden ? "hidden" : "shown"}`;
    }),
    `lock ${vault.autoLockMinutes}`,
  ];
  return lines.toSorted().join("\n");
}

/** The lines that only one of two states has. */
export function differenceOf(found: string, wanted: string): string {
  const [has, should] = [found.split("\n"), wanted.split("\n")];
  return [
    ...should.filter((line) => !has.includes(line)).map((line) => `missing: ${line}`),
    ...has.filter((line) => !should.includes(line)).map((line) => `unwanted: ${line}`),
  ].join("\n");
}
