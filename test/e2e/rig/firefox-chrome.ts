// Firefox's own privileged context, through WebDriver BiDi with system access: what no web page and
// no extension can do, such as ending an extension's background or pressing its shortcut.

import type { Browser } from "puppeteer";
import { GECKO_ID } from "./browsers.ts";

type Bidi = {
  send(
    method: string,
    params: Record<string, unknown>,
  ): Promise<{
    result: { contexts: { context: string }[]; type: string; exceptionDetails?: { text: string } };
  }>;
};

async function evaluateInChrome(browser: Browser, expression: string): Promise<void> {
  const { connection } = browser as unknown as { connection: Bidi };
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
}

/** Ends the extension's event page. */
export async function killFirefoxBackground(browser: Browser): Promise<void> {
  await evaluateInChrome(
    browser,
    `WebExtensionPolicy.getByID(${JSON.stringify(GECKO_ID)}).extension.terminateBackground()`,
  );
}

/** Presses the extension's keyboard shortcut for `command`, as Firefox's own key handling does. */
export async function pressFirefoxShortcut(browser: Browser, command: string): Promise<void> {
  await evaluateInChrome(
    browser,
    `WebExtensionPolicy.getByID(${JSON.stringify(GECKO_ID)}).extension.shortcuts?.onCommand?.(${JSON.stringify(command)})`,
  );
}
