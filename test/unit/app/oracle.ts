// A one-time code by a library that the product does not use: otpauth.

import * as OTPAuth from "otpauth";

/** @param secret base32 */
export function authenticator(secret: string, timestamp: number): string {
  return new OTPAuth.TOTP({ secret: OTPAuth.Secret.fromBase32(secret) }).generate({ timestamp });
}

/** The six-digit code of a base32 secret and a counter. */
export function counted(secret: string, counter: number): string {
  return new OTPAuth.HOTP({ secret: OTPAuth.Secret.fromBase32(secret) }).generate({ counter });
}
