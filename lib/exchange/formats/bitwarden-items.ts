// The items of a Bitwarden export, of its password manager and of its authenticator: codes and passkeys of logins.
// Cards, notes and logins without either are passed over and counted.

import { decodeBase64url } from "../../bytes/base64url.ts";
import type { Bytes } from "../../bytes/bytes.ts";
import { decodeHex } from "../../bytes/hex.ts";
import { isWaykeyError } from "../../errors.ts";
import { damaged } from "./encoded.ts";
import { type ForeignEntry, trashedIf } from "./entry.ts";
import type { FileContent } from "./format.ts";
import { readEach, readTotp } from "./items.ts";
import { at, isObject, listAt, textAt } from "./json.ts";
import { nameOf } from "./otp-fields.ts";
import { entryOfPasskey } from "./passkey.ts";

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** @throws WaykeyError `import/damaged`, `import/too-many` */
export function readItems(json: unknown): FileContent {
  const items = at(json, "items");
  if (!Array.isArray(items)) throw damaged("The file has no list of items");
  return { ...readEach(items, entriesOf), isNewer: false };
}

function entriesOf(item: unknown): readonly ForeignEntry[] {
  if (!isObject(item)) return [{ kind: "refused", name: "", code: "entry/unreadable" }];
  const isTrashed = textAt(item, "deletedDate") !== "";
  const names = { issuer: textAt(item, "name"), label: textAt(item, "login", "username") };
  const totp = textAt(item, "login", "totp").trim();
  const passkeys = listAt(item, "login", "fido2Credentials").map(readPasskey);
  return [...(totp === "" ? [] : [readTotp(totp, names)]), ...passkeys].map((entry) =>
    trashedIf(isTrashed, entry),
  );
}

function readPasskey(credential: unknown): ForeignEntry {
  const isKnown =
    textAt(credential, "keyAlgorithm") === "ECDSA" && textAt(credential, "keyCurve") === "P-256";
  const rpId = textAt(credential, "rpId");
  if (!isKnown) {
    const name = nameOf(rpId, textAt(credential, "userName"));
    return { kind: "refused", name: name.slice(0, 1024), code: "entry/passkey-kind" };
  }
  return entryOfPasskey({
    rpId,
    rpName: textAt(credential, "rpName"),
    credentialId: credentialIdOf(textAt(credential, "credentialId")),
    userHandle: textAt(credential, "userHandle"),
    userName: textAt(credential, "userName"),
    userDisplayName: textAt(credential, "userDisplayName"),
    key: textAt(credential, "keyValue"),
    counter: Number(textAt(credential, "counter") || "0"),
    algorithm: -7,
  });
}

/** A GUID, whose 16 bytes are meant, or `b64.` and base64url. */
function credentialIdOf(text: string): Bytes | null {
  try {
    if (GUID.test(text)) return decodeHex(text.replaceAll("-", ""));
    return text.startsWith("b64.") ? decodeBase64url(text.slice(4)) : null;
  } catch (error) {
    if (isWaykeyError(error)) return null;
    throw error;
  }
}
