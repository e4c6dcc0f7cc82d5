// The popup's first script: asks for what the first screen shows, while the others are loaded.

import { defineUnlistedScript } from "wxt/utils/define-unlisted-script";
import { BUILD } from "../lib/platform/build.ts";
import { sendMessage } from "../lib/platform/content-runtime.ts";
import { askEarly, type EarlyQuestion, type EarlyScope } from "../lib/platform/early-questions.ts";

const QUESTIONS: readonly EarlyQuestion[] = [
  { method: "vault.status", input: null },
  { method: "vault.beginning", input: null },
  { method: "preferences.get", input: null },
];

/** What the build begins the script with, in the place of WXT's own wrapper: see wxt.config.ts. */
export function start(): void {
  askEarly(globalThis as EarlyScope, BUILD, QUESTIONS, sendMessage, () => performance.now());
}

// The note keeps it out of the script.
export default /* @__PURE__ */ defineUnlistedScript(start);
