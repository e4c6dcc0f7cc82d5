// The world that Waykey's content script has in a page, as whoever has taken over the page's process
// can use it.

import type { Page } from "puppeteer";

/** What evaluates in the world that Waykey's content script has in a page. Chromium alone shows it. */
export async function isolatedWorldOf(
  page: Page,
): Promise<(expression: string) => Promise<unknown>> {
  const session = await page.createCDPSession();
  let contextId = 0;
  session.on("Runtime.executionContextCreated", ({ context }) => {
    if (context.origin.startsWith("chrome-extension://")) contextId = context.id;
  });
  await session.send("Runtime.enable");
  if (contextId === 0) throw new Error("The content script has no world in this page");
  return async (expression) => {
    const { result, exceptionDetails } = await session.send("Runtime.evaluate", {
      expression,
      contextId,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails !== undefined) throw new Error(exceptionDetails.exception?.description);
    return result.value as unknown;
  };
}
