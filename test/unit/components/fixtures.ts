// Accounts and pages for the tests of the user interface.

import type {
  AccountView,
  CeremonyLogEntry,
  CeremonyView,
  Notice,
  OtpView,
  PageView,
  PasskeyView,
  Preferences,
  Settings,
  UnlockWay,
  VaultState,
  VaultStatus,
  VerificationStatus,
} from "../../../lib/app/views.ts";
import type { MethodStatus } from "../../../lib/headway/methods.ts";

export const SAVED_AT = Date.UTC(2026, 2, 3);

export const PREFERENCES: Preferences = {
  opensItself: true,
  clearClipboardSeconds: 30,
  hidesCodes: false,
};

export const SETTINGS: Settings = {
  autoLockMinutes: 15,
  lockWithSystem: true,
  verifiedForMinutes: 0,
  passkeyUpgrades: false,
};

/** One of each kind. */
export const EVERY_NOTICE: readonly Notice[] = [
  { kind: "vault-restored", at: SAVED_AT, count: 0 },
  { kind: "header-restored", at: SAVED_AT, count: 0 },
  { kind: "records-restored", at: SAVED_AT, count: 3 },
  { kind: "manifest-restored", at: SAVED_AT, count: 0 },
  { kind: "copy-renewed", at: SAVED_AT, count: 0 },
  { kind: "copy-failed", at: SAVED_AT, count: 0 },
];

/** Nothing but the password is set up. */
export const NO_VERIFICATION: VerificationStatus = {
  pin: "none",
  device: null,
  emergencyKey: null,
};

/** A locked one has the password alone, unless other ways are named. */
export function vaultStatus(
  state: VaultState,
  ways: readonly UnlockWay[] = ["password"],
): VaultStatus {
  if (state === "locked") return { state, ways };
  return state === "unreadable" ? { state, reason: "vault/damaged", canUseCopy: false } : { state };
}

export function otpView(id: string, changes: Partial<OtpView> = {}): OtpView {
  return {
    id,
    createdAt: SAVED_AT,
    type: "totp",
    issuer: "Headway",
    label: `label of ${id}`,
    digits: 6,
    periodSeconds: 30,
    algorithm: "SHA1",
    confirmed: true,
    isImported: false,
    replacedBy: null,
    ...changes,
  };
}

export function passkeyView(id: string, changes: Partial<PasskeyView> = {}): PasskeyView {
  return {
    id,
    label: `label of ${id}`,
    rpId: "headway.co",
    userName: "ana@example.com",
    attachment: "platform",
    createdAt: SAVED_AT,
    lastUsedAt: null,
    origins: ["https://headway.co"],
    algorithm: "ES256",
    hidden: null,
    ...changes,
  };
}

export function logEntry(changes: Partial<CeremonyLogEntry> = {}): CeremonyLogEntry {
  return {
    at: SAVED_AT,
    kind: "get",
    origin: "https://sigmund.headway.co",
    rpId: "headway.co",
    userName: "ana@example.com",
    userPresent: true,
    userVerified: true,
    result: "signed-in",
    ...changes,
  };
}

export function methodStatus(
  method: MethodStatus["method"],
  changes: Partial<MethodStatus> = {},
): MethodStatus {
  return { method, state: "unknown", at: null, where: "", callingCode: null, ...changes };
}

export const CLIENT: AccountView = {
  id: "client",
  role: "client",
  email: "ana@example.com",
  favourite: false,
  otps: [otpView("otp-client")],
  passkeys: [passkeyView("passkey-1", { label: "Laptop" })],
  recoveryCodes: [
    {
      id: "recovery-1",
      masked: "••••",
      createdAt: SAVED_AT,
      usedAt: null,
      endedBy: null,
      endedOn: null,
      filledAt: null,
      hasPassphrase: false,
    },
  ],
  successorSince: null,
  exemptedAt: null,
  exemptedFrom: null,
  resetList: null,
  putAway: [],
  elsewhereToo: [],
  methods: [
    methodStatus("authenticator", { state: "here", at: SAVED_AT }),
    methodStatus("phone"),
    methodStatus("biometrics", { state: "here", at: SAVED_AT }),
    methodStatus("security-key"),
    methodStatus("recovery-code", { state: "here", at: SAVED_AT }),
  ],
  ticks: [{ tick: "email-secured", done: true, at: SAVED_AT }],
  findings: [{ kind: "password-not-unique", weight: "advice", at: null }],
};

export const PROVIDER: AccountView = {
  id: "provider",
  role: "provider",
  email: "ana@example.com",
  favourite: false,
  otps: [otpView("otp-provider")],
  passkeys: [],
  recoveryCodes: [],
  successorSince: null,
  exemptedAt: null,
  exemptedFrom: null,
  resetList: null,
  putAway: [],
  elsewhereToo: [],
  methods: [
    methodStatus("authenticator", { state: "here", at: SAVED_AT }),
    methodStatus("phone"),
    methodStatus("biometrics"),
    methodStatus("security-key"),
    methodStatus("recovery-code"),
  ],
  ticks: [],
  findings: [
    { kind: "one-way-only", weight: "warning", at: null },
    { kind: "no-recovery-code", weight: "warning", at: null },
  ],
};

export function pageView(changes: Partial<PageView>): PageView {
  return {
    origin: "https://headway.co",
    host: "headway.co",
    role: "client",
    kind: "other",
    hasField: changes.kind === "otp-enrolment" || changes.kind === "otp-challenge",
    email: null,
    recoveryCode: null,
    accountId: null,
    recoveryCodeKept: false,
    recoveryCodeFilled: false,
    recoveryCodeDeclined: false,
    passkeys: [],
    ...changes,
  };
}

export function ceremonyView(changes: Partial<CeremonyView> = {}): CeremonyView {
  return {
    id: "ceremony-1",
    kind: "get",
    state: "ready",
    origin: "https://sigmund.headway.co",
    topOrigin: null,
    rpId: "headway.co",
    firstTime: false,
    userName: "ana@example.com",
    userDisplayName: "Ana",
    attachment: "platform",
    choices: [
      {
        id: "passkey-1",
        label: "Laptop",
        userName: "ana@example.com",
        attachment: "platform",
        lastUsedAt: null,
      },
    ],
    verification: [],
    pinBlocked: false,
    ...changes,
  };
}
