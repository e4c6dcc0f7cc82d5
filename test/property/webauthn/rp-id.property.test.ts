import * as fc from "fast-check";
import { getPublicSuffix } from "tldts";
import { describe, expect, it } from "vitest";
import { resolveRpId } from "../../../lib/webauthn/rp-id.ts";
import { orRefused } from "../bytes/refusal.ts";

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
  it("accepts only what ends the host on a label boundary and is no public suffix", async () => {
    await fc.assert(
      fc.asyncProperty(pair, async ([name, claimed]) => {
        const resolved = await orRefused(
          () => resolveRpId(`https://${name}`, claimed),
          "webauthn/rp-id",
        );
        if (resolved === null) return;
        expect(resolved).toBe(claimed.toLowerCase());
        expect(`.${name}`.endsWith(`.${resolved}`)).toBe(true);
        expect(getPublicSuffix(resolved, { allowPrivateDomains: true })).not.toBe(resolved);
        expect(new URL(`https://${resolved}`).hostname).toBe(resolved);
      }),
      { numRuns: 1000 },
    );
  });

  it("throws nothing but a WaykeyError for any origin", async () => {
    const text = fc.oneof(fc.string({ unit: "binary" }), fc.webUrl());
    await fc.assert(
      fc.asyncProperty(text, fc.option(text, { nil: undefined }), async (origin, rpId) => {
        const resolved = await orRefused(() => resolveRpId(origin, rpId), "webauthn/rp-id");
        if (resolved === null) return;
        expect(new URL(origin).origin).toBe(origin);
        expect(new URL(origin).hostname.endsWith(resolved)).toBe(true);
      }),
    );
  });

  it("never takes a Unicode name, and of what the URL parser makes of one only A-labels", async () => {
    const unicode = fc.string({ unit: "grapheme-composite", minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(unicode, suffix, async (name, end) => {
        const typed = `https://${name}.${end}`;
        fc.pre(URL.canParse(typed));
        const { origin, hostname } = new URL(typed);
        const resolved = await orRefused(() => resolveRpId(origin, undefined), "webauthn/rp-id");
        expect(resolved ?? hostname).toBe(hostname);
        const claimed = await orRefused(
          () => resolveRpId(origin, `${name}.${end}`),
          "webauthn/rp-id",
        );
        if (claimed !== null) expect(claimed).toBe(`${name}.${end}`.toLowerCase());
        expect(/^[a-z0-9.-]*$/.test(claimed ?? "")).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});
