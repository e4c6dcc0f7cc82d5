// Where a site can tell Waykey from Chromium's virtual authenticator, and why that stays so. The
// document docs/webauthn-conformance.md lists the same.

import type { KnownDifference } from "./compare.ts";

export const KNOWN_DIFFERENCES: readonly KnownDifference[] = [];
