// The kinds of screens that Headway's sites show, as far as Waykey tells them apart.

export const PAGE_KINDS = [
  "otp-enrolment",
  "otp-challenge",
  "phone-challenge",
  "email-challenge",
  "recovery-challenge",
  "recovery-shown",
  "signed-in",
  "sign-in",
  "other",
] as const;

/** What the page in use shows. It comes from the page and is untrusted. */
export type PageKind = (typeof PAGE_KINDS)[number];

/** The screens that a site shows only after it took a code. */
export const AFTER_ACCEPTANCE: ReadonlySet<PageKind> = new Set(["recovery-shown", "signed-in"]);
