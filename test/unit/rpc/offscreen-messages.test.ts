import { expect, it } from "vitest";
import { parseOffscreenRequest } from "../../../lib/rpc/offscreen-messages.ts";

const print = { salt: "AAAA", digest: "BBBB" };

it.each([{ type: "watch-clipboard", at: 1 } as const, { type: "clear-clipboard", print } as const])(
  "takes %j",
  (request) => expect(parseOffscreenRequest(request)).toEqual(request),
);

it.each([
  null,
  "watch-clipboard",
  {},
  { type: "watch-clipboard" },
  { type: "watch-clipboard", at: "1" },
  { type: "clear-clipboard" },
  { type: "clear-clipboard", print: { salt: 1, digest: "" } },
  { type: "read-clipboard" },
])("takes %j for none of its messages", (message) => {
  expect(parseOffscreenRequest(message)).toBeNull();
});
