// What a page hands to the worker of the WebAuthn PRF extension: salt and answer, 32 bytes each.

import { decodeBase64url } from "../bytes/base64url.ts";
import type { Bytes } from "../bytes/bytes.ts";
import { type ErrorCode, isWaykeyError, WaykeyError } from "../errors.ts";

const PRF_BYTES = 32;

/** @throws WaykeyError `refusal` unless it is base64url of 32 bytes */
export function decodePrfBytes(text: string, refusal: ErrorCode): Bytes {
  try {
    const bytes = decodeBase64url(text);
    if (bytes.length === PRF_BYTES) return bytes;
  } catch (error) {
    if (!isWaykeyError(error, "encoding/base64url")) throw error;
  }
  throw new WaykeyError(refusal, "The device's PRF is not of 32 bytes");
}
