// Bytes within a WebAuthn call's JSON, as a valibot schema: base64url without padding, of bounded size.

import * as v from "valibot";
import { decodeBase64url } from "../bytes/base64url.ts";
import { isWaykeyError } from "../errors.ts";

/** Base64url of at most `maxBytes` bytes. */
export function base64urlField(maxBytes: number) {
  return v.pipe(
    v.string(),
    v.maxLength(Math.ceil((maxBytes * 4) / 3)),
    v.rawTransform(({ dataset, addIssue, NEVER }) => {
      try {
        return decodeBase64url(dataset.value);
      } catch (error) {
        if (!isWaykeyError(error, "encoding/base64url")) throw error;
        addIssue({ message: error.message });
        return NEVER;
      }
    }),
  );
}
