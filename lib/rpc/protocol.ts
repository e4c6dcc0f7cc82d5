// Every message an extension page may send to the worker, with its input and its answer. Content
// scripts have no part in it: they speak only the messages of ceremony-messages.ts and
// page-messages.ts.

import type * as views from "../app/views.ts";
import type { ErrorCode, KeyFault } from "../errors.ts";
import type { Tick } from "../headway/health.ts";
import type { MoveNote, MoveStep } from "../headway/moving.ts";
import type { Method as HeadwayMethod } from "../headway/methods.ts";
import type { Place, WayWord } from "../headway/reset-list.ts";
import type { OtherMethodPress } from "./page-messages.ts";

export type Method<Input, Output> = { readonly input: Input; readonly output: Output };

export type Protocol = {
  "vault.status": Method<null, views.VaultStatus>;
  /** Of the popup alone: it is open, and shows the accounts with what is due, or does not yet. */
  "popup.shown": Method<{ accounts: boolean }, null>;
  "vault.create": Method<{ password: string }, null>;
  "vault.unlock": Method<views.UnlockProof, null>;
  /** For a locked vault: what the device has to be asked so that its answer unlocks. */
  "vault.device-question": Method<null, views.DeviceUnlockQuestion>;
  /** Unlocks a vault whose header was altered, and drops every way in but the one given. */
  "vault.reclaim": Method<views.LastingProof, null>;
  /** Leaves a database that does not open, and goes on with what the second copy holds. */
  "vault.use-copy": Method<null, null>;
  "vault.leave": Method<null, null>;
  /** Everything at rest, sealed as it is: of a vault that is unreadable or unlocked. */
  "vault.export-sealed": Method<null, views.SealedFile>;
  "condition.get": Method<null, views.VaultCondition>;
  /** The user has seen the notices. */
  "condition.dismiss": Method<null, null>;
  "condition.settle": Method<{ choice: views.SettleChoice; password: string }, null>;
  /** What does not open, still sealed. */
  "condition.export-unreadable": Method<null, views.SealedFile>;
  "vault.change-password": Method<{ proof: views.LastingProof; newPassword: string }, null>;
  /** A fresh emergency key as it is printed. It opens nothing until `keep` was called with it. */
  "emergency-key.make": Method<{ password: string }, { emergencyKey: string }>;
  /** Makes it the one emergency key of the vault. */
  "emergency-key.keep": Method<{ password: string; emergencyKey: string }, null>;
  "emergency-key.remove": Method<{ password: string }, null>;
  "vault.lock": Method<null, null>;
  "vault.contents": Method<null, views.VaultContents>;
  "vault.beginning": Method<null, views.VaultContents>;
  "settings.get": Method<null, views.Settings>;
  /** The password is needed to lock later or not with the system, to be verified less often, or to switch on `passkeyUpgrades`. */
  "settings.set": Method<views.Settings & { readonly password: string | null }, null>;
  "policy.get": Method<null, views.Policy>;
  "preferences.get": Method<null, views.Preferences>;
  "preferences.set": Method<views.Preference, null>;
  /** What is new since the version before, until it was seen. */
  "update.get": Method<null, readonly views.UpdateNote[]>;
  "update.seen": Method<null, null>;
  /** To be called before `text` is copied, so that it is cleared when the time comes. */
  "clipboard.note": Method<{ text: string }, null>;
  /** To be called when that text could not be copied after all. */
  "clipboard.not-copied": Method<{ text: string }, null>;
  /** The time may have come. */
  "clipboard.due": Method<null, null>;
  "clock.get": Method<null, views.ClockState>;
  "clock.allow": Method<{ allowed: boolean }, null>;
  /** Has the page in use make a request to its own server. */
  "clock.check": Method<null, views.ClockCheck>;
  /** Null takes the correction back. */
  "clock.correct": Method<{ offsetMs: number | null }, null>;
  /** Finds the one there is, if there is one. */
  "account.create": Method<
    { role: "client" | "provider"; email: string },
    { id: string; isNew: boolean }
  >;
  "account.rename": Method<{ id: string; email: string }, null>;
  "account.favourite": Method<{ id: string; favourite: boolean }, null>;
  "account.note-method": Method<
    { id: string; method: HeadwayMethod; answer: views.MethodAnswer },
    null
  >;
  /** What only the user can see to, and whether they have. */
  "account.tick": Method<{ id: string; tick: Tick; done: boolean }, null>;
  /** Support let a provider in for a week from then; null: it did not. */
  "account.exempted": Method<{ id: string; granted: views.GrantedWeek | null }, null>;
  /**
   * The user has reset it at Headway: puts away what was set up before. `kept`: the methods that are set up elsewhere
   * still. `doneOn`: the day on which it was done, as the calendar of where the user is has it. `doneAt`: when that day
   * began there, epoch milliseconds; null: it was done just now.
   */
  "account.reset": Method<
    {
      id: string;
      ended: readonly string[];
      kept: readonly HeadwayMethod[];
      doneAt: number | null;
      doneOn: string;
    },
    null
  >;
  /** Of the list that a reset began: what has become of a way that was set up before. */
  "account.settle-way": Method<
    { id: string; method: HeadwayMethod; place: Place; word: WayWord },
    null
  >;
  /** That list is done with, or is wanted again. */
  "account.turn-list": Method<{ id: string; open: boolean }, null>;
  "account.remove": Method<{ id: string }, null>;
  /** A fresh one for a site, which is kept nowhere. */
  "password.make": Method<null, { password: string }>;
  /** A code, a passkey or a recovery code, to that account. */
  "holding.move": Method<{ id: string; account: views.AccountChoice }, { accountId: string }>;
  "otp.preview": Method<{ text: string }, views.OtpPreview>;
  /** `replace`: the account's other entries of the same site are put away once this one is confirmed. */
  "otp.add": Method<
    { text: string; account: views.AccountChoice; replace?: boolean },
    { id: string }
  >;
  /** Of the entries that change with time; the others are left out. */
  "otp.codes": Method<{ ids: readonly string[] }, readonly views.OtpCode[]>;
  /** Uses up one counter: the code is answered once the next counter is durable. */
  "otp.next": Method<{ id: string }, views.MadeCode>;
  "otp.confirm": Method<{ id: string }, null>;
  /** Out of use or into it again. */
  "otp.put-away": Method<{ id: string; away: boolean }, null>;
  "otp.remove": Method<{ id: string }, null>;
  "import.preview": Method<{ source: views.ImportSource }, views.ImportPreview>;
  /** In one commit. `work`: a name for it, to ask how far it is. */
  "import.add": Method<
    { source: views.ImportSource; chosen: readonly views.ChosenEntry[]; work?: string },
    views.ImportResult
  >;
  "passkey.rename": Method<{ id: string; label: string }, null>;
  "passkey.remove": Method<{ id: string }, null>;
  "passkey.hide": Method<{ id: string; hidden: boolean }, null>;
  "verification.status": Method<null, views.VerificationStatus>;
  /** A fresh challenge, good once and for two minutes; the ids are those of the enrolled device. */
  "verification.challenge": Method<null, views.DeviceChallenge>;
  "verification.set-pin": Method<{ password: string; pin: string }, null>;
  "verification.remove-pin": Method<{ password: string }, null>;
  "verification.add-device": Method<
    { password: string; registration: views.DeviceRegistration },
    null
  >;
  "verification.remove-device": Method<{ password: string }, null>;
  /** Newest first. */
  "log.list": Method<null, readonly views.CeremonyLogEntry[]>;
  "log.clear": Method<null, null>;
  /** `passphrase`: one of the code's own, without which nobody can read it. */
  "recovery.save": Method<
    {
      code: string;
      account: views.AccountChoice;
      passphrase?: string;
      /** It is of another shape than Waykey knows, and kept as it is. */
      asTyped?: boolean;
    },
    { id: string }
  >;
  /** The code that Headway shows now is kept elsewhere: no code is kept here, and none is good any more. */
  "recovery.keep-elsewhere": Method<
    { account: views.AccountChoice; where: string },
    { accountId: string }
  >;
  /** `passphrase`: the code's own, where it has one. */
  "recovery.reveal": Method<views.RecoveryProof, { code: string }>;
  "recovery.set-passphrase": Method<{ id: string; password: string; passphrase: string }, null>;
  "recovery.remove-passphrase": Method<{ id: string; password: string; passphrase: string }, null>;
  "recovery.mark-used": Method<{ id: string }, null>;
  /** It was copied, to be put into a page by hand: whether it was used is asked from then on. */
  "recovery.note-copied": Method<{ id: string }, null>;
  /** It was filled or copied, and not used. */
  "recovery.not-used": Method<{ id: string }, null>;
  /** It was no used one after all. */
  "recovery.take-back": Method<{ id: string }, null>;
  "recovery.remove": Method<{ id: string }, null>;
  /** For a sheet of the account that is printed at once. */
  "sheet.secrets": Method<views.SheetChoice & Omit<views.RecoveryProof, "id">, views.SheetSecrets>;
  "page.inspect": Method<null, views.PageView | null>;
  "page.images": Method<null, { images: readonly string[] }>;
  /** Presses the page's own control for that. */
  "page.try-another-method": Method<null, OtherMethodPress>;
  "page.fill-code": Method<{ id: string }, views.FillResult>;
  /** What the keyboard shortcut or the context menu could not fill into the page in use, told once. */
  "page.failed-fill": Method<null, views.FailedFill | null>;
  /** The code of the failure of that moment is in the clipboard. */
  "page.failed-fill-copied": Method<{ at: number }, null>;
  "page.fill-recovery-code": Method<views.RecoveryProof, views.FillResult>;
  /** The recovery code that the page in use shows is kept elsewhere. */
  "page.decline-recovery-code": Method<null, null>;
  "page.self-check": Method<null, views.SelfCheck>;
  /** Opens the prompt for the conditional `get` that waits in the page in use. */
  "page.sign-in": Method<null, { begun: boolean }>;
  /** Null while the practice page is not in use. */
  "practice.get": Method<null, views.PracticeView | null>;
  /** False: the practice page is not in use. */
  "practice.fill": Method<null, { filled: boolean }>;
  "practice.check": Method<{ code: string }, { verdict: views.PracticeVerdict }>;
  /** `without`: how many entries that can't be read it may lack; missing: none. */
  "backup.export": Method<
    { password: string; without?: number } & views.BackupLock,
    views.BackupFile
  >;
  /** That file was handed to the browser to be saved. */
  "backup.saved": Method<{ madeAt: number }, null>;
  /** To another program: what would go and what would stay, without a secret. */
  "export.preview": Method<views.ExportChoice, views.ExportPreview>;
  "export.make": Method<views.ExportRequest, views.MadeExport>;
  /** Of a move to another device, those that are ticked. */
  "move.steps": Method<null, { steps: readonly MoveNote[] }>;
  "move.tick": Method<{ step: MoveStep; done: boolean }, null>;
  "vault.check": Method<null, views.VaultCheck>;
  "backup.preview": Method<{ text: string; backupPassword: string }, views.RestorePreview>;
  /**
   * `work`: a name for it, to ask how far it is. `others`, of one that replaces: the ids of those that the user has seen
   * would be taken out; where others would be by now, it is refused.
   */
  "backup.restore": Method<
    {
      text: string;
      backupPassword: string;
      mode: views.RestoreMode;
      work?: string;
      others?: readonly string[];
    },
    views.RestorePreview
  >;
  /** Of long work that was given that name; null for what is over, or was never begun in this worker. */
  "work.progress": Method<{ work: string }, views.WorkProgress | null>;
  /** Ends it unless it is being stored already: `cancelled` says which. */
  "work.cancel": Method<{ work: string }, { cancelled: boolean }>;
  /** The restore that can be taken back, if there is one. */
  "backup.last-restore": Method<null, views.LastRestore | null>;
  "backup.take-back-restore": Method<{ work: string }, null>;
  /** It need not be taken back. */
  "backup.keep-restore": Method<null, null>;
  "ceremony.show": Method<{ id: string }, views.CeremonyView>;
  "ceremony.unlock": Method<{ id: string; proof: views.UnlockProof }, views.CeremonyView>;
  "ceremony.allow": Method<
    { id: string; passkeyId: string | null; proof: views.VerificationProof | null },
    views.CeremonyView
  >;
  "ceremony.cancel": Method<{ id: string }, null>;
  "ceremony.use-other": Method<{ id: string }, null>;
};

export type MethodName = keyof Protocol;
export type InputOf<M extends MethodName> = Protocol[M]["input"];
export type OutputOf<M extends MethodName> = Protocol[M]["output"];

export type RpcRequest = {
  readonly build: string;
  readonly method: string;
  readonly input: unknown;
};

export type RpcResponse =
  | { readonly ok: true; readonly value: unknown }
  | {
      readonly ok: false;
      readonly code: ErrorCode;
      readonly message: string;
      readonly keyFault: KeyFault | null;
    };

/** Calls the worker. Rejects with a WaykeyError whose `code` says what to tell the user. */
export type RpcClient = {
  call<M extends MethodName>(method: M, input: InputOf<M>): Promise<OutputOf<M>>;
};
