// What every writer for another program answers to: which entries its format carries, and what it makes of them. An
// entry that it can't carry is left with the code of why, never dropped in silence and never bent to fit.

import type { Bytes } from "../../bytes/bytes.ts";
import type { RandomBytes } from "../../crypto/random-bytes.ts";
import type { OtpRecord, PasskeyRecord, RecoveryRecord } from "../../vault/schema.ts";

/** What can be exported to, by the names that the interface has words for. */
export const EXPORT_FORMATS = [
  "ente-auth",
  "aegis",
  "bitwarden-sealed",
  "google-authenticator",
  "qr-codes",
  "otpauth-list",
  "bitwarden",
  "cxf",
] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** Why an entry is not in an export. */
export const LEFT_CODES = [
  /** Out of use, and not wanted: a code that was put away, or a passkey that is offered to no site. */
  "put-away",
  /** The program makes no codes of Steam, none by a counter, none of so many digits, none at that pace. */
  "steam",
  "counter",
  "digits",
  "period",
  /** Too much for a QR code or a line. */
  "too-long",
  /** The format has no passkeys, or none on that kind of key; or the key is damaged. */
  "passkeys",
  "passkey-kind",
  "passkey-key",
  /** The format has no recovery codes; or the code was used up, or is under a passphrase of its own. */
  "recovery-codes",
  "recovery-used",
  "recovery-locked",
] as const;
export type LeftCode = (typeof LEFT_CODES)[number];

type Named = {
  /** Without secrets; from outside, so untrusted. Empty if there is none. */
  readonly name: string;
};

export type ExportEntry = Named &
  (
    | { readonly kind: "otp"; readonly record: OtpRecord }
    | { readonly kind: "passkey"; readonly record: PasskeyRecord }
    | {
        readonly kind: "recovery";
        readonly record: RecoveryRecord;
        /** Of its account; empty if it has none. */
        readonly email: string;
      }
  );
export type ExportKind = ExportEntry["kind"];

export type LeftEntry = Named & { readonly kind: ExportKind; readonly code: LeftCode };

/** One QR code: what it says, and the names of the entries in it. */
export type ExportPage = { readonly text: string; readonly names: readonly string[] };

export type Written =
  | { readonly kind: "file"; readonly text: string; readonly extension: "json" | "txt" }
  | { readonly kind: "pages"; readonly pages: readonly ExportPage[] };

export type WriterPorts = {
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly random: RandomBytes;
};

export type PlainWriter = {
  /** Null for an entry that the format carries. */
  readonly reasonToLeave: (entry: ExportEntry) => LeftCode | null;
  /**
   * Whether something that belongs to the entry stays behind: what a passkey's extensions keep with it (`prf`,
   * `largeBlob`).
   */
  readonly isLessened: (entry: ExportEntry) => boolean;
  /** @param recoveryTitle what a recovery code is called for people, where it goes as a note */
  readonly write: (
    entries: readonly ExportEntry[],
    ports: WriterPorts,
    recoveryTitle: string,
  ) => Written;
};

export type SealedWriter = Pick<PlainWriter, "reasonToLeave" | "isLessened"> & {
  /** The text of a JSON file. @param password in UTF-8, as it was typed */
  readonly seal: (
    entries: readonly ExportEntry[],
    password: string,
    ports: WriterPorts,
  ) => Promise<string>;
};

/** Random bytes as a version 4 UUID (RFC 9562 §5.4). @param bytes 16 of them */
export function formatUuid(bytes: Bytes): string {
  const uuid = bytes.slice();
  uuid[6] = ((uuid[6] ?? 0) & 0x0f) | 0x40;
  uuid[8] = ((uuid[8] ?? 0) & 0x3f) | 0x80;
  return formatGuid(uuid);
}

/** 16 bytes in the groups of a GUID, all of them as they are. */
export function formatGuid(bytes: Bytes): string {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
