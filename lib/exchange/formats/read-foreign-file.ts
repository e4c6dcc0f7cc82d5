// Reads a file of another authenticator, whichever it is: each reader is asked in turn, and the first that knows the
// file by its content has it.

import type { Bytes } from "../../bytes/bytes.ts";
import { WaykeyError } from "../../errors.ts";
import { BACKUP_FORMAT } from "../backup-file.ts";
import { readAegis } from "./aegis.ts";
import { readAndOtp, readSealedAndOtp } from "./and-otp.ts";
import { readAuthenticatorExtension } from "./authenticator-extension.ts";
import { readBitwardenCsv } from "./bitwarden-csv.ts";
import { readBitwarden } from "./bitwarden.ts";
import { readCredentialExchange } from "./credential-exchange.ts";
import { readEnte } from "./ente.ts";
import { type FileContent, MAX_FILE_BYTES, type ReadFile, type Reader } from "./format.ts";
import { at, parseJson } from "./json.ts";
import { readKeePassXc } from "./keepassxc.ts";
import { readOnePassword } from "./one-password.ts";
import { readLateLinks, readOtpauthList } from "./otpauth-list.ts";
import { readFreeOtpPlus, readLastPass } from "./plain-lists.ts";
import { readProtonAuthenticator } from "./proton-authenticator.ts";
import { readProtonPass, readProtonPassCsv } from "./proton-pass.ts";
import { readStratum } from "./stratum.ts";
import { textOf } from "./text.ts";
import { readTwoFas } from "./two-fas.ts";

/** As an export that was cut short does, but for the little that INI files and the like begin with. */
const BEGINS_JSON = /^\s*(?:\{\s*"|\[\s*[{"])/;
/** Proton Pass has also had it in base64 once more. */
const PGP = /^\s*(?:-----BEGIN PGP MESSAGE-----|LS0tLS1CRUdJTiBQR1AgTUVTU0FHRS0tLS0t)/;
/** A session key under a passphrase, of version 4 or 6, as such messages begin that are not written as text (RFC 9580 §5.3). */
const PGP_HEADS: readonly (readonly number[])[] = [
  [0x8c, 0x0d, 0x04],
  [0xc3, 0x0d, 0x04],
  [0x8c, 0x2e, 0x04],
  [0xc3, 0x2e, 0x04],
];

const READERS: readonly Reader[] = [
  readOtpauthList,
  readAegis,
  readTwoFas,
  readEnte,
  readBitwarden,
  readBitwardenCsv,
  readProtonAuthenticator,
  readProtonPass,
  readProtonPassCsv,
  readOnePassword,
  readCredentialExchange,
  readKeePassXc,
  readStratum,
  readAndOtp,
  readFreeOtpPlus,
  readLastPass,
  readAuthenticatorExtension,
  readLateLinks,
  readSealedAndOtp,
];

/**
 * @throws WaykeyError `import/too-large`, before anything is read; `import/unknown` for a file that no reader knows;
 *   `import/waykey-backup`, `import/pgp`, `import/account-restricted`, `import/no-password-slot`; `import/costly` for
 *   a key derivation out of bounds, before any work; `import/damaged`, `import/too-many`; `import/empty` for one
 *   without codes and passkeys
 */
export function readForeignFile(bytes: Bytes): ReadFile {
  if (bytes.length > MAX_FILE_BYTES) {
    throw new WaykeyError("import/too-large", `The file has ${bytes.length} bytes`);
  }
  const text = textOf(bytes);
  if (isPgp(bytes, text)) throw new WaykeyError("import/pgp", "The file is OpenPGP's");
  const json = text === null ? undefined : parseJson(text);
  if (at(json, "format") === BACKUP_FORMAT) {
    throw new WaykeyError("import/waykey-backup", "The file is a backup of Waykey");
  }
  const file = { bytes, text, json };
  for (const reader of READERS) {
    const read = reader(file);
    if (read !== null) return read.state === "sealed" ? checkedOnce(read) : checked(read);
  }
  if (text !== null && json === undefined && BEGINS_JSON.test(text)) {
    throw new WaykeyError("import/damaged", "The file begins as JSON and is none");
  }
  throw new WaykeyError("import/unknown", "No reader knows the file");
}

function isPgp(bytes: Bytes, text: string | null): boolean {
  if (text !== null) return PGP.test(text);
  return PGP_HEADS.some((head) => head.every((byte, index) => bytes[index] === byte));
}

function checked<T extends FileContent>(content: T): T {
  if (content.entries.length > 0) return content;
  throw new WaykeyError("import/empty", "The file has neither codes nor passkeys");
}

function checkedOnce(sealed: Extract<ReadFile, { state: "sealed" }>): ReadFile {
  return { ...sealed, open: async (password) => checked(await sealed.open(password)) };
}
