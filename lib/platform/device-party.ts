// Who Waykey's own pages are to the device's authenticator. Chromium gives an extension an RP ID of its
// own; Firefox, from version 150 on, lets it use one out of its host permissions, and names it in client
// data by its add-on ID instead of the installation's own address.

import browser from "webextension-polyfill";
import { encodeHex } from "../bytes/hex.ts";
import { encodeUtf8 } from "../bytes/utf8.ts";
import { sha256 } from "../crypto/sha256.ts";

const FIREFOX_RP_ID = "headway.co";
const FIREFOX_SCHEME = "moz-extension:";

function ownAddress(): string {
  return browser.runtime.getURL("").replace(/\/$/, "");
}

/** The SHA-256 of the add-on ID, its hexadecimal digits written as the letters a to p. */
function firefoxHost(addOnId: string): string {
  const digits = encodeHex(sha256(encodeUtf8(addOnId)));
  return digits.replaceAll(/./g, (digit) =>
    String.fromCharCode("a".charCodeAt(0) + Number.parseInt(digit, 16)),
  );
}

/** The origin of the extension's pages, as client data name it. */
export function ownOrigin(): string {
  if (!ownAddress().startsWith(FIREFOX_SCHEME)) return ownAddress();
  return `${FIREFOX_SCHEME}//${firefoxHost(browser.runtime.id)}`;
}

/** Null where the extension's own origin is the relying party. */
export function deviceRpId(): string | null {
  return ownAddress().startsWith(FIREFOX_SCHEME) ? FIREFOX_RP_ID : null;
}
