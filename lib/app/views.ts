// What the user interface is shown: plain data without secrets, except the one code on display.

import type { PageKind } from "../headway/page-kind.ts";
import type { AccountRole } from "../headway/roles.ts";

export type { PageKind } from "../headway/page-kind.ts";

export type VaultState = "none" | "locked" | "unlocked" | "unreadable";
export type VaultStatus = { readonly state: VaultState };

export type Settings = { readonly autoLockMinutes: number };

export type OtpView = {
  readonly id: string;
  readonly issuer: string;
  readonly label: string;
  readonly digits: number;
  readonly periodSeconds: number;
  readonly algorithm: string;
  readonly confirmed: boolean;
};

export type PasskeyView = {
  readonly id: string;
  readonly label: string;
  readonly rpId: string;
  readonly userName: string;
  readonly attachment: "platform" | "cross-platform";
  readonly createdAt: number;
  readonly lastUsedAt: number | null;
  readonly origins: readonly string[];
};

export type RecoveryView = {
  readonly id: string;
  /** Dots only, one for each character. */
  readonly masked: string;
  readonly createdAt: number;
  readonly usedAt: number | null;
};

export type AccountView = {
  readonly id: string;
  readonly role: AccountRole;
  readonly email: string;
  readonly otps: readonly OtpView[];
  readonly passkeys: readonly PasskeyView[];
  /** Newest first; at most one is unused. */
  readonly recoveryCodes: readonly RecoveryView[];
};

/** A record that could not be opened: kept as it is, shown, never dropped. */
export type UnreadableView = { readonly id: string; readonly reason: string };

export type VaultContents = {
  readonly accounts: readonly AccountView[];
  readonly unreadable: readonly UnreadableView[];
};

export type AccountChoice =
  { readonly accountId: string } | { readonly role: AccountRole; readonly email: string };

export type OtpPreview = {
  readonly issuer: string;
  readonly label: string;
  readonly algorithm: string;
  readonly digits: number;
  readonly periodSeconds: number;
  /** The secret as grouped base32, for the eye to compare with the page. */
  readonly secret: string;
  /** An entry with the same secret that is already held. */
  readonly duplicateOf: OtpView | null;
  readonly suggestedAccountId: string | null;
  readonly suggestedEmail: string;
};

export type OtpCode = {
  readonly id: string;
  readonly code: string;
  /** Epoch milliseconds from which the code is no longer good. */
  readonly expiresAt: number;
  readonly nextCode: string;
};

/** What the page in use shows. Everything in it comes from the page and is untrusted. */
export type PageView = {
  readonly origin: string;
  readonly host: string;
  readonly role: AccountRole;
  readonly kind: PageKind;
  readonly email: string | null;
  /** The recovery code that the page shows, if it shows one. */
  readonly recoveryCode: string | null;
  /** Whether this very code is already kept. */
  readonly recoveryCodeKept: boolean;
};

export type FillResult =
  | { readonly filled: true }
  | {
      readonly filled: false;
      readonly reason: "no-field" | "wrong-field" | "rejected";
      readonly code: string;
    };

export type BackupCounts = {
  readonly accounts: number;
  readonly otps: number;
  readonly passkeys: number;
  readonly recoveryCodes: number;
};

export type BackupFile = {
  readonly fileName: string;
  readonly text: string;
  readonly counts: BackupCounts;
  /** Records that could not be opened and are therefore not in the file. */
  readonly unreadable: number;
};

export type RestoreLine = {
  readonly kind: "account" | "otp" | "passkey" | "recovery" | "settings" | "unknown";
  readonly name: string;
  readonly verdict: "new" | "same" | "newer" | "older" | "refused";
  /** Why it was refused. */
  readonly reason?: string;
};

export type RestorePreview = {
  readonly createdAt: number;
  readonly counts: BackupCounts;
  readonly lines: readonly RestoreLine[];
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
  readonly rpId: string;
  /** No passkey of ours was created or used at this origin before; false while locked. */
  readonly firstTime: boolean;
  /** Create: the account the site names. */
  readonly userName: string;
  readonly userDisplayName: string;
  readonly attachment: "platform" | "cross-platform";
  /** Get: the passkeys that fit; empty while locked. */
  readonly choices: readonly PasskeyChoice[];
  /** What *Allow* needs: `password` if the user must be verified afresh. */
  readonly verification: "none" | "password";
};
