// A sealed file is opened again with its password, as Waykey would import it, and compared with what it was made of,
// before anybody is given it.

import { encodeUtf8 } from "../../bytes/utf8.ts";
import { isWaykeyError, WaykeyError } from "../../errors.ts";
import type { ForeignEntry } from "../formats/entry.ts";
import { readForeignFile } from "../formats/read-foreign-file.ts";
import type { ExportEntry } from "./export.ts";

/** @throws WaykeyError `export/incomplete` for a file that does not open, or holds anything else */
export async function checkSealedExport(
  text: string,
  password: string,
  entries: readonly ExportEntry[],
): Promise<void> {
  const read = await readBack(text, password);
  const isWhole =
    read.length === entries.length &&
    read.every((entry, index) => contentRead(entry) === contentMeant(entries[index]));
  if (!isWhole) throw incomplete();
}

async function readBack(text: string, password: string): Promise<readonly ForeignEntry[]> {
  try {
    const file = readForeignFile(encodeUtf8(text));
    if (file.state !== "sealed") throw incomplete();
    return (await file.open(password)).entries;
  } catch (error) {
    if (!isWaykeyError(error) || error.code === "import/memory") throw error;
    throw incomplete(error);
  }
}

/** What codes and signatures are made by. Names may come back tidied up, by the rules of reading. */
function contentRead(entry: ForeignEntry): string | null {
  if (entry.kind === "otp") return contentOfOtp(entry.otp);
  return entry.kind === "passkey" ? contentOfPasskey(entry.passkey) : null;
}

function contentMeant(entry: ExportEntry | undefined): string | undefined {
  if (entry?.kind === "otp") return contentOfOtp(entry.record);
  return entry?.kind === "passkey" ? contentOfPasskey(entry.record) : undefined;
}

type Otp = Extract<ForeignEntry, { kind: "otp" }>["otp"];
type Passkey = Extract<ForeignEntry, { kind: "passkey" }>["passkey"];

function contentOfOtp({ type, secret, algorithm, digits, periodSeconds, counter }: Otp): string {
  // Steam's codes have one form; of the others each has a period or a counter.
  if (type === "steam") return JSON.stringify([type, secret]);
  const moving = type === "hotp" ? counter : periodSeconds;
  return JSON.stringify([type, secret, algorithm, digits, moving]);
}

function contentOfPasskey(passkey: Omit<Passkey, "algorithm"> & { algorithm: number }): string {
  const { credentialId, rpId, userHandle, algorithm, privateKey } = passkey;
  return JSON.stringify([credentialId, rpId, userHandle, algorithm, privateKey]);
}

function incomplete(cause?: unknown): WaykeyError {
  const message = "The file does not hold what it was made from";
  return new WaykeyError("export/incomplete", message, { cause });
}
