import { describe, expect, it } from "vitest";
import {
  parseCeremonyRequest,
  parseHasVaultQuestion,
  parseLoadReaderMessage,
  parseSignalMessage,
} from "../../../lib/rpc/ceremony-request.ts";

const build = "build-1";
const call = { kind: "get", mediation: "modal", options: { challenge: "AAAA" } };
const start = { type: "start", build, call, crossOrigin: false };
const resume = { type: "resume", build, ceremonyId: "AAECAwQFBgcICQoLDA0ODw" };

function nested(depth: number): unknown {
  let value: unknown = 0;
  for (let level = 0; level < depth; level++) value = [value];
  return value;
}

const cyclic: Record<string, unknown> = {};
cyclic["self"] = cyclic;

describe("a request of a content script", () => {
  it.each([start, resume, { type: "abort" }])("is %j", (message) => {
    expect(parseCeremonyRequest(message)).toEqual(message);
  });

  it.each([
    ["nothing", undefined],
    ["null", null],
    ["text", "start"],
    ["a list", [start]],
    ["no type", { build, call }],
    ["an unknown type", { ...start, type: "allow" }],
    ["a type that objects inherit", { ...start, type: "constructor" }],
    ["no build", { type: "start", call, crossOrigin: false }],
    ["an endless build", { ...start, build: "b".repeat(129) }],
    ["no call", { type: "start", build, crossOrigin: false }],
    ["nothing of frames", { type: "start", build, call }],
    ["frames that are text", { ...start, crossOrigin: "false" }],
    ["no mediation", { ...start, call: { kind: "get", options: call.options } }],
    ["an unknown mediation", { ...start, call: { ...call, mediation: "silent" } }],
    ["an unknown kind", { ...start, call: { ...call, kind: "store" } }],
    ["options that are text", { ...start, call: { ...call, options: "{}" } }],
    ["options that are null", { ...start, call: { ...call, options: null } }],
    ["no ceremony", { type: "resume", build }],
    ["a ceremony that is a number", { ...resume, ceremonyId: 7 }],
    ["an empty ceremony", { ...resume, ceremonyId: "" }],
    ["an endless ceremony", { ...resume, ceremonyId: "A".repeat(65) }],
    ["a ceremony of other letters", { ...resume, ceremonyId: "a.b" }],
    ["something within itself", { ...start, call: { ...call, options: cyclic } }],
    ["a number JSON has not", { ...start, call: { ...call, options: { timeout: 1n } } }],
    ["a nesting beyond measure", { ...start, call: { ...call, options: { x: nested(100_000) } } }],
  ])("is not one with %s", (_, message) => {
    expect(parseCeremonyRequest(message)).toBeNull();
  });

  it("has at most 256 K of JSON in its call", () => {
    const of = (length: number) => {
      const options = { challenge: "A".repeat(length) };
      return { ...start, call: { ...call, options } };
    };
    const frame = JSON.stringify(of(0).call).length;
    expect(parseCeremonyRequest(of(256 * 1024 - frame))).not.toBeNull();
    expect(parseCeremonyRequest(of(256 * 1024 - frame + 1))).toBeNull();
  });

  it("says nothing of who asks: what it claims is dropped", () => {
    const claims = { origin: "https://evil.test", tabId: 9, frameId: 0 };
    expect(parseCeremonyRequest({ ...start, ...claims, requester: claims })).toEqual(start);
    const inCall = { ...start, call: { ...call, ...claims } };
    expect(parseCeremonyRequest(inCall)).toEqual(start);
  });

  it("does not pollute what objects inherit", () => {
    const options: unknown = JSON.parse('{"challenge":"AAAA","__proto__":{"polluted":1}}');
    const parsed = parseCeremonyRequest({ ...start, call: { ...call, options } });
    expect(parsed).toMatchObject({ type: "start" });
    expect(Object.getPrototypeOf({})).not.toHaveProperty("polluted");
  });
});

describe("the question whether there is a vault", () => {
  it("has a build", () => {
    expect(parseHasVaultQuestion({ type: "has-vault", build })).toBe(build);
  });

  it.each([
    null,
    undefined,
    "has-vault",
    {},
    { type: "has-vault" },
    { type: "has-vault", build: 1 },
  ])("is not %j", (message) => {
    expect(parseHasVaultQuestion(message)).toBeNull();
  });
});

describe("the wish for the reader of pages", () => {
  it("has a build", () => {
    expect(parseLoadReaderMessage({ type: "load-reader", build })).toBe(build);
  });

  it.each([null, "load-reader", {}, { type: "load-reader" }, { type: "load-reader", build: 1 }])(
    "is not %j",
    (message) => {
      expect(parseLoadReaderMessage(message)).toBeNull();
    },
  );
});

describe("a site's signal", () => {
  const signals = {
    unknown: { kind: "unknown-credential", rpId: "headway.co", credentialId: "AAAA" },
    accepted: {
      kind: "all-accepted-credentials",
      rpId: "headway.co",
      userId: "AQID",
      allAcceptedCredentialIds: ["AAAA", "BBBB"],
    },
    details: {
      kind: "current-user-details",
      rpId: "headway.co",
      userId: "AQID",
      name: "me@x.co",
      displayName: "",
    },
  } as const;
  const told = (signal: unknown) => ({ type: "signal", build, signal });
  const parsed = (signal: unknown) => parseSignalMessage(told(signal));

  it.each(Object.values(signals))("is %j", (signal) => {
    expect(parsed(signal)).toEqual(told(signal));
  });

  it("may name no accepted credential, and up to 1,024", () => {
    const of = (length: number) => ({
      ...signals.accepted,
      allAcceptedCredentialIds: Array.from({ length }, () => "A".repeat(43)),
    });
    expect(parsed(of(0))).not.toBeNull();
    expect(parsed(of(1024))).not.toBeNull();
    expect(parsed(of(1025))).toBeNull();
  });

  it("has at most 64 K of JSON", () => {
    const of = (length: number) => ({
      ...signals.accepted,
      allAcceptedCredentialIds: Array.from({ length }, () => "A".repeat(1364)),
    });
    expect(parsed(of(47))).not.toBeNull();
    expect(parsed(of(48))).toBeNull();
  });

  it.each([
    ["no signal", undefined],
    ["null", null],
    ["an unknown kind", { ...signals.unknown, kind: "forget" }],
    ["no RP ID", { kind: "unknown-credential", credentialId: "AAAA" }],
    ["an endless RP ID", { ...signals.unknown, rpId: "a".repeat(254) }],
    ["an empty credential ID", { ...signals.unknown, credentialId: "" }],
    ["a credential ID that is no base64url", { ...signals.unknown, credentialId: "A+/=" }],
    ["a credential ID beyond measure", { ...signals.unknown, credentialId: "A".repeat(1365) }],
    ["a user ID beyond measure", { ...signals.accepted, userId: "A".repeat(87) }],
    ["IDs that are none", { ...signals.accepted, allAcceptedCredentialIds: [7] }],
    ["IDs that are no list", { ...signals.accepted, allAcceptedCredentialIds: "AAAA" }],
    ["a name beyond measure", { ...signals.details, name: "n".repeat(16_385) }],
    ["a name that is a number", { ...signals.details, displayName: 7 }],
  ])("is none with %s", (_, signal) => {
    expect(parsed(signal)).toBeNull();
  });

  it.each([
    null,
    undefined,
    "signal",
    {},
    { type: "signal" },
    { ...told(signals.unknown), build: 7 },
  ])("is not %j", (message) => {
    expect(parseSignalMessage(message)).toBeNull();
  });

  it("carries nothing that was not asked for", () => {
    const more = { ...signals.unknown, origin: "https://evil.test" };
    expect(parseSignalMessage({ ...told(more), tabId: 7 })).toEqual(told(signals.unknown));
  });
});
