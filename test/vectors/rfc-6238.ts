// RFC 6238 Appendix B: 8 digits, 30 seconds, T0 = 0. The secrets are the ASCII digits 1234567890
// repeated to 20, 32 and 64 bytes, as the appendix's reference code has them.

import type { OtpAlgorithm } from "../../lib/otp/parameters.ts";

export const RFC_6238_SECRETS: Readonly<Record<OtpAlgorithm, string>> = {
  SHA1: "12345678901234567890",
  SHA256: "12345678901234567890123456789012",
  SHA512: "1234567890123456789012345678901234567890123456789012345678901234",
};

export const RFC_6238_CODES: readonly (readonly [
  seconds: number,
  algorithm: OtpAlgorithm,
  code: string,
])[] = [
  [59, "SHA1", "94287082"],
  [59, "SHA256", "46119246"],
  [59, "SHA512", "90693936"],
  [1_111_111_109, "SHA1", "07081804"],
  [1_111_111_109, "SHA256", "68084774"],
  [1_111_111_109, "SHA512", "25091201"],
  [1_111_111_111, "SHA1", "14050471"],
  [1_111_111_111, "SHA256", "67062674"],
  [1_111_111_111, "SHA512", "99943326"],
  [1_234_567_890, "SHA1", "89005924"],
  [1_234_567_890, "SHA256", "91819424"],
  [1_234_567_890, "SHA512", "93441116"],
  [2_000_000_000, "SHA1", "69279037"],
  [2_000_000_000, "SHA256", "90698825"],
  [2_000_000_000, "SHA512", "38618901"],
  [20_000_000_000, "SHA1", "65353130"],
  [20_000_000_000, "SHA256", "77737706"],
  [20_000_000_000, "SHA512", "47863826"],
];
