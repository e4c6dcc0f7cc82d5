import { describe, expect, it } from "vitest";
import { parseCeremonyRequest, parseHasVaultQuestion } from "../../../lib/rpc/ceremony-request.ts";

const build = "build-1";
const call = { kind: "get", options: { challenge: "AAAA" } };
const start = { type: "start", build, call };
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
    ["no build", { type: "start", call }],
    ["an endless build", { ...start, build: "b".repeat(129) }],
    ["no call", { type: "start", build }],
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
      return { ...start, call: { kind: "get", options } };
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
    const parsed = parseCeremonyRequest({ ...start, call: { kind: "get", options } });
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
