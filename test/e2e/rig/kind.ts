// Which browser this run of the end-to-end tests drives: WAYKEY_BROWSER, Chromium if it is not set.

import type { BrowserKind } from "./browsers.ts";

export const KIND: BrowserKind =
  process.env["WAYKEY_BROWSER"] === "firefox" ? "firefox" : "chromium";
