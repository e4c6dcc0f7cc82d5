// What Waykey says when something is amiss: an answer that does not come, one that is an error, entries that can't be
// read, and a vault that can't. Last of the tour: the vault is of no use after it.

import type { Page } from "puppeteer";
import type { ErrorCode } from "../../../lib/errors.ts";
import { workerAnswer } from "../durability/worker-call.ts";
import { damageRecord, sealedRevisions, spoilHeaders } from "../rig/damage.ts";
import { until } from "../rig/until.ts";
import { POPUP_SIZE, type Walk } from "./walk.ts";

type Runtime = { runtime: { sendMessage(message: unknown): Promise<unknown> } };

/** The popup whose questions get that answer; none, if it is null. Only Chromium lets a test in before the page. */
async function popupAnswered(walk: Walk, answer: object | null): Promise<Page> {
  const page = await walk.rig.browser.newPage();
  await page.setViewport(POPUP_SIZE);
  await page.evaluateOnNewDocument((given) => {
    const { chrome } = globalThis as unknown as { chrome: Runtime };
    chrome.runtime.sendMessage = () =>
      given === null ? new Promise(() => undefined) : Promise.resolve(given);
  }, answer);
  await page.goto(`${walk.rig.extensionOrigin}/popup.html`);
  return page;
}

export async function mishaps(walk: Walk): Promise<void> {
  if (walk.rig.kind === "chromium") {
    const waiting = await popupAnswered(walk, null);
    await until("the sign of waiting, which comes slowly", () =>
      waiting.evaluate(() => {
        const sign = document.querySelector(".loading");
        return sign !== null && getComputedStyle(sign).opacity === "1";
      }),
    );
    await walk.look(waiting, "loading");
    await waiting.close();
    const code: ErrorCode = "vault/damaged";
    const refused = { ok: false, code, message: "" };
    const failed = await popupAnswered(walk, refused);
    await walk.sees(failed, "controls_failed_title");
    await walk.look(failed, "failed");
    await failed.close();
  }
  await walk.inOptions(async (page) => {
    for (const id of Object.keys(await sealedRevisions(page)).slice(0, 2)) {
      await damageRecord(page, id, true);
    }
  });
  await walk.inOptions(async (page) => {
    await walk.seesButton(page, "options_vault_save_unreadable");
    await walk.lookAtSection(page, "condition", "unreadable-entries");
    await walk.lookAtSection(page, "accounts", "unreadable-accounts");
  });
  await walk.inPopup(async (popup) => {
    await until("the notice", async () => (await popup.$(".notice")) !== null);
    await walk.look(popup, "unreadable-entries-popup");
    await workerAnswer(popup, "vault.lock", null);
    await spoilHeaders(popup);
  });
  await walk.inPopup(async (popup) => {
    await walk.seesButton(popup, "access_leave");
    await walk.look(popup, "unreadable-vault");
    await walk.press(popup, "access_leave");
    await walk.sees(popup, "access_leave_ask_title");
    await walk.look(popup, "unreadable-vault-leave");
  });
}
