// Issuer and account name of an entry. In an otpauth link: the label's `issuer:account` (the colon may be %3A)
// and the issuer parameter, which wins. Names encoded twice are decoded twice, and characters that
// are invisible or turn the writing direction are taken out.

import { WaykeyError } from "../errors.ts";
import { decodePercent } from "./otpauth-query.ts";

export type OtpauthNames = { readonly issuer: string; readonly label: string };

const MAX_NAME_LENGTH = 1024;
const STILL_ENCODED = /%[0-9a-f]{2}/i;
const UNSEEN = /[\p{Cc}\u2028-\u202e\u2066-\u2069]/gu;

/**
 * @param rawLabel the link's path, still encoded
 * @param issuerParameter the parameter's value, decoded once
 * @throws WaykeyError `otp/uri` if a name is longer than 1,024 UTF-16 units
 */
export function parseNames(rawLabel: string, issuerParameter: string | undefined): OtpauthNames {
  // A literal colon divides; only if there is none does an encoded one.
  const label = rawLabel.includes(":") ? rawLabel : decodePercent(rawLabel);
  const colon = label.indexOf(":");
  const prefix = cleanName(colon < 0 ? "" : decodePercent(label.slice(0, colon)));
  const account = cleanName(decodePercent(label.slice(colon + 1)));
  const issuer = cleanName(issuerParameter ?? "");
  return { issuer: issuer === "" ? prefix : issuer, label: account };
}

/**
 * The names of an account that has them as plain text: `name` may still bring its issuer along.
 * @throws WaykeyError `otp/uri` if a name is longer than 1,024 UTF-16 units
 */
export function splitNames(name: string, issuerName: string): OtpauthNames {
  const [account, issuer] = [showable(name), showable(issuerName)];
  const colon = issuer === "" ? account.indexOf(":") : issuer.length;
  const prefix = account.slice(0, Math.max(colon, 0));
  const isPrefixed = account.charAt(colon) === ":";
  if (!isPrefixed || (issuer !== "" && prefix.toLowerCase() !== issuer.toLowerCase())) {
    return { issuer, label: account };
  }
  return {
    issuer: issuer === "" ? prefix.trim() : issuer,
    label: account.slice(colon + 1).trim(),
  };
}

/** Takes a name that was decoded once. */
function cleanName(name: string): string {
  return showable(STILL_ENCODED.test(name) ? decodePercent(name) : name);
}

function showable(name: string): string {
  if (name.length > MAX_NAME_LENGTH) {
    throw new WaykeyError("otp/uri", "The issuer or account name is too long");
  }
  return name.toWellFormed().replaceAll(UNSEEN, "").trim();
}
