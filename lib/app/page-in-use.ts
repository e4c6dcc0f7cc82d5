// The page in use for a use case that cannot do without one, and a look at it by its content script.

import { WaykeyError } from "../errors.ts";
import type { PageInspection } from "../rpc/page-messages.ts";
import type { App } from "./app.ts";
import { parseInspection } from "./page-answers.ts";
import type { PageInUse } from "./ports.ts";

/** @throws WaykeyError `page/none` */
export async function requirePage(app: App): Promise<PageInUse> {
  const page = await app.ports.pages.inUse();
  if (page === null) throw new WaykeyError("page/none", "No Headway page is in use");
  return page;
}

/**
 * What the page in a tab shows.
 * @throws WaykeyError `page/unreachable` if it gives no answer, or none that makes sense
 */
export async function inspect(
  app: App,
  { tabId }: Pick<PageInUse, "tabId">,
): Promise<PageInspection> {
  return parseInspection(await app.ports.pages.ask(tabId, { type: "inspect" }));
}
