// The one file that is wanted out of an archive (ZIP, APPNOTE 6.3.10), as some programs export theirs. No other is unpacked.

import { type UnzipFileInfo, unzipSync } from "fflate";
import { type Bytes, copyBytes } from "../../bytes/bytes.ts";
import { WaykeyError } from "../../errors.ts";
import { damaged } from "./encoded.ts";
import { MAX_FILE_BYTES } from "./format.ts";

/** Of the header before the first file (§4.3.7). */
const SIGNATURE = [0x50, 0x4b, 0x03, 0x04] as const;
/** More than an export with its documents has. */
const MAX_FILES = 100_000;

function isZip(bytes: Uint8Array): boolean {
  return SIGNATURE.every((byte, i) => bytes[i] === byte);
}

/**
 * Whether an archive has a file of that name; nothing is unpacked.
 * @throws WaykeyError `import/damaged`
 */
export function isInZip(bytes: Uint8Array, wanted: string): boolean {
  if (!isZip(bytes)) return false;
  let [isThere, count] = [false, 0];
  unzip(bytes, ({ name }) => {
    if (++count > MAX_FILES) throw damaged("The archive has too many files");
    isThere ||= name === wanted;
    return false;
  });
  return isThere;
}

/**
 * The file of that name; null if there is none, or the bytes are no archive.
 * @throws WaykeyError `import/too-large` for one that says it is larger than any file may be, before it is unpacked;
 *   `import/damaged` for one that does not unpack to what it says
 */
export function findInZip(bytes: Uint8Array, wanted: string): Bytes | null {
  if (!isZip(bytes)) return null;
  let said: UnzipFileInfo | null = null;
  let count = 0;
  const filter = (file: UnzipFileInfo): boolean => {
    if (++count > MAX_FILES) throw damaged("The archive has too many files");
    if (file.name !== wanted || said !== null) return false;
    if (file.originalSize > MAX_FILE_BYTES) {
      throw new WaykeyError("import/too-large", `The file has ${file.originalSize} bytes`);
    }
    said = file;
    return true;
  };
  const found = unzip(bytes, filter)[wanted];
  if (found === undefined || said === null) return null;
  if (found.length !== (said as UnzipFileInfo).originalSize) throw damaged("The file is cut off");
  return copyBytes(found);
}

function unzip(bytes: Uint8Array, filter: (file: UnzipFileInfo) => boolean) {
  try {
    return unzipSync(bytes, { filter });
  } catch (error) {
    if (error instanceof WaykeyError) throw error;
    throw damaged("The archive does not unpack");
  }
}
