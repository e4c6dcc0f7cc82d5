// Pages of Headway's own hosts that try to get a code where it does not belong, or without an act of the
// user: none does, and none sees anything of Waykey in its document while it is asked and fills.

import type { Page } from "puppeteer";
import { beforeAll, describe, expect, it } from "vitest";
import { workerAnswer } from "./durability/worker-call.ts";
import { KIND } from "./rig/kind.ts";
import { pressFillShortcut } from "./rig/shortcut.ts";
import { until } from "./rig/until.ts";
import { useRig } from "./rig/use-rig.ts";
import { EVENTS_TRAP, serveTraps, TRAPS, trapPath } from "./traps/traps.ts";
import { forgetNodes, tracesIn, valuesIn, watchFromStart } from "./traps/watch.ts";

const EMAIL = "alex@example.com";
const LINK = `otpauth://totp/Headway:${EMAIL}?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Headway`;

const leftMs = () => 30_000 - (Date.now() % 30_000);

describe(`traps for a code in ${KIND}`, () => {
  const given = useRig({ vault: true, guests: serveTraps });
  let asker: Page;
  let tab: Page;
  let otpId = "";

  beforeAll(async () => {
    asker = await given.rig.openExtensionPage("prompt.html");
    await workerAnswer(asker, "preferences.set", { opensItself: false });
    const account = await workerAnswer(asker, "account.create", { role: "client", email: EMAIL });
    const added = { text: LINK, account: { accountId: account.id } };
    ({ id: otpId } = await workerAnswer(asker, "otp.add", added));
    // In a window of its own the page is in view, as it is under a popup.
    tab = await given.rig.browser.newPage({ type: "window" });
    await watchFromStart(tab);
  });

  async function arrive(index: number): Promise<void> {
    await tab.goto(`https://headway.co${trapPath(index)}`, { waitUntil: "load" });
  }

  const fillByPopup = () => workerAnswer(asker, "page.fill-code", { id: otpId });

  async function codesSeen(): Promise<readonly string[]> {
    return (await valuesIn(tab)).filter((value) => /\d{5}/.test(value));
  }

  it.each(TRAPS.map((trap, index) => ({ ...trap, index })))("$name", async ({ index, mayHold }) => {
    await arrive(index);
    expect(await codesSeen()).toEqual([]);
    await forgetNodes(tab);
    const before = await tracesIn(tab);
    const result = await fillByPopup();
    const seen = await codesSeen();
    if (mayHold === null) {
      expect(result.filled).toBe(false);
      expect(seen).toEqual([]);
    } else {
      expect(result.filled).toBe(true);
      expect(await tab.$eval(mayHold, (field) => (field as HTMLInputElement).value)).toMatch(
        /^\d{6}$/,
      );
      const id = mayHold.slice(1);
      expect(seen.filter((value) => !value.startsWith(`${id}: `))).toEqual([]);
    }
    // What the traps themselves do at a focus is theirs.
    if (!/takes the focus/.test(TRAPS[index]?.name ?? "")) {
      expect(await tracesIn(tab)).toEqual(before);
    }
  });

  it("are no less empty after the keyboard shortcut", async () => {
    const looted: string[] = [];
    for (const [index, { name, mayHold }] of TRAPS.entries()) {
      if (mayHold !== null) continue;
      await arrive(index);
      await tab.bringToFront();
      // Else the fill waits for the next code, and would meet the trap after this one.
      await until("a code that is good for a while", () => leftMs() > 10_000);
      await pressFillShortcut(given.rig);
      // The worker takes what it is asked in turn: when it has answered this, the shortcut is done with.
      await until("an answer after the shortcut", async () => {
        return (await workerAnswer(asker, "page.inspect", null)) !== undefined;
      });
      looted.push(...(await codesSeen()).map((value) => `${name}: ${value}`));
    }
    expect(looted).toEqual([]);
  });

  it("get nothing by events that the page sends itself", async () => {
    await arrive(EVENTS_TRAP);
    const since = Date.now();
    await until("a hundred rounds of them", async () => Date.now() - since > 2000);
    expect(await codesSeen()).toEqual([]);
  });
});
