// What accounts are called that have no address. Those that are kept say so in the vault and in backups, so they
// stay as they are; the user interface has words of its own for each.

export const GIVEN_NAMES = {
  /** Its own record can't be read; kept nowhere. */
  unreadable: "(account not readable)",
  /** A site gave it no name. */
  nameless: "(no name)",
  /** It holds what a backup had without an account. */
  restored: "Restored without an account",
} as const;

export type GivenName = keyof typeof GIVEN_NAMES;

const BY_LOWER_CASE: ReadonlyMap<string, GivenName> = new Map(
  (Object.keys(GIVEN_NAMES) as GivenName[]).map((name) => [GIVEN_NAMES[name].toLowerCase(), name]),
);

/** Which of them it is, whatever its case; null for any other address. */
export function givenNameOf(email: string): GivenName | null {
  return BY_LOWER_CASE.get(email.toLowerCase()) ?? null;
}
