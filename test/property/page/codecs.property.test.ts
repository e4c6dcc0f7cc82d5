import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { captureNatives } from "../../../lib/page/capture.ts";
import { parseCeremonyReply, parseShimMessage } from "../../../lib/page/ceremony-parsers.ts";
import { parsePageRequest } from "../../../lib/page/page-request-parser.ts";
import { decodePlainBase64url, encodePlainBase64url } from "../../../lib/page/plain-base64url.ts";
import { createFakeWindow } from "../../unit/page/fake-window.ts";

const natives = captureNatives(createFakeWindow().window);

describe("base64url in the page's world", () => {
  it("is what Node's own codec makes of the same bytes, both ways", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const text = encodePlainBase64url(bytes, bytes.length);
        expect(text).toBe(Buffer.from(bytes).toString("base64url"));
        expect(new Uint8Array(decodePlainBase64url(natives, text))).toEqual(new Uint8Array(bytes));
      }),
    );
  });
});

describe("the parsers of messages", () => {
  it("answer null for whatever is no message, and throw nothing", () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, withBigInt: true }), (input) => {
        expect(parseShimMessage(input)).toBeNull();
        expect(parseCeremonyReply(input)).toBeNull();
        expect(parsePageRequest(input)).toBeNull();
      }),
    );
  });

  it("take no JSON text that is not of the protocol's shape", () => {
    const types = fc.constantFrom(
      "call",
      "abort",
      "ping",
      "has-vault",
      "signal",
      "checked",
      "__proto__",
    );
    const ids = fc.oneof(fc.integer(), fc.double(), fc.string(), fc.constant(null));
    fc.assert(
      fc.property(types, ids, fc.jsonValue(), (type, id, body) => {
        const bodies = { call: body, signal: body, state: body };
        const message = parseShimMessage(JSON.stringify({ type, id, ...bodies }));
        const isId = typeof id === "number" && Number.isSafeInteger(id) && id >= 1;
        const isPlain = type === "abort" || type === "ping" || type === "has-vault";
        expect(message).toEqual(isId && isPlain ? { type, id } : null);
      }),
    );
  });
});
