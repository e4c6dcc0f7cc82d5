import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseCeremonyReply, parseShimMessage } from "../../../lib/page/ceremony-parsers.ts";
import { requestShape } from "../../../lib/page/option-shapes.ts";
import { copyValue } from "../../../lib/page/options-json.ts";
import { parsePageRequest } from "../../../lib/page/page-request-parser.ts";

const viewOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Buffer =>
  Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength);

describe("a buffer of the page's", () => {
  const views = fc
    .uint8Array({ maxLength: 200 })
    .chain((bytes) =>
      fc.constantFrom<ArrayBuffer | ArrayBufferView>(
        bytes,
        bytes.slice().buffer,
        new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength),
        Uint8Array.of(1, 2, 3, ...bytes, 4).subarray(3, bytes.length + 3),
      ),
    );

  it("comes to the bridge as Node's own codec has it", () => {
    fc.assert(
      fc.property(views, (view) => {
        const options = copyValue(requestShape(), { challenge: view });
        const call = { kind: "get", mediation: "modal", options };
        const message = parseShimMessage(JSON.stringify({ type: "call", id: 1, call }));
        const bytes = view instanceof ArrayBuffer ? Buffer.from(view) : viewOf(view);
        expect(message).toMatchObject({
          call: { options: { challenge: bytes.toString("base64url") } },
        });
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
        const nothing: Record<string, object> = {
          abort: {},
          ping: {},
          "has-vault": { capabilities: null },
          call: { call: null },
          signal: { signal: null },
        };
        const isKnown = isId && Object.hasOwn(nothing, type);
        expect(message).toEqual(isKnown ? { type, id, ...nothing[type] } : null);
      }),
    );
  });
});
