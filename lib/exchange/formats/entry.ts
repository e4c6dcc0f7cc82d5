// What the readers of foreign files give: an entry that can be kept, or one that can't and the code of why. Plain
// data, secrets in base64url, so that it travels between the worker that reads a file and the vault's.

import { encodeBase64url } from "../../bytes/base64url.ts";
import { isRefusalCode, isWaykeyError, type RefusalCode, WaykeyError } from "../../errors.ts";
import type { OtpParameters } from "../../otp/parameters.ts";
import type { OtpRecord, PasskeyRecord } from "../../vault/schema.ts";

/** What a new record has of the entry itself. */
export type ImportedOtp = Pick<
  OtpRecord,
  "type" | "issuer" | "label" | "secret" | "algorithm" | "digits" | "periodSeconds" | "counter"
>;

export type ImportedPasskey = Pick<
  PasskeyRecord,
  | "credentialId"
  | "rpId"
  | "rpName"
  | "userHandle"
  | "userName"
  | "userDisplayName"
  | "algorithm"
  | "privateKey"
  | "prfSecrets"
  | "largeBlob"
>;

/** In the bin of the program that it comes from; missing: it is not. */
type Trashed = { readonly trashed?: true };

export type ForeignEntry = Trashed &
  (
    | { readonly kind: "otp"; readonly otp: ImportedOtp }
    | {
        readonly kind: "passkey";
        readonly passkey: ImportedPasskey;
        /** The signature counter that sites may hold it to is above 0, and is 0 from now on. */
        readonly hadCounter?: true;
        /** What its site keeps in it by `largeBlob` was there and can't be taken along. */
        readonly blobLeft?: true;
      }
    | {
        readonly kind: "refused";
        /** Without the secret; empty if not even the name can be read. */
        readonly name: string;
        readonly code: RefusalCode;
      }
  );

/** The most entries that one file may bring. */
const MAX_ENTRIES = 10_000;

/** An entry for a code by its parameters, whose secret is wiped. */
export function otpEntry({ secret, ...rest }: OtpParameters): ForeignEntry {
  const entry = { kind: "otp", otp: { ...rest, secret: encodeBase64url(secret) } } as const;
  secret.fill(0);
  return entry;
}

/** What `read` gives; refused by what it throws. @param name without the secret */
export function entryOrRefusal(name: string, read: () => ForeignEntry): ForeignEntry {
  try {
    return read();
  } catch (error) {
    if (!isWaykeyError(error)) throw error;
    const code = isRefusalCode(error.code) ? error.code : "entry/unreadable";
    return { kind: "refused", name: name.toWellFormed().slice(0, 1024), code };
  }
}

/** The entry, marked if it lay in the bin. */
export function trashedIf(isTrashed: boolean, entry: ForeignEntry): ForeignEntry {
  return isTrashed ? { ...entry, trashed: true } : entry;
}

/** @throws WaykeyError `import/too-many` for more entries than a file may bring */
export function checkCount(count: number): void {
  if (count > MAX_ENTRIES) {
    throw new WaykeyError("import/too-many", `The file has ${count} entries`);
  }
}
