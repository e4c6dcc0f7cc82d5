// A file in the FIDO Alliance's Credential Exchange Format 1.0, in the clear: codes by time, passkeys, and recovery
// codes as notes. The format has no codes by a counter and none of Steam, and states a period in one byte.

import { encodeBase32 } from "../../bytes/base32.ts";
import { encodeBase64url } from "../../bytes/base64url.ts";
import type { RandomBytes } from "../../crypto/random-bytes.ts";
import type { OtpRecord, PasskeyRecord } from "../../vault/schema.ts";
import { packLargeBlob } from "../formats/large-blob.ts";
import type { ExportEntry, LeftCode, PlainWriter } from "./export.ts";
import { parametersOf } from "./otp.ts";
import { addressOf, keyOfPasskey, reasonOfPasskey } from "./passkey.ts";

const VERSION = { major: 1, minor: 0 } as const;
/** An extension has no domain; names under this one are nobody's (RFC 2606). */
const EXPORTER = { exporterRpId: "waykey.invalid", exporterDisplayName: "Waykey" } as const;
const MAX_PERIOD_SECONDS = 255;
const ID_LENGTH = 16;

export const cxf: PlainWriter = {
  reasonToLeave(entry): LeftCode | null {
    if (entry.kind === "passkey") return reasonOfPasskey(entry.record, true);
    if (entry.kind === "otp") return reasonOfOtp(entry.record);
    if (entry.record.usedAt !== null) return "recovery-used";
    return entry.record.code === null ? "recovery-locked" : null;
  },
  // What the extensions keep goes along.
  isLessened: () => false,
  write: (entries, { now, random }, recoveryTitle) => ({
    kind: "file",
    text: JSON.stringify(
      {
        version: VERSION,
        ...EXPORTER,
        timestamp: seconds(now()),
        accounts: [
          {
            id: newId(random),
            username: "",
            email: "",
            collections: [],
            items: entries.map((entry) => itemOf(entry, newId(random), recoveryTitle)),
          },
        ],
      },
      null,
      2,
    ),
    extension: "json",
  }),
};

function reasonOfOtp({ type, periodSeconds }: OtpRecord): LeftCode | null {
  if (type !== "totp") return type === "steam" ? "steam" : "counter";
  return periodSeconds > MAX_PERIOD_SECONDS ? "period" : null;
}

function itemOf(entry: ExportEntry, id: string, recoveryTitle: string) {
  const { createdAt, updatedAt } = entry.record;
  const dates = { creationAt: seconds(createdAt), modifiedAt: seconds(updatedAt) };
  return { id, ...dates, ...contentOf(entry, recoveryTitle) };
}

function contentOf(entry: ExportEntry, recoveryTitle: string) {
  if (entry.kind === "otp") {
    const { issuer, label } = entry.record;
    return { title: issuer || label, credentials: [totpOf(entry.record)] };
  }
  if (entry.kind === "passkey") {
    const { record } = entry;
    return {
      title: record.rpName || record.rpId,
      scope: { urls: [addressOf(record)], androidApps: [] },
      credentials: [passkeyOf(record)],
    };
  }
  const content = { fieldType: "string", value: entry.record.code, label: recoveryTitle };
  return {
    title: recoveryTitle,
    ...(entry.email === "" ? {} : { subtitle: entry.email }),
    credentials: [{ type: "note", content }],
  };
}

function totpOf(record: OtpRecord) {
  const { secret, issuer, label, ...form } = parametersOf(record);
  const text = encodeBase32(secret);
  secret.fill(0);
  return {
    type: "totp",
    secret: text,
    period: form.periodSeconds,
    digits: form.digits,
    username: label,
    algorithm: form.algorithm.toLowerCase(),
    issuer,
  };
}

function passkeyOf(record: PasskeyRecord) {
  const { credentialId, rpId, userName, userDisplayName, userHandle } = record;
  const passkey = {
    type: "passkey",
    credentialId,
    rpId,
    username: userName,
    userDisplayName,
    userHandle,
    key: keyOfPasskey(record),
  };
  const fido2Extensions = extensionsOf(record);
  return fido2Extensions === null ? passkey : { ...passkey, fido2Extensions };
}

function extensionsOf({ prfSecrets, largeBlob }: PasskeyRecord) {
  if (prfSecrets === null && largeBlob === null) return null;
  return {
    ...(prfSecrets === null ? {} : { hmacCredentials: hmacCredentialsOf(prfSecrets) }),
    ...(largeBlob === null ? {} : { largeBlob: packLargeBlob(largeBlob) }),
  };
}

function hmacCredentialsOf({ verified, unverified }: NonNullable<PasskeyRecord["prfSecrets"]>) {
  return { algorithm: "hmac-sha256", credWithUV: verified, credWithoutUV: unverified };
}

function newId(random: RandomBytes): string {
  return encodeBase64url(random(ID_LENGTH));
}

function seconds(at: number): number {
  return Math.floor(at / 1000);
}
