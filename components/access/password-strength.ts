// A hint about a new password, from its length alone. It refuses nothing but what the vault itself
// refuses: fewer than 10 characters.

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
          ? "At least 10 characters. Four or five unrelated words work well."
          : `${missing} more ${missing === 1 ? "character" : "characters"} needed.`,
    };
  }
  if (length < GOOD_LENGTH) {
    return { level: "fair", text: "Long enough. One or two more words make it much stronger." };
  }
  return { level: "good", text: "A good length." };
}

/** Why the two fields can't be used; `null` for each that can. */
export function checkNewPassword(
  password: string,
  repeated: string,
): { readonly password: string | null; readonly repeated: string | null } {
  return {
    password:
      Array.from(password).length < MIN_PASSWORD_LENGTH
        ? "This is too short: use at least 10 characters."
        : null,
    repeated: password === repeated ? null : "The two differ. Type it again.",
  };
}
