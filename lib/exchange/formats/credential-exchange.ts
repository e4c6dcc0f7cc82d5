// Files of FIDO's Credential Exchange Format 1.0: codes and passkeys of the items of each account. Passwords and other
// credentials are passed over. A passkey in such a file has no counter above 0, by the specification.

import { WaykeyError } from "../../errors.ts";
import { checkCount, type ForeignEntry } from "./entry.ts";
import type { ForeignFile, ReadFile } from "./format.ts";
import { at, listAt, textAt } from "./json.ts";
import { entryOfFields } from "./otp-fields.ts";
import { entryOfPasskey, type PasskeyFields } from "./passkey.ts";

const MAX_ITEMS = 100_000;
const KNOWN_MAJOR = 1;
const PRF_ALGORITHM = "hmac-sha256";

export function readCredentialExchange({ json }: ForeignFile): ReadFile | null {
  if (at(json, "exporterRpId") === undefined || !Array.isArray(at(json, "accounts"))) return null;
  const entries: ForeignEntry[] = [];
  let [items, passedOver] = [0, 0];
  for (const account of listAt(json, "accounts")) {
    for (const item of listAt(account, "items")) {
      const found = listAt(item, "credentials").flatMap((credential) =>
        readCredential(item, credential),
      );
      if (found.length === 0) passedOver++;
      entries.push(...found);
      checkCount(entries.length);
      items++;
      if (items > MAX_ITEMS)
        throw new WaykeyError("import/too-many", "The file has too many items");
    }
  }
  const isNewer = Number(at(json, "version", "major")) > KNOWN_MAJOR;
  return { state: "open", product: "credential-exchange", entries, passedOver, isNewer };
}

function readCredential(item: unknown, credential: unknown): readonly ForeignEntry[] {
  const type = textAt(credential, "type");
  if (type === "totp") return [readTotp(item, credential)];
  return type === "passkey" ? [readPasskey(credential)] : [];
}

function readTotp(item: unknown, credential: unknown): ForeignEntry {
  return entryOfFields({
    type: "totp",
    issuer: textAt(credential, "issuer") || textAt(item, "title"),
    label: textAt(credential, "username") || userNameOf(item),
    secret: textAt(credential, "secret"),
    algorithm: textAt(credential, "algorithm"),
    digits: textAt(credential, "digits"),
    period: textAt(credential, "period"),
    counter: "",
  });
}

/** Of the item's login, for a code that names nobody. */
function userNameOf(item: unknown): string {
  const logins = listAt(item, "credentials").filter(
    (credential) => textAt(credential, "type") === "basic-auth",
  );
  return logins.map((login) => textAt(login, "username", "value")).find(Boolean) ?? "";
}

function readPasskey(credential: unknown): ForeignEntry {
  return entryOfPasskey({
    rpId: textAt(credential, "rpId"),
    rpName: textAt(credential, "rpId"),
    credentialId: textAt(credential, "credentialId"),
    userHandle: textAt(credential, "userHandle"),
    userName: textAt(credential, "username"),
    userDisplayName: textAt(credential, "userDisplayName"),
    key: textAt(credential, "key"),
    counter: 0,
    ...readPrfKeys(credential),
    ...readLargeBlob(credential),
  });
}

function readPrfKeys(credential: unknown): Pick<PasskeyFields, "prfKeys"> {
  const keys = at(credential, "fido2Extensions", "hmacCredentials");
  // Of another algorithm they would give a site other values than before.
  if (textAt(keys, "algorithm") !== PRF_ALGORITHM) return {};
  const prfKeys = {
    verified: textAt(keys, "credWithUV"),
    unverified: textAt(keys, "credWithoutUV"),
  };
  return { prfKeys };
}

function readLargeBlob(credential: unknown): Pick<PasskeyFields, "largeBlob"> {
  const blob = at(credential, "fido2Extensions", "largeBlob");
  if (blob === undefined || blob === null) return {};
  const size = at(blob, "uncompressedSize");
  const uncompressedSize = typeof size === "number" ? size : Number.NaN;
  return { largeBlob: { uncompressedSize, data: textAt(blob, "data") } };
}
