// Whether two authenticator entries are of one site, by the issuers that they name. People keep codes of other
// sites under a Headway account's address too, above all after an import.

function isHeadway(issuer: string): boolean {
  return issuer.includes("headway");
}

/**
 * Whether the site that issued a new entry is the one that issued a held one, so that the one may take the
 * other's place. A key that was typed names no issuer: it is taken for one of Headway's.
 */
export function isOfSameIssuer(fresh: string, held: string): boolean {
  const [a, b] = [fresh, held].map((issuer) => issuer.trim().toLowerCase()) as [string, string];
  if (a === b) return true;
  return (a === "" || isHeadway(a)) && (b === "" || isHeadway(b));
}
