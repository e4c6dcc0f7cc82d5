// Who Waykey's own pages are to the device's authenticator. Chromium gives an extension an RP ID of its
// own; Firefox, from version 150 on, lets it use one out of its host permissions.

import browser from "webextension-polyfill";

const FIREFOX_RP_ID = "headway.co";

/** The origin of the extension's pages, as client data name it. */
export function ownOrigin(): string {
  return browser.runtime.getURL("").replace(/\/$/, "");
}

/** Null where the extension's own origin is the relying party. */
export function deviceRpId(): string | null {
  return ownOrigin().startsWith("moz-extension:") ? FIREFOX_RP_ID : null;
}
