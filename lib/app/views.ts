// What the user interface is shown: plain data without secrets, except the one code on display.

import type {
  ExportFormat,
  ExportKind,
  ExportPage,
  LeftEntry,
} from "../exchange/exports/export.ts";
import type { ForeignEntry } from "../exchange/formats/entry.ts";
import type { FileContent, Product } from "../exchange/formats/format.ts";
import type { PlannedEntry } from "../exchange/import-plan.ts";
import type { PageKind } from "../headway/page-kind.ts";
import type { ErrorCode, RefusalCode } from "../errors.ts";
import type { RestoreRefusal } from "../exchange/refusal.ts";
import type { Finding, TickNote } from "../headway/health.ts";
import type { MethodNote, MethodStatus } from "../headway/methods.ts";
import type { ListedWay, Settled } from "../headway/reset-list.ts";
import type { CodeEnd } from "../headway/recovery-ends.ts";
import type { AccountRole } from "../headway/roles.ts";

export type { PageKind } from "../headway/page-kind.ts";

export type VaultState = "none" | "locked" | "unlocked" | "unreadable";

/** How a locked vault can be opened. `pin` only since the last unlock with another of them. */
export type UnlockWay = "password" | "pin" | "device" | "emergency-key";

/** Why a vault can't be read that stays so, whatever becomes of Waykey: a new one can be made beside it then. */
export const LOST_REASONS = ["vault/damaged", "kdf/parameters", "vault/storage"] as const;

export type VaultStatus =
  | { readonly state: "none" | "unlocked" }
  | {
      readonly state: "unreadable";
      readonly reason: ErrorCode;
      /** The database does not open, and the second copy is there to go on with. */
      readonly canUseCopy: boolean;
    }
  | {
      readonly state: "locked";
      /** What is set up now, quickest first; the password is among them unless its slot was removed. */
      readonly ways: readonly UnlockWay[];
    };

/** What the vault's two copies have been through. */
export type NoticeKind =
  /** The browser's database was empty; everything was put back from the second copy. */
  | "vault-restored"
  /** The key slots were lost or damaged; they were put back. */
  | "header-restored"
  /** The key slots are the vault's own, and may be earlier ones than those last written. */
  | "header-unproven"
  /** `count` records were lost or damaged; they were put back. */
  | "records-restored"
  | "manifest-restored"
  /** The second copy was missing or damaged, and was made anew. */
  | "copy-renewed"
  /** The second copy cannot be written. */
  | "copy-failed"
  /** The second copy is not as it was last written; nothing is written there before it is looked at. */
  | "copy-differs";

export type Notice = {
  readonly kind: NoticeKind;
  /** Epoch milliseconds, of the last time. */
  readonly at: number;
  /** How many records, where it is about records; else 0. */
  readonly count: number;
};

export const CLEAR_SECONDS = [10, 30, 60, 120, 300] as const;

export type ClearSeconds = (typeof CLEAR_SECONDS)[number];

/** What the user prefers and is no secret. */
/** Something that an update brought. */
export type UpdateNote = "restore-undo" | "lighter-pages" | "organization";

export type Preferences = {
  /** The popup opens by itself when a field for a code takes the focus, where the browser allows that. */
  readonly opensItself: boolean;
  /** How long what was copied stays in the clipboard; null: until something else is copied. */
  readonly clearClipboardSeconds: ClearSeconds | null;
  /** Codes are masked on the screen until the user has one shown. */
  readonly hidesCodes: boolean;
};

/** One of them, to be set. */
export type Preference = {
  [K in keyof Preferences]: Pick<Preferences, K>;
}[keyof Preferences];

/** The clock that codes by time are made for. */
export type ClockState = {
  /** The user lets it be compared with Headway's, by a request over the network when they press for it. */
  readonly allowed: boolean;
  /** By how much codes are made ahead of the computer's clock, and since when, epoch milliseconds. */
  readonly correction: { readonly offsetMs: number; readonly at: number } | null;
};

export type ClockCheck = {
  readonly host: string;
  /** How far the server's clock is ahead of the computer's, give or take `uncertaintyMs`. */
  readonly offsetMs: number;
  readonly uncertaintyMs: number;
};

/** `older`: the copy is of a later state. `altered`: records are not what the manifest says. */
export type Decision = "older" | "altered" | null;

export type SettleChoice = "take-later" | "keep-this";

/** What has happened to the vault, and what the user has to decide about it. */
export type VaultCondition = {
  /** Oldest first. */
  readonly notices: readonly Notice[];
  /** Null while locked. */
  readonly decision: Decision;
};

/** A file for the user to keep. */
export type SealedFile = { readonly fileName: string; readonly text: string };

/** What opens the vault. Bytes are base64url. */
export type UnlockProof =
  | { readonly method: "password"; readonly password: string }
  | { readonly method: "pin"; readonly pin: string }
  /** As it was typed. */
  | { readonly method: "emergency-key"; readonly emergencyKey: string }
  | {
      readonly method: "device";
      readonly credentialId: string;
      /** 32 bytes: `prf.results.first`. */
      readonly prfOutput: string;
    };

/** The secrets that need neither a device nor this run of the browser. */
export type LastingProof = Extract<UnlockProof, { method: "password" | "emergency-key" }>;

/** What a locked vault asks the device. */
export type DeviceUnlockQuestion = {
  /** Null: the extension’s own origin is the relying party. */
  readonly rpId: string | null;
  readonly credentials: readonly {
    readonly credentialId: string;
    /** 32 bytes, base64url: `prf.evalByCredential[…].first`. */
    readonly prfSalt: string;
  }[];
};

/** What an organization that manages the browser has laid down (docs/policy.md). */
export type Policy = {
  /** Nothing but the password, and the emergency key, opens the vault. */
  readonly passwordOnly: boolean;
  /** The vault locks after that time without use at the latest; null: no limit is laid down. */
  readonly maxAutoLockMinutes: number | null;
  /** No export is made that is not encrypted. */
  readonly noPlainExport: boolean;
};

export type Settings = {
  readonly autoLockMinutes: number;
  /** Lock when the computer's screen is locked or it has not been touched for `autoLockMinutes`. */
  readonly lockWithSystem: boolean;
  /**
   * How long after a verification a site that merely prefers one is answered without another, in
   * minutes; 0: never. Such an answer says truthfully that the user was not verified.
   */
  readonly verifiedForMinutes: number;
  /** Whether a site may have a passkey made silently just after a sign-in that Waykey helped with. */
  readonly passkeyUpgrades: boolean;
};

/** How the user can be verified, beside the password, which always works. */
export type VerificationMethod = "device" | "pin" | "password";

/** `blocked`: too many wrong tries; the next right password makes it good again. */
export type PinState = "none" | "set" | "blocked";

export type VerificationStatus = {
  readonly pin: PinState;
  /** The device's own authenticator (fingerprint, face, device PIN), if it was enrolled. */
  readonly device: {
    readonly createdAt: number;
    /** Whether it opens the locked vault too: its passkey answers the PRF extension. */
    readonly unlocks: boolean;
  } | null;
  /** When an emergency key was made that is good now; null if there is none. */
  readonly emergencyKey: { readonly createdAt: number } | null;
};

/** What an extension page hands to the device's authenticator. Bytes are base64url. */
export type DeviceChallenge = {
  readonly challenge: string;
  /** Null: the extension’s own origin is the relying party. */
  readonly rpId: string | null;
  readonly credentialIds: readonly string[];
};

/** What the device's authenticator answered to `navigator.credentials.create`. */
export type DeviceRegistration = {
  readonly credentialId: string;
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: string;
  readonly algorithm: number;
  readonly clientDataJSON: string;
  readonly authenticatorData: string;
  /** What the new passkey answers to a salt of 32 bytes, in 32 bytes; null where it has no PRF. */
  readonly prf: { readonly salt: string; readonly output: string } | null;
};

/** What the device's authenticator answered to `navigator.credentials.get`. */
export type DeviceAssertion = {
  readonly credentialId: string;
  readonly clientDataJSON: string;
  readonly authenticatorData: string;
  readonly signature: string;
};

/** How the user proves to be there, to be checked by the worker. */
export type VerificationProof =
  | { readonly method: "password"; readonly password: string }
  | { readonly method: "pin"; readonly pin: string }
  | { readonly method: "device"; readonly assertion: DeviceAssertion };

/** One line of the ceremony log. */
export type CeremonyLogEntry = {
  readonly at: number;
  readonly kind: "create" | "get" | "signal";
  readonly origin: string;
  readonly rpId: string;
  /** The account's name at the site; empty where none was chosen. */
  readonly userName: string;
  readonly userPresent: boolean;
  readonly userVerified: boolean;
  readonly result:
    | "created"
    | "signed-in"
    | "cancelled"
    | "other-device"
    | "none-fits"
    | "no-window"
    | "timed-out"
    | "page-left"
    | "already-registered"
    | "refused"
    | "contradictory"
    | "hidden"
    | "shown"
    | "renamed";
};

/** `totp` and `steam` change with time; a code of `hotp` is made when it is asked for. */
type OtpType = "totp" | "hotp" | "steam";

export type OtpView = {
  readonly id: string;
  readonly createdAt: number;
  readonly type: OtpType;
  readonly issuer: string;
  readonly label: string;
  readonly digits: number;
  readonly periodSeconds: number;
  readonly algorithm: string;
  readonly confirmed: boolean;
  /** It came from another app, in which it was in use. */
  readonly isImported: boolean;
  /** The unconfirmed entry of the same account that takes its place once it is confirmed; else null. */
  readonly replacedBy: string | null;
};

export type PasskeyView = {
  readonly id: string;
  readonly label: string;
  readonly rpId: string;
  readonly userName: string;
  readonly attachment: "platform" | "cross-platform";
  readonly createdAt: number;
  readonly lastUsedAt: number | null;
  /** Where it was made or used, oldest first. */
  readonly origins: readonly string[];
  readonly algorithm: "ES256" | "EdDSA";
  /** Set while it is offered to no site: since when, and on whose word. */
  readonly hidden: { readonly at: number; readonly by: "user" | "site" } | null;
};

export type RecoveryView = {
  readonly id: string;
  /** Dots only, one for each character. */
  readonly masked: string;
  readonly createdAt: number;
  /** Since when it is no good any more; null while it is good. */
  readonly usedAt: number | null;
  /** Null while it is good. */
  readonly endedBy: CodeEnd | null;
  /** The day of the reset that ended it, as `isCivilDay`; null: that of `usedAt`. */
  readonly endedOn: string | null;
  /** When it was filled or copied for a page, while it is good and nobody has said whether it was used; else null. */
  readonly filledAt: number | null;
  /** It is locked with a passphrase of its own, without which nobody can read it. */
  readonly hasPassphrase: boolean;
};

/** What is asked for before a recovery code is read. */
export type RecoveryProof = {
  readonly id: string;
  readonly password: string;
  /** The code's own, where it has one. */
  readonly passphrase?: string;
};

/** What a printed sheet of an account is to bear. */
export type SheetChoice = {
  readonly id: string;
  readonly recoveryCode: boolean;
  /** The entry whose key is on it; null for none. */
  readonly otpId: string | null;
};

/** In the clear, as far as it was chosen. */
export type SheetSecrets = {
  readonly recoveryCode: string | null;
  /** The key in groups, and the link that a QR code of it holds. */
  readonly authenticator: { readonly key: string; readonly uri: string } | null;
};

/**
 * What the user answers when asked whether a method is set up. Both texts may be empty. `used`: the recovery code that
 * was kept elsewhere is used up.
 */
export type MethodAnswer =
  | { readonly state: "elsewhere"; readonly where: string; readonly callingCode: string }
  | { readonly state: "none" | "unknown" | "used" };

/** What was set up before the last reset, and what has become of it. */
export type ResetListView = {
  /** When the reset was noted, epoch milliseconds. */
  readonly at: number;
  /** The day on which it was done at Headway, as `isCivilDay`; null: that of `at`. */
  readonly doneOn: string | null;
  readonly isOpen: boolean;
  readonly ways: readonly WayBeforeView[];
};

/** Since when support's week runs, epoch milliseconds. */
export type GrantedWeek = {
  readonly grantedAt: number;
  /** When the day of it began where the user is. */
  readonly grantedFrom: number;
};

export type WayBeforeView = Pick<ListedWay, "method" | "place" | "where" | "callingCode"> & {
  /** Null while it is to be seen to. */
  readonly settled: Settled | null;
  /** Waykey holds it again, a recovery code of which it is to be said whether it was used. */
  readonly isInQuestion: boolean;
  /** It is settled by the user's word on the list. */
  readonly canUndo: boolean;
};

export type AccountView = {
  readonly id: string;
  readonly role: AccountRole;
  readonly email: string;
  /** Whether the user wants it first in lists. */
  readonly favourite: boolean;
  /** Every one of METHODS, in that order. */
  readonly methods: readonly MethodStatus[];
  /** Of those that are here, what the user said of where they are too. */
  readonly elsewhereToo: readonly MethodNote[];
  /** What the user said they have seen to. */
  readonly ticks: readonly TickNote[];
  /** What is amiss, the heaviest first; empty if all is well. */
  readonly findings: readonly Finding[];
  /** When support granted the week for a reset that is still to be done; null: none is. */
  readonly exemptedAt: number | null;
  /** The earliest at which it can have done so, as far as is known; null: it did not. */
  readonly exemptedFrom: number | null;
  /** Null unless something was set up before a reset. */
  readonly resetList: ResetListView | null;
  readonly otps: readonly OtpView[];
  /** What a reset put away: offered nowhere, and kept. */
  readonly putAway: readonly OtpView[];
  readonly passkeys: readonly PasskeyView[];
  /** Newest first; at most one is unused. */
  readonly recoveryCodes: readonly RecoveryView[];
  /** When the last one was used up, while its successor is asked for; else null. Epoch milliseconds. */
  readonly successorSince: number | null;
};

/** A record that could not be opened: kept as it is, shown, never dropped. */
export type UnreadableView = {
  readonly id: string;
  readonly reason: string;
  /** It is of this device, and no backup lacks it; missing: a backup should hold it. */
  readonly inNoBackup?: true;
};

/** So many of the first accounts are listed ahead of the others: more than a popup shows before it is scrolled. */
export const FIRST_ROWS = 24;

export type VaultContents = {
  readonly accounts: readonly AccountView[];
  /**
   * There are more accounts than these. The first FIRST_ROWS, favourites before the others, are listed first; others will
   * come before what is beyond. Missing: these are all.
   */
  readonly areFirst?: true;
  readonly unreadable: readonly UnreadableView[];
};

export type AccountChoice =
  { readonly accountId: string } | { readonly role: AccountRole; readonly email: string };

export type OtpPreview = {
  readonly type: OtpType;
  readonly issuer: string;
  readonly label: string;
  readonly algorithm: string;
  readonly digits: number;
  readonly periodSeconds: number;
  /** Of the first code by a counter (HOTP); otherwise 0. */
  readonly counter: number;
  /** The secret as grouped base32, for the eye to compare with the page. */
  readonly secret: string;
  /** An entry with the same secret that is already held. */
  readonly duplicateOf: OtpView | null;
  readonly suggestedAccountId: string | null;
  readonly suggestedEmail: string;
};

export { MAX_FILE_BYTES as MAX_IMPORT_BYTES } from "../exchange/formats/format.ts";

/** An entry of another authenticator as its reader gives it: with its secret. */
export type ImportEntry = ForeignEntry;

export type ImportNote = PlannedEntry["notes"][number];

/** The program that a file comes from. */
export type ImportProduct = Product;

/** What was in a file of another authenticator. */
export type ImportContent = FileContent;

/**
 * Where entries of another authenticator come from: the texts of its QR codes, or what was read from its file by a
 * worker of its own.
 */
export type ImportSource =
  | { readonly format: "google-migration"; readonly texts: readonly string[] }
  | { readonly format: "entries"; readonly entries: readonly ImportEntry[] };

export type ImportLine = {
  /** Never empty but for a refused entry that has no name; from outside, so untrusted. */
  readonly name: string;
  /** Null for a refused one. */
  readonly kind: "otp" | "passkey" | null;
  /**
   * `held`: the vault has the key. `repeated`: an entry before it has. `differs`: the vault has another passkey under the
   * same credential ID. `clashes`: an entry before it is one.
   */
  readonly verdict: "new" | "held" | "repeated" | "differs" | "clashes" | "refused";
  /** What else there is to say of it. */
  readonly notes: readonly ImportNote[];
  /** Why it is refused; null for any other. */
  readonly code: RefusalCode | null;
  /** The name of the entry that has the key, or the credential ID. Null for a new or a refused one. */
  readonly sameAs: string | null;
  readonly suggestedAccountId: string | null;
  readonly suggestedEmail: string;
};

export type ImportPreview = {
  /** How many QR codes the export has; 0 if none was read, or it is a file. */
  readonly size: number;
  /** Which of them are here, from 0, in ascending order. */
  readonly parts: readonly number[];
  /** What became of each text of the source. */
  readonly verdicts: readonly ("taken" | "repeated" | "other-export" | "unreadable")[];
  /** One for each entry, in the order of the export. */
  readonly lines: readonly ImportLine[];
};

/** An entry to be added, by its place among the lines of the preview, and where it goes. */
export type ChosenEntry = { readonly entry: number; readonly account: AccountChoice };

export type ImportResult = {
  readonly lines: readonly (ImportLine & { readonly done: "added" | "left-out" })[];
};

/** A code that changes with time. */
export type OtpCode = {
  readonly id: string;
  readonly code: string;
  /** Epoch milliseconds from which the code is no longer good. */
  readonly expiresAt: number;
  /** From when on a fill waits for the next code; `expiresAt` where it never does. Epoch milliseconds. */
  readonly endsSoonAt: number;
  readonly nextCode: string;
};

/**
 * A code by a counter. Its counter is used up: nobody is told the code a second time, so whoever asked
 * has to keep it for as long as it is shown.
 */
export type MadeCode = { readonly id: string; readonly code: string };

/** The code of the practice page, which is in use. */
export type PracticeView = {
  readonly code: string;
  /** Epoch milliseconds from which the next one is shown. */
  readonly expiresAt: number;
  readonly periodSeconds: number;
};

/** A code on its way to the practice page. */
export type PracticeFill = {
  /** Of the practice page that was in use. */
  readonly tabId: number;
  readonly code: string;
  /** Epoch milliseconds. */
  readonly at: number;
};

/** `old`: it was right within the last minutes. */
export type PracticeVerdict = "right" | "old" | "wrong";

/** What the page in use shows. Everything in it comes from the page and is untrusted. */
export type PageView = {
  readonly origin: string;
  readonly host: string;
  /** Of the portal; a guess where people of every role sign in. */
  readonly role: AccountRole;
  readonly kind: PageKind;
  /** Whether the page has a field that such a code can be filled into. */
  readonly hasField: boolean;
  readonly email: string | null;
  /** The account that Waykey helped to sign in in this tab a short while ago; null if it knows of none. */
  readonly accountId: string | null;
  /** The recovery code that the page shows, if it shows one. */
  readonly recoveryCode: string | null;
  /** Whether this very code is already kept. */
  readonly recoveryCodeKept: boolean;
  /** It was filled or copied for a page, and nobody has said whether it was used. */
  readonly recoveryCodeFilled: boolean;
  /** The user has said that they keep it elsewhere, in this run of the browser. */
  readonly recoveryCodeDeclined: boolean;
  /** The passkeys that a conditional `get` waiting in the page would take; empty while locked. */
  readonly passkeys: readonly PasskeyChoice[];
};

/** Whether passkeys work on the page in use, and what keeps them from it. */
export type SelfCheck = {
  /** Empty for `no-page`. */
  readonly host: string;
  readonly state:
    | "no-page"
    /** The browser does not let Waykey act on this site. */
    | "no-access"
    /** No script of this version is in the page: it was open before the installation or an update. */
    | "no-script"
    /** The page's own Permissions Policy forbids to make passkeys, to use them, or both. */
    | "not-allowed"
    | "in-place"
    | "replaced"
    | "locked";
};

/** `no-answer`: the page went away with the code, or gave an answer that makes no sense. */
export const FILL_FAILURES = ["no-field", "wrong-field", "rejected", "no-answer"] as const;

export type FillFailure = (typeof FILL_FAILURES)[number];

export type FillResult =
  | { readonly filled: true }
  | { readonly filled: false; readonly reason: FillFailure; readonly code: string };

/** A fill by the keyboard shortcut or the context menu that came to nothing. */
export type FailedFill = {
  /** The entry. */
  readonly id: string;
  /** Epoch milliseconds, by which this failure is known from others. */
  readonly at: number;
  readonly why: { readonly reason: FillFailure } | { readonly error: ErrorCode };
  /** By a counter: the very code that was tried; null if none was, or another was made since. By time: that of now. */
  readonly code: string | null;
  /** What a popup has copied since. */
  readonly copied: "none" | "this" | "earlier";
};

/** What a vault holds, for a comparison with another device's. */
export type VaultCheck = {
  /** Four numbers below 2048, one for each word of the check phrase. */
  readonly numbers: readonly number[];
  readonly counts: BackupCounts;
  /** How many records can't be read, and do not count. */
  readonly unreadable: number;
};

export type BackupCounts = {
  readonly accounts: number;
  readonly otps: number;
  readonly passkeys: number;
  readonly recoveryCodes: number;
};

/** What a backup is locked with: a password of its own, or the vault's emergency key as it was typed. */
export type BackupLock = { readonly backupPassword: string } | { readonly emergencyKey: string };

export type BackupFile = {
  readonly fileName: string;
  readonly text: string;
  /** Epoch milliseconds; what came into the vault later is not in it. */
  readonly madeAt: number;
  readonly counts: BackupCounts;
  /** Records that should be in the file, and could not be opened. */
  readonly unreadable: number;
};

export { EXPORT_FORMATS } from "../exchange/exports/export.ts";
export type {
  ExportFormat,
  ExportKind,
  ExportPage,
  LeftCode,
  LeftEntry,
} from "../exchange/exports/export.ts";

/** What an export to another program is to have. */
export type ExportChoice = {
  readonly format: ExportFormat;
  /** Whether codes that were put away and passkeys that are offered nowhere go along. */
  readonly withOutOfUse: boolean;
};

export type ExportLine = { readonly kind: ExportKind; readonly name: string };

/** What an export would take, without its secrets. */
export type ExportPreview = {
  /** Whether it is sealed under a password of its own. */
  readonly isSealed: boolean;
  readonly taken: readonly ExportLine[];
  /** Passkeys among these that something stays behind of. */
  readonly lessened: readonly ExportLine[];
  readonly left: readonly LeftEntry[];
  /** How many codes by a counter go along, which two programs can't go on with side by side. */
  readonly byCounter: number;
  /** How many of those that the format carries are out of use. */
  readonly outOfUse: number;
  /** Records that can't be opened now. */
  readonly unreadable: number;
};

export type ExportRequest = ExportChoice & {
  /** Of the vault. */
  readonly password: string;
  /** Of the file; null for one that is not sealed. */
  readonly exportPassword: string | null;
  /** What a recovery code is called in the other program. */
  readonly recoveryTitle: string;
};

/** In the clear unless it was sealed. */
export type MadeExport = {
  /** How many entries it has. */
  readonly count: number;
} & (
  | { readonly kind: "file"; readonly fileName: string; readonly text: string }
  | { readonly kind: "pages"; readonly pages: readonly ExportPage[] }
);

export type { RestoreMode } from "../exchange/restore-plan.ts";

export type RestoreLine = {
  readonly kind: "account" | "otp" | "passkey" | "recovery" | "settings" | "unknown";
  /** From the backup, so untrusted. An account's is its address. Empty where the kind says all. */
  readonly name: string;
  /** An account's. */
  readonly role?: AccountRole;
  /** Of what is no record, and so has no name: its place in the backup, from 1. */
  readonly place?: number;
  readonly verdict: "new" | "same" | "newer" | "older" | "refused";
  /** Why it was refused. */
  readonly reason?: RestoreRefusal;
};

/**
 * How far long work is. `prepare`: it looks at what the vault holds; the others are those of a write. `share`: of all the
 * writing, from 0 to 1; null while that is not known. `mayCancel`: nothing is committed yet.
 */
export type WorkProgress = {
  readonly step: "prepare" | "seal" | "store" | "check";
  readonly share: number | null;
  readonly mayCancel: boolean;
};

/**
 * `whole`: all that the vault holds is in the file, as it is now. `changed`: every secret and account is, and something else
 * in the vault is otherwise by now. `lacks`: a secret or an account is not. `unreadable`: all that can be read is, and of
 * the rest nobody can tell.
 */
export type DrillResult = "whole" | "changed" | "lacks" | "unreadable";

export type RestorePreview = {
  readonly createdAt: number;
  readonly counts: BackupCounts;
  readonly lines: readonly RestoreLine[];
  /** What the vault holds and the file has nothing of: a restore that replaces takes it out. */
  readonly others: readonly (Pick<RestoreLine, "kind" | "name" | "role"> & {
    readonly id: string;
  })[];
  readonly drill: DrillResult;
  /** How many of the entries that the vault holds, and the settings, have changed since the file was made. */
  readonly changed: number;
  /** How many entries of the vault can't be read. */
  readonly unreadable: number;
};

/** What a restore did that can be taken back: how many records it brought in, renewed and took out. */
export type LastRestore = {
  /** Epoch milliseconds. */
  readonly at: number;
  /** From when on it can't be taken back, epoch milliseconds. */
  readonly endsAt: number;
  readonly added: number;
  readonly renewed: number;
  readonly removed: number;
};

export type PasskeyChoice = {
  readonly id: string;
  readonly label: string;
  readonly userName: string;
  readonly attachment: "platform" | "cross-platform";
  readonly lastUsedAt: number | null;
};

export type CeremonyView = {
  readonly id: string;
  readonly kind: "create" | "get";
  /** `locked`: unlock first. `ready`: a decision is asked for. `ended`: nothing left to decide. */
  readonly state: "locked" | "ready" | "ended";
  readonly origin: string;
  /** The origin of the tab's page where the asking frame is of another; null otherwise. */
  readonly topOrigin: string | null;
  readonly rpId: string;
  /** No passkey of ours was created or used at this origin before; false while locked. */
  readonly firstTime: boolean;
  /** Create: the account the site names. */
  readonly userName: string;
  readonly userDisplayName: string;
  readonly attachment: "platform" | "cross-platform";
  /** Get: the passkeys that fit; empty while locked. */
  readonly choices: readonly PasskeyChoice[];
  /** How the user can be verified, which *Allow* needs, best way first; empty if it needs nothing. */
  readonly verification: readonly VerificationMethod[];
  /** True where too many wrong PINs were given: the password is asked for instead. */
  readonly pinBlocked: boolean;
};
