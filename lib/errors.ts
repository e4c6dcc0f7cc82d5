// The one error class for bad input and bad state. Bugs of ours are TypeError or RangeError;
// outcomes a caller must expect are tagged unions. Every code is listed here, so that each can be
// given its own words and its own test.

export const ERROR_CODES = [
  "encoding/base32",
  "encoding/base64url",
  "encoding/hex",
  "encoding/utf8",
  "kdf/parameters",
  "kdf/memory",
  "otp/uri",
  "otp/secret",
  "otp/algorithm",
  "otp/type",
  "otp/digits",
  "otp/period",
  "otp/counter",
  "otp/migration",
  "qr/none",
  "qr/none-in-view",
  "qr/none-in-picture",
  "qr/not-otp",
  "qr/migration",
  "picture/none",
  "picture/kind",
  "picture/damaged",
  "picture/too-large",
  "picture/too-slow",
  "camera/none",
  "camera/denied",
  "camera/busy",
  "camera/failed",
  "webauthn/options",
  "webauthn/rp-id",
  "webauthn/algorithm",
  "webauthn/key",
  "webauthn/not-supported",
  "webauthn/syntax",
  "vault/exists",
  "vault/none",
  "vault/locked",
  "vault/password",
  "vault/weak-password",
  "vault/emergency-key",
  "vault/emergency-key-typo",
  "vault/device",
  "vault/altered",
  "vault/password-due",
  "vault/newer-password",
  "vault/undecided",
  "vault/no-slot",
  "vault/last-slot",
  "vault/too-many-slots",
  "vault/damaged",
  "vault/version",
  "vault/conflict",
  "vault/storage",
  "vault/unsure",
  "vault/no-room",
  "vault/manifest",
  "vault/no-record",
  "record/damaged",
  "record/invalid",
  "policy/password-only",
  "policy/plain-export",
  "recovery/code",
  "recovery/passphrase",
  "recovery/same-password",
  "recovery/too-short-to-lock",
  "account/email",
  "account/taken",
  "account/held-there",
  "account/calling-code",
  "account/week-to-come",
  "account/week-over",
  "backup/foreign",
  "backup/damaged",
  "backup/version",
  "backup/password",
  "backup/too-large",
  "backup/incomplete",
  "backup/leaves-out",
  "backup/undo-ended",
  "backup/vault-changed",
  "file/unreadable",
  "import/unknown",
  "import/waykey-backup",
  "import/too-large",
  "import/too-many",
  "import/too-slow",
  "import/damaged",
  "import/empty",
  "import/password",
  "import/no-password-slot",
  "import/account-restricted",
  "import/pgp",
  "import/costly",
  "import/memory",
  "export/empty",
  "export/incomplete",
  "export/same-password",
  "entry/unreadable",
  "entry/encrypted",
  "entry/passkey-kind",
  "entry/passkey-key",
  "entry/part-missing",
  "work/cancelled",
  "work/interrupted",
  "ceremony/unknown",
  "ceremony/gone",
  "ceremony/choice",
  "ceremony/verification",
  "verification/pin",
  "verification/pin-blocked",
  "verification/weak-pin",
  "verification/device",
  "verification/none",
  "page/none",
  "page/unreachable",
  "fill/given-up",
  "clock/off",
  "clock/unreadable",
  "rpc/method",
  "rpc/sender",
  "rpc/input",
  "rpc/stale",
  "rpc/unreachable",
  "internal/unexpected",
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** Why one entry of a foreign file can't be taken. */
export type RefusalCode = Extract<ErrorCode, `otp/${string}` | `entry/${string}`>;

export function isRefusalCode(code: ErrorCode): code is RefusalCode {
  return code.startsWith("otp/") || code.startsWith("entry/");
}

/** What exactly is wrong with a setup key that was typed or pasted. */
export type KeyFault =
  | { readonly kind: "empty" | "too-long" }
  /** A link without a key. */
  | { readonly kind: "missing" }
  /** Of as many characters as no key has. */
  | { readonly kind: "length"; readonly length: number }
  /** One that no key has, so no part of a secret; `place` counts from 1. */
  | { readonly kind: "character"; readonly character: string; readonly place: number };

/**
 * Bad input or bad state, named by `code`; `cause` keeps what was caught, and never a secret. `keyFault` says more
 * of some `otp/secret`. The message is for who reads the code, not for users.
 */
export class WaykeyError extends Error {
  override readonly name = "WaykeyError";
  readonly code: ErrorCode;
  readonly keyFault: KeyFault | null;

  constructor(
    code: ErrorCode,
    message: string,
    options?: { cause?: unknown; keyFault?: KeyFault | null },
  ) {
    super(message, options);
    this.code = code;
    this.keyFault = options?.keyFault ?? null;
  }
}

/** True for a WaykeyError, of the given code if one is named. */
export function isWaykeyError(error: unknown, code?: ErrorCode): error is WaykeyError {
  return error instanceof WaykeyError && (code === undefined || error.code === code);
}
