// The one demand made of a password that is to protect a vault or a backup: its length. No demand is
// ever made of a password that is only checked.

import { WaykeyError } from "../errors.ts";

/** In Unicode code points after NFKC. */
export const MIN_PASSWORD_LENGTH = 10;

/** @throws WaykeyError `vault/weak-password` for fewer than MIN_PASSWORD_LENGTH characters */
export function checkNewPassword(password: string): void {
  const codePoints = Array.from(password.normalize("NFKC"));
  if (codePoints.length >= MIN_PASSWORD_LENGTH) return;
  const message = `The password must have at least ${MIN_PASSWORD_LENGTH} characters`;
  throw new WaykeyError("vault/weak-password", message);
}
