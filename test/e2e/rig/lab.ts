// WebAuthn calls by a script of the page, on the stand-in site's /lab, as any site could make them.

import type { Page } from "puppeteer";
import type { Rig } from "./rig.ts";

export type LabOutcome =
  | { readonly ok: true; readonly credential: { readonly id: string } }
  | {
      readonly ok: false;
      readonly error: { readonly name: string; readonly isDomException: boolean };
    };

/** What the lab's own script puts on its page. */
type Lab = {
  create(options: object, rest?: object): Promise<LabOutcome>;
  get(options: object, rest?: object): Promise<LabOutcome>;
  challenge(): Promise<string>;
  focused(): Promise<void>;
  verify(response: object, rest: object): Promise<{ verified: boolean }>;
};
type LabWindow = Window & { lab: Lab };

export async function openLab(rig: Rig, origin = "https://headway.co"): Promise<Page> {
  const page = await rig.open(`${origin}/lab`);
  await page.waitForFunction(() => "lab" in window);
  return page;
}

/** A `create` with sound options, changed by `change`; resolves when the page has its answer. */
export async function labCreate(page: Page, change: object = {}): Promise<LabOutcome> {
  await page.bringToFront();
  return page.evaluate(async (rest) => {
    const { lab } = window as unknown as LabWindow;
    const challenge = await lab.challenge();
    // Without the focus, a page's call is the browser's.
    await lab.focused();
    return lab.create({
      challenge,
      rp: { id: location.hostname, name: "Headway" },
      user: { id: "dXNlcg", name: "alex@example.com", displayName: "Alex" },
      pubKeyCredParams: [{ type: "public-key", alg: -7 }],
      authenticatorSelection: { userVerification: "discouraged" },
      ...rest,
    });
  }, change);
}

export async function labGet(page: Page, change: object = {}): Promise<LabOutcome> {
  await page.bringToFront();
  return page.evaluate(async (rest) => {
    const { lab } = window as unknown as LabWindow;
    const challenge = await lab.challenge();
    await lab.focused();
    return lab.get({
      challenge,
      rpId: location.hostname,
      userVerification: "discouraged",
      ...rest,
    });
  }, change);
}

/** The site's verdict on the credential that the lab's last call brought. */
export async function isVerified(
  page: Page,
  outcome: LabOutcome,
  requireUserVerification = false,
): Promise<boolean> {
  if (!outcome.ok) throw new Error(`The call failed: ${outcome.error.name}`);
  const verdict = await page.evaluate(
    (credential, rest) => (window as unknown as LabWindow).lab.verify(credential, rest),
    outcome.credential,
    { requireUserVerification },
  );
  return verdict.verified;
}

/** The flags that a sign-in was signed with (WebAuthn §6.1). */
export function flagsOf(outcome: LabOutcome): readonly string[] {
  if (!outcome.ok) throw new Error(`The call failed: ${outcome.error.name}`);
  const { response } = outcome.credential as unknown as { response: { authenticatorData: string } };
  const flags = Buffer.from(response.authenticatorData, "base64url")[32] ?? 0;
  const named = { UP: 0x01, UV: 0x04, BE: 0x08, BS: 0x10, AT: 0x40, ED: 0x80 };
  return Object.entries(named).flatMap(([name, bit]) => ((flags & bit) === 0 ? [] : [name]));
}
