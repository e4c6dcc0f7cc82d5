// What of the vault the entries of an import may meet. Which of their keys and addresses the vault has at all is asked
// of the index for all of them together; a few that it has are looked up one by one, and for many the vault is read
// as a whole.

import type { ForeignEntry } from "../exchange/formats/entry.ts";
import { addressedTo, type HeldForImport } from "../exchange/import-plan.ts";
import { recordIdentity } from "../exchange/record-identity.ts";
import { accountName } from "../vault/blind-index.ts";
import type { OtpRecord } from "../vault/schema.ts";
import type { Vault } from "../vault/vault.ts";
import { fittingRoles } from "./accounts.ts";
import { type App, listEverything, withVaultKey } from "./app.ts";
import { isInUse } from "./put-away.ts";

/** Up to so many values are looked up one by one. */
const FEW = 64;
/** So many entries of one secret are looked at: one in each of several accounts, put away there or in use. */
const MANY_ALIKE = 16;

export type ImportHoldings = {
  readonly held: HeldForImport;
  /** Entries that were put away, by their identity. */
  readonly away: ReadonlyMap<string, OtpRecord>;
};

export async function importHoldings(
  app: App,
  vault: Vault,
  entries: readonly ForeignEntry[],
): Promise<ImportHoldings> {
  const found = await find(app, vault, entries);
  const away = found.otps.filter((record) => !isInUse(record));
  return {
    held: { ...found, otps: found.otps.filter((record) => isInUse(record)) },
    away: new Map(away.map((record) => [recordIdentity(record), record])),
  };
}

async function find(
  app: App,
  vault: Vault,
  entries: readonly ForeignEntry[],
): Promise<HeldForImport> {
  const roles = await fittingRoles(app);
  const { secrets, credentialIds, names } = await withVaultKey(app, async (vaultKey) => {
    const otps = entries.flatMap((entry) => (entry.kind === "otp" ? [entry.otp] : []));
    const passkeys = entries.flatMap((entry) => (entry.kind === "passkey" ? [entry.passkey] : []));
    const emails = [...new Set(entries.map(addressedTo))].filter((email) => email !== "");
    const wanted = roles.flatMap((role) => emails.map((email) => accountName(role, email)));
    return {
      secrets: await vault.findBorne(
        "otpSecret",
        otps.map(({ secret }) => secret),
        vaultKey,
      ),
      credentialIds: await vault.findBorne(
        "credentialId",
        passkeys.map(({ credentialId }) => credentialId),
        vaultKey,
      ),
      names: await vault.findBorne("accountName", wanted, vaultKey),
    };
  });
  if (secrets.length + credentialIds.length + names.length > FEW) {
    const { records } = await listEverything(app, vault);
    return {
      otps: records.filter((record) => record.kind === "otp"),
      passkeys: records.filter((record) => record.kind === "passkey"),
      accounts: records
        .filter((record) => record.kind === "account")
        .filter(({ role }) => roles.includes(role)),
    };
  }
  const [otps, passkeys, accounts] = await Promise.all([
    Promise.all(secrets.map((secret) => vault.findSome("otpSecret", secret, MANY_ALIKE))),
    Promise.all(credentialIds.map((id) => vault.findSome("credentialId", id, 1))),
    Promise.all(names.map((name) => vault.findSome("accountName", name, MANY_ALIKE))),
  ]);
  return { otps: otps.flat(), passkeys: passkeys.flat(), accounts: accounts.flat() };
}
