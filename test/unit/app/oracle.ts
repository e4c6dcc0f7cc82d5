// A one-time code by a library that the product does not use: otpauth.

import * as OTPAuth from "otpauth";

/** @param secret base32 */
export function authenticator(secret: string, timestamp: number): string {
  return new OTPAuth.TOTP({ secret: OTPAuth.Secret.fromBase32(secret) }).generate({ timestamp });
}
