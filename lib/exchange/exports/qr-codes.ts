// One QR code for each code, as a site shows it when the code is set up: for every program that scans.

import type { PlainWriter } from "./export.ts";
import { linkOf, otpOf, reasonOfLinks } from "./otp.ts";

/** A longer link makes a picture too fine for a phone's camera in front of a screen. */
const MAX_LENGTH = 1000;

export const qrCodes: PlainWriter = {
  reasonToLeave: (entry) => reasonOfLinks(entry, MAX_LENGTH),
  isLessened: () => false,
  write: (entries) => ({
    kind: "pages",
    pages: entries.map((entry) => ({ text: linkOf(otpOf(entry)), names: [entry.name] })),
  }),
};
