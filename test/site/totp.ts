// The authenticator-app method on the server's side: RFC 6238 with SHA-1, six digits and thirty
// seconds, verified by the otpauth package. A time step is accepted once; other algorithms, digits
// and periods are not offered.

import { Secret, TOTP } from "otpauth";

const parameters = { algorithm: "SHA1", digits: 6, period: 30 } as const;

export interface Totp {
  /** Base32 without padding. */
  readonly secret: string;
  /** The newest time step a code was accepted for (RFC 6238 section 5.2). */
  lastStep: number;
}

export type TotpVerdict =
  { ok: true; step: number } | { ok: false; reason: "malformed" | "incorrect" | "reused" };

/** Makes 20 random bytes, as base32. */
export function createTotpSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** The key URI that the barcode holds. */
export function totpUri(email: string, secret: string): string {
  const { algorithm, digits, period } = parameters;
  const label = `Headway:${encodeURIComponent(email)}`;
  return `otpauth://totp/${label}?secret=${secret}&issuer=Headway&algorithm=${algorithm}&digits=${digits}&period=${period}`;
}

/** The key in groups of four characters, to be typed by hand. */
export function groupedSecret(secret: string): string {
  return (secret.match(/.{1,4}/g) ?? []).join(" ");
}

/**
 * Checks a code with one step of tolerance either side.
 * @param totp The secret, and the newest step already used (-1 for none).
 * @param nowMs Milliseconds since the epoch.
 */
export function verifyTotp(totp: Totp, code: string, nowMs: number): TotpVerdict {
  const token = code.replace(/\s/g, "");
  if (!/^\d{6}$/.test(token)) return { ok: false, reason: "malformed" };
  const secret = Secret.fromBase32(totp.secret);
  const delta = TOTP.validate({ token, secret, ...parameters, timestamp: nowMs, window: 1 });
  if (delta === null) return { ok: false, reason: "incorrect" };
  const step = TOTP.counter({ period: parameters.period, timestamp: nowMs }) + delta;
  if (step <= totp.lastStep) return { ok: false, reason: "reused" };
  return { ok: true, step };
}
