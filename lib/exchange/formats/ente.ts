// The encrypted export of Ente Auth (docs/auth/migration/export of Ente): Argon2id, and the plain export as one
// message of libsodium's secretstream. Whether that message says that it is the last one has varied, and is not asked.

import { checkForeignKdf } from "../../crypto/foreign-kdf.ts";
import { openSecretstream, SECRETSTREAM_HEADER_LENGTH } from "../../crypto/secretstream.ts";
import { bytesOfBase64, damaged, textOfUtf8, wrongPassword } from "./encoded.ts";
import type { ForeignFile, ReadFile } from "./format.ts";
import { at, textAt, wholeAt } from "./json.ts";
import { readLinks } from "./otpauth-list.ts";
import { keyOf } from "./sealed.ts";

const KNOWN_VERSION = 1;

export function readEnte({ json }: ForeignFile): ReadFile | null {
  const parameters = at(json, "kdfParams");
  if (parameters === undefined || typeof at(json, "encryptedData") !== "string") return null;
  const kdf = {
    name: "argon2id",
    memoryKiB: Math.floor(wholeAt(parameters, "memLimit") / 1024),
    iterations: wholeAt(parameters, "opsLimit"),
    parallelism: 1,
  } as const;
  checkForeignKdf(kdf);
  const salt = bytesOfBase64(textAt(parameters, "salt"));
  const header = bytesOfBase64(textAt(json, "encryptionNonce"));
  const sealed = bytesOfBase64(textAt(json, "encryptedData"));
  if (header.length !== SECRETSTREAM_HEADER_LENGTH) throw damaged("The file's nonce is no nonce");
  return {
    state: "sealed",
    product: "ente-auth",
    kdf,
    async open(password) {
      const key = await keyOf(password, salt, kdf);
      const text = openSecretstream(key, header, sealed);
      key.fill(0);
      if (text === null) throw wrongPassword();
      const content = readLinks(textOfUtf8(text));
      return { ...content, isNewer: wholeAt(json, "version") > KNOWN_VERSION };
    },
  };
}
