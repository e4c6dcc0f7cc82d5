// An authenticator of the browser's own, behind Waykey: DevTools' virtual key in Chromium, the soft
// token that Firefox ships for its tests. Without one, a call that goes to the browser would hang.

import type { CDPSession, Page } from "puppeteer";
import type { Rig } from "./rig.ts";

export type VirtualKey = {
  /** How many credentials it made; null where the browser does not tell. */
  count(): Promise<number | null>;
};

export async function addVirtualKey(rig: Rig, page: Page): Promise<VirtualKey> {
  // Firefox's soft token is switched on by a preference when the browser starts.
  if (rig.kind === "firefox") return { count: () => Promise.resolve(null) };
  const session: CDPSession = await page.createCDPSession();
  await session.send("WebAuthn.enable");
  const { authenticatorId } = await session.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    async count() {
      const { credentials } = await session.send("WebAuthn.getCredentials", { authenticatorId });
      return credentials.length;
    },
  };
}
