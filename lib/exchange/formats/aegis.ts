// Exports of Aegis, plain and sealed (docs/vault.md of Aegis): scrypt and AES-GCM unwrap a master key, in one of
// several slots, and that opens the database. Slots of a fingerprint open on their phone alone.

import type { Bytes } from "../../bytes/bytes.ts";
import { checkForeignKdf, type ForeignKdf } from "../../crypto/foreign-kdf.ts";
import { WaykeyError } from "../../errors.ts";
import { bytesOfBase64, bytesOfHex, damaged, jsonOfUtf8, wrongPassword } from "./encoded.ts";
import { checkCount, type ForeignEntry } from "./entry.ts";
import { type FileContent, type ForeignFile, onlyEntries, type ReadFile } from "./format.ts";
import { at, isObject, listAt, textAt, wholeAt } from "./json.ts";
import { entryOfFields } from "./otp-fields.ts";
import { keyOf, openGcm } from "./sealed.ts";

const PASSWORD_SLOT = 1;
/** More than anybody has passwords for one file. */
const MAX_SLOTS = 8;
const KNOWN_DB_VERSION = 3;

type Sealed = { readonly text: Bytes; readonly nonce: Bytes; readonly tag: Bytes };
type Slot = { readonly salt: Bytes; readonly kdf: ForeignKdf; readonly key: Sealed };

export function readAegis({ json }: ForeignFile): ReadFile | null {
  const [header, db] = [at(json, "header"), at(json, "db")];
  if (!isObject(header) || (!isObject(db) && typeof db !== "string")) return null;
  if (typeof db !== "string") return { state: "open", product: "aegis", ...readDb(db) };
  const slots = listAt(header, "slots")
    .filter((slot) => at(slot, "type") === PASSWORD_SLOT)
    .map(readSlot);
  const [first] = slots;
  if (first === undefined) {
    throw new WaykeyError("import/no-password-slot", "The file has no slot with a password");
  }
  if (slots.length > MAX_SLOTS) throw damaged("The file has too many slots");
  const sealed = sealedAs(bytesOfBase64(db), at(header, "params"));
  return {
    state: "sealed",
    product: "aegis",
    kdf: first.kdf,
    open: (password) => openDb(password, slots, sealed),
  };
}

function readSlot(slot: unknown): Slot {
  const kdf = {
    name: "scrypt",
    costFactor: wholeAt(slot, "n"),
    blockSize: wholeAt(slot, "r"),
    parallelism: wholeAt(slot, "p"),
  } as const;
  checkForeignKdf(kdf);
  const salt = bytesOfHex(textAt(slot, "salt"));
  return { kdf, salt, key: sealedAs(bytesOfHex(textAt(slot, "key")), at(slot, "key_params")) };
}

function sealedAs(text: Bytes, parameters: unknown): Sealed {
  const nonce = bytesOfHex(textAt(parameters, "nonce"));
  return { text, nonce, tag: bytesOfHex(textAt(parameters, "tag")) };
}

function open(key: Bytes, { text, nonce, tag }: Sealed): Promise<Bytes | null> {
  if (tag.length !== 16) throw damaged("A part of the seal is missing");
  return openGcm(key, nonce, text, { tag });
}

async function openDb(
  password: string,
  slots: readonly Slot[],
  sealed: Sealed,
): Promise<FileContent> {
  const masterKey = await openSlots(password, slots);
  const db = await open(masterKey, sealed);
  masterKey.fill(0);
  if (db === null) throw damaged("The seal of the entries is broken");
  return readDb(jsonOfUtf8(db));
}

async function openSlots(password: string, slots: readonly Slot[]): Promise<Bytes> {
  for (const slot of slots) {
    const key = await keyOf(password, slot.salt, slot.kdf);
    const masterKey = await open(key, slot.key);
    key.fill(0);
    if (masterKey !== null) return masterKey;
  }
  throw wrongPassword();
}

function readDb(db: unknown): FileContent {
  const entries = at(db, "entries");
  if (!Array.isArray(entries)) throw damaged("The file has no list of entries");
  checkCount(entries.length);
  return onlyEntries(entries.map(readEntry), wholeAt(db, "version") > KNOWN_DB_VERSION);
}

function readEntry(entry: unknown): ForeignEntry {
  return entryOfFields({
    type: textAt(entry, "type"),
    issuer: textAt(entry, "issuer"),
    label: textAt(entry, "name"),
    secret: textAt(entry, "info", "secret"),
    algorithm: textAt(entry, "info", "algo"),
    digits: textAt(entry, "info", "digits"),
    period: textAt(entry, "info", "period"),
    counter: textAt(entry, "info", "counter"),
  });
}
