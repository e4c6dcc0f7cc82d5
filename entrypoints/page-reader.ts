// The script that reads pages, which the worker runs in the isolated world of a document that has something to
// read.

import { defineUnlistedScript } from "wxt/utils/define-unlisted-script";
import { offerReader } from "../lib/page/late-reader.ts";
import { createPageReader } from "../lib/page/page-reader.ts";
import { READER_NAME } from "../lib/platform/build.ts";
import { contentWorld } from "../lib/platform/content-runtime.ts";

/** What the build begins the script with, in the place of WXT's own wrapper: see wxt.config.ts. */
export function start(): void {
  offerReader(contentWorld, READER_NAME, createPageReader);
}

// The note keeps it out of the script.
export default /* @__PURE__ */ defineUnlistedScript(start);
