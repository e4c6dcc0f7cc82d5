import fc from "fast-check";
import { getPublicSuffix } from "tldts";
import { describe, expect, it } from "vitest";
import { isWaykeyError } from "../../../lib/errors.ts";
import { resolveRpId } from "../../../lib/webauthn/rp-id.ts";

const label = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,8}[a-z0-9])?$/);
const suffix = fc.constantFrom("co", "com", "co.uk", "github.io", "kyoto.jp", "test.ck", "test");
const host = fc
  .tuple(fc.array(label, { maxLength: 4 }), suffix)
  .map(([labels, end]) => [...labels, end].join("."));

/** A host and a text cut out of it at any place, or another host altogether. */
const pair = host.chain((name) =>
  fc.tuple(
    fc.constant(name),
    fc.oneof(
      fc.nat({ max: name.length }).map((from) => name.slice(from)),
      fc.nat({ max: 4 }).map((from) => name.split(".").slice(from).join(".")),
      host,
      fc.string({ unit: "binary" }),
    ),
  ),
);

describe("resolveRpId", () => {
  it("accepts only what ends the host on a label boundary and is no public suffix", () => {
    fc.assert(
      fc.property(pair, ([name, claimed]) => {
        let resolved: string;
        try {
          resolved = resolveRpId(`https://${name}`, claimed);
        } catch (error) {
          expect(isWaykeyError(error, "webauthn/rp-id")).toBe(true);
          return;
        }
        expect(resolved).toBe(claimed.toLowerCase());
        expect(`.${name}`.endsWith(`.${resolved}`)).toBe(true);
        expect(getPublicSuffix(resolved, { allowPrivateDomains: true })).not.toBe(resolved);
        expect(new URL(`https://${resolved}`).hostname).toBe(resolved);
      }),
      { numRuns: 1000 },
    );
  });

  it("throws nothing but a WaykeyError for any origin", () => {
    const text = fc.oneof(fc.string({ unit: "binary" }), fc.webUrl());
    fc.assert(
      fc.property(text, fc.option(text, { nil: undefined }), (origin, rpId) => {
        try {
          const resolved = resolveRpId(origin, rpId);
          expect(new URL(origin).origin).toBe(origin);
          expect(new URL(origin).hostname.endsWith(resolved)).toBe(true);
        } catch (error) {
          expect(isWaykeyError(error, "webauthn/rp-id")).toBe(true);
        }
      }),
    );
  });
});
