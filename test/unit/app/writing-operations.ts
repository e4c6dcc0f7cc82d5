// Every operation that changes or opens the vault, over the same records, to be interrupted in tests.

import { expect } from "vitest";
import { ARGON2_FLOOR } from "../../../lib/crypto/argon2id.ts";
import { sealBackup } from "../../../lib/exchange/backup.ts";
import type { AppHandlers } from "../../../lib/app/handlers.ts";
import type { InputOf } from "../../../lib/rpc/protocol.ts";
import { lockRecoveryCode } from "../../../lib/vault/recovery-lock.ts";
import type { AccountRecord, VaultRecord } from "../../../lib/vault/schema.ts";
import {
  account,
  fullPasskey,
  hotp,
  log,
  otp,
  passkey,
  PASSPHRASE,
  recovery,
  settings,
  verification,
} from "../vault/sample-records.ts";
import { createSeededRandom } from "../vault/seeded-random.ts";
import { BACKUP_PASSWORD, PASSWORD, START, World, type Worker } from "./kit.ts";
import { week } from "./reset-all.ts";

export type Operation = {
  readonly name: string;
  readonly start: "none" | "locked" | "unlocked";
  readonly run: (worker: Worker) => Promise<unknown>;
  /** What a second attempt may fail with when the first one had gone through. */
  readonly doneCode: "none" | "vault/no-record" | "vault/exists";
};

export const PIN = verification.pin ?? expect.fail("the sample must have a PIN");

/** An account with a good recovery code of its own, and a phone that was set up before a reset. */
const elsewhere: AccountRecord = {
  ...account,
  id: "account-8",
  email: "elsewhere@example.com",
  resetList: {
    at: START,
    isOpen: true,
    turnedAt: START,
    ways: [
      {
        method: "phone",
        place: "elsewhere",
        where: "my own",
        callingCode: "+1",
        word: "open",
        at: START,
      },
    ],
  },
};

const RECORDS: readonly VaultRecord[] = [
  account,
  elsewhere,
  { ...recovery, id: "recovery-8", accountId: elsewhere.id, code: "QRST1234EFGH5678IJKL9012" },
  otp,
  hotp,
  passkey,
  fullPasskey,
  recovery,
  settings,
  // Without wrong tries, and with the password given just now: noting it is a commit of its own.
  {
    ...verification,
    device: null,
    pin: { ...PIN, wrongTries: 0 },
    passwordInterval: { givenAt: START, days: 1 },
  },
  log,
  {
    kind: "undo",
    id: "undo",
    createdAt: START,
    updatedAt: START,
    added: [fullPasskey.id],
    renewed: [
      { before: { ...passkey, label: "before the restore" }, writtenAt: passkey.updatedAt },
    ],
    removed: [{ ...otp, id: "otp-away", secret: "QUJDREVGR0hJSktMTU5PUA" }],
  },
];

/** Used up, in the clear; it is locked when the vault is made. */
const LOCKED = {
  ...recovery,
  id: "recovery-7",
  accountId: elsewhere.id,
  code: "LOCK1234EFGH5678IJKL9012",
  usedAt: START,
};

const PASSPHRASE_OF_CODE = { id: recovery.id, password: PASSWORD, passphrase: PASSPHRASE };

const SETTINGS = {
  autoLockMinutes: 10,
  lockWithSystem: true,
  verifiedForMinutes: 0,
  passkeyUpgrades: false,
};

function operation<M extends keyof AppHandlers>(
  method: M,
  input: InputOf<M>,
  rest: Partial<Omit<Operation, "run">> = {},
): Operation {
  return {
    name: method,
    start: "unlocked",
    doneCode: "none",
    run: ({ handlers }) => handlers[method](input),
    ...rest,
  };
}

/** All of them; a backup to restore is sealed first. */
export async function allOperations(): Promise<readonly Operation[]> {
  const restored: readonly VaultRecord[] = [
    { ...account, id: "account-2", email: "bo@example.com" },
    { ...otp, id: "otp-9", accountId: "account-2", secret: "QUJDREVGR0hJSktMTU5PUA" },
    { ...hotp, label: "renamed", counter: 7, updatedAt: hotp.updatedAt + 1 },
    { ...recovery, id: "recovery-2", accountId: "account-2", code: "ZZZZ1234EFGH5678IJKL9012" },
  ];
  const random = createSeededRandom("backup to restore");
  const ports = { now: () => START, random, kdf: ARGON2_FLOOR };
  const text = await sealBackup(restored, BACKUP_PASSWORD, ports);
  const choice = { role: "client", email: "new@example.com" } as const;
  const removed = { doneCode: "vault/no-record" } as const;
  return [
    operation("vault.create", { password: PASSWORD }, { start: "none", doneCode: "vault/exists" }),
    operation("vault.unlock", { method: "password", password: PASSWORD }, { start: "locked" }),
    operation("vault.contents", null),
    operation("vault.beginning", null),
    operation("otp.add", { text: "JBSWY3DPEHPK3PXP", account: choice }),
    operation("otp.next", { id: hotp.id }),
    operation("otp.confirm", { id: otp.id }),
    operation("otp.remove", { id: otp.id }, removed),
    operation("account.create", choice),
    operation("account.rename", { id: account.id, email: "grace@example.com" }),
    operation("account.note-method", {
      id: account.id,
      method: "phone",
      answer: { state: "none" },
    }),
    operation("account.tick", { id: account.id, tick: "email-secured", done: true }),
    operation("account.exempted", { id: account.id, granted: week(START) }),
    operation("account.reset", {
      id: account.id,
      ended: [otp.id, hotp.id, passkey.id, fullPasskey.id, recovery.id],
      kept: ["phone"],
      doneAt: START - 5,
      doneOn: "2025-10-09",
    }),
    operation("account.settle-way", {
      id: elsewhere.id,
      method: "phone",
      place: "elsewhere",
      word: "again",
    }),
    operation("account.turn-list", { id: elsewhere.id, open: false }),
    operation("otp.put-away", { id: otp.id, away: true }),
    operation("account.favourite", { id: account.id, favourite: true }),
    operation("holding.move", { id: otp.id, account: choice }),
    operation(
      "holding.move",
      { id: recovery.id, account: { accountId: elsewhere.id } },
      { name: "holding.move of a recovery code to where one is good" },
    ),
    operation("account.remove", { id: account.id }, removed),
    operation("passkey.rename", { id: passkey.id, label: "Desk" }),
    operation("passkey.hide", { id: passkey.id, hidden: true }),
    operation("passkey.remove", { id: passkey.id }, removed),
    operation("recovery.save", {
      code: "WXYZ1234EFGH5678IJKL9012",
      account: { accountId: account.id },
    }),
    operation("recovery.keep-elsewhere", {
      account: { accountId: elsewhere.id },
      where: "printed",
    }),
    operation("recovery.reveal", { id: recovery.id, password: PASSWORD }),
    operation("recovery.set-passphrase", PASSPHRASE_OF_CODE),
    operation("recovery.remove-passphrase", { ...PASSPHRASE_OF_CODE, id: LOCKED.id }),
    operation("sheet.secrets", {
      id: account.id,
      recoveryCode: true,
      otpId: otp.id,
      password: PASSWORD,
    }),
    operation("recovery.mark-used", { id: recovery.id }),
    operation("recovery.note-copied", { id: recovery.id }),
    operation("recovery.not-used", { id: recovery.id }),
    operation("recovery.take-back", { id: LOCKED.id }),
    operation("recovery.remove", { id: recovery.id }, removed),
    operation("settings.set", { ...SETTINGS, password: null }),
    operation(
      "settings.set",
      { ...SETTINGS, autoLockMinutes: 60, password: PASSWORD },
      { name: "settings.set with the password" },
    ),
    operation("verification.set-pin", { password: PASSWORD, pin: "a7c9-pin" }),
    operation("verification.remove-pin", { password: PASSWORD }),
    operation("log.clear", null),
    operation("move.tick", { step: "backup", done: true }),
    {
      name: "backup.saved",
      start: "unlocked",
      doneCode: "none",
      run: async ({ handlers }) => {
        const passwords = { password: PASSWORD, backupPassword: BACKUP_PASSWORD };
        const { madeAt } = await handlers["backup.export"](passwords);
        return handlers["backup.saved"]({ madeAt });
      },
    },
    operation("backup.restore", { text, backupPassword: BACKUP_PASSWORD, mode: "merge" }),
    {
      ...operation("backup.restore", { text, backupPassword: BACKUP_PASSWORD, mode: "replace" }),
      name: "backup.restore that replaces",
    },
    operation("backup.take-back-restore", { work: "a-work" }),
    operation("backup.keep-restore", null),
  ];
}

/** The world in which every run of an operation begins, to the last byte. */
export async function worldFor({ start }: Operation): Promise<World> {
  const world = new World();
  if (start === "none") return world;
  const random = createSeededRandom("a locked code");
  const lock = await lockRecoveryCode(LOCKED.code, PASSPHRASE, ARGON2_FLOOR, random);
  await world.makeVault([...RECORDS, { ...LOCKED, code: null, lock }]);
  if (start === "unlocked") await world.unlock(world.bear());
  return world;
}
