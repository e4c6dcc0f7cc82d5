// Which use case answers which method of the protocol.

import { makePassword } from "../crypto/make-password.ts";
import type { Handlers } from "../rpc/router.ts";
import { createAccount, removeAccount, renameAccount, setFavourite } from "./accounts.ts";
import { beginningOfContents, vaultContents } from "./vault-contents.ts";
import type { App } from "./app.ts";
import { allowClockCheck, checkClock, correctClock, getClock } from "./clock.ts";
import { changePassword } from "./change-password.ts";
import { keepEmergencyKey, makeEmergencyKey, removeEmergencyKey } from "./emergency-keys.ts";
import { noteCopied } from "./clipboard-clearing.ts";
import { declineShownCode } from "./declined-codes.ts";
import type { Ceremonies } from "./ceremonies.ts";
import {
  addOtp,
  confirmOtp,
  currentCodes,
  makeNextCode,
  previewOtp,
  removeOtp,
} from "./one-time-codes.ts";
import { clearLog, listLog } from "./ceremony-log.ts";
import { failedFill, noteFailedFillCopied } from "./failed-fills.ts";
import { fillCode, fillRecoveryCode } from "./fills.ts";
import { inspectPage, pageImages, signInOnPage, tryAnotherMethod } from "./pages.ts";
import { noteMethod, noteTick } from "./account-notes.ts";
import { moveHolding } from "./move-holding.ts";
import { hidePasskey, removePasskey, renamePasskey } from "./passkeys.ts";
import {
  keepRecoveryCodeElsewhere,
  markRecoveryCodeUsed,
  removeRecoveryCode,
  revealRecoveryCode,
  saveRecoveryCode,
  takeBackRecoveryCode,
} from "./recovery-codes.ts";
import { noteFilled, noteNotUsed } from "./recovery-fills.ts";
import { removeRecoveryPassphrase, setRecoveryPassphrase } from "./recovery-locks.ts";
import { checkPractice, fillPractice, practiceView } from "./practice.ts";
import { policyOf } from "./policy.ts";
import { dismissUpdateNotes, getUpdateNotes } from "./update-notes.ts";
import { getPreferences, setPreference } from "./preferences.ts";
import { settleWay, turnList } from "./reset-lists.ts";
import { noteExemption, noteReset } from "./resets.ts";
import { putAwayOtp } from "./put-away.ts";
import { selfCheck } from "./self-check.ts";
import { getSettings, setSettings } from "./settings.ts";
import { leaveVault } from "./start-over.ts";
import { createNewVault, reclaim, unlock, vaultStatus } from "./unlock.ts";
import { deviceUnlockQuestion } from "./unlock-ways.ts";
import { moveSteps, noteBackupSaved, tickMoveStep } from "./upkeep.ts";
import {
  exportAllSealed,
  exportUnreadable,
  settleCondition,
  useCopy,
  vaultCondition,
} from "./vault-condition.ts";
import {
  addDevice,
  getDeviceChallenge,
  removeDevice,
  removePin,
  setPin,
} from "./verification-setup.ts";
import { getVerificationStatus } from "./verification-status.ts";

/** For use cases that answer nothing: their answer on the wire is null. */
async function done(work: Promise<void>): Promise<null> {
  await work;
  return null;
}

/** Loaded when one of them is asked for. */
const seldom = () => import("./seldom.ts");

/** All but what is the browser's alone. */
export type AppHandlers = Omit<Handlers, "popup.shown">;

export function createHandlers(app: App, ceremonies: Ceremonies): AppHandlers {
  return {
    "vault.status": () => vaultStatus(app),
    "vault.create": ({ password }) => done(createNewVault(app, password)),
    "vault.unlock": (proof) => done(unlock(app, proof)),
    "vault.device-question": () => deviceUnlockQuestion(app),
    "vault.reclaim": (proof) => done(reclaim(app, proof)),
    "vault.change-password": ({ proof, newPassword }) =>
      done(changePassword(app, proof, newPassword)),
    "emergency-key.make": async ({ password }) => ({
      emergencyKey: await makeEmergencyKey(app, password),
    }),
    "emergency-key.keep": ({ password, emergencyKey }) =>
      done(keepEmergencyKey(app, password, emergencyKey)),
    "emergency-key.remove": ({ password }) => done(removeEmergencyKey(app, password)),
    "vault.lock": () => done(app.session.lock()),
    "vault.contents": () => vaultContents(app),
    "vault.beginning": () => beginningOfContents(app),
    "vault.use-copy": () => done(useCopy(app)),
    "vault.leave": () => done(leaveVault(app)),
    "vault.export-sealed": () => exportAllSealed(app),
    "condition.get": () => vaultCondition(app),
    "condition.dismiss": () => done(app.notices.clear()),
    "condition.settle": ({ choice, password }) => done(settleCondition(app, choice, password)),
    "condition.export-unreadable": () => exportUnreadable(app),
    "settings.get": () => getSettings(app),
    "settings.set": ({ password, ...settings }) => done(setSettings(app, settings, password)),
    "policy.get": () => policyOf(app),
    "preferences.get": () => getPreferences(app),
    "preferences.set": (change) => done(setPreference(app, change)),
    "update.get": () => getUpdateNotes(app),
    "update.seen": () => done(dismissUpdateNotes(app)),
    "clipboard.note": ({ text }) => done(noteCopied(app, text)),
    "clipboard.not-copied": ({ text }) => done(app.clipboard.notCopied(text)),
    "clipboard.due": () => done(app.clipboard.onDue()),
    "clock.get": () => getClock(app),
    "clock.allow": ({ allowed }) => done(allowClockCheck(app, allowed)),
    "clock.check": () => checkClock(app),
    "clock.correct": ({ offsetMs }) => done(correctClock(app, offsetMs)),
    "account.create": ({ role, email }) => createAccount(app, role, email),
    "account.rename": ({ id, email }) => done(renameAccount(app, id, email)),
    "account.favourite": ({ id, favourite }) => done(setFavourite(app, id, favourite)),
    "account.note-method": ({ id, method, answer }) => done(noteMethod(app, id, method, answer)),
    "account.tick": ({ id, tick, done: isDone }) => done(noteTick(app, id, tick, isDone)),
    "account.exempted": ({ id, granted }) => done(noteExemption(app, id, granted)),
    "account.reset": ({ id, ended, ...told }) => done(noteReset(app, id, ended, told)),
    "account.settle-way": ({ id, word, ...name }) => done(settleWay(app, id, name, word)),
    "account.turn-list": ({ id, open }) => done(turnList(app, id, open)),
    "account.remove": ({ id }) => done(removeAccount(app, id)),
    "password.make": () => Promise.resolve({ password: makePassword(app.ports.random) }),
    "holding.move": async ({ id, account }) => ({
      accountId: await moveHolding(app, id, account),
    }),
    "otp.preview": ({ text }) => previewOtp(app, text),
    "otp.add": async ({ text, account, replace }) => ({
      id: await addOtp(app, text, account, replace),
    }),
    "otp.codes": ({ ids }) => currentCodes(app, ids),
    "otp.next": ({ id }) => makeNextCode(app, id),
    "otp.confirm": ({ id }) => done(confirmOtp(app, id)),
    "otp.put-away": ({ id, away }) => done(putAwayOtp(app, id, away)),
    "otp.remove": ({ id }) => done(removeOtp(app, id)),
    "import.preview": async ({ source }) => (await seldom()).previewImport(app, source),
    "import.add": ({ source, chosen, work }) =>
      app.works.run(work, async (watch) =>
        (await seldom()).importEntries(app, source, chosen, watch),
      ),
    "passkey.rename": ({ id, label }) => done(renamePasskey(app, id, label)),
    "passkey.remove": ({ id }) => done(removePasskey(app, id)),
    "passkey.hide": ({ id, hidden }) => done(hidePasskey(app, id, hidden)),
    "verification.status": () => getVerificationStatus(app),
    "verification.challenge": () => getDeviceChallenge(app),
    "verification.set-pin": ({ password, pin }) => done(setPin(app, password, pin)),
    "verification.remove-pin": ({ password }) => done(removePin(app, password)),
    "verification.add-device": ({ password, registration }) =>
      done(addDevice(app, password, registration)),
    "verification.remove-device": ({ password }) => done(removeDevice(app, password)),
    "log.list": () => listLog(app),
    "log.clear": () => done(clearLog(app)),
    "recovery.save": async ({ code, account, passphrase, asTyped = false }) => ({
      id: await saveRecoveryCode(app, code, account, passphrase, asTyped ? "as-typed" : "known"),
    }),
    "recovery.keep-elsewhere": async ({ account, where }) => ({
      accountId: await keepRecoveryCodeElsewhere(app, account, where),
    }),
    "recovery.reveal": async ({ id, password, passphrase }) => ({
      code: await revealRecoveryCode(app, id, password, passphrase),
    }),
    "recovery.set-passphrase": ({ id, password, passphrase }) =>
      done(setRecoveryPassphrase(app, id, password, passphrase)),
    "recovery.remove-passphrase": ({ id, password, passphrase }) =>
      done(removeRecoveryPassphrase(app, id, password, passphrase)),
    "recovery.mark-used": ({ id }) => done(markRecoveryCodeUsed(app, id)),
    "recovery.note-copied": async ({ id }) => {
      await noteFilled(app, id);
      return null;
    },
    "recovery.not-used": ({ id }) => done(noteNotUsed(app, id)),
    "recovery.take-back": ({ id }) => done(takeBackRecoveryCode(app, id)),
    "recovery.remove": ({ id }) => done(removeRecoveryCode(app, id)),
    "sheet.secrets": async ({ password, passphrase, ...choice }) =>
      (await seldom()).sheetSecrets(app, choice, password, passphrase),
    "page.inspect": () => inspectPage(app),
    "page.images": () => pageImages(app),
    "page.try-another-method": () => tryAnotherMethod(app),
    "page.fill-code": ({ id }) => fillCode(app, id),
    "page.failed-fill": () => failedFill(app),
    "page.failed-fill-copied": ({ at }) => done(noteFailedFillCopied(app, at)),
    "page.fill-recovery-code": ({ id, password, passphrase }) =>
      fillRecoveryCode(app, id, password, passphrase),
    "page.decline-recovery-code": () => done(declineShownCode(app)),
    "page.self-check": () => selfCheck(app),
    "page.sign-in": () => signInOnPage(app, ceremonies),
    "practice.get": () => practiceView(app),
    "practice.fill": async () => ({ filled: await fillPractice(app) }),
    "practice.check": ({ code }) => Promise.resolve({ verdict: checkPractice(app, code) }),
    "backup.export": async ({ password, without, ...lock }) =>
      (await seldom()).exportBackup(app, password, lock, without),
    "backup.saved": ({ madeAt }) => done(noteBackupSaved(app, madeAt)),
    "export.preview": async (choice) => (await seldom()).previewExport(app, choice),
    "export.make": async (request) => (await seldom()).makeExport(app, request),
    "move.steps": async () => ({ steps: await moveSteps(app) }),
    "move.tick": ({ step, done: isDone }) => done(tickMoveStep(app, step, isDone)),
    "vault.check": async () => (await seldom()).checkVault(app),
    "backup.preview": async ({ text, backupPassword }) =>
      (await seldom()).previewRestore(app, text, backupPassword),
    "backup.restore": ({ text, backupPassword, mode, work, others }) =>
      app.works.run(work, async (watch) =>
        (await seldom()).restoreBackup(app, text, backupPassword, mode, watch, others),
      ),
    "work.progress": ({ work }) => Promise.resolve(app.works.progress(work)),
    "work.cancel": ({ work }) => Promise.resolve({ cancelled: app.works.cancel(work) }),
    "backup.last-restore": async () => (await seldom()).lastRestore(app),
    "backup.take-back-restore": ({ work }) =>
      done(app.works.run(work, async (watch) => (await seldom()).takeBackRestore(app, watch))),
    "backup.keep-restore": async () => done((await seldom()).keepRestore(app)),
    "ceremony.show": ({ id }) => ceremonies.show(id),
    "ceremony.unlock": ({ id, proof }) => ceremonies.unlock(id, proof),
    "ceremony.allow": ({ id, passkeyId, proof }) => ceremonies.allow(id, passkeyId, proof),
    "ceremony.cancel": ({ id }) => done(ceremonies.cancel(id)),
    "ceremony.use-other": ({ id }) => done(ceremonies.useOther(id)),
  };
}
