// What taking up the entries of another authenticator would do, entry by entry. An import only adds: what
// is held stays as it is, and an entry that cannot be taken is listed with the reason.

import { encodeBase64url } from "../bytes/base64url.ts";
import { isOfHeadway } from "../headway/issuers.ts";
import type { OtpParameters } from "../otp/parameters.ts";
import type { AccountRecord, OtpRecord } from "../vault/schema.ts";
import { otpName, otpKeyMaterial } from "./record-identity.ts";

/** An entry as a reader of some format gives it. */
export type ReadEntry =
  | { readonly state: "read"; readonly parameters: OtpParameters }
  | {
      readonly state: "refused";
      /** Without the secret; empty if not even the name can be read. */
      readonly name: string;
      readonly reason: string;
    };

/** What a new record has of the entry itself. */
export type ImportedOtp = Pick<
  OtpRecord,
  "type" | "issuer" | "label" | "secret" | "algorithm" | "digits" | "periodSeconds" | "counter"
>;

export type PlannedEntry =
  | {
      readonly verdict: "new";
      readonly name: string;
      readonly otp: ImportedOtp;
      /** The one held account of the address that the entry names; null if there is none, or several. */
      readonly accountId: string | null;
      /** The address that an entry of Headway's names, as it writes it; empty if it names none. */
      readonly email: string;
    }
  | {
      /** `held`: the vault has the key. `repeated`: an entry before it has. */
      readonly verdict: "held" | "repeated";
      readonly name: string;
      readonly otp: ImportedOtp;
      /** The name of the entry that has the key. */
      readonly sameAs: string;
    }
  | { readonly verdict: "refused"; readonly name: string; readonly reason: string };

/**
 * @param held entries of the vault, at least those with the same secrets
 * @param accounts accounts of the vault, at least those whose address an entry names
 * @returns one for each entry, in their order
 */
export function planImport(
  entries: readonly ReadEntry[],
  held: readonly OtpRecord[],
  accounts: readonly AccountRecord[],
): readonly PlannedEntry[] {
  const heldNames = new Map(held.map((record) => [otpKeyMaterial(record), otpName(record)]));
  const namesSoFar = new Map<string, string>();
  return entries.map((entry): PlannedEntry => {
    if (entry.state === "refused") {
      return { verdict: "refused", name: entry.name, reason: entry.reason };
    }
    const otp = importedOtp(entry.parameters);
    const [name, key] = [otpName(otp), otpKeyMaterial(otp)];
    const heldName = heldNames.get(key);
    if (heldName !== undefined) return { verdict: "held", name, otp, sameAs: heldName };
    const earlier = namesSoFar.get(key);
    if (earlier !== undefined) return { verdict: "repeated", name, otp, sameAs: earlier };
    namesSoFar.set(key, name);
    // Another site's entry goes where the user says: the address is that of an account there.
    const address = isOfHeadway(otp.issuer) ? addressOf(otp.label) : "";
    const fitting = accounts.filter(({ email }) => isSameAddress(email, address));
    const accountId = fitting.length === 1 ? (fitting[0]?.id ?? null) : null;
    return { verdict: "new", name, otp, accountId, email: address };
  });
}

/** The e-mail address that a label is; empty if it is something else. */
export function addressOf(label: string): string {
  return label.includes("@") ? label.trim() : "";
}

function isSameAddress(email: string, address: string): boolean {
  return address !== "" && email.trim().toLowerCase() === address.toLowerCase();
}

function importedOtp({ secret, ...rest }: OtpParameters): ImportedOtp {
  return { ...rest, secret: encodeBase64url(secret) };
}
