// RFC 4226 Appendix D: HMAC-SHA-1 under the ASCII digits 1234567890 repeated to 20 bytes. For each
// counter the truncated value in decimal and its last 6 digits, which are the code.

export const RFC_4226_SECRET = "12345678901234567890";

export const RFC_4226_CODES: readonly (readonly [
  counter: number,
  truncated: number,
  code: string,
])[] = [
  [0, 1_284_755_224, "755224"],
  [1, 1_094_287_082, "287082"],
  [2, 137_359_152, "359152"],
  [3, 1_726_969_429, "969429"],
  [4, 1_640_338_314, "338314"],
  [5, 868_254_676, "254676"],
  [6, 1_918_287_922, "287922"],
  [7, 82_162_583, "162583"],
  [8, 673_399_871, "399871"],
  [9, 645_520_489, "520489"],
];
