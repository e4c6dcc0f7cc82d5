// An entry out of the separate fields that JSON exports have, read as tolerantly as a link is and by the same rules:
// what is not stated takes the default, what is not known is refused.

import {
  parseAlgorithm,
  parseCounter,
  parseDigits,
  parsePeriod,
  quote,
} from "../../otp/otpauth-values.ts";
import { splitNames } from "../../otp/otpauth-names.ts";
import {
  DEFAULT_PERIOD_SECONDS,
  OTP_TYPES,
  type OtpParameters,
  type OtpType,
  STEAM_PARAMETERS,
} from "../../otp/parameters.ts";
import { parseStoredSecret } from "../../otp/secret.ts";
import { WaykeyError } from "../../errors.ts";
import { entryOrRefusal, type ForeignEntry, otpEntry } from "./entry.ts";

/** As they stand in the file; empty where it says nothing. */
export type OtpFields = {
  readonly type: string;
  readonly issuer: string;
  readonly label: string;
  /** Base32, or the bytes. */
  readonly secret: string | OtpParameters["secret"];
  readonly algorithm: string;
  readonly digits: string;
  readonly period: string;
  readonly counter: string;
};

export function entryOfFields(fields: OtpFields): ForeignEntry {
  return entryOrRefusal(nameOf(fields.issuer, fields.label), () => otpEntry(parseFields(fields)));
}

/** @throws WaykeyError of the area `otp` */
function parseFields(fields: OtpFields): OtpParameters {
  const type = parseType(fields.type);
  const names = splitNames(fields.label, fields.issuer);
  const form = parseForm(type, fields);
  const secret =
    typeof fields.secret === "string" ? parseStoredSecret(fields.secret) : fields.secret;
  if (secret.length === 0) throw new WaykeyError("otp/secret", "The entry has no key");
  return { type, ...names, secret, ...form };
}

function parseForm(type: OtpType, fields: OtpFields) {
  if (type === "steam") return STEAM_PARAMETERS;
  const algorithm = parseAlgorithm(fields.algorithm);
  const digits = parseDigits(fields.digits);
  if (type === "totp") {
    return { algorithm, digits, periodSeconds: parsePeriod(fields.period), counter: 0 };
  }
  const counter = parseCounter(fields.counter);
  return { algorithm, digits, periodSeconds: DEFAULT_PERIOD_SECONDS, counter };
}

function parseType(name: string): OtpType {
  if (name === "") return "totp";
  const type = OTP_TYPES.find((known) => known === name.toLowerCase());
  if (type !== undefined) return type;
  throw new WaykeyError("otp/type", `The entry is for codes of the unknown type "${quote(name)}"`);
}

export function nameOf(issuer: string, label: string): string {
  return [issuer.trim(), label.trim()].filter((part) => part !== "").join(": ");
}
