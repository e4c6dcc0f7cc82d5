// A parser for the input of every method: what an extension page sends is checked before anything
// acts on it, so that a stale or broken page gets an answer instead of an accident.

import * as v from "valibot";
import { CLEAR_SECONDS, EXPORT_FORMATS } from "../app/views.ts";
import { isRefusalCode, ERROR_CODES, WaykeyError } from "../errors.ts";
import { isCivilDay } from "../headway/civil-day.ts";
import { TICKS } from "../headway/health.ts";
import { METHODS as HEADWAY_METHODS } from "../headway/methods.ts";
import { MOVE_STEPS } from "../headway/moving.ts";
import { PLACES, WAY_WORDS } from "../headway/reset-list.ts";
import type { InputOf, MethodName } from "./protocol.ts";

const Id = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,64}$/));
const Password = v.pipe(v.string(), v.maxLength(4096));
const ShortText = v.pipe(v.string(), v.maxLength(4096));
const FileText = v.pipe(v.string(), v.maxLength(64 * 1024 * 1024));
const Role = v.picklist(["client", "provider"]);
const AccountChoice = v.union([
  v.strictObject({ accountId: Id }),
  v.strictObject({ role: Role, email: ShortText }),
]);
const REFUSAL_CODES = ERROR_CODES.filter(isRefusalCode);
const Name = v.pipe(v.string(), v.maxLength(1024));
const Bytes = v.pipe(v.string(), v.minLength(2), v.maxLength(8192), v.regex(/^[A-Za-z0-9_-]*$/));
const Base64url = v.pipe(v.string(), v.maxLength(65_536), v.regex(/^[A-Za-z0-9_-]*$/));
const Trashed = { trashed: v.exactOptional(v.literal(true)) };
const ImportEntry = v.variant("kind", [
  v.strictObject({
    kind: v.literal("otp"),
    ...Trashed,
    otp: v.strictObject({
      type: v.picklist(["totp", "hotp", "steam"]),
      issuer: Name,
      label: Name,
      secret: Bytes,
      algorithm: v.picklist(["SHA1", "SHA256", "SHA512"]),
      digits: v.pipe(v.number(), v.integer(), v.minValue(5), v.maxValue(10)),
      periodSeconds: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(86_400)),
      counter: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
    }),
  }),
  v.strictObject({
    kind: v.literal("passkey"),
    ...Trashed,
    hadCounter: v.exactOptional(v.literal(true)),
    blobLeft: v.exactOptional(v.literal(true)),
    passkey: v.strictObject({
      credentialId: Bytes,
      rpId: v.pipe(v.string(), v.maxLength(253)),
      rpName: Name,
      userHandle: Bytes,
      userName: Name,
      userDisplayName: Name,
      algorithm: v.picklist([-7, -8]),
      privateKey: Bytes,
      prfSecrets: v.nullable(v.strictObject({ verified: Bytes, unverified: Bytes })),
      largeBlob: v.nullable(v.pipe(Base64url, v.maxLength(2731))),
    }),
  }),
  v.strictObject({
    kind: v.literal("refused"),
    ...Trashed,
    name: Name,
    code: v.picklist(REFUSAL_CODES),
  }),
]);
const ImportSource = v.variant("format", [
  v.strictObject({
    format: v.literal("google-migration"),
    texts: v.pipe(v.array(v.pipe(v.string(), v.maxLength(8192))), v.maxLength(1000)),
  }),
  v.strictObject({
    format: v.literal("entries"),
    entries: v.pipe(v.array(ImportEntry), v.maxLength(10_000)),
  }),
]);
const EntryNumber = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000));
const ChosenEntries = v.pipe(
  v.array(v.strictObject({ entry: EntryNumber, account: AccountChoice })),
  v.maxLength(10_000),
);
const exportChoice = { format: v.picklist(EXPORT_FORMATS), withOutOfUse: v.boolean() };
const Nothing = v.null();
const ById = v.strictObject({ id: Id });
const RecoveryProof = v.strictObject({
  id: Id,
  password: Password,
  passphrase: v.exactOptional(Password),
});
const WithPassphrase = v.strictObject({ id: Id, password: Password, passphrase: Password });
const Work = { work: v.exactOptional(Id) };
const Restore = v.strictObject({ text: FileText, backupPassword: Password });

const Pin = v.pipe(v.string(), v.maxLength(64));
const DeviceAssertion = v.strictObject({
  credentialId: Base64url,
  clientDataJSON: Base64url,
  authenticatorData: Base64url,
  signature: Base64url,
});
const Proof = v.variant("method", [
  v.strictObject({ method: v.literal("password"), password: Password }),
  v.strictObject({ method: v.literal("pin"), pin: Pin }),
  v.strictObject({ method: v.literal("device"), assertion: DeviceAssertion }),
]);
const ByPassword = v.strictObject({ method: v.literal("password"), password: Password });
const EmergencyKey = v.pipe(v.string(), v.maxLength(256));
/** Of a backup: how many entries it may lack. */
const without = { without: v.exactOptional(v.pipe(v.number(), v.safeInteger(), v.minValue(1))) };
const ByEmergencyKey = v.strictObject({
  method: v.literal("emergency-key"),
  emergencyKey: EmergencyKey,
});
const LastingProof = v.variant("method", [ByPassword, ByEmergencyKey]);
const UnlockProof = v.variant("method", [
  ByPassword,
  ByEmergencyKey,
  v.strictObject({ method: v.literal("pin"), pin: Pin }),
  v.strictObject({ method: v.literal("device"), credentialId: Base64url, prfOutput: Base64url }),
]);
const WithPassword = v.strictObject({ password: Password });

const INPUTS: { readonly [M in MethodName]: v.GenericSchema<unknown, InputOf<M>> } = {
  "vault.status": Nothing,
  "popup.shown": v.strictObject({ accounts: v.boolean() }),
  "vault.create": v.strictObject({ password: Password }),
  "vault.unlock": UnlockProof,
  "vault.device-question": Nothing,
  "vault.reclaim": LastingProof,
  "vault.use-copy": Nothing,
  "vault.leave": Nothing,
  "vault.export-sealed": Nothing,
  "condition.get": Nothing,
  "condition.dismiss": Nothing,
  "condition.settle": v.strictObject({
    choice: v.picklist(["take-later", "keep-this"]),
    password: Password,
  }),
  "condition.export-unreadable": Nothing,
  "vault.change-password": v.strictObject({ proof: LastingProof, newPassword: Password }),
  "emergency-key.make": WithPassword,
  "emergency-key.keep": v.strictObject({
    password: Password,
    emergencyKey: EmergencyKey,
  }),
  "emergency-key.remove": WithPassword,
  "vault.lock": Nothing,
  "vault.contents": Nothing,
  "vault.beginning": Nothing,
  "settings.get": Nothing,
  "settings.set": v.strictObject({
    autoLockMinutes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1440)),
    lockWithSystem: v.boolean(),
    verifiedForMinutes: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(60)),
    passkeyUpgrades: v.boolean(),
    password: v.nullable(Password),
  }),
  "policy.get": Nothing,
  "preferences.get": Nothing,
  "preferences.set": v.union([
    v.strictObject({ opensItself: v.boolean() }),
    v.strictObject({ hidesCodes: v.boolean() }),
    v.strictObject({ clearClipboardSeconds: v.nullable(v.picklist(CLEAR_SECONDS)) }),
  ]),
  "update.get": Nothing,
  "update.seen": Nothing,
  "clipboard.note": v.strictObject({ text: ShortText }),
  "clipboard.not-copied": v.strictObject({ text: ShortText }),
  "clipboard.due": Nothing,
  "clock.get": Nothing,
  "clock.allow": v.strictObject({ allowed: v.boolean() }),
  "clock.check": Nothing,
  "clock.correct": v.strictObject({
    // A day either way.
    offsetMs: v.nullable(
      v.pipe(v.number(), v.integer(), v.minValue(-86_400_000), v.maxValue(86_400_000)),
    ),
  }),
  "account.create": v.strictObject({ role: Role, email: ShortText }),
  "account.rename": v.strictObject({ id: Id, email: ShortText }),
  "account.favourite": v.strictObject({ id: Id, favourite: v.boolean() }),
  "account.note-method": v.pipe(
    v.strictObject({
      id: Id,
      method: v.picklist(HEADWAY_METHODS),
      answer: v.variant("state", [
        v.strictObject({
          state: v.literal("elsewhere"),
          where: v.pipe(v.string(), v.maxLength(200)),
          callingCode: v.pipe(v.string(), v.maxLength(40)),
        }),
        v.strictObject({ state: v.picklist(["none", "unknown", "used"]) }),
      ]),
    }),
    // Nothing else is used up.
    v.check(({ method, answer }) => answer.state !== "used" || method === "recovery-code"),
  ),
  "account.tick": v.strictObject({ id: Id, tick: v.picklist(TICKS), done: v.boolean() }),
  "account.exempted": v.strictObject({
    id: Id,
    granted: v.nullable(
      v.strictObject({
        grantedAt: v.pipe(v.number(), v.integer(), v.minValue(0)),
        grantedFrom: v.pipe(v.number(), v.integer(), v.minValue(0)),
      }),
    ),
  }),
  "account.reset": v.strictObject({
    id: Id,
    ended: v.pipe(v.array(Id), v.maxLength(10_000)),
    kept: v.pipe(v.array(v.picklist(HEADWAY_METHODS)), v.maxLength(HEADWAY_METHODS.length)),
    doneAt: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))),
    doneOn: v.pipe(v.string(), v.check(isCivilDay)),
  }),
  "account.settle-way": v.strictObject({
    id: Id,
    method: v.picklist(HEADWAY_METHODS),
    place: v.picklist(PLACES),
    word: v.picklist(WAY_WORDS),
  }),
  "account.turn-list": v.strictObject({ id: Id, open: v.boolean() }),
  "account.remove": ById,
  "password.make": Nothing,
  "holding.move": v.strictObject({ id: Id, account: AccountChoice }),
  "otp.preview": v.strictObject({ text: ShortText }),
  "otp.add": v.strictObject({
    text: ShortText,
    account: AccountChoice,
    replace: v.exactOptional(v.boolean()),
  }),
  "otp.codes": v.strictObject({ ids: v.pipe(v.array(Id), v.maxLength(10_000)) }),
  "otp.next": ById,
  "otp.confirm": ById,
  "otp.put-away": v.strictObject({ id: Id, away: v.boolean() }),
  "otp.remove": ById,
  "import.preview": v.strictObject({ source: ImportSource }),
  "import.add": v.strictObject({ source: ImportSource, chosen: ChosenEntries, ...Work }),
  "passkey.rename": v.strictObject({ id: Id, label: v.pipe(v.string(), v.maxLength(200)) }),
  "passkey.remove": ById,
  "passkey.hide": v.strictObject({ id: Id, hidden: v.boolean() }),
  "verification.status": Nothing,
  "verification.challenge": Nothing,
  "verification.set-pin": v.strictObject({ password: Password, pin: Pin }),
  "verification.remove-pin": WithPassword,
  "verification.add-device": v.strictObject({
    password: Password,
    registration: v.strictObject({
      credentialId: Base64url,
      publicKey: Base64url,
      algorithm: v.pipe(v.number(), v.integer()),
      clientDataJSON: Base64url,
      authenticatorData: Base64url,
      prf: v.nullable(v.strictObject({ salt: Base64url, output: Base64url })),
    }),
  }),
  "verification.remove-device": WithPassword,
  "log.list": Nothing,
  "log.clear": Nothing,
  "recovery.save": v.strictObject({
    code: ShortText,
    account: AccountChoice,
    passphrase: v.exactOptional(Password),
    asTyped: v.exactOptional(v.boolean()),
  }),
  "recovery.keep-elsewhere": v.strictObject({
    account: AccountChoice,
    where: v.pipe(v.string(), v.maxLength(200)),
  }),
  "recovery.reveal": RecoveryProof,
  "recovery.set-passphrase": WithPassphrase,
  "recovery.remove-passphrase": WithPassphrase,
  "recovery.mark-used": ById,
  "recovery.note-copied": ById,
  "recovery.not-used": ById,
  "recovery.take-back": ById,
  "recovery.remove": ById,
  "sheet.secrets": v.strictObject({
    id: Id,
    recoveryCode: v.boolean(),
    otpId: v.nullable(Id),
    password: Password,
    passphrase: v.exactOptional(Password),
  }),
  "page.inspect": Nothing,
  "page.images": Nothing,
  "page.try-another-method": Nothing,
  "page.fill-code": ById,
  "page.failed-fill": Nothing,
  "page.failed-fill-copied": v.strictObject({ at: v.pipe(v.number(), v.safeInteger()) }),
  "page.fill-recovery-code": RecoveryProof,
  "page.decline-recovery-code": Nothing,
  "page.self-check": Nothing,
  "page.sign-in": Nothing,
  "practice.get": Nothing,
  "practice.fill": Nothing,
  "practice.check": v.strictObject({ code: ShortText }),
  "backup.export": v.union([
    v.strictObject({ password: Password, backupPassword: Password, ...without }),
    v.strictObject({ password: Password, emergencyKey: EmergencyKey, ...without }),
  ]),
  "backup.saved": v.strictObject({ madeAt: v.pipe(v.number(), v.safeInteger(), v.minValue(0)) }),
  "export.preview": v.strictObject(exportChoice),
  "export.make": v.strictObject({
    ...exportChoice,
    password: Password,
    exportPassword: v.nullable(Password),
    recoveryTitle: v.pipe(v.string(), v.maxLength(200)),
  }),
  "move.steps": Nothing,
  "move.tick": v.strictObject({ step: v.picklist(MOVE_STEPS), done: v.boolean() }),
  "vault.check": Nothing,
  "backup.preview": Restore,
  "backup.restore": v.strictObject({
    ...Restore.entries,
    mode: v.picklist(["merge", "replace"]),
    others: v.exactOptional(v.pipe(v.array(Id), v.maxLength(100_000))),
    ...Work,
  }),
  "work.progress": v.strictObject({ work: Id }),
  "work.cancel": v.strictObject({ work: Id }),
  "backup.last-restore": Nothing,
  "backup.take-back-restore": v.strictObject({ work: Id }),
  "backup.keep-restore": Nothing,
  "ceremony.show": ById,
  "ceremony.unlock": v.strictObject({ id: Id, proof: UnlockProof }),
  "ceremony.allow": v.strictObject({
    id: Id,
    passkeyId: v.nullable(Id),
    proof: v.nullable(Proof),
  }),
  "ceremony.cancel": ById,
  "ceremony.use-other": ById,
};

/** True for a name that the protocol has; own properties only. */
export function isMethodName(name: string): name is MethodName {
  return Object.hasOwn(INPUTS, name);
}

/**
 * The checked input of a method.
 * @throws WaykeyError `rpc/input`; the message names the field and never its value
 */
export function parseInput<M extends MethodName>(method: M, input: unknown): InputOf<M> {
  const result = v.safeParse(INPUTS[method], input);
  if (result.success) return result.output;
  const field = result.issues[0]?.path?.map((item) => String(item.key)).join(".") ?? "input";
  throw new WaykeyError("rpc/input", `${method}: "${field}" is not valid`);
}
