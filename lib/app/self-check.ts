// Whether passkeys work on the page in use, and what keeps them from it.

import { isWaykeyError } from "../errors.ts";
import type { App } from "./app.ts";
import { parseOverride } from "./page-answers.ts";
import type { SelfCheck } from "./views.ts";

/** What is named where the page in use cannot be. */
const DOMAIN = "headway.co";

/** Without access the browser does not even say which site a tab shows: it may be one of Headway's. */
export async function selfCheck(app: App): Promise<SelfCheck> {
  const { pages } = app.ports;
  const [page, hasAccess] = [await pages.inUse(), await pages.access()];
  if (page === null) {
    return hasAccess ? { host: "", state: "no-page" } : { host: DOMAIN, state: "no-access" };
  }
  const host = page.origin.replace("https://", "");
  if (!hasAccess) return { host, state: "no-access" };
  try {
    const { state } = parseOverride(await pages.ask(page.tabId, { type: "check-override" }));
    return { host, state: state === "unreachable" ? "no-script" : state };
  } catch (error) {
    if (isWaykeyError(error, "page/unreachable")) return { host, state: "no-script" };
    throw error;
  }
}
