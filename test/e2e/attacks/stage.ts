// What every attack has to do with: a browser with Waykey and a vault in it, one without, and how
// often an attack is to be repeated.

import type { Page } from "puppeteer";
import { VAULT_PASSWORD } from "../flows/waykey-user.ts";
import { channelNameOf } from "../rig/browsers.ts";
import { KIND } from "../rig/kind.ts";
import { isVerified, labCreate } from "../rig/lab.ts";
import type { Rig } from "../rig/rig.ts";
import type { RigInUse } from "../rig/use-rig.ts";

export type Stage = {
  /** With Waykey and a vault, unlocked between the tests. */
  readonly given: RigInUse;
  readonly bare: RigInUse;
  /** A passkey for headway.co that is in the vault from the start. */
  readonly mine: Passkey;
};

/** How often what is repeated; `test/soak` has the numbers of the threat model. */
export type Counts = {
  readonly messages: number;
  readonly hellos: number;
  /** Whether each built-in is overridden by itself too, or only all of them at once. */
  readonly eachBuiltIn: boolean;
  readonly observedCeremonies: number;
  readonly parallelCalls: number;
  readonly frameKinds: number;
  readonly refusals: number;
  readonly verifications: number;
  readonly assertions: number;
};

/** Waykey lets one tab ask the user 30 times a minute. */
export const PROMPTS_IN_ONE_TAB = 20;

/** What no page and no script of another site may ever see. */
export const CANARIES = {
  password: VAULT_PASSWORD,
  totpSecret: "JBSWY3DPEHPK3PXP",
  totpAccount: "canary.code@example.com",
  otherAccount: "canary.provider@example.com",
} as const;

export type Passkey = { readonly type: "public-key"; readonly id: string };

/** Makes a passkey by the lab that `page` shows. */
export async function enrol({ user }: RigInUse, page: Page, change: object = {}): Promise<Passkey> {
  await page.bringToFront();
  const created = labCreate(page, change);
  await user.allow();
  const outcome = await created;
  if (!(await isVerified(page, outcome)) || !outcome.ok) throw new Error("not created");
  await page.bringToFront();
  return { type: "public-key", id: outcome.credential.id };
}

/** The prompt that a call brings up; null if the call ends without one. */
export async function promptOf(rig: Rig, call: Promise<unknown>): Promise<Page | null> {
  const over = () => "over" as const;
  const ended = call.then(over, over);
  for (;;) {
    const seen = await Promise.race([ended, rig.findPrompt()]);
    if (seen === "over") return null;
    if (seen !== null) return seen;
  }
}

/** The answer to a question of an extension page's own, as the popup asks it. */
async function ask({ rig }: RigInUse, method: string, input: unknown): Promise<unknown> {
  const popup = await rig.openExtensionPage("popup.html");
  const build = channelNameOf(KIND).replace("waykey-", "");
  const answer = await popup.evaluate(
    (message) => {
      type Runtime = { sendMessage(message: unknown): Promise<unknown> };
      const { chrome, browser } = globalThis as unknown as Record<string, { runtime: Runtime }>;
      return (browser ?? chrome)?.runtime.sendMessage(message);
    },
    { build, method, input },
  );
  await popup.close();
  return answer;
}

/** All that the vault shows of what it holds, but the log of requests. */
export async function contentsOf(given: RigInUse): Promise<unknown> {
  return ask(given, "vault.contents", null);
}
