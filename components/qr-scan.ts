// Finds the authenticator link among the QR codes of a page's pictures.

import { WaykeyError } from "../lib/errors.ts";
import type { QrPort } from "./ports.ts";

/**
 * The otpauth links among the texts, each once, in their order.
 * @throws WaykeyError `qr/none`, `qr/migration`, `qr/not-otp`
 */
export function pickOtpauthLinks(texts: readonly string[]): readonly [string, ...string[]] {
  const [first, ...others] = new Set(texts.filter((text) => /^otpauth:\/\//iu.test(text.trim())));
  if (first !== undefined) return [first, ...others];
  if (texts.length === 0) throw new WaykeyError("qr/none", "No picture holds a QR code");
  if (texts.some((text) => /^otpauth-migration:/iu.test(text.trim()))) {
    throw new WaykeyError("qr/migration", "The QR code exports from Google Authenticator");
  }
  throw new WaykeyError("qr/not-otp", "No QR code holds an otpauth link");
}

/**
 * Decodes the pictures (data URLs) one after the other.
 * @throws WaykeyError as pickOtpauthLinks does
 */
export async function scanImages(
  images: readonly string[],
  qr: QrPort,
): Promise<readonly [string, ...string[]]> {
  const texts: string[] = [];
  for (const image of images) texts.push(...(await qr.decode(image)));
  return pickOtpauthLinks(texts);
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
