// What Waykey says when something is amiss: an answer that does not come, one that is an error, entries that were put back,
// that can't be read or that somebody took away, and a vault that was altered or can't be read. Last of the tour: the vault is
// of no use after it.

import type { Page } from "puppeteer";
import type { ErrorCode } from "../../../lib/errors.ts";
import { workerAnswer } from "../durability/worker-call.ts";
import { VAULT_PASSWORD } from "../flows/waykey-user.ts";
import {
  alterHeaders,
  damageRecord,
  removeRecord,
  sealedRevisions,
  spoilHeaders,
} from "../rig/damage.ts";
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
    await walk.lookAtWaiting(waiting, "loading");
    await waiting.close();
    const code: ErrorCode = "vault/damaged";
    const refused = { ok: false, code, message: "" };
    const failed = await popupAnswered(walk, refused);
    await walk.sees(failed, "controls_failed_title");
    await walk.look(failed, "failed");
    await failed.close();
  }
  await entries(walk);
  await altered(walk);
  await walk.inPopup(async (popup) => {
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

/** Entries that the second copy gave back, that both copies have lost, and that somebody took out of both. */
async function entries(walk: Walk): Promise<void> {
  const damage = (page: Page, ids: readonly string[], inBoth: boolean) =>
    Promise.all(ids.map((id) => damageRecord(page, id, inBoth)));
  let ids: readonly string[] = [];
  await walk.inOptions(async (page) => {
    ids = Object.keys(await sealedRevisions(page));
    await damage(page, ids.slice(0, 2), false);
  });
  await walk.inPopup(async (popup) => {
    await walk.sees(popup, "condition_notices_title");
    await walk.look(popup, "restored-entries");
    await walk.press(popup, "common_ok");
    await damage(popup, ids.slice(0, 2), true);
  });
  await walk.inOptions(async (page) => {
    await walk.seesButton(page, "options_vault_save_unreadable");
    await walk.lookAtSection(page, "condition", "unreadable-entries");
    await walk.lookAtSection(page, "accounts", "unreadable-accounts");
  });
  await walk.inPopup(async (popup) => {
    await until("the notice", async () => (await popup.$(".notice")) !== null);
    await walk.look(popup, "unreadable-entries-popup");
    await removeRecord(popup, ids[2] ?? "");
  });
  await walk.inPopup(async (popup) => {
    await walk.seesButton(popup, "condition_decide");
    await walk.look(popup, "removed-entry-popup");
  });
  await walk.inOptions(async (page) => {
    await walk.press(page, "condition_accept");
    await walk.lookAtSection(page, "condition", "removed-entry");
    await workerAnswer(page, "vault.lock", null);
  });
}

/** Ways to unlock that something other than Waykey has changed. */
async function altered(walk: Walk): Promise<void> {
  await walk.inPopup(async (popup) => {
    await alterHeaders(popup);
  });
  await walk.inPopup(async (popup) => {
    // The PIN that the tour has set comes first.
    await walk.press(popup, "access_unlock_password_switch");
    await walk.fill(popup, "common_password", VAULT_PASSWORD);
    await walk.press(popup, "access_unlock");
    await walk.sees(popup, "error_vault_altered_title");
    await walk.look(popup, "altered-vault");
    await walk.press(popup, "access_altered_open");
    await walk.sees(popup, "access_altered_ask_title");
    await walk.look(popup, "altered-vault-open");
  });
}
