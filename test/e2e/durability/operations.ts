// Changes of the vault at random, by a seed: each as the message that asks for it, and what it makes of
// the reference vault. Some write one record, some many in one commit.

import { createHash } from "node:crypto";
import type { VaultRecord } from "../../../lib/vault/schema.ts";
import { sealBackup } from "../../../lib/exchange/backup.ts";
import { ARGON2_FLOOR } from "../../../lib/crypto/argon2id.ts";
import type { MethodName } from "../../../lib/rpc/protocol.ts";
import { encodeBase32 } from "../../../lib/bytes/base32.ts";
import { passkey } from "../../unit/vault/sample-records.ts";
import { createSeededRandom } from "../../unit/vault/seeded-random.ts";
import { BACKUP_PASSWORD } from "../flows/waykey-user.ts";
import type { ReferenceVault } from "./reference-vault.ts";

export type Operation = {
  readonly method: MethodName;
  readonly input: unknown;
  readonly change: (vault: ReferenceVault) => ReferenceVault;
  /** The vault's password from then on, where it changes that. */
  readonly password?: string;
};

/** The ids that a message needs, by kind and the name that the reference vault knows. */
export type Ids = ReadonlyMap<string, string>;

export const EMAILS = ["ada@example.com", "bo@example.com", "cy@example.com"] as const;
const START = 1_760_000_000_000;

export function idsOf(records: readonly VaultRecord[]): Ids {
  return new Map(records.map((record) => [`${record.kind} ${nameOf(record)}`, record.id]));
}

/** An account that was removed may be made again, and has another id then. */
export function withoutLostAccounts(ids: Ids, { accounts }: ReferenceVault): Ids {
  const isLost = (key: string): boolean =>
    key.startsWith("account ") && !accounts.has(key.slice("account ".length));
  return new Map([...ids].filter(([key]) => !isLost(key)));
}

function nameOf(record: VaultRecord): string {
  if (record.kind === "account") return record.email;
  if (record.kind === "otp") return record.label;
  if (record.kind === "recovery") return record.code ?? "";
  return record.kind === "passkey" ? record.userName : "";
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

function secretOf(label: string): Uint8Array {
  return new Uint8Array(digest(label).subarray(0, 20));
}

function recoveryCodeOf(name: string): string {
  return digest(name).toString("hex").toUpperCase().slice(0, 24);
}

/** A new code of that label, for the account of that e-mail, which is made if need be. */
export function addCode(label: string, email: string): Operation {
  const secret = secretOf(label);
  const text = `otpauth://totp/Headway:${label}?secret=${encodeBase32(secret)}&issuer=Headway`;
  return {
    method: "otp.add",
    input: { text, account: { role: "client", email } },
    change: (vault) => ({
      ...vault,
      accounts: new Set([...vault.accounts, email]),
      otps: new Map([
        ...vault.otps,
        [label, { email, secret: Buffer.from(secret).toString("base64url"), isConfirmed: false }],
      ]),
    }),
  };
}

/** Another password for the vault, which holds the same as before. */
export function changePassword(from: string, to: string): Operation {
  return {
    method: "vault.change-password",
    input: { proof: { method: "password", password: from }, newPassword: to },
    change: (vault) => vault,
    password: to,
  };
}

function saveRecovery(code: string, email: string): Operation {
  return {
    method: "recovery.save",
    input: { code, account: { role: "client", email } },
    change: (vault) => ({
      ...vault,
      accounts: new Set([...vault.accounts, email]),
      recoveries: new Map([
        ...[...vault.recoveries].map(([held, kept]) => {
          return [held, kept.email === email ? { ...kept, isUsed: true } : kept] as const;
        }),
        [code, { email, isUsed: false }],
      ]),
    }),
  };
}

function removeAccount(email: string, id: string): Operation {
  return {
    method: "account.remove",
    input: { id },
    change: (vault) => ({
      ...vault,
      accounts: new Set([...vault.accounts].filter((held) => held !== email)),
      otps: new Map([...vault.otps].filter(([, kept]) => kept.email !== email)),
      recoveries: new Map([...vault.recoveries].filter(([, kept]) => kept.email !== email)),
    }),
  };
}

/** A backup with an account, a code, a recovery code and a passkey that are nowhere else. */
export async function restoreBackup(name: string): Promise<Operation> {
  const email = `${name}@example.com`;
  const common = { createdAt: START, updatedAt: START, accountId: `account-${name}` };
  const secret = Buffer.from(secretOf(name)).toString("base64url");
  const records: VaultRecord[] = [
    {
      kind: "account",
      id: `account-${name}`,
      role: "client",
      email,
      createdAt: START,
      updatedAt: START,
    },
    {
      ...common,
      kind: "otp",
      id: `otp-${name}`,
      type: "totp",
      issuer: "Headway",
      label: name,
      secret,
      algorithm: "SHA1",
      digits: 6,
      periodSeconds: 30,
      counter: 0,
      confirmedAt: null,
    },
    {
      ...common,
      kind: "recovery",
      id: `recovery-${name}`,
      code: recoveryCodeOf(name),
      usedAt: null,
    },
    {
      ...passkey,
      ...common,
      id: `passkey-${name}`,
      credentialId: digest(`credential ${name}`).toString("base64url"),
      userHandle: digest(`user ${name}`).toString("base64url"),
      userName: name,
      label: name,
    },
  ];
  const random = createSeededRandom(`backup ${name}`);
  const ports = { now: () => START, random, kdf: ARGON2_FLOOR };
  const text = await sealBackup(records, BACKUP_PASSWORD, ports);
  return {
    method: "backup.restore",
    input: { text, backupPassword: BACKUP_PASSWORD, mode: "merge" },
    change: (vault) => ({
      ...vault,
      accounts: new Set([...vault.accounts, email]),
      otps: new Map([...vault.otps, [name, { email, secret, isConfirmed: false }]]),
      recoveries: new Map([...vault.recoveries, [recoveryCodeOf(name), { email, isUsed: false }]]),
      passkeys: new Map([...vault.passkeys, [name, { label: name, isHidden: false }]]),
    }),
  };
}

export function renamePasskey(name: string, id: string, label: string): Operation {
  return {
    method: "passkey.rename",
    input: { id, label },
    change: (vault) => ({ ...vault, passkeys: withPasskey(vault, name, { label }) }),
  };
}

function hidePasskey(name: string, id: string, isHidden: boolean): Operation {
  return {
    method: "passkey.hide",
    input: { id, hidden: isHidden },
    change: (vault) => ({ ...vault, passkeys: withPasskey(vault, name, { isHidden }) }),
  };
}

function withPasskey(
  { passkeys }: ReferenceVault,
  name: string,
  change: { readonly label?: string; readonly isHidden?: boolean },
): ReferenceVault["passkeys"] {
  const held = passkeys.get(name);
  if (held === undefined) throw new RangeError(`name "${name}" must be a passkey's`);
  return new Map([...passkeys, [name, { ...held, ...change }]]);
}

/** Only ever sooner: to lock later takes the password. */
function lockSooner(vault: ReferenceVault): Operation {
  const autoLockMinutes = (vault.autoLockMinutes ?? 15) - 1;
  return {
    method: "settings.set",
    input: {
      autoLockMinutes,
      lockWithSystem: true,
      verifiedForMinutes: 0,
      passkeyUpgrades: false,
      password: null,
    },
    change: (before) => ({ ...before, autoLockMinutes }),
  };
}

/** The next change at random; `number` makes its names unlike all others. */
export async function randomOperation(
  vault: ReferenceVault,
  ids: Ids,
  next: () => number,
  number: number,
): Promise<Operation> {
  const pick = <T>(items: Iterable<T>): T | undefined => {
    const all = [...items];
    return all[Math.floor(next() * all.length)];
  };
  const email = pick(EMAILS) ?? EMAILS[0];
  const add = addCode(`code-${number}`, email);
  const dice = next();
  const code = pick(vault.otps.keys());
  const known = pick(vault.passkeys.keys());
  const recovery = pick(vault.recoveries.keys());
  const codeId = ids.get(`otp ${code}`);
  const passkeyId = ids.get(`passkey ${known}`);
  const recoveryId = ids.get(`recovery ${recovery}`);
  if (dice < 0.3) return add;
  if (dice < 0.4) return saveRecovery(recoveryCodeOf(`recovery ${number}`), email);
  if (dice < 0.43) return restoreBackup(`restored-${number}`);
  if (dice < 0.53 && code !== undefined && codeId !== undefined) {
    const confirm = (before: ReferenceVault) => {
      const held = before.otps.get(code);
      if (held === undefined) throw new RangeError("code must be held");
      return { ...before, otps: new Map([...before.otps, [code, { ...held, isConfirmed: true }]]) };
    };
    return { method: "otp.confirm", input: { id: codeId }, change: confirm };
  }
  if (dice < 0.63 && code !== undefined && codeId !== undefined) {
    const remove = (before: ReferenceVault) => {
      return { ...before, otps: new Map([...before.otps].filter(([label]) => label !== code)) };
    };
    return { method: "otp.remove", input: { id: codeId }, change: remove };
  }
  if (dice < 0.7 && recovery !== undefined && recoveryId !== undefined) {
    const use = (before: ReferenceVault) => {
      const held = before.recoveries.get(recovery);
      if (held === undefined) throw new RangeError("recovery must be held");
      const used = [recovery, { ...held, isUsed: true }] as const;
      return { ...before, recoveries: new Map([...before.recoveries, used]) };
    };
    return { method: "recovery.mark-used", input: { id: recoveryId }, change: use };
  }
  if (dice < 0.82 && known !== undefined && passkeyId !== undefined) {
    return renamePasskey(known, passkeyId, `label-${number}`);
  }
  if (dice < 0.88 && known !== undefined && passkeyId !== undefined) {
    return hidePasskey(known, passkeyId, next() < 0.5);
  }
  if (dice < 0.94 && (vault.autoLockMinutes ?? 0) > 60) return lockSooner(vault);
  const accountId = ids.get(`account ${email}`);
  if (dice < 0.97 && accountId !== undefined) return removeAccount(email, accountId);
  return add;
}
