// What the flags of an assertion say: of the user's verification exactly what happened, of the passkey
// itself always the same.

import type { Page } from "puppeteer";
import { expect, it } from "vitest";
import { hasField, seesButton } from "../flows/screen.ts";
import { labGet, type LabOutcome, openLab } from "../rig/lab.ts";
import { sampleOf } from "../rig/sample.ts";
import { assertionFlagsOf, FLAG } from "./signed-data.ts";
import { type Counts, PROMPTS_IN_ONE_TAB, type Stage } from "./stage.ts";

const ALWAYS = FLAG.up | FLAG.be | FLAG.bs;

/** Whether the user is verified on the way: by the unlock, or by the password that is asked for. */
const VERIFIED = [
  { locked: false, userVerification: "discouraged", verified: false },
  { locked: false, userVerification: "preferred", verified: true },
  { locked: false, userVerification: "required", verified: true },
  { locked: true, userVerification: "discouraged", verified: true },
  { locked: true, userVerification: "preferred", verified: true },
  { locked: true, userVerification: "required", verified: true },
] as const;

/** What @simplewebauthn/server makes of an assertion. */
async function verdictOf(page: Page, outcome: LabOutcome): Promise<unknown> {
  if (!outcome.ok) throw new Error(`The call failed: ${outcome.error.name}`);
  return page.evaluate((credential) => {
    type Lab = { verify(response: object): Promise<unknown> };
    return (window as unknown as { lab: Lab }).lab.verify(credential);
  }, outcome.credential);
}

export function declareFlags(stage: Stage, counts: Counts): void {
  it.each(sampleOf(VERIFIED, counts.verifications))(
    "says that the user was verified: $verified (locked: $locked, $userVerification)",
    async ({ locked, userVerification, verified }) => {
      const { given } = stage;
      const page = await openLab(given.rig);
      const allowCredentials = [stage.mine];
      if (locked) await given.user.lock();
      await page.bringToFront();
      const got = labGet(page, { allowCredentials, userVerification });
      const prompt = locked ? await given.user.unlockInPrompt() : await given.rig.prompt();
      await seesButton(prompt, "Allow");
      expect(await hasField(prompt, "Password")).toBe(verified && !locked);
      await given.user.allow();
      const { flags } = assertionFlagsOf(await got);
      expect(flags).toBe(ALWAYS | (verified ? FLAG.uv : 0));
      await page.close();
    },
  );

  it(`says the same of a passkey in ${counts.assertions} assertions`, async () => {
    const { given } = stage;
    let page = await openLab(given.rig);
    const allowCredentials = [stage.mine];
    const seen = new Set<string>();
    for (let done = 1; done <= counts.assertions; done++) {
      if (done % PROMPTS_IN_ONE_TAB === 0) {
        await page.close();
        page = await openLab(given.rig);
      }
      await page.bringToFront();
      const got = labGet(page, { allowCredentials });
      await given.user.allow();
      const outcome = await got;
      const { flags, signCount } = assertionFlagsOf(outcome);
      seen.add(`${flags} ${signCount}`);
      expect(await verdictOf(page, outcome)).toMatchObject({
        verified: true,
        info: { credentialDeviceType: "multiDevice", credentialBackedUp: true, newCounter: 0 },
      });
    }
    expect([...seen]).toEqual([`${ALWAYS} 0`]);
    await page.close();
  });
}
