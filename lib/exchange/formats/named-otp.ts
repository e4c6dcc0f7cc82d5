// An entry that is a link, which may have no names of its own, within an item that has.

import type { OtpauthNames } from "../../otp/otpauth-names.ts";
import { splitNames } from "../../otp/otpauth-names.ts";
import type { OtpParameters } from "../../otp/parameters.ts";
import { type ForeignEntry, otpEntry } from "./entry.ts";

/** @throws WaykeyError `otp/uri` for a name that is too long */
export function namedOtp(parameters: OtpParameters, item: OtpauthNames): ForeignEntry {
  const { issuer, label } = splitNames(item.label, item.issuer);
  return otpEntry({
    ...parameters,
    issuer: parameters.issuer || issuer,
    label: parameters.label || label,
  });
}
