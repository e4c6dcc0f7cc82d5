// How many pages a PDF has, by its page objects: plain as Chromium writes them, or in deflated streams, as
// Firefox does.

import { Buffer } from "node:buffer";
import { constants, inflateSync } from "node:zlib";

export function pdfPages(pdf: Uint8Array): number {
  const raw = Buffer.from(pdf).toString("latin1");
  // A line feed may stand between the end of what was deflated and the word.
  const lenient = { finishFlush: constants.Z_SYNC_FLUSH };
  const deflated = [...raw.matchAll(/stream\r?\n(x[\s\S]*?)endstream/g)].map(([, data = ""]) =>
    inflateSync(Buffer.from(data, "latin1"), lenient).toString("latin1"),
  );
  return [raw, ...deflated].join("\n").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}
