// The encrypted export of Ente Auth (docs/auth/migration/export of Ente): otpauth links, one a line, as one message of
// libsodium's secretstream, under what Argon2id makes of the password.

import { encodeBase64 } from "../../bytes/base64.ts";
import { encodeUtf8 } from "../../bytes/utf8.ts";
import { SECRETSTREAM_HEADER_LENGTH } from "../../crypto/secretstream.ts";
import { sealSecretstream } from "../../crypto/secretstream.ts";
import { BACKUP_KDF } from "../backup.ts";
import { keyOf } from "../formats/sealed.ts";
import type { SealedWriter } from "./export.ts";
import { reasonOfLinks } from "./otp.ts";
import { formatLinks } from "./otpauth-list.ts";

const VERSION = 1;
/** crypto_pwhash_SALTBYTES */
const SALT_LENGTH = 16;

export const ente: SealedWriter = {
  reasonToLeave: (entry) => reasonOfLinks(entry),
  isLessened: () => false,
  async seal(entries, password, { random }) {
    const salt = random(SALT_LENGTH);
    const header = random(SECRETSTREAM_HEADER_LENGTH);
    const key = await keyOf(password, salt, { name: "argon2id", ...BACKUP_KDF });
    const text = encodeUtf8(formatLinks(entries));
    const sealed = sealSecretstream(key, header, text);
    text.fill(0);
    key.fill(0);
    return JSON.stringify({
      version: VERSION,
      kdfParams: {
        memLimit: BACKUP_KDF.memoryKiB * 1024,
        opsLimit: BACKUP_KDF.iterations,
        salt: encodeBase64(salt),
      },
      encryptedData: encodeBase64(sealed),
      encryptionNonce: encodeBase64(header),
    });
  },
};
