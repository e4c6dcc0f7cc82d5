// The script in the page's own world.

import { defineContentScript } from "wxt/utils/define-content-script";
import { HEADWAY_EXCLUDES, HEADWAY_MATCHES } from "../lib/headway/hosts.ts";
import { startShim } from "../lib/page/shim.ts";
import { CHANNEL_NAME } from "../lib/platform/build.ts";

export default defineContentScript({
  matches: [...HEADWAY_MATCHES],
  excludeMatches: [...HEADWAY_EXCLUDES],
  world: "MAIN",
  allFrames: true,
  runAt: "document_start",
  main() {
    startShim({ window, channelName: CHANNEL_NAME });
  },
});
