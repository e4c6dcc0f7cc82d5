// The kinds of screens that Headway's sites show, as far as Waykey tells them apart.

/** What the page in use shows. It comes from the page and is untrusted. */
export type PageKind =
  | "otp-enrolment"
  | "otp-challenge"
  | "phone-challenge"
  | "email-challenge"
  | "recovery-challenge"
  | "recovery-shown"
  | "signed-in"
  | "sign-in"
  | "other";
