// The script in the page's own world.

import { defineContentScript } from "wxt/utils/define-content-script";
import { HEADWAY_EXCLUDES, HEADWAY_MATCHES } from "../lib/headway/hosts.ts";
import { startShim } from "../lib/page/shim.ts";
import { CHANNEL_NAME } from "../lib/platform/build.ts";

/** What the build begins the script with, in the place of WXT's own wrapper: see wxt.config.ts. */
export function start(): void {
  startShim({ window, channelName: CHANNEL_NAME });
}

// For the manifest alone; the notes keep it out of the script.
export default /* @__PURE__ */ defineContentScript({
  matches: /* @__PURE__ */ HEADWAY_MATCHES.slice(),
  excludeMatches: /* @__PURE__ */ HEADWAY_EXCLUDES.slice(),
  world: "MAIN",
  allFrames: true,
  runAt: "document_start",
  main: start,
});
