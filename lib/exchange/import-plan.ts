// What taking up the entries of another authenticator would do, entry by entry. An import only adds: what
// is held stays as it is, and an entry that cannot be taken is listed with the code of why.

import { isHeadwayHost } from "../headway/hosts.ts";
import { isOfHeadway } from "../headway/issuers.ts";
import type { AccountRecord, OtpRecord, PasskeyRecord } from "../vault/schema.ts";
import type { RefusalCode } from "../errors.ts";
import type { ForeignEntry, ImportedOtp, ImportedPasskey } from "./formats/entry.ts";
import { addressOf } from "./label-address.ts";
import { otpKeyMaterial, otpName } from "./record-identity.ts";
import { isUsablePasskey } from "./usable-passkey.ts";

/** What there is to say of an entry besides what becomes of it. */
export const IMPORT_NOTES = ["trashed", "counter-reset", "blob-left", "other-site"] as const;
export type ImportNote = (typeof IMPORT_NOTES)[number];

type Content =
  | { readonly kind: "otp"; readonly otp: ImportedOtp }
  | { readonly kind: "passkey"; readonly passkey: ImportedPasskey };

type Named = {
  readonly name: string;
  /**
   * `trashed`: it lay in the other program's bin. Of a passkey: `counter-reset`, its signature counter was above 0 and
   * is 0 from now on; `blob-left`, what its site keeps in it can't be taken along; `other-site`, it is none of Headway's, and Waykey signs in nowhere else.
   */
  readonly notes: readonly ImportNote[];
};

export type PlannedEntry =
  | (Named &
      Content & {
        readonly verdict: "new";
        /** The one held account of the address that the entry names; null if there is none, or several. */
        readonly accountId: string | null;
        /** The address that an entry of Headway's names, as it writes it; empty if it names none. */
        readonly email: string;
      })
  | (Named &
      Content & {
        /**
         * `held`: the vault has the key. `repeated`: an entry before it has. Of a passkey, whose credential ID no other may
         * have: `differs`, the vault has one of that ID with another key, site or user; `clashes`, an entry before it has.
         */
        readonly verdict: "held" | "repeated" | "differs" | "clashes";
        /** The name of the entry that has the key, or the credential ID. */
        readonly sameAs: string;
      })
  | (Named & { readonly verdict: "refused"; readonly code: RefusalCode });

/** Of the vault, at least what has the keys and the addresses of the entries. */
export type HeldForImport = {
  readonly otps: readonly OtpRecord[];
  readonly passkeys: readonly PasskeyRecord[];
  readonly accounts: readonly AccountRecord[];
};

/** @returns one for each entry, in their order */
export function planImport(
  entries: readonly ForeignEntry[],
  { otps, passkeys, accounts }: HeldForImport,
): readonly PlannedEntry[] {
  const heldOnes = new Map<string, Known>([
    ...otps.map((record) => [otpKeyMaterial(record), { name: otpName(record) }] as const),
    ...passkeys.map((record) => {
      const name = record.label || passkeyName(record);
      return [passkeyKey(record), { name, passkey: record }] as const;
    }),
  ]);
  const accountsByEmail = Map.groupBy(accounts, ({ email }) => email.trim().toLowerCase());
  const soFar = new Map<string, Known>();
  return entries.map((entry): PlannedEntry => {
    const notes = notesOf(entry);
    if (entry.kind === "refused") {
      return { verdict: "refused", name: entry.name, notes, code: entry.code };
    }
    const content = contentOf(entry);
    if (content.kind === "passkey" && !isUsablePasskey(content.passkey)) {
      return { verdict: "refused", name: nameOf(content), notes, code: "entry/passkey-key" };
    }
    const [name, key] = [nameOf(content), keyOf(content)];
    const line = { name, notes, ...content };
    const held = heldOnes.get(key);
    if (held !== undefined) {
      return { verdict: isSame(content, held) ? "held" : "differs", ...line, sameAs: held.name };
    }
    const earlier = soFar.get(key);
    if (earlier !== undefined) {
      const verdict = isSame(content, earlier) ? "repeated" : "clashes";
      return { verdict, ...line, sameAs: earlier.name };
    }
    soFar.set(key, { name, ...(content.kind === "passkey" && { passkey: content.passkey }) });
    const email = emailOf(content);
    const fitting = email === "" ? [] : (accountsByEmail.get(email.toLowerCase()) ?? []);
    const accountId = fitting.length === 1 ? (fitting[0]?.id ?? null) : null;
    return { verdict: "new", ...line, accountId, email };
  });
}

/** An entry by its name; of a passkey, what signs in by it. */
type Known = { readonly name: string; readonly passkey?: PasskeyCore };
type PasskeyCore = Pick<ImportedPasskey, "rpId" | "userHandle" | "algorithm" | "privateKey">;

/** Whether one that is known by the same key material, or the same credential ID, is the very entry. */
function isSame(content: Content, { passkey }: Known): boolean {
  if (content.kind === "otp" || passkey === undefined) return true;
  const { rpId, userHandle, algorithm, privateKey } = content.passkey;
  return (
    rpId === passkey.rpId &&
    userHandle === passkey.userHandle &&
    algorithm === passkey.algorithm &&
    privateKey === passkey.privateKey
  );
}

/** The address of the account that an entry names, in lower case; empty if it names none. */
export function addressedTo(entry: ForeignEntry): string {
  return entry.kind === "refused" ? "" : emailOf(contentOf(entry)).toLowerCase();
}

function contentOf(entry: Exclude<ForeignEntry, { kind: "refused" }>): Content {
  if (entry.kind === "otp") return { kind: "otp", otp: entry.otp };
  return { kind: "passkey", passkey: entry.passkey };
}

function notesOf(entry: ForeignEntry): readonly ImportNote[] {
  const notes: ImportNote[] = entry.trashed === true ? ["trashed"] : [];
  if (entry.kind !== "passkey") return notes;
  if (entry.hadCounter === true) notes.push("counter-reset");
  if (entry.blobLeft === true) notes.push("blob-left");
  if (!isOfHeadwaySite(entry.passkey)) notes.push("other-site");
  return notes;
}

function isOfHeadwaySite({ rpId }: ImportedPasskey): boolean {
  return isHeadwayHost(rpId);
}

/** Another site's entry goes where the user says: the address is that of an account there. */
function emailOf(content: Content): string {
  if (content.kind === "otp") {
    return isOfHeadway(content.otp.issuer) ? addressOf(content.otp.label) : "";
  }
  return isOfHeadwaySite(content.passkey) ? addressOf(content.passkey.userName) : "";
}

function keyOf(content: Content): string {
  return content.kind === "otp" ? otpKeyMaterial(content.otp) : passkeyKey(content.passkey);
}

function nameOf(content: Content): string {
  return content.kind === "otp" ? otpName(content.otp) : passkeyName(content.passkey);
}

/** A credential ID is never that of two passkeys. */
function passkeyKey({ credentialId }: Pick<ImportedPasskey, "credentialId">): string {
  return JSON.stringify(["passkey", credentialId]);
}

function passkeyName({ rpId, userName }: Pick<ImportedPasskey, "rpId" | "userName">): string {
  return userName === "" ? rpId : `${rpId}: ${userName}`;
}
