// What Waykey adds to a browser's answer of getClientCapabilities (WebAuthn Level 3 §5.1.7).

import type { Capabilities } from "../rpc/ceremony-messages.ts";

/**
 * The browser's own with what Waykey can do set to true, sorted by name as browsers have them.
 * @param isTop whether the document is the tab's own: only there a get() by conditional mediation is served
 */
export function withOurs(own: Capabilities, isTop: boolean): Capabilities {
  const merged: Capabilities = {
    ...own,
    "extension:credProps": true,
    "extension:largeBlob": true,
    "extension:prf": true,
    passkeyPlatformAuthenticator: true,
    userVerifyingPlatformAuthenticator: true,
    ...(isTop ? { conditionalGet: true } : {}),
  };
  const names = Object.keys(merged).toSorted();
  return Object.fromEntries(names.map((name) => [name, merged[name] === true]));
}
