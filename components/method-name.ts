// How Headway's help calls the ways of the second step.

import type { Method } from "../lib/headway/methods.ts";

export const METHOD_NAMES: Readonly<Record<Method, string>> = {
  authenticator: "Authenticator app",
  phone: "Phone (text or call)",
  biometrics: "Fingerprint or face",
  "security-key": "Security key",
  "recovery-code": "Recovery code",
};
