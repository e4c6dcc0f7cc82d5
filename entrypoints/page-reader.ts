// The script that reads pages, which the worker runs in the isolated world of a document that has something to
// read.

import { defineUnlistedScript } from "wxt/utils/define-unlisted-script";
import { offerReader } from "../lib/page/late-reader.ts";
import { createPageReader } from "../lib/page/page-reader.ts";
import { READER_NAME } from "../lib/platform/build.ts";

export default defineUnlistedScript(() => {
  offerReader(globalThis, READER_NAME, createPageReader);
});
