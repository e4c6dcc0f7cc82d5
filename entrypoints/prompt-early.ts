// The prompt's first script: asks for what the window is about, while the others are loaded.

import { defineUnlistedScript } from "wxt/utils/define-unlisted-script";
import { promptId } from "../components/prompt/prompt-id.ts";
import { BUILD } from "../lib/platform/build.ts";
import { sendMessage } from "../lib/platform/content-runtime.ts";
import { askEarly, type EarlyScope } from "../lib/platform/early-questions.ts";

/** What the build begins the script with, in the place of WXT's own wrapper: see wxt.config.ts. */
export function start(): void {
  const id = promptId(new URL(location.href));
  if (id === null) return;
  askEarly(
    globalThis as EarlyScope,
    BUILD,
    [{ method: "ceremony.show", input: { id } }],
    sendMessage,
    () => performance.now(),
  );
}

// The note keeps it out of the script.
export default /* @__PURE__ */ defineUnlistedScript(start);
