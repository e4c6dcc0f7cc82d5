// What one TOTP entry (RFC 6238) is made of, its defaults and its bounds.

import type { Bytes } from "../bytes/bytes.ts";

export const OTP_ALGORITHMS = ["SHA1", "SHA256", "SHA512"] as const;
export type OtpAlgorithm = (typeof OTP_ALGORITHMS)[number];

export type OtpParameters = {
  readonly type: "totp";
  /** Who runs the account; empty if not known. */
  readonly issuer: string;
  /** Whose account it is, without the issuer; empty if not known. */
  readonly label: string;
  readonly secret: Bytes;
  readonly algorithm: OtpAlgorithm;
  /** 5 to 10. */
  readonly digits: number;
  /** 1 to 86,400. */
  readonly periodSeconds: number;
};

export const DEFAULT_ALGORITHM: OtpAlgorithm = "SHA1";
export const DEFAULT_DIGITS = 6;
export const DEFAULT_PERIOD_SECONDS = 30;
export const MIN_DIGITS = 5;
export const MAX_DIGITS = 10;
export const MAX_PERIOD_SECONDS = 86_400;
export const MAX_SECRET_BYTES = 1024;
