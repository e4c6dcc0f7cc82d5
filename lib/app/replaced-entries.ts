// Which of an account's authenticator entries a new one is to replace once the site has taken a code of it.
// Until then both are kept: the site still asks for the old one, but where it enrols the new one.

import type { PageKind } from "../headway/page-kind.ts";
import type { OtpRecord } from "../vault/schema.ts";

/**
 * By the id of each entry that is to be replaced: the id of the newest unconfirmed one that will.
 * @param entries those of one account
 */
export function replacersOf(entries: readonly OtpRecord[]): ReadonlyMap<string, string> {
  const held = new Set(entries.map(({ id }) => id));
  const replacers = new Map<string, string>();
  const unconfirmed = entries.filter(({ confirmedAt }) => confirmedAt === null);
  for (const entry of unconfirmed.toSorted((a, b) => a.createdAt - b.createdAt)) {
    for (const id of entry.replaces ?? []) {
      // Of two that would replace each other, as none that Waykey writes, the older one stays as it is.
      const isMutual = replacers.get(entry.id) === id;
      if (held.has(id) && id !== entry.id && !isMutual) replacers.set(id, entry.id);
    }
  }
  return replacers;
}

/**
 * Those that a screen may be asking for: on a screen that enrols the entries that Headway does not know yet, and
 * while a replacement is unconfirmed the old one on any other.
 * @param entries those of one account
 */
export function entriesAskedFor(
  entries: readonly OtpRecord[],
  kind: PageKind,
): readonly OtpRecord[] {
  const replacers = replacersOf(entries);
  if (kind === "otp-enrolment") {
    return entries.filter(({ id, confirmedAt }) => confirmedAt === null && !replacers.has(id));
  }
  const held = new Set(entries.map(({ id }) => id));
  const replacing = new Set(replacers.values());
  // A set-up that was begun twice leaves a first new one, which the newer one replaces as well.
  const isGivenUp = ({ id, confirmedAt, replaces = [] }: OtpRecord): boolean =>
    confirmedAt === null &&
    replacers.has(id) &&
    replaces.some((other) => other !== replacers.get(id) && held.has(other));
  return entries.filter((entry) => !replacing.has(entry.id) && !isGivenUp(entry));
}
