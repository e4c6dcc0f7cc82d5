// The script in the extension's isolated world of a page.

import { defineContentScript } from "wxt/utils/define-content-script";
import { HEADWAY_EXCLUDES, HEADWAY_MATCHES } from "../lib/headway/hosts.ts";
import { startBridge } from "../lib/page/bridge.ts";
import { BUILD, CHANNEL_NAME, READER_NAME } from "../lib/platform/build.ts";
import { contentRuntime, contentWorld } from "../lib/platform/content-runtime.ts";

/** What the build begins the script with, in the place of WXT's own wrapper: see wxt.config.ts. */
export function start(): void {
  startBridge({
    ...contentRuntime,
    window,
    world: contentWorld,
    channelName: CHANNEL_NAME,
    readerName: READER_NAME,
    build: BUILD,
    after: (delayMs, task) => {
      const timer = setTimeout(task, delayMs);
      return () => {
        clearTimeout(timer);
      };
    },
  });
}

// For the manifest alone; the notes keep it out of the script.
export default /* @__PURE__ */ defineContentScript({
  matches: /* @__PURE__ */ HEADWAY_MATCHES.slice(),
  excludeMatches: /* @__PURE__ */ HEADWAY_EXCLUDES.slice(),
  allFrames: true,
  runAt: "document_start",
  main: start,
});
