// What the vault holds: the kinds of record, version 1 of each, and the parser that everything read
// from a disk or a file passes through. Times are milliseconds since the epoch, bytes are base64url.

import * as v from "valibot";
import { WaykeyError } from "../errors.ts";
import { isCivilDay } from "../headway/civil-day.ts";
import { TICKS } from "../headway/health.ts";
import { METHODS } from "../headway/methods.ts";
import { MOVE_STEPS } from "../headway/moving.ts";
import { CODE_ENDS } from "../headway/recovery-ends.ts";
import { PLACES, WAY_WORDS, wayKey } from "../headway/reset-list.ts";
import { ACCOUNT_ROLES } from "../headway/roles.ts";

const Id = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,64}$/));
const CivilDay = v.pipe(v.string(), v.check(isCivilDay));
const Time = v.pipe(v.number(), v.integer(), v.minValue(0));
const Text = v.pipe(v.string(), v.maxLength(1024));
const Base64url = v.pipe(v.string(), v.maxLength(8192), v.regex(/^[A-Za-z0-9_-]*$/));
const Base64url32 = v.pipe(Base64url, v.length(43));
const Role = v.picklist(ACCOUNT_ROLES);
const AccountRef = v.nullable(Id);
const Count = v.pipe(v.number(), v.integer(), v.minValue(1));
const Method = v.picklist(METHODS);
/** Of what the user said of a method: where it lives, and the country calling code of a phone's number. */
const place = {
  where: v.pipe(v.string(), v.maxLength(200)),
  callingCode: v.nullable(v.pipe(v.string(), v.regex(/^\+[1-9]\d{0,2}$/))),
};
/** What a derivation costs; its bounds are checked before each. */
const argon2 = { memoryKiB: Count, iterations: Count, parallelism: Count };
const common = { id: Id, createdAt: Time, updatedAt: Time };

const Account = v.object({
  ...common,
  kind: v.literal("account"),
  role: Role,
  email: Text,
  /** Whether it comes first in lists; missing while the user has not said. */
  favourite: v.optional(v.boolean()),
  /** What the user said of its methods, at most one note of each; missing while they have said nothing. */
  methods: v.optional(
    v.pipe(
      v.array(
        v.object({
          method: Method,
          state: v.picklist(["elsewhere", "none", "unknown"]),
          ...place,
          at: Time,
          /** When a recovery code that was kept elsewhere was used up, with no other since; missing: it was not. */
          usedAt: v.optional(Time),
        }),
      ),
      v.check((notes) => new Set(notes.map(({ method }) => method)).size === notes.length),
    ),
  ),
  /** When support let a provider in for a week, to reset their ways; missing or null: no reset is due. */
  exemptedAt: v.optional(v.nullable(Time)),
  /** When the day began, where the user was, on which support did; missing: no week runs, or that was not kept yet. */
  exemptedFrom: v.optional(Time),
  /** When the user last said that such a week runs, or that none does; missing: they never did, or it was not kept yet. */
  exemptionSaidAt: v.optional(Time),
  /** What was set up before the last reset, to be ticked off; missing: there was none, or nothing before it. */
  resetList: v.optional(
    v.object({
      at: Time,
      /** When the day of the reset at Headway began, by the day that the user named; missing: when it was noted. */
      doneAt: v.optional(Time),
      /** The day itself, as the user named it; missing: it was noted before that was kept. */
      doneOn: v.optional(CivilDay),
      isOpen: v.boolean(),
      turnedAt: Time,
      ways: v.pipe(
        v.array(
          v.object({
            method: Method,
            place: v.picklist(PLACES),
            ...place,
            word: v.picklist(WAY_WORDS),
            at: Time,
          }),
        ),
        v.check((ways) => new Set(ways.map(wayKey)).size === ways.length),
        v.readonly(),
      ),
    }),
  ),
  /** What the user said they have seen to, at most once each; missing while they have said nothing. */
  ticks: v.optional(
    v.pipe(
      v.array(v.object({ tick: v.picklist(TICKS), done: v.boolean(), at: Time })),
      v.check((ticks) => new Set(ticks.map(({ tick }) => tick)).size === ticks.length),
    ),
  ),
});

const Otp = v.object({
  ...common,
  kind: v.literal("otp"),
  accountId: AccountRef,
  type: v.picklist(["totp", "hotp", "steam"]),
  issuer: Text,
  label: Text,
  secret: v.pipe(Base64url, v.minLength(2)),
  algorithm: v.picklist(["SHA1", "SHA256", "SHA512"]),
  digits: v.pipe(v.number(), v.integer(), v.minValue(5), v.maxValue(10)),
  periodSeconds: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(86400)),
  /** Of the next HOTP code: those below it are used up. Otherwise 0. */
  counter: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0)), 0),
  /** When the site took a code of it, or the user said so; null until then. */
  confirmedAt: v.nullable(Time),
  /** Ids of entries of the same account that are removed when this one is confirmed; missing: of none. */
  replaces: v.optional(v.pipe(v.array(Id), v.maxLength(64))),
  /** When it came from another app, in which it was in use; missing: it did not. */
  importedAt: v.optional(Time),
  /** Since when it is put away and offered nowhere; missing or null: it is in use. */
  putAwayAt: v.optional(v.nullable(Time)),
});

const Passkey = v.object({
  ...common,
  kind: v.literal("passkey"),
  accountId: AccountRef,
  credentialId: v.pipe(Base64url, v.minLength(22)),
  rpId: v.pipe(v.string(), v.minLength(1), v.maxLength(253)),
  rpName: Text,
  userHandle: v.pipe(Base64url, v.minLength(2), v.maxLength(86)),
  userName: Text,
  userDisplayName: Text,
  label: Text,
  /** COSE: -7 is ES256, -8 EdDSA on Ed25519. */
  algorithm: v.picklist([-7, -8]),
  /** 32 bytes: the P-256 private scalar, big-endian, or the Ed25519 seed (RFC 8032). */
  privateKey: Base64url32,
  /** The keys of the `prf` extension, 32 bytes each; null for a passkey made without. */
  prfSecrets: v.optional(
    v.nullable(v.object({ verified: Base64url32, unverified: Base64url32 })),
    null,
  ),
  /** What a site keeps in it by the `largeBlob` extension, at most 2,048 bytes; null: nothing. */
  largeBlob: v.optional(v.nullable(v.pipe(Base64url, v.maxLength(2731))), null),
  /** Set while it is offered to no site. `site`: a signal method said it is no longer good. */
  hidden: v.optional(v.nullable(v.object({ at: Time, by: v.picklist(["user", "site"]) })), null),
  attachment: v.picklist(["platform", "cross-platform"]),
  transports: v.pipe(v.array(v.pipe(v.string(), v.maxLength(32))), v.maxLength(8)),
  backupEligible: v.boolean(),
  backupState: v.boolean(),
  lastUsedAt: v.nullable(Time),
  /** Origins it was created or used at, oldest first. */
  origins: v.pipe(v.array(v.pipe(v.string(), v.maxLength(300))), v.maxLength(64)),
});

const Recovery = v.pipe(
  v.object({
    ...common,
    kind: v.literal("recovery"),
    accountId: AccountRef,
    /** Null where it is locked. */
    code: v.nullable(v.pipe(v.string(), v.minLength(1), v.maxLength(128))),
    /** Since when it is no good any more: used up, or as `endedBy` says; null while it is good. */
    usedAt: v.nullable(Time),
    /** How it came to be no good; missing: it is good, or that was not noted yet when it ended. */
    endedBy: v.optional(v.picklist(CODE_ENDS)),
    /** Of one that a reset ended: the day of the reset; missing: it was noted before that was kept. */
    endedOn: v.optional(CivilDay),
    /** When it was filled or copied for a page, until the user says whether it was used; missing: nothing is asked. */
    filledAt: v.optional(Time),
    /** When the user last said of such a fill that the code was not used; missing: they never did. */
    notUsedAt: v.optional(Time),
    /** The code under a passphrase of its own; missing: it has none. */
    lock: v.optional(
      v.object({
        /** 32 bytes, which tell the code from others. */
        fingerprint: Base64url32,
        ...argon2,
        /** 16 bytes. */
        salt: v.pipe(Base64url, v.length(22)),
        /** 12 bytes. */
        nonce: v.pipe(Base64url, v.length(16)),
        /** AES-256-GCM under what Argon2id makes of the passphrase. */
        sealed: v.pipe(Base64url, v.minLength(23)),
      }),
    ),
  }),
  v.check(({ code, lock }) => (code === null) === (lock !== undefined)),
);

const Settings = v.object({
  ...common,
  kind: v.literal("settings"),
  autoLockMinutes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1440)),
  lockWithSystem: v.optional(v.boolean(), true),
  verifiedForMinutes: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(60)), 0),
  passkeyUpgrades: v.optional(v.boolean(), false),
});

/** How the user is verified on this device beside the password; in no backup. */
const Verification = v.object({
  ...common,
  kind: v.literal("verification"),
  pin: v.nullable(
    v.object({
      /** 16 bytes. */
      salt: v.pipe(Base64url, v.length(22)),
      /** 32 bytes of Argon2id over the PIN. */
      hash: Base64url32,
      ...argon2,
      /** Since the last right PIN or password; counted before a try is judged. */
      wrongTries: v.pipe(v.number(), v.integer(), v.minValue(0)),
    }),
  ),
  /** The credential of the device's own authenticator. */
  device: v.nullable(
    v.object({
      credentialId: v.pipe(Base64url, v.minLength(2)),
      /** SubjectPublicKeyInfo, DER. */
      publicKey: v.pipe(Base64url, v.minLength(2)),
      /** COSE: -7 ES256, -8 EdDSA, -257 RS256. */
      algorithm: v.picklist([-7, -8, -257]),
      createdAt: Time,
    }),
  ),
  /** When the password was given, and after how many days it is asked for again; null: not yet. */
  passwordInterval: v.optional(
    v.nullable(
      v.object({
        givenAt: Time,
        days: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(30)),
      }),
    ),
    null,
  ),
});

/** The ceremony log, newest last; in no backup. */
const Log = v.object({
  ...common,
  kind: v.literal("log"),
  entries: v.pipe(
    v.array(
      v.object({
        at: Time,
        kind: v.picklist(["create", "get", "signal"]),
        origin: v.pipe(v.string(), v.maxLength(300)),
        rpId: v.pipe(v.string(), v.maxLength(253)),
        userName: Text,
        userPresent: v.boolean(),
        userVerified: v.boolean(),
        result: v.picklist([
          "created",
          "signed-in",
          "cancelled",
          "other-device",
          "none-fits",
          "no-window",
          "timed-out",
          "page-left",
          "already-registered",
          "refused",
          "contradictory",
          "hidden",
          "shown",
          "renamed",
        ]),
      }),
    ),
    v.maxLength(500),
  ),
});

/** What the user did lately to keep what the vault holds; in no backup. */
const Upkeep = v.object({
  ...common,
  kind: v.literal("upkeep"),
  /** The last backup file that was opened again and held everything; null: none since this record was made. */
  backup: v.nullable(
    v.object({
      at: Time,
      /** The records that an older file has brought in since, and that may be missing from it; missing: none. */
      lacks: v.optional(v.array(Id)),
    }),
  ),
  /** Which steps of a move to another device are done, each at most once; missing: none was ticked. */
  moveSteps: v.optional(
    v.pipe(
      v.array(v.object({ step: v.picklist(MOVE_STEPS), at: Time })),
      v.check((steps) => new Set(steps.map(({ step }) => step)).size === steps.length),
    ),
  ),
});

const Restorable = v.variant("kind", [Account, Otp, Passkey, Recovery, Settings]);

/** What the last restore of a backup did, so that it can be taken back; in no backup. */
const Undo = v.object({
  ...common,
  kind: v.literal("undo"),
  /** Ids of the records that it brought in. */
  added: v.array(Id),
  /** What it put another version in the place of: as it was, and by its `updatedAt` which version that is. */
  renewed: v.array(v.object({ before: Restorable, writtenAt: Time })),
  /** What it took out of the vault. */
  removed: v.array(Restorable),
});

const VaultRecordSchema = v.variant("kind", [
  Account,
  Otp,
  Passkey,
  Recovery,
  Settings,
  Verification,
  Log,
  Upkeep,
  Undo,
]);

export type AccountRecord = v.InferOutput<typeof Account>;
export type OtpRecord = v.InferOutput<typeof Otp>;
export type PasskeyRecord = v.InferOutput<typeof Passkey>;
export type RecoveryRecord = v.InferOutput<typeof Recovery>;
export type SettingsRecord = v.InferOutput<typeof Settings>;
export type VerificationRecord = v.InferOutput<typeof Verification>;
export type LogRecord = v.InferOutput<typeof Log>;
export type UpkeepRecord = v.InferOutput<typeof Upkeep>;
export type UndoRecord = v.InferOutput<typeof Undo>;
export type VaultRecord = v.InferOutput<typeof VaultRecordSchema>;
export type RecordKind = VaultRecord["kind"];
export type RecordOf<K extends RecordKind> = Extract<VaultRecord, { kind: K }>;

export const RECORD_KINDS = [
  "account",
  "otp",
  "passkey",
  "recovery",
  "settings",
  "verification",
  "log",
  "upkeep",
  "undo",
] as const;

/** The kinds of which a vault has one record, whose id is the kind's name. */
const SINGLE_KINDS = ["settings", "verification", "log", "upkeep", "undo"] as const;

export type SingleKind = (typeof SINGLE_KINDS)[number];

/** Also whether an id is reserved for such a record. */
export function isSingleKind(kind: string): kind is SingleKind {
  return (SINGLE_KINDS as readonly string[]).includes(kind);
}

/**
 * Checks a decoded record. Unknown fields are dropped.
 * @throws WaykeyError `record/invalid`, naming the field and never its value
 */
export function parseRecord(input: unknown): VaultRecord {
  const result = v.safeParse(VaultRecordSchema, input);
  if (result.success) return result.output;
  const path = result.issues[0]?.path?.map((item) => String(item.key)).join(".") ?? "record";
  throw new WaykeyError("record/invalid", `The record's field "${path}" is not valid`);
}
