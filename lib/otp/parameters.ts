// What one entry is made of, its defaults and its bounds: time-based codes (TOTP, RFC 6238),
// counter-based ones (HOTP, RFC 4226) and Steam's.

import type { Bytes } from "../bytes/bytes.ts";

export const OTP_ALGORITHMS = ["SHA1", "SHA256", "SHA512"] as const;
export type OtpAlgorithm = (typeof OTP_ALGORITHMS)[number];

export const OTP_TYPES = ["totp", "hotp", "steam"] as const;
export type OtpType = (typeof OTP_TYPES)[number];

export type OtpParameters = {
  readonly type: OtpType;
  /** Who runs the account; empty if not known. */
  readonly issuer: string;
  /** Whose account it is, without the issuer; empty if not known. */
  readonly label: string;
  readonly secret: Bytes;
  /** Always SHA1 with Steam. */
  readonly algorithm: OtpAlgorithm;
  /** 5 to 10; always 5 with Steam, whose digits are letters for the most part. */
  readonly digits: number;
  /** 1 to 86,400; the default, 30, with HOTP, which has none, and with Steam. */
  readonly periodSeconds: number;
  /** HOTP: the counter of the next code, 0 to 2^53 - 1. Otherwise 0. */
  readonly counter: number;
};

export const DEFAULT_ALGORITHM: OtpAlgorithm = "SHA1";
export const DEFAULT_DIGITS = 6;
export const DEFAULT_PERIOD_SECONDS = 30;
export const STEAM_DIGITS = 5;
export const MIN_DIGITS = 5;
export const MAX_DIGITS = 10;
export const MAX_PERIOD_SECONDS = 86_400;
export const MAX_COUNTER = Number.MAX_SAFE_INTEGER;
export const MAX_SECRET_BYTES = 1024;

/** What Steam's codes always have, whatever a link says or leaves out. */
export const STEAM_PARAMETERS = {
  algorithm: DEFAULT_ALGORITHM,
  digits: STEAM_DIGITS,
  periodSeconds: DEFAULT_PERIOD_SECONDS,
  counter: 0,
} as const;
