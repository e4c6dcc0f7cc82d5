// Authenticator entries: preview, add, show, confirm, remove.

import { decodeBase64url, encodeBase64url } from "../bytes/base64url.ts";
import { roleOf } from "../headway/hosts.ts";
import { ACCOUNT_ROLES } from "../headway/roles.ts";
import { parseOtpInput } from "../otp/otpauth-uri.ts";
import { formatSecret } from "../otp/secret.ts";
import { type TotpCode, totpAt } from "../otp/totp.ts";
import type { OtpRecord } from "../vault/schema.ts";
import { otpView, resolveAccount } from "./accounts.ts";
import { type App, findRecord, newRecordId, requireRecord, requireVault } from "./app.ts";
import type { AccountChoice, OtpCode, OtpPreview } from "./views.ts";

/** The code of a kept entry at `epochMs`, epoch milliseconds. */
export function codeOf(record: OtpRecord, epochMs: number): TotpCode {
  const { type, issuer, label, algorithm, digits, periodSeconds } = record;
  const secret = decodeBase64url(record.secret);
  try {
    return totpAt({ type, issuer, label, secret, algorithm, digits, periodSeconds }, epochMs);
  } finally {
    secret.fill(0);
  }
}

/**
 * Reads a link or key as it would be added, and says what is already known about it.
 * @throws WaykeyError of the areas `otp`, `qr`, and `vault/locked`
 */
export async function previewOtp(app: App, text: string): Promise<OtpPreview> {
  const vault = await requireVault(app);
  const parameters = parseOtpInput(text);
  const secret = encodeBase64url(parameters.secret);
  const shown = formatSecret(parameters.secret);
  parameters.secret.fill(0);
  const [duplicate] = await vault.findSome("otpSecret", secret, 1);
  const email = parameters.label.trim().toLowerCase();
  const page = await app.ports.pages.inUse();
  const roles = page === null ? ACCOUNT_ROLES : [roleOf(page.origin)];
  const found = await Promise.all(roles.map((role) => vault.findAccounts(role, email)));
  const fitting = found.flatMap(({ records }) => records);
  return {
    issuer: parameters.issuer,
    label: parameters.label,
    algorithm: parameters.algorithm,
    digits: parameters.digits,
    periodSeconds: parameters.periodSeconds,
    secret: shown,
    duplicateOf: duplicate === undefined ? null : otpView(duplicate),
    suggestedAccountId: fitting.length === 1 ? (fitting[0]?.id ?? null) : null,
    suggestedEmail: email.includes("@") ? parameters.label.trim() : "",
  };
}

/**
 * Keeps a new entry, unconfirmed until the site takes a code of it. The same secret for the same
 * account is kept once: the entry that is there is answered.
 * @throws WaykeyError of the areas `otp`, `qr`, `account`, `vault`
 */
export async function addOtp(app: App, text: string, choice: AccountChoice): Promise<string> {
  const vault = await requireVault(app);
  const { secret, ...parameters } = parseOtpInput(text);
  const encoded = encodeBase64url(secret);
  secret.fill(0);
  return app.inTurn(async () => {
    const account = await resolveAccount(app, vault, choice);
    const { records } = await vault.findByAccount(account.id);
    const held = records.find((record) => record.kind === "otp" && record.secret === encoded);
    if (held !== undefined) return held.id;
    const now = app.ports.now();
    const record: OtpRecord = {
      kind: "otp",
      id: newRecordId(app),
      accountId: account.id,
      ...parameters,
      secret: encoded,
      confirmedAt: null,
      createdAt: now,
      updatedAt: now,
    };
    await vault.putAll([...account.created, record]);
    return record.id;
  });
}

/**
 * The codes that are good now. An id that is gone is left out. A window that shows codes asks again
 * and again by itself, so this does not count as use: an idle screen locks.
 */
export async function currentCodes(app: App, ids: readonly string[]): Promise<readonly OtpCode[]> {
  const vault = await requireVault(app, "look");
  const now = app.ports.now();
  const records = await Promise.all(ids.map((id) => findRecord(vault, "otp", id)));
  return records.flatMap((record) =>
    record === null ? [] : [{ id: record.id, ...codeOf(record, now) }],
  );
}

/** Notes that the site accepted a code of the entry. */
export async function confirmOtp(app: App, id: string): Promise<void> {
  const vault = await requireVault(app);
  const now = app.ports.now();
  await vault.update(id, "otp", (record) =>
    record.confirmedAt === null ? { ...record, confirmedAt: now, updatedAt: now } : record,
  );
}

/** Removes an entry. @throws WaykeyError `vault/no-record` */
export async function removeOtp(app: App, id: string): Promise<void> {
  const vault = await requireVault(app);
  await requireRecord(vault, "otp", id);
  await vault.remove([id]);
}
