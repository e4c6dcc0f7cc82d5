// A page that waits for a passkey while the user does something else, what sites signal about their
// passkeys, and what Waykey says of itself: conditional get, the signal methods, hidden passkeys, the
// list of requests, the self-check.

import type { Page } from "puppeteer";
import { describe, expect, it } from "vitest";
import {
  fill,
  hasButton,
  press,
  pressStarting,
  sees,
  seesButton,
  textOf,
  tick,
  unfold,
} from "./flows/screen.ts";
import { Person } from "./flows/person.ts";
import { marksOfTabs } from "./flows/toolbar.ts";
import { VAULT_PASSWORD } from "./flows/waykey-user.ts";
import { KIND } from "./rig/kind.ts";
import { isVerified, labCreate, labGet, type LabOutcome, openLab } from "./rig/lab.ts";
import { until } from "./rig/until.ts";
import { useRig } from "./rig/use-rig.ts";

type Waiting = { waiting: Promise<LabOutcome>; stop: AbortController; outcome: LabOutcome | null };

describe(`a page that waits for a passkey in ${KIND}`, () => {
  const given = useRig({ vault: true });
  let id = "";

  async function lab(): Promise<Page> {
    const page = await openLab(given.rig);
    if (id !== "") return page;
    const created = labCreate(page);
    await given.user.allow();
    const outcome = await created;
    expect(await isVerified(page, outcome)).toBe(true);
    if (!outcome.ok) throw new Error("not created");
    ({ id } = outcome.credential);
    return page;
  }

  /** Starts a conditional get in the page; `outcomeOf` looks what became of it. */
  async function wait(page: Page): Promise<void> {
    await page.evaluate(async () => {
      type Lab = {
        challenge(): Promise<string>;
        get(options: object, rest: object): Promise<LabOutcome>;
      };
      const { lab: labOfPage } = window as unknown as { lab: Lab };
      const stop = new AbortController();
      const options = { challenge: await labOfPage.challenge(), rpId: location.hostname };
      const waiting = labOfPage.get(options, { mediation: "conditional", signal: stop.signal });
      const state: Waiting = { waiting, stop, outcome: null };
      Object.assign(window, { state });
      void waiting.then((outcome) => {
        state.outcome = outcome;
      });
    });
  }

  const outcomeOf = (page: Page): Promise<LabOutcome | null> =>
    page.evaluate(() => (window as unknown as { state: Waiting }).state.outcome);

  /** What the toolbar's button shows for the tabs of that page. */
  async function marks(): Promise<readonly string[]> {
    const popup = await given.rig.openExtensionPage("popup.html");
    const shown = await marksOfTabs(popup);
    await popup.close();
    return shown;
  }

  it("is told that passkeys may be offered on the side", async () => {
    const page = await lab();
    const says = await page.evaluate(async () => {
      const { PublicKeyCredential: statics } = window as unknown as {
        PublicKeyCredential: {
          isConditionalMediationAvailable?(): Promise<boolean>;
          getClientCapabilities?(): Promise<Record<string, boolean>>;
        };
      };
      return {
        conditional: await statics.isConditionalMediationAvailable?.(),
        capabilities: await statics.getClientCapabilities?.(),
      };
    });
    expect(says.conditional).toBe(true);
    expect(says.capabilities).toMatchObject({
      conditionalGet: true,
      passkeyPlatformAuthenticator: true,
      userVerifyingPlatformAuthenticator: true,
    });
    await page.close();
  });

  it("signs in from the popup, without a window before the user asks for it", async () => {
    const page = await lab();
    expect(await marks()).toEqual([""]);
    await wait(page);
    await until("the mark on the button", async () => (await marks()).join() === "1");
    expect(await given.rig.findPrompt()).toBeNull();
    const popup = await given.rig.openExtensionPage("popup.html");
    await press(popup, "Sign in with passkey");
    await given.user.allow();
    const outcome = await until("the sign-in", () => outcomeOf(page));
    expect(outcome).toMatchObject({ ok: true, credential: { id } });
    expect(await isVerified(page, outcome)).toBe(true);
    if (!popup.isClosed()) await popup.close();
    await until("the mark to go", async () => (await marks()).join() === "");
    await page.close();
  });

  it("goes on waiting when the user cancels, and ends by the page's own signal", async () => {
    const page = await lab();
    await wait(page);
    const popup = await given.rig.openExtensionPage("popup.html");
    await press(popup, "Sign in with passkey");
    await given.user.decide(await given.rig.prompt(), "Cancel");
    if (!popup.isClosed()) await popup.close();
    expect(await outcomeOf(page)).toBeNull();
    await page.evaluate(() => (window as unknown as { state: Waiting }).state.stop.abort());
    expect(await until("the end", () => outcomeOf(page))).toMatchObject({
      ok: false,
      error: { name: "AbortError" },
    });
    await given.user.inPopup(async (again) => {
      await seesButton(again, "Add a code");
      expect(await hasButton(again, "Sign in with passkey")).toBe(false);
    });
    await page.close();
  });

  it("hides a passkey that the site no longer knows, and brings it back on request", async (context) => {
    const page = await lab();
    const signalled = await page.evaluate(async (credentialId) => {
      const statics = PublicKeyCredential as unknown as {
        signalUnknownCredential?(options: object): Promise<void>;
      };
      if (statics.signalUnknownCredential === undefined) return false;
      await statics.signalUnknownCredential({ rpId: location.hostname, credentialId });
      return true;
    }, id);
    if (!signalled) {
      context.skip("this browser has no signal methods");
      return;
    }
    const popup = await given.rig.openExtensionPage("popup.html");
    await pressStarting(popup, "Details of");
    await unfold(popup, "Passkeys");
    await sees(popup, "Hidden passkeys");
    await sees(popup, "Headway no longer knows this passkey");
    await pressStarting(popup, "Show again: passkey");
    await until("it to be back", async () => !(await textOf(popup)).includes("Hidden passkeys"));
    await popup.close();

    await page.bringToFront();
    const got = labGet(page);
    await given.user.allow();
    expect(await isVerified(page, await got)).toBe(true);
    await page.close();
  });

  it("adds a passkey without a question where the user switched that on, for who has just signed in", async () => {
    const page = await given.rig.browser.newPage();
    const person = new Person(given.rig, page, "client", "silent@example.com");
    await person.signUp();
    await person.enroll("otp");
    await given.user.scanQr();
    await given.user.fillCode();
    await person.submitCode();
    await person.shownRecoveryCode();
    await given.user.seesNothingUnconfirmed();
    await person.goto("/lab");
    const addSilently = (name: string) =>
      page.evaluate(async (userName) => {
        try {
          const credential = (await navigator.credentials.create({
            mediation: "conditional",
            publicKey: {
              challenge: new Uint8Array(32),
              rp: { name: "Headway" },
              user: { id: Uint8Array.of(7, 7, 7), name: userName, displayName: "" },
              pubKeyCredParams: [{ type: "public-key", alg: -7 }],
            },
          } as CredentialCreationOptions)) as PublicKeyCredential;
          const response = credential.response as AuthenticatorAttestationResponse;
          return new Uint8Array(response.getAuthenticatorData())[32] ?? 0;
        } catch (error) {
          return (error as Error).name;
        }
      }, name);
    expect(typeof (await addSilently(person.email))).toBe("string");
    await given.user.inOptions("settings", async (options) => {
      await tick(options, "Let Headway add a passkey after a sign-in");
      await fill(options, "Password for these settings", VAULT_PASSWORD);
      await press(options, "Save settings");
      await sees(options, "Settings saved");
    });
    await page.bringToFront();
    expect(typeof (await addSilently("other@example.com"))).toBe("string");
    // AT, BS and BE; neither UP nor UV, since nobody was asked.
    expect(await addSilently(person.email)).toBe(0x58);
    expect(await given.rig.findPrompt()).toBeNull();
    // One for each sign-in.
    expect(typeof (await addSilently(person.email))).toBe("string");
    await given.user.inPopup(async (popup) => {
      await pressStarting(popup, "Details of silent@example.com");
      await sees(popup, "Passkeys");
    });
    await page.close();
  });

  it("leaves a readable list of what was asked, which the user can clear", async () => {
    const text = await given.user.readLog();
    expect(text).toContain("https://headway.co");
    await given.user.inOptions("requests", async (options) => {
      await press(options, "Clear the list");
      await press(options, "Clear it for good");
      await until(
        "the list to be empty",
        async () => !(await hasButton(options, "Clear the list")),
      );
    });
  });

  it("learns from the popup whether passkeys work, and what is in their way", async () => {
    const page = await lab();
    await given.user.inPopup((popup) => sees(popup, "Passkeys work on this page"));
    await page.bringToFront();
    await page.evaluate(() => {
      const ours = Reflect.get(navigator.credentials, "get") as (options: unknown) => unknown;
      Reflect.set(CredentialsContainer.prototype, "get", (options: unknown) =>
        ours.call(navigator.credentials, options),
      );
    });
    await given.user.inPopup(async (popup) => {
      await seesButton(popup, "Add a code");
      await until("the trouble", async () => !(await textOf(popup)).includes("Passkeys work on"));
      expect(await textOf(popup)).toMatch(/another extension/i);
    });
    await page.close();
  });
});
