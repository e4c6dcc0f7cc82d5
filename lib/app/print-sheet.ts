// The secrets that an account's printed sheet may bear, for someone who has just given the password.

import { WaykeyError } from "../errors.ts";
import { formatOtpauthUri } from "../otp/otpauth-uri.ts";
import { formatSecret } from "../otp/secret.ts";
import type { OtpRecord, RecoveryRecord } from "../vault/schema.ts";
import { type App, requireVault } from "./app.ts";
import { withParameters } from "./one-time-codes.ts";
import { readRecoveryCode } from "./recovery-locks.ts";
import { verifyByPassword } from "./verification.ts";
import type { SheetChoice, SheetSecrets } from "./views.ts";

/**
 * Nothing but what was chosen.
 * @param passphrase of the recovery code, where it has one of its own
 * @throws WaykeyError `vault/password`, `recovery/passphrase`, `vault/locked`; `vault/no-record` for what the
 *   account does not hold
 */
export async function sheetSecrets(
  app: App,
  { id, recoveryCode, otpId }: SheetChoice,
  password: string,
  passphrase = "",
): Promise<SheetSecrets> {
  const vault = await requireVault(app);
  await verifyByPassword(app, vault, password);
  const { records } = await vault.findByAccount(id);
  const codes = records.filter((record) => record.kind === "recovery");
  const entries = records.filter((record) => record.kind === "otp");
  return {
    recoveryCode: recoveryCode ? await readRecoveryCode(goodCode(codes), passphrase) : null,
    authenticator: otpId === null ? null : authenticatorOf(entries, otpId),
  };
}

function goodCode(codes: readonly RecoveryRecord[]): RecoveryRecord {
  const [good] = codes
    .filter(({ usedAt }) => usedAt === null)
    .toSorted((a, b) => b.createdAt - a.createdAt);
  if (good === undefined) throw new WaykeyError("vault/no-record", "No recovery code is good");
  return good;
}

function authenticatorOf(
  entries: readonly OtpRecord[],
  otpId: string,
): NonNullable<SheetSecrets["authenticator"]> {
  const entry = entries.find(({ id }) => id === otpId);
  if (entry === undefined) throw new WaykeyError("vault/no-record", "There is no such code");
  return withParameters(entry, (parameters) => ({
    key: formatSecret(parameters.secret),
    uri: formatOtpauthUri(parameters),
  }));
}
