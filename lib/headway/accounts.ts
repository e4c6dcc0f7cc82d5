// E-mail addresses as names of Headway accounts: reading one that was typed, and finding the one that
// a screen shows. Addresses are compared in lower case; nothing else about them is changed.

import { WaykeyError } from "../errors.ts";
import type { ScreenDescription } from "./screen-description.ts";

const MAX_LENGTH = 254;
// Its parts are bounded as in RFC 5321 (section 4.5.3.1.1) and RFC 1035 (section 2.3.4), so that a page's long words
// are gone over in no more time than short ones.
const ADDRESS =
  /(?<![\p{L}\p{N}])[\p{L}\p{N}](?:[\p{L}\p{N}._%+'-]{0,62}[\p{L}\p{N}_+-])?@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.){1,16}\p{L}{2,63}/u;
const WHOLE_ADDRESS = new RegExp(`^${ADDRESS.source}$`, "u");
const OWN_WORDS =
  /(?:signed in as|logged in as|log(?:ged)? in to|account:?|e-?mail:?|sesion (?:iniciada )?como|cuenta:?|correo(?: electronico)?:?)\s*$/i;

/**
 * Reads a typed e-mail address: trimmed, lower case.
 * @throws WaykeyError `account/email`
 */
export function parseEmail(text: string): string {
  const email = text.trim().toLowerCase();
  if (email.length > MAX_LENGTH || email.includes("..") || !WHOLE_ADDRESS.test(email)) {
    throw new WaykeyError("account/email", "This is not an e-mail address");
  }
  return email;
}

/**
 * The address of the person a screen belongs to, in lower case: the one after words such as "Signed in
 * as", else the only one in sight that is not Headway's own; null if that leaves a doubt.
 */
export function visibleEmail(screen: ScreenDescription): string | null {
  const text = screen.text.normalize("NFKC");
  const named = new Set<string>();
  const seen = new Set<string>();
  for (const match of text.matchAll(new RegExp(ADDRESS.source, "gu"))) {
    const email = match[0].toLowerCase();
    if (email.length > MAX_LENGTH || /@(.+\.)?headway\.co$/.test(email)) continue;
    seen.add(email);
    const before = text.slice(Math.max(0, match.index - 40), match.index);
    if (OWN_WORDS.test(before.normalize("NFD").replace(/\p{M}/gu, ""))) named.add(email);
  }
  const [email] = named.size > 0 ? named : seen;
  return (named.size === 1 || (named.size === 0 && seen.size === 1)) && email !== undefined
    ? email
    : null;
}
