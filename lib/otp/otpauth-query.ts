// The query and the percent-encoding of otpauth links, read without ever failing: what cannot be
// decoded is kept as it stands. The core has no URL parser to lean on, and a strict one would refuse
// links that are in use.

const ENCODED_RUN = /(?:%[0-9a-f]{2})+/gi;

/** Decodes each run of %XX that is UTF-8 and leaves the others alone. */
export function decodePercent(text: string): string {
  return text.replaceAll(ENCODED_RUN, (run) => {
    try {
      return decodeURIComponent(run);
    } catch (error) {
      if (error instanceof URIError) return run;
      throw error;
    }
  });
}

/**
 * The parameters by lower-case name; of repeated ones the first counts. A `+` is a space, and `&amp;`
 * is taken for `&`.
 */
export function parseQuery(query: string): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>();
  for (const pair of query.split(/&(?:amp;)?/i)) {
    const equals = pair.indexOf("=");
    if (equals < 1) continue;
    const name = decodePercent(pair.slice(0, equals)).toLowerCase();
    const value = decodePercent(pair.slice(equals + 1).replaceAll("+", " "));
    if (!parameters.has(name)) parameters.set(name, value);
  }
  return parameters;
}
