// The device's own authenticator, as far as the browser lets a test have one: a virtual key that says it
// is built in, for the extension's own pages.

import type { CDPSession, Page } from "puppeteer";
import { addFirefoxVirtualKey, removeFirefoxVirtualKey } from "./firefox-chrome.ts";
import type { Rig } from "./rig.ts";
import { addChromiumKey } from "./virtual-key.ts";

/** The machine's fingerprint reader, as far as the browser lets a test have one. */
export class DeviceOfTheMachine {
  readonly #session: CDPSession | null;
  readonly #firefoxKey: string | null;
  readonly #id: string;

  private constructor(session: CDPSession | null, firefoxKey: string | null, id: string) {
    this.#session = session;
    this.#firefoxKey = firefoxKey;
    this.#id = id;
  }

  /** With the options page of a machine that has such a device. */
  static async start(
    rig: Rig,
    { hasPrf = false } = {},
  ): Promise<{ device: DeviceOfTheMachine; options: Page }> {
    if (rig.kind === "firefox") {
      const key = await addFirefoxVirtualKey(rig.browser);
      const options = await rig.openExtensionPage("options.html#verification");
      // Firefox's virtual key is none of the platform's own: that wish is taken out of the call.
      await options.evaluate(() => {
        const container = navigator.credentials;
        const create = container.create.bind(container);
        Reflect.set(
          CredentialsContainer.prototype,
          "create",
          (given: CredentialCreationOptions) => {
            delete given.publicKey?.authenticatorSelection?.authenticatorAttachment;
            return create(given);
          },
        );
      });
      return { device: new DeviceOfTheMachine(null, key, key), options };
    }
    const options = await rig.openExtensionPage("options.html#verification");
    const { session, authenticatorId } = await addChromiumKey(options, { hasPrf });
    await options.reload();
    return { device: new DeviceOfTheMachine(session, null, authenticatorId), options };
  }

  /** Chromium's virtual authenticators belong to a page: the credential is carried to the prompt's. */
  async moveTo(page: Page): Promise<void> {
    if (this.#session === null) return;
    const { credentials } = await this.#session.send("WebAuthn.getCredentials", {
      authenticatorId: this.#id,
    });
    const { session, authenticatorId } = await addChromiumKey(page);
    for (const credential of credentials) {
      await session.send("WebAuthn.addCredential", { authenticatorId, credential });
    }
  }

  /** From now on the user is not there. */
  async forget(page: Page): Promise<void> {
    if (this.#firefoxKey !== null) {
      await removeFirefoxVirtualKey(page.browser(), this.#firefoxKey);
      return;
    }
    await addChromiumKey(page);
  }

  async stop(): Promise<void> {
    await this.#session?.send("WebAuthn.removeVirtualAuthenticator", { authenticatorId: this.#id });
  }
}
