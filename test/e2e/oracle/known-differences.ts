// Where a site can tell Waykey from Chromium's virtual authenticator, and why that stays so. The
// document docs/webauthn-conformance.md lists the same.

import type { KnownDifference } from "./compare.ts";

export const KNOWN_DIFFERENCES: readonly KnownDifference[] = [
  {
    path: /^\.seen\.authenticatorData\.counterIsZero$/,
    reason: "A passkey that can be exported must not count: the counter is 0, the browser's is not",
  },
  {
    path: /^\.seen\.authenticatorData\.flags$/,
    reason: "The virtual authenticator verifies its user unasked; Waykey says UV only after it did",
  },
  {
    shapes: /^create: (every getter noted|resident key|requireResidentKey|credProps)/,
    path: /^\.seen\.(extensions|json\.clientExtensionResults)\.credProps\.rk$/,
    reason: "Every passkey of Waykey's is discoverable, asked for or not",
  },
  {
    shapes: /^(create|get): RP ID in capitals$/,
    path: /./,
    reason:
      "HTML's host parser, by which RP IDs are compared, lower-cases; Chromium refuses capitals",
  },
  {
    shapes: /^(create|get): timeout (zero|NaN|null)$/,
    path: /./,
    reason: "Times are brought into the recommended 5 to 10 minutes; Chromium takes 0 at its word",
  },
  {
    shapes: /^create: attachment cross-platform$/,
    path: /transports$/,
    reason: "Waykey is no USB device: its passkeys for security keys say hybrid",
  },
  {
    shapes: /^create: attestation (direct|indirect)$/,
    path: /attestationObject$/,
    reason: "The attestation is none, whatever a site prefers",
  },
  {
    shapes: /^create: credential protection optional$/,
    path: /./,
    reason:
      "Chromium refuses this policy; Waykey ignores a wish that an authenticator need not know",
  },
  {
    shapes: /^create: hmacCreateSecret$/,
    path: /hmacCreateSecret$/,
    reason: "CTAP's own hmac-secret is not offered to sites, prf is",
  },
  {
    shapes: /^create: largeBlob without support$/,
    path: /largeBlob\.supported$/,
    reason: "Chromium keeps blobs for discoverable credentials alone, which Waykey's always are",
  },
  {
    shapes: /^get: largeBlob (write|read of what was written)$/,
    path: /largeBlob/,
    reason:
      "The virtual authenticator writes a blob for a verified user alone; Waykey on every Allow",
  },
];
