// What the full page says of an organization that has laid something down. The worker's answer about it is given in its
// place: a browser that is managed is one from its start on.

import type { Page } from "puppeteer";
import type { OutputOf } from "../../../lib/rpc/protocol.ts";
import { workerAnswer } from "../durability/worker-call.ts";
import { VAULT_PASSWORD } from "../flows/waykey-user.ts";
import type { Walk } from "./walk.ts";

const LAID_DOWN: OutputOf<"policy.get"> = {
  passwordOnly: true,
  maxAutoLockMinutes: 15,
  noPlainExport: true,
};

type Runtime = { runtime: { sendMessage(message: { method?: string }): Promise<unknown> } };

/** Has that page, from now on, hear what is laid down from somebody else than the worker. */
function answerPolicy(page: Page): Promise<void> {
  return page.evaluate((value) => {
    const scope = globalThis as unknown as Record<"browser" | "chrome", Runtime | undefined>;
    const { runtime } = scope.browser ?? scope.chrome ?? {};
    if (runtime === undefined) throw new TypeError("There is no worker");
    const ask = runtime.sendMessage.bind(runtime);
    runtime.sendMessage = (message) =>
      message.method === "policy.get" ? Promise.resolve({ ok: true, value }) : ask(message);
  }, LAID_DOWN);
}

/** The page asks as it comes up, so it is locked before and opened after. */
export async function organization(walk: Walk): Promise<void> {
  await walk.inOptions(async (page) => {
    await workerAnswer(page, "vault.lock", null);
    await walk.seesButton(page, "access_unlock");
    await answerPolicy(page);
    await workerAnswer(page, "vault.unlock", { method: "password", password: VAULT_PASSWORD });
    // As when the user comes back to the page.
    await page.evaluate(() => {
      for (const type of ["blur", "focus"]) window.dispatchEvent(new Event(type));
    });
    await walk.sees(page, "options_policy_title");
    await walk.lookAtSection(page, "settings", "policy");
  });
}
