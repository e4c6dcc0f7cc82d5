// Firefox's own privileged context, through WebDriver BiDi with system access: what no web page and
// no extension can do, such as ending an extension's background or pressing its shortcut.

import type { Browser } from "puppeteer";
import { GECKO_ID } from "./browsers.ts";

type Answer = {
  readonly contexts: readonly { readonly context: string }[];
  readonly type: string;
  readonly exceptionDetails?: { readonly text: string };
  readonly result?: { readonly value?: unknown };
};

type Bidi = { send(method: string, params: object): Promise<{ readonly result: Answer }> };

function connectionOf(browser: Browser): Bidi {
  return (browser as unknown as { connection: Bidi }).connection;
}

/**
 * Ends puppeteer's watch over the network, which no test needs: for it Firefox (ESR 153) keeps every window
 * that has loaded a page, some 8 MiB each, until the session's end.
 */
export async function unwatchNetwork(browser: Browser): Promise<void> {
  await connectionOf(browser).send("session.unsubscribe", { events: ["network", "log", "input"] });
}

async function evaluateInChrome(browser: Browser, expression: string): Promise<unknown> {
  const connection = connectionOf(browser);
  const tree = await connection.send("browsingContext.getTree", { "moz:scope": "chrome" });
  const context = tree.result.contexts[0]?.context;
  const answer = await connection.send("script.evaluate", {
    expression,
    awaitPromise: true,
    target: { context },
  });
  if (answer.result.type === "exception") {
    throw new Error(`Firefox refused: ${answer.result.exceptionDetails?.text}`);
  }
  return answer.result.result?.value;
}

/**
 * Makes Firefox trust the site's authority. A certificate that was merely excused would not do: on
 * such a page Firefox refuses its own WebAuthn.
 */
export async function trustInFirefox(browser: Browser, authorityPem: string): Promise<void> {
  const base64 = authorityPem.replaceAll(/-----[^-]+-----|\s/g, "");
  await evaluateInChrome(
    browser,
    `Components.classes["@mozilla.org/security/x509certdb;1"]
      .getService(Components.interfaces.nsIX509CertDB)
      .addCertFromBase64(${JSON.stringify(base64)}, "CT,,") && undefined`,
  );
}

const WEBAUTHN = `Components.classes["@mozilla.org/webauthn/service;1"]
  .getService(Components.interfaces.nsIWebAuthnService)`;

/** Puts a virtual key behind Firefox's own WebAuthn; resolves with its id. */
export async function addFirefoxVirtualKey(browser: Browser): Promise<string> {
  const added = `${WEBAUTHN}.addVirtualAuthenticator("ctap2_1", "internal", true, true, true, true)`;
  return String(await evaluateInChrome(browser, `String(${added})`));
}

export async function removeFirefoxVirtualKey(browser: Browser, id: string): Promise<void> {
  await evaluateInChrome(browser, `${WEBAUTHN}.removeVirtualAuthenticator(${JSON.stringify(id)})`);
}

/** How many credentials the virtual key holds. */
export async function countFirefoxCredentials(browser: Browser, id: string): Promise<number> {
  const expression = `${WEBAUTHN}.getCredentials(${JSON.stringify(id)}).length`;
  return Number(await evaluateInChrome(browser, expression));
}

/** Ends the extension's event page. */
export async function killFirefoxBackground(browser: Browser): Promise<void> {
  await evaluateInChrome(
    browser,
    `WebExtensionPolicy.getByID(${JSON.stringify(GECKO_ID)}).extension.terminateBackground()`,
  );
}

/** Presses Alt+Shift+`letter` in Firefox's window, through its own key handling. */
export async function pressFirefoxKeys(browser: Browser, letter: string): Promise<void> {
  await evaluateInChrome(
    browser,
    `(() => {
      const window = Services.wm.getMostRecentWindow("navigator:browser");
      const keys = Components.classes["@mozilla.org/text-input-processor;1"]
        .createInstance(Components.interfaces.nsITextInputProcessor);
      if (!keys.beginInputTransactionForTests(window)) throw new Error("no keyboard");
      const letter = ${JSON.stringify(letter)};
      const events = [
        { key: "Alt", code: "AltLeft", keyCode: 18 },
        { key: "Shift", code: "ShiftLeft", keyCode: 16 },
        { key: letter, code: "Key" + letter, keyCode: letter.charCodeAt(0) },
      ].map((init) => new window.KeyboardEvent("", init));
      for (const event of events) keys.keydown(event);
      for (const event of events.toReversed()) keys.keyup(event);
    })()`,
  );
}

/**
 * Memory of the process that extensions run in, in bytes, after a garbage collection in it. The collection
 * is asked for there alone: Firefox (ESR 153) itself keeps each popup window that has shown an extension's
 * page, even an empty one, some 8 MiB in its main process, and to go through them all stops it for seconds.
 */
export async function firefoxExtensionMemory(browser: Browser): Promise<number> {
  const expression = `(async () => {
    const { extension } = WebExtensionPolicy.getByID(${JSON.stringify(GECKO_ID)});
    const { messageManager } = [...extension.views][0].xulBrowser;
    await new Promise((resolve) => {
      messageManager.addMessageListener("collected", function onCollected() {
        messageManager.removeMessageListener("collected", onCollected);
        resolve();
      });
      const script = "for (let i = 0; i < 3; i++) { Cu.forceGC(); Cu.forceCC(); } sendAsyncMessage('collected');";
      messageManager.loadFrameScript("data:," + encodeURIComponent(script), false);
    });
    const { children } = await ChromeUtils.requestProcInfo();
    return children.find((child) => child.type === "extension")?.memory ?? 0;
  })()`;
  return Number(await evaluateInChrome(browser, expression));
}

/** How many tabs all windows hold; puppeteer does not notice those that an extension closed. */
export async function countFirefoxTabs(browser: Browser): Promise<number> {
  const expression = `[...Services.wm.getEnumerator("navigator:browser")]
    .reduce((count, window) => count + window.gBrowser.tabs.length, 0)`;
  return Number(await evaluateInChrome(browser, expression));
}

/**
 * Runs a function in the popup that hangs from the toolbar, which WebDriver does not see; its source goes
 * there, so it may use nothing around it. Null where no popup is open, or it gives no answer within a second, as
 * one that is only just loading its page.
 */
export async function inFirefoxPopup<T>(
  browser: Browser,
  work: (window: Window, input: string) => T,
  input: string,
): Promise<T | null> {
  const script = `sendAsyncMessage("waykey-test", JSON.stringify((${work.toString()})(content, ${JSON.stringify(input)})))`;
  const answer = await evaluateInChrome(
    browser,
    `(async () => {
      const { extension } = WebExtensionPolicy.getByID(${JSON.stringify(GECKO_ID)});
      const view = [...extension.views].find(({ viewType }) => viewType === "popup");
      if (view === undefined) return "null";
      const { messageManager } = view.xulBrowser;
      return new Promise((resolve) => {
        setTimeout(resolve, 1000, "null");
        messageManager.addMessageListener("waykey-test", function onAnswer({ data }) {
          messageManager.removeMessageListener("waykey-test", onAnswer);
          resolve(data);
        });
        messageManager.loadFrameScript("data:," + encodeURIComponent(${JSON.stringify(script)}), false);
      });
    })()`,
  );
  return JSON.parse(String(answer)) as T | null;
}

/** Chooses an item by its text from the page's context menu, which a right click has opened or is opening. */
export async function chooseFirefoxMenuItem(browser: Browser, label: string): Promise<void> {
  await evaluateInChrome(
    browser,
    `(async () => {
      const window = Services.wm.getMostRecentWindow("navigator:browser");
      const menu = window.document.getElementById("contentAreaContextMenu");
      if (menu.state !== "open") {
        await new Promise((resolve) => menu.addEventListener("popupshown", resolve, { once: true }));
      }
      const item = [...menu.querySelectorAll("menuitem")].find((each) => each.label === ${JSON.stringify(label)});
      if (item === undefined) {
        menu.hidePopup();
        throw new Error("the menu has no such item");
      }
      const { parentNode } = item;
      if (parentNode !== menu) {
        const shown = new Promise((resolve) => parentNode.addEventListener("popupshown", resolve, { once: true }));
        parentNode.parentNode.openMenu(true);
        await shown;
      }
      const hidden = new Promise((resolve) => menu.addEventListener("popuphidden", resolve, { once: true }));
      parentNode.activateItem(item);
      await hidden;
    })()`,
  );
}

/** Whether pages are told that the user wants dark colours, from now on. */
export async function darkenFirefox(browser: Browser, isDark: boolean): Promise<void> {
  const name = "layout.css.prefers-color-scheme.content-override";
  const set = `Services.prefs.setIntPref(${JSON.stringify(name)}, ${isDark ? 0 : 1})`;
  await evaluateInChrome(browser, `${set} && undefined`);
}
