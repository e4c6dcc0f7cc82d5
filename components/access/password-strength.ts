// A hint about a new password, from its length alone. It refuses nothing but what the vault itself
// refuses: fewer than 10 characters.

import { message, plural } from "../../lib/i18n/messages.ts";

const MIN_PASSWORD_LENGTH = 10;
const GOOD_LENGTH = 16;

export type PasswordHint = { readonly level: "short" | "fair" | "good"; readonly text: string };

export function passwordHint(password: string): PasswordHint {
  const length = Array.from(password).length;
  if (length < MIN_PASSWORD_LENGTH) {
    const missing = MIN_PASSWORD_LENGTH - length;
    return {
      level: "short",
      text:
        length === 0
          ? message("access_password_empty")
          : plural("access_password_missing", missing),
    };
  }
  if (length < GOOD_LENGTH) {
    return { level: "fair", text: message("access_password_fair") };
  }
  return { level: "good", text: message("access_password_good") };
}

/** Why the two fields can't be used; `null` for each that can. */
export function checkNewPassword(
  password: string,
  repeated: string,
): { readonly password: string | null; readonly repeated: string | null } {
  return {
    password:
      Array.from(password).length < MIN_PASSWORD_LENGTH
        ? message("access_password_too_short")
        : null,
    repeated: password === repeated ? null : message("access_password_differs"),
  };
}
