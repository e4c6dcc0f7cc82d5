// otpauth://totp, hotp and steam links (the "Key Uri Format" of Google Authenticator and what others
// made of it) and steam://KEY, read as tolerantly as they are written in the wild. An unknown type or
// algorithm is refused and never turned into a default. Unknown parameters are ignored.

import { encodeBase32 } from "../bytes/base32.ts";
import { WaykeyError } from "../errors.ts";
import { type OtpauthNames, parseNames } from "./otpauth-names.ts";
import { decodePercent, parseQuery } from "./otpauth-query.ts";
import { parseAlgorithm, parseCounter, parseDigits, parsePeriod, quote } from "./otpauth-values.ts";
import {
  DEFAULT_ALGORITHM,
  DEFAULT_DIGITS,
  DEFAULT_PERIOD_SECONDS,
  OTP_TYPES,
  type OtpParameters,
  type OtpType,
  STEAM_PARAMETERS,
} from "./parameters.ts";
import { parseSecret } from "./secret.ts";

const MAX_LINK_LENGTH = 8192;
const SCHEME = /^([a-z][a-z0-9+.-]*):/i;
const LINK = /^otpauth:\/\/(?<type>[^/?#]*)\/*(?<label>[^?]*)(?:\?(?<query>[^#]*))?/i;

/** Steam's own scheme, with the bare key in the place of the host. */
const STEAM_LINK = /^steam:\/\/([^/?#]*)/i;

/** Stratum's word for them, a parameter without a value. */
const STEAM_FLAG = /(?:^|&)steam(?:&|$)/i;
/** Who has codes of no other kind, and whose links often say "totp": FreeOTP, FreeOTP+, Stratum. */
const STEAM_ISSUER = "Steam";

type Query = ReadonlyMap<string, string>;

/** What an entry has besides its names and its key. */
type OtpForm = Pick<OtpParameters, "algorithm" | "digits" | "periodSeconds" | "counter">;

/**
 * Reads an otpauth or steam link. Absent or empty parameters take the format's defaults (SHA1, 6
 * digits, 30 seconds), and so does `period=0`, which some issuers write for "not stated". The counter of
 * HOTP has no default. Steam's codes have one form, whatever digits the link states.
 * @param readSecret another reading of the key than that of a typed one
 * @throws WaykeyError `otp/uri` for any other text, `qr/migration` for an export of Google
 * Authenticator, `otp/type`, `otp/algorithm`, `otp/digits`, `otp/period`, `otp/counter`, `otp/secret`
 */
export function parseOtpauthUri(text: string, readSecret = parseSecret): OtpParameters {
  const link = text.trim();
  if (link.length > MAX_LINK_LENGTH) throw new WaykeyError("otp/uri", "The link is too long");
  const scheme = SCHEME.exec(link)?.[1]?.toLowerCase();
  if (scheme === "otpauth-migration") {
    throw new WaykeyError(
      "qr/migration",
      "This is an export of Google Authenticator, not the code of one account",
    );
  }
  if (scheme === "steam") return parseSteamLink(link, readSecret);
  if (scheme !== "otpauth") throw new WaykeyError("otp/uri", "The text is not an otpauth link");
  const parts = LINK.exec(link)?.groups;
  const host = decodePercent(parts?.["type"] ?? "");
  if (host === "") throw new WaykeyError("otp/uri", "The link is not a whole otpauth link");
  const queryText = parts?.["query"] ?? "";
  const query = parseQuery(queryText);
  const names: OtpauthNames = parseNames(parts?.["label"] ?? "", query.get("issuer"));
  const flag = STEAM_FLAG.test(queryText) || isUnsaidSteam(names, query) ? "steam" : undefined;
  const type = parseType([host, query.get("otp_type"), query.get("encoder"), flag]);
  const secret = query.get("secret");
  if (secret === undefined) {
    throw new WaykeyError("otp/secret", "The link has no key in it", {
      keyFault: { kind: "missing" },
    });
  }
  return { type, ...names, secret: readSecret(secret), ...parseForm(type, query) };
}

/**
 * Reads what a person typed or pasted: a link, or a bare key with the format's defaults.
 * @throws WaykeyError as `parseOtpauthUri` and `parseSecret` do
 */
export function parseOtpInput(text: string, readSecret = parseSecret): OtpParameters {
  if (SCHEME.test(text.trim())) return parseOtpauthUri(text, readSecret);
  return {
    type: "totp",
    issuer: "",
    label: "",
    secret: readSecret(text),
    algorithm: DEFAULT_ALGORITHM,
    digits: DEFAULT_DIGITS,
    periodSeconds: DEFAULT_PERIOD_SECONDS,
    counter: 0,
  };
}

/** Writes every parameter out, so that no reader's defaults matter. */
export function formatOtpauthUri(parameters: OtpParameters): string {
  const { type, counter, periodSeconds } = parameters;
  const issuer = encodeURIComponent(parameters.issuer.toWellFormed());
  const label = encodeURIComponent(parameters.label.toWellFormed());
  const query = [
    `secret=${encodeBase32(parameters.secret)}`,
    ...(issuer === "" ? [] : [`issuer=${issuer}`]),
    `algorithm=${parameters.algorithm}`,
    `digits=${parameters.digits}`,
    type === "hotp" ? `counter=${counter}` : `period=${periodSeconds}`,
  ];
  return `otpauth://${type}/${issuer === "" ? label : `${issuer}:${label}`}?${query.join("&")}`;
}

function parseSteamLink(link: string, readSecret: typeof parseSecret): OtpParameters {
  const secret = readSecret(decodePercent(STEAM_LINK.exec(link)?.[1] ?? ""));
  return { type: "steam", issuer: STEAM_ISSUER, label: "", secret, ...STEAM_PARAMETERS };
}

/** A link of Steam's that states no other form than theirs. */
function isUnsaidSteam({ issuer }: OtpauthNames, query: Query): boolean {
  const [digits, period] = ["digits", "period"].map((name) => query.get(name) ?? "");
  const isForm = (digits === "" || digits === "5") && (period === "" || period === "30");
  return issuer === STEAM_ISSUER && isForm && !query.has("counter");
}

/** Some programs write Steam's entries as `totp` and say further on that they are not. */
function parseType(names: readonly (string | undefined)[]): OtpType {
  const types = new Set<OtpType>();
  for (const name of names) {
    if (name === undefined || name === "") continue;
    const type = OTP_TYPES.find((known) => known === name.toLowerCase());
    if (type === undefined) {
      throw new WaykeyError(
        "otp/type",
        `The link is for codes of the unknown type "${quote(name.toLowerCase())}"`,
      );
    }
    types.add(type);
  }
  if (!types.has("hotp")) return types.has("steam") ? "steam" : "totp";
  if (types.size === 1) return "hotp";
  throw new WaykeyError("otp/type", "The link names two types of code that exclude each other");
}

function parseForm(type: OtpType, query: Query): OtpForm {
  const algorithm = parseAlgorithm(query.get("algorithm"));
  const digits = parseDigits(query.get("digits"));
  if (type === "hotp") {
    const counter = parseCounter(query.get("counter"));
    return { algorithm, digits, periodSeconds: DEFAULT_PERIOD_SECONDS, counter };
  }
  const periodSeconds = parsePeriod(query.get("period"));
  if (type === "totp") return { algorithm, digits, periodSeconds, counter: 0 };
  if (algorithm !== STEAM_PARAMETERS.algorithm) {
    throw new WaykeyError("otp/algorithm", "Steam's codes are made with SHA1 alone");
  }
  if (periodSeconds !== STEAM_PARAMETERS.periodSeconds) {
    throw new WaykeyError("otp/period", "Steam's codes change every 30 seconds");
  }
  return STEAM_PARAMETERS;
}
