import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeUtf8 } from "../../../lib/bytes/utf8.ts";
import { ccdToString, serializeClientData } from "../../../lib/webauthn/client-data.ts";
import type { Origin } from "../../../lib/webauthn/rp-id.ts";

const text = fc.string({ unit: "binary" });

describe("client data", () => {
  it("is JSON of what went in, in the fixed order of members", () => {
    fc.assert(
      fc.property(
        fc.record({
          type: fc.constantFrom("webauthn.create" as const, "webauthn.get" as const),
          challenge: fc.uint8Array({ maxLength: 100 }),
          origin: text,
          crossOrigin: fc.boolean(),
          topOrigin: fc.option(text, { nil: undefined }),
        }),
        (data) => {
          const bytes = serializeClientData({
            ...data,
            origin: data.origin as Origin,
            topOrigin: data.topOrigin as Origin | undefined,
          });
          const read: unknown = JSON.parse(decodeUtf8(bytes));
          const expected = {
            type: data.type,
            challenge: Buffer.from(data.challenge).toString("base64url"),
            origin: data.origin,
            crossOrigin: data.crossOrigin,
            ...(data.topOrigin === undefined ? {} : { topOrigin: data.topOrigin }),
          };
          expect(read).toEqual(expected);
          expect(Object.keys(read as object)).toEqual(Object.keys(expected));
        },
      ),
    );
  });

  it("is what JSON.stringify writes, but for control characters", () => {
    fc.assert(
      fc.property(text, (value) => {
        fc.pre(Array.from(value).every((character) => character >= " "));
        expect(ccdToString(value)).toBe(JSON.stringify(value));
      }),
    );
  });
});
