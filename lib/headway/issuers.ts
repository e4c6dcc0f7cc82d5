// Whether two authenticator entries are of one site, by the issuers that they name. People keep codes of other
// sites under a Headway account's address too, above all after an import.

/** Whether Headway may have issued an entry: one that names no issuer was typed from a key. */
export function isOfHeadway(issuer: string): boolean {
  const name = issuer.trim().toLowerCase();
  return name === "" || name.includes("headway");
}

/**
 * Whether a code of an entry may be meant where Headway asks for one: it is one of Headway's, or Headway has taken
 * it. Codes of other sites are kept under an account's address, and go into Headway's pages by no way.
 */
export function isForHeadway(entry: {
  readonly issuer: string;
  readonly isConfirmed: boolean;
}): boolean {
  return isOfHeadway(entry.issuer) || entry.isConfirmed;
}

/**
 * Whether the site that issued a new entry is the one that issued a held one, so that the one may take the
 * other's place. A key that was typed names no issuer: it is taken for one of Headway's.
 */
export function isOfSameIssuer(fresh: string, held: string): boolean {
  if (fresh.trim().toLowerCase() === held.trim().toLowerCase()) return true;
  return isOfHeadway(fresh) && isOfHeadway(held);
}
