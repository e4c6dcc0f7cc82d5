// What the worker asks of the document that it opens beside itself where it has none of its own, as in
// Chromium. The answer to a clearing is whether it could be done.

import * as v from "valibot";

/** `at`: epoch milliseconds, at which the document calls the worker with `clipboard.due`. */
const Watch = v.object({ type: v.literal("watch-clipboard"), at: v.number() });

/** Empties the clipboard if it holds the text of that print (base64url, both). */
const Clear = v.object({
  type: v.literal("clear-clipboard"),
  print: v.object({ salt: v.string(), digest: v.string() }),
});

const Request = v.variant("type", [Watch, Clear]);

export type OffscreenRequest = v.InferOutput<typeof Request>;

/** The request, or null if the message is none. */
export function parseOffscreenRequest(message: unknown): OffscreenRequest | null {
  const result = v.safeParse(Request, message);
  return result.success ? result.output : null;
}
