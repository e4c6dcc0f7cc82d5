// Authenticator entries: preview, add, show, confirm, put away, remove. A code by a counter is made on request
// alone, and told only after the next counter is durable: no death in between shows a code twice.

import { decodeBase64url, encodeBase64url } from "../bytes/base64url.ts";
import { WaykeyError } from "../errors.ts";
import type { ImportedOtp } from "../exchange/formats/entry.ts";
import { addressOf } from "../exchange/label-address.ts";
import { otpKeyMaterial } from "../exchange/record-identity.ts";
import { isOfHeadway, isOfSameIssuer } from "../headway/issuers.ts";
import { codeNow } from "../otp/code-now.ts";
import { parseOtpInput } from "../otp/otpauth-uri.ts";
import { MAX_COUNTER, type OtpParameters } from "../otp/parameters.ts";
import { formatSecret } from "../otp/secret.ts";
import { stepEndAt } from "../otp/time-steps.ts";
import type { OtpRecord } from "../vault/schema.ts";
import type { Vault } from "../vault/vault.ts";
import { fittingAccounts, resolveAccount } from "./accounts.ts";
import { otpView } from "./vault-contents.ts";
import { codeOffset, codeTime } from "./clock.ts";
import { endsSoonAt } from "./code-ends.ts";
import { type App, findReadable, newRecordId, requireRecord, requireVault } from "./app.ts";
import { inPlaceOf, isInUse, putAway } from "./put-away.ts";
import type { AccountChoice, MadeCode, OtpCode, OtpPreview } from "./views.ts";
import { removeForGood } from "./remove-for-good.ts";

type TimedRecord = OtpRecord & { readonly type: "totp" | "steam" };

/** As many as a record may name. */
const MAX_REPLACED = 64;

function isTimed(record: OtpRecord): record is TimedRecord {
  return record.type !== "hotp";
}

/** Lends the record's parameters and wipes the secret afterwards. */
export function withParameters<R extends OtpRecord, T>(
  record: R,
  use: (parameters: OtpParameters & Pick<R, "type">) => T,
): T {
  const { type }: Pick<R, "type"> = record;
  const { issuer, label, algorithm, digits, periodSeconds, counter } = record;
  const secret = decodeBase64url(record.secret);
  try {
    return use({ type, issuer, label, secret, algorithm, digits, periodSeconds, counter });
  } finally {
    secret.fill(0);
  }
}

/**
 * The code to hand out now. One by a counter uses the counter up, and is made when that is durable.
 * @param notBefore epoch milliseconds of `codeTime`: what a code by time is made for, if it is not past
 * @throws WaykeyError `otp/counter` at the end of the counter; `vault/no-record`; as `Vault.update`
 */
export async function takeCode(
  app: App,
  vault: Vault,
  record: OtpRecord,
  notBefore = 0,
): Promise<string> {
  if (isTimed(record)) {
    const at = Math.max(await codeTime(app), notBefore);
    return withParameters(record, (parameters) => codeNow(parameters, at).code);
  }
  const updatedAt = app.ports.now();
  // In turn with a restore, which would write back the counter that it has read before.
  const written = await app.inTurn(() =>
    vault.update(record.id, "otp", (held) => {
      if (held.counter >= MAX_COUNTER) {
        throw new WaykeyError("otp/counter", "The counter has come to its end");
      }
      return { ...held, counter: held.counter + 1, updatedAt };
    }),
  );
  const used = { ...written, counter: written.counter - 1 };
  return withParameters(used, (parameters) => codeNow(parameters, updatedAt).code);
}

/**
 * The code of a fill that failed, for the user to hand in: by time, that of `now`, or the next where it is about to
 * change; by a counter, the one that was tried, which uses up nothing. Null if none was tried or another was made
 * since.
 * @param counter that of the entry before the fill
 * @param now epoch milliseconds of the computer's clock
 */
export async function codeTried(
  app: App,
  record: OtpRecord,
  counter: number,
  now: number,
): Promise<string | null> {
  if (!isTimed(record) && record.counter !== counter + 1) return null;
  const codeTimeMs = Math.max(0, now + (await codeOffset(app)));
  const expiresAt = stepEndAt(record.periodSeconds, codeTimeMs);
  const at =
    isTimed(record) && codeTimeMs >= endsSoonAt(record, expiresAt) ? expiresAt : codeTimeMs;
  return withParameters({ ...record, counter }, (parameters) => codeNow(parameters, at).code);
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
  // One that was put away is taken into use again.
  const isSame = (record: OtpRecord) =>
    isInUse(record) && otpKeyMaterial(record) === otpKeyMaterial({ ...parameters, secret });
  const [duplicate] = await vault.findSome("otpSecret", secret, 1, isSame);
  const isOurs = isOfHeadway(parameters.issuer);
  const fitting = isOurs ? await fittingAccounts(app, vault, parameters.label) : [];
  return {
    type: parameters.type,
    issuer: parameters.issuer,
    label: parameters.label,
    algorithm: parameters.algorithm,
    digits: parameters.digits,
    periodSeconds: parameters.periodSeconds,
    counter: parameters.counter,
    secret: shown,
    duplicateOf: duplicate === undefined ? null : otpView(duplicate),
    suggestedAccountId: fitting.length === 1 ? (fitting[0]?.id ?? null) : null,
    suggestedEmail: isOurs ? addressOf(parameters.label) : "",
  };
}

/**
 * Keeps a new entry, unconfirmed until the site takes a code of it. The same secret of the same type for the
 * same account is kept once: the entry that is there is answered, and is a new one if it was put away.
 * @param replace once it is confirmed, the account's other entries of the same site are put away
 * @throws WaykeyError of the areas `otp`, `qr`, `account`, `vault`
 */
export async function addOtp(
  app: App,
  text: string,
  choice: AccountChoice,
  replace = false,
): Promise<string> {
  const vault = await requireVault(app);
  const { secret, ...parameters } = parseOtpInput(text);
  const encoded = encodeBase64url(secret);
  secret.fill(0);
  return app.inTurn(async () => {
    const account = await resolveAccount(app, vault, choice);
    const { records } = await vault.findByAccount(account.id);
    const entries = records.filter((record) => record.kind === "otp");
    const otp = { ...parameters, secret: encoded };
    const held = entries.find((record) => otpKeyMaterial(record) === otpKeyMaterial(otp));
    if (held !== undefined && isInUse(held)) return held.id;
    const inUse = entries.filter(isInUse);
    const ofSite = inUse.filter(({ issuer }) => isOfSameIssuer(parameters.issuer, issuer));
    const replaces = replace ? ofSite.slice(0, MAX_REPLACED).map((record) => record.id) : [];
    const naming = replaces.length === 0 ? {} : { replaces };
    const record: OtpRecord = { ...newOtpRecord(app, otp, account.id), ...naming };
    if (held === undefined) {
      await vault.putAll([...account.created, record]);
      return record.id;
    }
    await vault.update(held.id, "otp", (away) => inPlaceOf(away, record));
    return held.id;
  });
}

/** A record of its own for an entry that is to be kept, not confirmed yet. */
export function newOtpRecord(app: App, otp: ImportedOtp, accountId: string): OtpRecord {
  const now = app.ports.now();
  const id = newRecordId(app);
  return { kind: "otp", id, accountId, ...otp, confirmedAt: null, createdAt: now, updatedAt: now };
}

/**
 * The codes that are good now. An id that is gone is left out, and so is an entry with a counter. A
 * window that shows codes asks again and again by itself, so this does not count as use: an idle screen
 * locks.
 */
export async function currentCodes(app: App, ids: readonly string[]): Promise<readonly OtpCode[]> {
  const vault = await requireVault(app, "look");
  const offsetMs = await codeOffset(app);
  const now = Math.max(0, app.ports.now() + offsetMs);
  const records = await vault.getMany(ids);
  return records
    .filter((record) => record?.kind === "otp")
    .filter(isTimed)
    .map((record) => {
      const code = withParameters(record, (parameters) => codeNow(parameters, now));
      // Back in the time of the computer's clock, by which the windows count.
      const expiresAt = code.expiresAt - offsetMs;
      return { id: record.id, ...code, expiresAt, endsSoonAt: endsSoonAt(record, expiresAt) };
    });
}

/**
 * The next code of an entry with a counter.
 * @throws WaykeyError `vault/no-record` for any other entry; as `takeCode`
 */
export async function makeNextCode(app: App, id: string): Promise<MadeCode> {
  const vault = await requireVault(app);
  const record = await requireRecord(vault, "otp", id);
  if (isTimed(record)) throw new WaykeyError("vault/no-record", "The entry has no counter");
  return { id, code: await takeCode(app, vault, record) };
}

/**
 * Notes that the site accepted a code of the entry, and puts away what it replaces, in one commit.
 * @throws WaykeyError `vault/no-record`; as `Vault.updateTogether`
 */
export async function confirmOtp(app: App, id: string): Promise<void> {
  const vault = await requireVault(app);
  const now = app.ports.now();
  // In turn with whatever else moves, removes or restores what is put away here.
  await app.inTurn(async () => {
    const record = await requireRecord(vault, "otp", id);
    if (record.confirmedAt !== null) return;
    const replaced = await replacedBy(vault, record);
    await vault.updateTogether([id, ...replaced], (records) =>
      records
        .filter((each) => each.kind === "otp")
        .map((each) => (each.id === id ? confirmed(each, now) : putAway(each, now))),
    );
  });
}

/** Of the entries that it names those that are there, readable, in use and of the same account. */
async function replacedBy(
  vault: Vault,
  { id, accountId, replaces = [] }: OtpRecord,
): Promise<readonly string[]> {
  if (accountId === null) return [];
  const others = [...new Set(replaces)].filter((other) => other !== id);
  const found = await Promise.all(others.map((other) => findReadable(vault, other)));
  return found
    .filter((record) => record?.kind === "otp")
    .filter((record) => record.accountId === accountId && isInUse(record))
    .map((record) => record.id);
}

/** What it replaces is put away with this, and is not named any more. */
function confirmed({ replaces: _replaced, ...record }: OtpRecord, at: number): OtpRecord {
  return { ...record, confirmedAt: at, updatedAt: at };
}

/** Removes an entry. @throws WaykeyError `vault/no-record` */
export async function removeOtp(app: App, id: string): Promise<void> {
  const vault = await requireVault(app);
  await app.inTurn(async () => {
    await requireRecord(vault, "otp", id);
    await removeForGood(app, vault, [id]);
  });
}
