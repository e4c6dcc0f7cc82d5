// The Public Suffix List (publicsuffix.org, in tldts' edition), private section included. A waking worker
// takes some 20 ms to read it, so it is loaded for a domain alone that is not known without it.

/** Registrable domains that have no public suffix below them; a test holds them against the list. */
export const KNOWN_REGISTRABLE: readonly string[] = ["headway.co"];

/**
 * The longest public suffix of a domain, which may be the whole of it.
 *
 * @param domain of two labels or more, in lower-case A-labels
 */
export async function publicSuffixOf(domain: string): Promise<string> {
  const known = KNOWN_REGISTRABLE.find((each) => domain === each || domain.endsWith(`.${each}`));
  if (known !== undefined) return known.slice(known.indexOf(".") + 1);
  const { getPublicSuffix } = await import("tldts");
  const options = { allowPrivateDomains: true, extractHostname: false } as const;
  return getPublicSuffix(domain, options) ?? domain;
}
