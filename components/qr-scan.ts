// Finds what an authenticator is set up with among the texts of QR codes: links of single codes, and parts
// of an export of Google Authenticator.

import { isWaykeyError, WaykeyError } from "../lib/errors.ts";
import type { QrPort } from "./ports.ts";

export type FoundLinks = {
  /** otpauth links, each once, in their order. */
  readonly links: readonly string[];
  /** Parts of an export of Google Authenticator, likewise. */
  readonly exports: readonly string[];
};

/** Whether the text is, or begins as, a part of an export of Google Authenticator. */
export function isExportLink(text: string): boolean {
  return /^\s*otpauth-migration:/iu.test(text);
}

/** Whether a text sets up an authenticator, with one code or with many. */
export function isForAuthenticator(text: string): boolean {
  return isSetupLink(text) || isExportLink(text);
}

function isSetupLink(text: string): boolean {
  return /^\s*(?:otpauth|steam):\/\//iu.test(text);
}

/** @throws WaykeyError `none` if there is no text, `qr/not-otp` if none is for an authenticator */
export function sortTexts(
  texts: readonly string[],
  none: "qr/none" | "qr/none-in-view" | "qr/none-in-picture",
): FoundLinks {
  const links = [...new Set(texts.filter(isSetupLink))];
  const exports = [...new Set(texts.filter(isExportLink))];
  if (links.length + exports.length > 0) return { links, exports };
  if (texts.length === 0) throw new WaykeyError(none, "No picture holds a QR code");
  throw new WaykeyError("qr/not-otp", "No QR code is for an authenticator");
}

export type UnreadPicture = { readonly name: string; readonly error: WaykeyError };

export type ReadPictures = {
  readonly texts: readonly string[];
  /** Those that could not be read, and those that hold no code; a picture without a file has no name. */
  readonly unread: readonly UnreadPicture[];
};

/** The texts of all pictures, one after the other. One that cannot be read hides none of the others. */
export async function readPictures(pictures: readonly Blob[], qr: QrPort): Promise<ReadPictures> {
  const texts: string[] = [];
  const unread: UnreadPicture[] = [];
  for (const picture of pictures) {
    const name = picture instanceof File ? picture.name : "";
    try {
      const found = await qr.decode(picture);
      if (found.length === 0) throw new WaykeyError("qr/none-in-picture", "It holds no QR code");
      texts.push(...found);
    } catch (error) {
      if (!isWaykeyError(error)) throw error;
      unread.push({ name, error });
    }
  }
  return { texts, unread };
}

/**
 * The picture of a data URL in base64, as pages and the browser hand them over.
 * @throws WaykeyError `picture/damaged`
 */
export function pictureOf(dataUrl: string): Blob {
  try {
    const bytes = atob(dataUrl.slice(dataUrl.indexOf(",") + 1));
    return new Blob([Uint8Array.from(bytes, (character) => character.charCodeAt(0))]);
  } catch (cause) {
    throw new WaykeyError("picture/damaged", "The picture is not base64", { cause });
  }
}

/** The label inside an otpauth link, for telling several apart; never its secret. */
export function linkLabel(link: string): string {
  const label = /^otpauth:\/\/[^/?#]*\/([^?#]*)/iu.exec(link.trim())?.[1] ?? "";
  try {
    return decodeURIComponent(label);
  } catch {
    return label;
  }
}
