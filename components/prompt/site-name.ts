// How a site is called in the prompt. Only headway.co itself is called Headway; any other RP ID is
// printed as it is.

export function siteName(rpId: string): string {
  return rpId === "headway.co" || rpId.endsWith(".headway.co") ? "Headway" : rpId;
}

/** Whether the host has a label in Punycode, which may look like another one when decoded. */
export function hasEncodedLetters(origin: string): boolean {
  return origin
    .replace(/^[a-z]+:\/\//u, "")
    .split(".")
    .some((label) => label.toLowerCase().startsWith("xn--"));
}
