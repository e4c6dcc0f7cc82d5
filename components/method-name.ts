// How the ways of the second step are called.

import type { Method } from "../lib/headway/methods.ts";
import { message, type MessageKey } from "../lib/i18n/messages.ts";

/** On Headway's own pages, which are in English: for what the user is to find there. */
export const METHOD_NAMES: Readonly<Record<Method, string>> = {
  authenticator: "Authenticator app",
  phone: "Phone (text or call)",
  biometrics: "Fingerprint or face",
  "security-key": "Security key",
  "recovery-code": "Recovery code",
};

const NAMES = {
  authenticator: "common_method_authenticator",
  phone: "common_method_phone",
  biometrics: "common_method_biometrics",
  "security-key": "common_method_security_key",
  "recovery-code": "common_method_recovery_code",
} as const satisfies Readonly<Record<Method, MessageKey>>;

/** In the user's language: in English as on Headway's pages. */
export function methodName(method: Method): string {
  return message(NAMES[method]);
}
