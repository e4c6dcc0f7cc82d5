// One constant message for each DOMException a ceremony can end in: the page learns the name that the
// specification gives the failure, and nothing else.

import type { CeremonyErrorName } from "../rpc/ceremony-messages.ts";

export const ERROR_MESSAGES: Readonly<Record<CeremonyErrorName, string>> = {
  NotAllowedError: "The operation either timed out or was not allowed.",
  InvalidStateError: "A passkey for this account is already registered.",
  NotSupportedError: "The requested options are not supported.",
  SecurityError: "The relying party ID is not valid for this page.",
  ConstraintError: "The requested authenticator capability is not available.",
  SyntaxError: "An option is not of the form that is asked for.",
  UnknownError: "The operation failed for an unknown reason.",
};
