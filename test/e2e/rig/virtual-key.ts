// An authenticator of the browser's own, behind Waykey: the virtual key that both browsers keep for
// automation. Without one, a call that goes to the browser would hang or be refused.

import type { CDPSession, Page } from "puppeteer";
import {
  addFirefoxVirtualKey,
  countFirefoxCredentials,
  removeFirefoxVirtualKey,
} from "./firefox-chrome.ts";
import type { Rig } from "./rig.ts";

export type VirtualKey = {
  /** How many credentials it holds. */
  count(): Promise<number>;
  remove(): Promise<void>;
};

export async function addVirtualKey(rig: Rig, page: Page): Promise<VirtualKey> {
  if (rig.kind === "firefox") {
    const id = await addFirefoxVirtualKey(rig.browser);
    return {
      count: () => countFirefoxCredentials(rig.browser, id),
      remove: () => removeFirefoxVirtualKey(rig.browser, id),
    };
  }
  const { session, authenticatorId } = await addChromiumKey(page);
  return {
    async count() {
      const { credentials } = await session.send("WebAuthn.getCredentials", { authenticatorId });
      return credentials.length;
    },
    async remove() {
      await session.send("WebAuthn.removeVirtualAuthenticator", { authenticatorId });
    },
  };
}

/** In Chromium a virtual key belongs to one page, and is reached by the session that made it. */
export async function addChromiumKey(
  page: Page,
  { hasPrf = false } = {},
): Promise<{ readonly session: CDPSession; readonly authenticatorId: string }> {
  const session = await page.createCDPSession();
  await session.send("WebAuthn.enable");
  const { authenticatorId } = await session.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      ...(hasPrf ? { ctap2Version: "ctap2_1", hasPrf } : {}),
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return { session, authenticatorId };
}
