// What Waykey copies leaves the clipboard again: when its time has come or the vault locks, with the popup
// closed and the worker dead; what the user copied since stays.

import type { Page } from "puppeteer";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { workerAnswer } from "./durability/worker-call.ts";
import { choose, fill, press, seesButton, unfold } from "./flows/screen.ts";
import { VAULT_PASSWORD } from "./flows/waykey-user.ts";
import { clipboardText, copyText } from "./rig/clipboard.ts";
import { KIND } from "./rig/kind.ts";
import { until } from "./rig/until.ts";
import { useRig } from "./rig/use-rig.ts";

const CODE = /^\d{6}$/;
const RECOVERY_CODE = "QK7X2MPD9WVB4ZTH8NRC5JYG";
const ANA = { role: "client", email: "ana@example.com" } as const;
const CLEAR_AFTER_MS = 10_000;

/** As much of the extension API as these tests touch. */
type Api = {
  alarms: { clear(name: string): Promise<boolean> };
  offscreen: { closeDocument(): Promise<void> };
  runtime: { getContexts(filter: { contextTypes: string[] }): Promise<readonly unknown[]> };
  storage: { session: { get(key: string): Promise<Record<string, unknown>> } };
};

describe(`what is copied in ${KIND}`, () => {
  const given = useRig({ vault: true });
  let asker: Page;

  beforeAll(async () => {
    await given.user.inOptions("settings", async (options) => {
      await choose(options, "Clear the clipboard after", "10 seconds");
      await until("the choice to be kept", async () => {
        const { clearClipboardSeconds } = await workerAnswer(options, "preferences.get", null);
        return clearClipboardSeconds === 10;
      });
    });
    asker = await given.rig.openExtensionPage("prompt.html");
    await workerAnswer(asker, "otp.add", {
      text: "JBSWY3DPEHPK3PXP",
      account: ANA,
    });
    await workerAnswer(asker, "recovery.save", { code: RECOVERY_CODE, account: ANA });
  });

  afterEach(async () => {
    await copyText(asker, "nothing of Waykey's");
  });

  /** Copies the code in a popup that is closed at once; resolves with when that was. */
  async function copyCode(): Promise<number> {
    await given.user.inPopup(async (popup) => {
      await press(popup, "Copy code");
      await until("the code to be copied", async () => CODE.test(await clipboardText(popup)));
    });
    return Date.now();
  }

  async function copyRecoveryCode(): Promise<void> {
    await given.user.inPopup(async (popup) => {
      await press(popup, "Details of ana@example.com Client");
      await unfold(popup, "Recovery code");
      await press(popup, "Reveal");
      await fill(popup, "Password", VAULT_PASSWORD);
      await press(popup, "Show code");
      await press(popup, "Copy recovery code");
      await until(
        "the code to be copied",
        async () => (await clipboardText(popup)) === RECOVERY_CODE,
      );
    });
  }

  async function isCleared(): Promise<void> {
    await until("an empty clipboard", async () => (await clipboardText(asker)) === "", 20_000);
  }

  /** Whether Waykey still means to clear something. */
  function isWatched(): Promise<boolean> {
    return asker.evaluate(async () => {
      const { browser, chrome } = globalThis as unknown as Record<string, Api>;
      return "copied" in ((await (browser ?? chrome)?.storage.session.get("copied")) ?? {});
    });
  }

  const CONTEXT = { contextTypes: ["OFFSCREEN_DOCUMENT"] };

  /** How many documents are open for the clipboard beside Chromium's worker. */
  function documentsBeside(): Promise<number> {
    return asker.evaluate(async (filter) => {
      const { chrome } = globalThis as unknown as { chrome: Api };
      return (await chrome.runtime.getContexts(filter)).length;
    }, CONTEXT);
  }

  it("is cleared after the time that was chosen, though the popup is closed", async () => {
    const copiedAt = await copyCode();
    expect(await isWatched()).toBe(true);
    await isCleared();
    expect(Date.now() - copiedAt).toBeGreaterThan(CLEAR_AFTER_MS - 2000);
    await until("the end of the watch", async () => !(await isWatched()));
  });

  it("is cleared of a recovery code though the worker died, and no page of ours stays open", async () => {
    await copyRecoveryCode();
    // Of an extension loaded from a folder Chromium's alarms are exact; of one from the store they come
    // half a minute late. The clipboard's own timer must do.
    if (KIND === "chromium") {
      await asker.evaluate(() => {
        return (globalThis as unknown as { chrome: Api }).chrome.alarms.clear("clipboard");
      });
    }
    await given.rig.killWorker();
    await isCleared();
    if (KIND === "chromium") {
      await until("the document to close", async () => (await documentsBeside()) === 0);
    }
  });

  it.runIf(KIND === "chromium")("is cleared by the alarm where that timer was lost", async () => {
    await copyCode();
    expect(await documentsBeside()).toBe(1);
    await asker.evaluate(() => {
      return (globalThis as unknown as { chrome: Api }).chrome.offscreen.closeDocument();
    });
    await given.rig.killWorker();
    await isCleared();
  });

  it("is left alone once the user has copied something else", async () => {
    await copyCode();
    await copyText(asker, "a note of my own");
    await until("the end of the watch", async () => !(await isWatched()));
    expect(await clipboardText(asker)).toBe("a note of my own");
  });

  it("is cleared at once by a lock", async () => {
    const copiedAt = await copyCode();
    await given.user.inPopup(async (popup) => {
      await press(popup, "Lock");
      await seesButton(popup, "Unlock");
    });
    await isCleared();
    expect(Date.now() - copiedAt).toBeLessThan(CLEAR_AFTER_MS);
    expect(await isWatched()).toBe(false);
    await given.user.unlock();
  });
});
