// otpauth://totp links (the "Key Uri Format" of Google Authenticator), read as tolerantly as they
// are written in the wild. Only TOTP: HOTP and Steam are refused in words of their own, and an
// unknown algorithm or type is never turned into a default. Unknown parameters are ignored.

import { encodeBase32 } from "../bytes/base32.ts";
import { WaykeyError } from "../errors.ts";
import { type OtpauthNames, parseNames } from "./otpauth-names.ts";
import { decodePercent, parseQuery } from "./otpauth-query.ts";
import {
  DEFAULT_ALGORITHM,
  DEFAULT_DIGITS,
  DEFAULT_PERIOD_SECONDS,
  MAX_DIGITS,
  MAX_PERIOD_SECONDS,
  MIN_DIGITS,
  OTP_ALGORITHMS,
  type OtpAlgorithm,
  type OtpParameters,
} from "./parameters.ts";
import { parseSecret } from "./secret.ts";

const MAX_LINK_LENGTH = 8192;
const SCHEME = /^([a-z][a-z0-9+.-]*):/i;
const LINK = /^otpauth:\/\/(?<type>[^/?#]*)\/*(?<label>[^?]*)(?:\?(?<query>[^#]*))?/i;

/**
 * Reads an otpauth link. Absent or empty parameters take the format's defaults (SHA1, 6 digits, 30
 * seconds), and so does `period=0`, which some issuers write for "not stated".
 * @throws WaykeyError `otp/uri` for any other text, `qr/migration` for an export of Google
 * Authenticator, `otp/type`, `otp/algorithm`, `otp/digits`, `otp/period`, `otp/secret`
 */
export function parseOtpauthUri(text: string): OtpParameters {
  const link = text.trim();
  if (link.length > MAX_LINK_LENGTH) throw new WaykeyError("otp/uri", "The link is too long");
  assertScheme(link);
  const parts = LINK.exec(link)?.groups;
  const type = decodePercent(parts?.["type"] ?? "").toLowerCase();
  if (type === "") throw new WaykeyError("otp/uri", "The link is not a whole otpauth link");
  const query = parseQuery(parts?.["query"] ?? "");
  assertTotp([type, query.get("otp_type"), query.get("encoder")]);
  const names: OtpauthNames = parseNames(parts?.["label"] ?? "", query.get("issuer"));
  const secret = query.get("secret");
  if (secret === undefined) throw new WaykeyError("otp/secret", "The link has no key in it");
  return {
    type: "totp",
    ...names,
    secret: parseSecret(secret),
    algorithm: parseAlgorithm(query.get("algorithm")),
    digits: parseDigits(query.get("digits")),
    periodSeconds: parsePeriod(query.get("period")),
  };
}

/**
 * Reads what a person typed or pasted: an otpauth link, or a bare key with the format's defaults.
 * @throws WaykeyError as `parseOtpauthUri` and `parseSecret` do
 */
export function parseOtpInput(text: string): OtpParameters {
  if (SCHEME.test(text.trim())) return parseOtpauthUri(text);
  return {
    type: "totp",
    issuer: "",
    label: "",
    secret: parseSecret(text),
    algorithm: DEFAULT_ALGORITHM,
    digits: DEFAULT_DIGITS,
    periodSeconds: DEFAULT_PERIOD_SECONDS,
  };
}

/** Writes every parameter out, so that no reader's defaults matter. */
export function formatOtpauthUri(parameters: OtpParameters): string {
  const issuer = encodeURIComponent(parameters.issuer.toWellFormed());
  const label = encodeURIComponent(parameters.label.toWellFormed());
  const query = [
    `secret=${encodeBase32(parameters.secret)}`,
    ...(issuer === "" ? [] : [`issuer=${issuer}`]),
    `algorithm=${parameters.algorithm}`,
    `digits=${parameters.digits}`,
    `period=${parameters.periodSeconds}`,
  ];
  return `otpauth://totp/${issuer === "" ? label : `${issuer}:${label}`}?${query.join("&")}`;
}

function assertScheme(link: string): void {
  const scheme = SCHEME.exec(link)?.[1]?.toLowerCase();
  if (scheme === "otpauth-migration") {
    throw new WaykeyError(
      "qr/migration",
      "This is an export of Google Authenticator, not the code of one account",
    );
  }
  if (scheme === "steam") assertTotp([scheme]);
  if (scheme !== "otpauth") throw new WaykeyError("otp/uri", "The text is not an otpauth link");
}

function assertTotp(types: readonly (string | undefined)[]): void {
  for (const type of types) {
    const name = type?.toLowerCase() ?? "";
    if (name === "" || name === "totp") continue;
    throw new WaykeyError("otp/type", typeRefusal(name));
  }
}

function typeRefusal(type: string): string {
  if (type === "hotp")
    return "The link is for counter-based codes (HOTP); only time-based ones work";
  if (type === "steam")
    return "The link is for Steam's own codes; only time-based ones (TOTP) work";
  return `The link is for codes of the unknown type "${quote(type)}"; only TOTP works`;
}

function parseAlgorithm(value: string | undefined): OtpAlgorithm {
  if (value === undefined || value === "") return DEFAULT_ALGORITHM;
  const name = value
    .toUpperCase()
    .replaceAll(/[\s_-]/g, "")
    .replace(/^HMAC/, "");
  const algorithm = OTP_ALGORITHMS.find((known) => known === name);
  if (algorithm !== undefined) return algorithm;
  throw new WaykeyError("otp/algorithm", `The algorithm "${quote(value)}" is not known`);
}

function parseDigits(value: string | undefined): number {
  if (value === undefined || value === "") return DEFAULT_DIGITS;
  const digits = parseWhole(value);
  if (digits >= MIN_DIGITS && digits <= MAX_DIGITS) return digits;
  throw new WaykeyError("otp/digits", `A code has ${MIN_DIGITS} to ${MAX_DIGITS} digits`);
}

function parsePeriod(value: string | undefined): number {
  if (value === undefined || value === "") return DEFAULT_PERIOD_SECONDS;
  const period = parseWhole(value);
  if (period === 0) return DEFAULT_PERIOD_SECONDS;
  if (period <= MAX_PERIOD_SECONDS) return period;
  throw new WaykeyError("otp/period", `A period has 1 to ${MAX_PERIOD_SECONDS} seconds`);
}

/** NaN, which no bound takes, for anything but a few decimal digits. */
function parseWhole(value: string): number {
  return /^\s*\d{1,9}\s*$/.test(value) ? Number(value) : Number.NaN;
}

function quote(value: string): string {
  return value.slice(0, 32).toWellFormed();
}
