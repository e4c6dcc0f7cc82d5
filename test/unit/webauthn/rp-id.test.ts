import { describe, expect, it } from "vitest";
import { readFileSync } from "node:fs";
import { getPublicSuffix } from "tldts";
import { KNOWN_REGISTRABLE, publicSuffixOf } from "../../../lib/webauthn/public-suffixes.ts";
import { parseOrigin, resolveRpId } from "../../../lib/webauthn/rp-id.ts";
import { orRefused } from "../../property/bytes/refusal.ts";
import { IDNA_CASES } from "../../vectors/idna.ts";
import {
  PUBLIC_SUFFIX_CASES,
  UNCANONICAL_PUBLIC_SUFFIX_CASES,
} from "../../vectors/public-suffix.ts";

const refusal: unknown = expect.objectContaining({ code: "webauthn/rp-id" });

const ACCEPTED: readonly (readonly [origin: string, rpId: string | undefined, result: string])[] = [
  ["https://headway.co", undefined, "headway.co"],
  ["https://headway.co", "headway.co", "headway.co"],
  ["https://headway.co", "HEADWAY.CO", "headway.co"],
  ["https://headway.co", "HeadWay.co", "headway.co"],
  ["https://sigmund.headway.co", undefined, "sigmund.headway.co"],
  ["https://sigmund.headway.co", "sigmund.headway.co", "sigmund.headway.co"],
  ["https://sigmund.headway.co", "headway.co", "headway.co"],
  ["https://a.b.c.headway.co", "headway.co", "headway.co"],
  ["https://a.b.c.headway.co", "c.headway.co", "c.headway.co"],
  ["https://a.b.c.headway.co", "b.c.headway.co", "b.c.headway.co"],
  ["https://headway.co:8443", undefined, "headway.co"],
  ["https://login.headway.co:8443", "headway.co", "headway.co"],
  ["https://web-platform.test:8443", "web-platform.test", "web-platform.test"],
  ["https://www.web-platform.test", "web-platform.test", "web-platform.test"],
  ["https://example.co.uk", undefined, "example.co.uk"],
  ["https://login.example.co.uk", "example.co.uk", "example.co.uk"],
  ["https://user.github.io", undefined, "user.github.io"],
  ["https://deep.user.github.io", "user.github.io", "user.github.io"],
  ["https://xn--bcher-kva.example", undefined, "xn--bcher-kva.example"],
  ["https://www.xn--bcher-kva.example", "xn--bcher-kva.example", "xn--bcher-kva.example"],
  ["https://1.example.com", "1.example.com", "1.example.com"],
  ["https://127.0.0.example", undefined, "127.0.0.example"],
];

const REFUSED: readonly (readonly [what: string, origin: string, rpId: string | undefined])[] = [
  ["a public suffix", "https://headway.co", "co"],
  ["a public suffix of two labels", "https://example.com.co", "com.co"],
  ["a public suffix that is the host", "https://co.uk", undefined],
  ["a public suffix that is the host, claimed", "https://co.uk", "co.uk"],
  ["a private public suffix", "https://user.github.io", "github.io"],
  ["a private public suffix that is the host", "https://github.io", "github.io"],
  ["a suffix of the public suffix", "https://foo.s3.amazonaws.com", "amazonaws.com"],
  ["a suffix of a deep public suffix", "https://b.ide.kyoto.jp", "kyoto.jp"],
  ["a wildcard suffix", "https://a.b.test.ck", "test.ck"],
  ["a suffix within a label", "https://evilheadway.co", "headway.co"],
  ["a suffix after a dash", "https://evil-headway.co", "headway.co"],
  ["the name as a prefix", "https://headway.co.evil.test", "headway.co"],
  ["the name as an inner label", "https://headway.co.evil.com", "headway.co.evil"],
  ["another site", "https://headway.co", "example.com"],
  ["a subdomain of the host", "https://headway.co", "login.headway.co"],
  ["a sibling", "https://sigmund.headway.co", "help.headway.co"],
  ["a trailing dot", "https://headway.co", "headway.co."],
  ["a trailing dot, both", "https://headway.co.", "headway.co."],
  ["a trailing dot in the origin", "https://headway.co.", undefined],
  ["a leading dot", "https://headway.co", ".headway.co"],
  ["a lone dot", "https://headway.co", "."],
  ["an empty label", "https://a.headway.co", "a..headway.co"],
  ["empty text", "https://headway.co", ""],
  ["a space", "https://headway.co", " "],
  ["white space around", "https://headway.co", " headway.co"],
  ["a line break", "https://headway.co", "headway.co\n"],
  ["a NUL", "https://headway.co", "headway.co\u0000"],
  ["a port", "https://headway.co:8443", "headway.co:8443"],
  ["the default port", "https://headway.co", "headway.co:443"],
  ["a URL", "https://headway.co", "https://headway.co"],
  ["a path", "https://headway.co", "headway.co/"],
  ["user information", "https://headway.co", "me@headway.co"],
  ["a wildcard", "https://login.headway.co", "*.headway.co"],
  ["percent-encoding", "https://headway.co", "headway%2eco"],
  ["an ideographic full stop", "https://headway.co", "headway\u3002co"],
  ["a Kelvin sign for k", "https://bank.com", "ban\u212a.com"],
  ["full-width letters", "https://headway.co", "\uff48eadway.co"],
  ["a Cyrillic look-alike", "https://headway.co", "h\u0435adway.co"],
  ["a look-alike as A-label", "https://headway.co", "xn--hadway-3of.co"],
  ["an empty A-label", "https://headway.co", "xn--"],
  ["an empty A-label under the name", "https://xn--.headway.co", undefined],
  ["an A-label in the place of the name", "https://headway.co", "xn--headway.co"],
  ["a Unicode label", "https://xn--bcher-kva.example", "bücher.example"],
  ["an underscore", "https://headway.co", "head_way.co"],
  ["a label of 64 characters", `https://${"a".repeat(64)}.headway.co`, undefined],
  ["a name of 254 characters", `https://${"a.".repeat(122)}headway.co`, undefined],
  ["a huge RP ID", "https://headway.co", "a".repeat(65_536)],
  ["localhost", "https://localhost", undefined],
  ["localhost, claimed", "https://localhost", "localhost"],
  ["a single label", "https://intranet", "intranet"],
  ["an IPv4 address", "https://127.0.0.1", undefined],
  ["an IPv4 address, claimed", "https://127.0.0.1", "127.0.0.1"],
  ["a suffix of an IPv4 address", "https://127.0.0.1", "0.1"],
  ["a hexadecimal last label", "https://foo.0x1f", undefined],
  ["an IPv6 address", "https://[::1]", undefined],
  ["an IPv6 address, claimed", "https://[::1]", "[::1]"],
  ["http", "http://headway.co", undefined],
  ["http on localhost", "http://localhost", "localhost"],
  ["an opaque origin", "null", "headway.co"],
  ["an empty origin", "", "headway.co"],
  ["a file", "file://", "headway.co"],
  ["a browser extension", "chrome-extension://abcdefghijklmnop", "abcdefghijklmnop"],
  ["a blob", "blob:https://headway.co", "headway.co"],
  ["a URL for an origin", "https://headway.co/", undefined],
  ["a path in the origin", "https://headway.co/a", undefined],
  ["user information in the origin", "https://headway.co@evil.test", "headway.co"],
  ["a backslash in the origin", "https://evil.test\\.headway.co", "headway.co"],
  ["a fragment in the origin", "https://evil.test#.headway.co", "headway.co"],
  ["an upper-case origin", "https://HEADWAY.CO", undefined],
  ["the default port written out", "https://headway.co:443", undefined],
  ["a port out of range", "https://headway.co:65536", undefined],
  ["a port of zero", "https://headway.co:0", undefined],
];

describe("resolveRpId", () => {
  it.each(ACCEPTED)("lets %s claim %s", async (origin, rpId, result) => {
    expect(await resolveRpId(origin, rpId)).toBe(result);
  });

  it.each(REFUSED)("refuses %s", async (_what, origin, rpId) => {
    await expect(resolveRpId(origin, rpId)).rejects.toThrow(refusal);
  });

  it("is held against enough pairs", () => {
    expect(ACCEPTED.length + REFUSED.length).toBeGreaterThanOrEqual(60);
  });
});

describe("the public suffix list", () => {
  it.each(KNOWN_REGISTRABLE)("has nothing below %s, which is known without it", async (domain) => {
    const suffix = domain.slice(domain.indexOf(".") + 1);
    const options = { allowPrivateDomains: true } as const;
    expect(await publicSuffixOf(domain)).toBe(getPublicSuffix(domain, options));
    expect(await publicSuffixOf(`any.name.${domain}`)).toBe(suffix);
    const rules = readFileSync("node_modules/tldts/dist/es6/src/data/trie.js", "utf8");
    expect(rules).not.toContain(domain.split(".")[0]);
    expect(getPublicSuffix(`any.name.${domain}`, options)).toBe(suffix);
  });

  it.each(PUBLIC_SUFFIX_CASES)("lets hosts below %s go up to %s", async (host, registrable) => {
    const labels = host.split(".");
    const claims = labels.map((_label, from) => labels.slice(from).join("."));
    const resolved = await Promise.all(
      claims.map((claim) =>
        orRefused(() => resolveRpId(`https://deep.${host}`, claim), "webauthn/rp-id"),
      ),
    );
    const taken = claims.filter((_claim, i) => resolved[i] !== null);
    const allowed = registrable === null ? 0 : claims.indexOf(registrable) + 1;
    expect(taken).toEqual(claims.slice(0, allowed));
  });
});

describe("the public suffix list, by texts that are no canonical host", () => {
  it.each(UNCANONICAL_PUBLIC_SUFFIX_CASES)(
    "is asked about %s only as the URL parser writes it",
    async (text, registrable) => {
      await expect(resolveRpId(`https://${text}`, undefined)).rejects.toThrow(refusal);
      if (!URL.canParse(`https://deep.${text}`)) return;
      const { hostname, origin } = new URL(`https://deep.${text}`);
      const host = hostname.slice("deep.".length);
      const claim = await orRefused(() => resolveRpId(origin, host), "webauthn/rp-id");
      expect(claim).toBe(registrable === null ? null : host);
      if (registrable === null) return;
      const expected = new URL(`https://${registrable}`).hostname;
      expect(await resolveRpId(origin, expected)).toBe(expected);
      const above = expected.slice(expected.indexOf(".") + 1);
      await expect(resolveRpId(origin, above)).rejects.toThrow(refusal);
    },
  );

  it.each(UNCANONICAL_PUBLIC_SUFFIX_CASES)(
    "does not take %s for a claim but by case",
    async (text) => {
      const canonical = URL.canParse(`https://${text}`)
        ? new URL(`https://${text}`).hostname
        : null;
      const isSameButForCase = canonical === text.toLowerCase();
      const origin = `https://deep.${canonical ?? "example.com"}`;
      const claim = await orRefused(() => resolveRpId(origin, text), "webauthn/rp-id");
      expect(claim === null || (isSameButForCase && claim === canonical)).toBe(true);
    },
  );
});

describe("internationalised names", () => {
  it.each(IDNA_CASES)("are taken as A-labels only: %s (%s)", async (unicode, ascii) => {
    const typed = URL.canParse(`https://www.${unicode}`) ? new URL(`https://www.${unicode}`) : null;
    expect(typed?.hostname ?? null).toBe(ascii === null ? null : `www.${ascii}`);
    expect(() => parseOrigin(`https://www.${unicode}`)).toThrow(refusal);
    await expect(resolveRpId("https://www.headway.co", unicode)).rejects.toThrow(refusal);
    if (typed === null || ascii === null) return;
    expect(await resolveRpId(typed.origin, ascii)).toBe(ascii);
    expect(await resolveRpId(typed.origin, ascii.toUpperCase())).toBe(ascii);
    await expect(resolveRpId(typed.origin, unicode)).rejects.toThrow(refusal);
  });
});

describe("parseOrigin", () => {
  it("keeps a port that is not the default one", () => {
    expect(parseOrigin("https://headway.co:8443")).toBe("https://headway.co:8443");
  });

  it.each(["http://headway.co", "https://", "https://co", "null", "https://headway.co?"])(
    "refuses %j",
    (text) => {
      expect(() => parseOrigin(text)).toThrow(refusal);
    },
  );
});
