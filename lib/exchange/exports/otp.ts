// What all writers ask of a code: its parameters, its link, and whether it is of a kind that their format has.

import { decodeBase64url } from "../../bytes/base64url.ts";
import { formatOtpauthUri } from "../../otp/otpauth-uri.ts";
import type { OtpParameters } from "../../otp/parameters.ts";
import type { OtpRecord } from "../../vault/schema.ts";
import type { ExportEntry, LeftCode } from "./export.ts";

/** What programs read of one link at most, Waykey among them. */
const MAX_LINK_LENGTH = 8192;

/** The caller wipes its secret. */
export function parametersOf(record: OtpRecord): OtpParameters {
  const { type, issuer, label, algorithm, digits, periodSeconds, counter } = record;
  const secret = decodeBase64url(record.secret);
  return { type, issuer, label, secret, algorithm, digits, periodSeconds, counter };
}

export function linkOf(record: OtpRecord): string {
  const parameters = parametersOf(record);
  const link = formatOtpauthUri(parameters);
  parameters.secret.fill(0);
  return link;
}

/** For a format of links: every kind of code goes, and nothing else. */
export function reasonOfLinks(entry: ExportEntry, maxLength = MAX_LINK_LENGTH): LeftCode | null {
  if (entry.kind === "otp") return linkOf(entry.record).length > maxLength ? "too-long" : null;
  return entry.kind === "passkey" ? "passkeys" : "recovery-codes";
}

/** @throws TypeError for an entry that is no code: the format's own reasons keep it out */
export function otpOf(entry: ExportEntry): OtpRecord {
  if (entry.kind === "otp") return entry.record;
  throw new TypeError("entry must be a code");
}
