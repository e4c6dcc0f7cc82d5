// Bytes as foreign files write them: base64 of either alphabet, padded or not, and hexadecimal. What is neither is
// damage of the file.

import { decodeBase64url } from "../../bytes/base64url.ts";
import type { Bytes } from "../../bytes/bytes.ts";
import { decodeHex } from "../../bytes/hex.ts";
import { decodeUtf8 } from "../../bytes/utf8.ts";
import { isWaykeyError, WaykeyError } from "../../errors.ts";
import { parseJson } from "./json.ts";

/** @throws WaykeyError `import/damaged` */
export function bytesOfBase64(text: string): Bytes {
  const plain = text.replaceAll("+", "-").replaceAll("/", "_").replaceAll(/\s/g, "");
  return orDamaged(() => decodeBase64url(plain.replace(/={1,2}$/, "")));
}

/** @throws WaykeyError `import/damaged` */
export function bytesOfHex(text: string): Bytes {
  return orDamaged(() => decodeHex(text));
}

/** @throws WaykeyError `import/damaged` */
export function textOfUtf8(bytes: Uint8Array): string {
  return orDamaged(() => decodeUtf8(bytes));
}

/** @throws WaykeyError `import/damaged` for anything but JSON in UTF-8 */
export function jsonOfUtf8(bytes: Uint8Array): unknown {
  const json = parseJson(textOfUtf8(bytes));
  if (json === undefined) throw damaged("What was sealed in the file is no JSON");
  return json;
}

export function damaged(message: string): WaykeyError {
  return new WaykeyError("import/damaged", message);
}

export function wrongPassword(): WaykeyError {
  return new WaykeyError("import/password", "The password does not open the file");
}

function orDamaged<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (isWaykeyError(error)) throw damaged("A part of the file is not encoded as it should be");
    throw error;
  }
}
