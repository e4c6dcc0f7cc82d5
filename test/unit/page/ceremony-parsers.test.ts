import { describe, expect, it } from "vitest";
import { parseCeremonyReply, parseShimMessage } from "../../../lib/page/ceremony-parsers.ts";
import { MAX_MESSAGE_LENGTH } from "../../../lib/page/limits.ts";
import { ASSERTION, REGISTRATION } from "./responses.ts";

const shim = (message: unknown): unknown => parseShimMessage(JSON.stringify(message));
const creation = { rp: { name: "H" }, user: { id: "AA" }, challenge: "AA", pubKeyCredParams: [] };

describe("a message of the shim", () => {
  it.each([
    { type: "abort", id: 1 },
    { type: "has-vault", id: 2 },
    { type: "call", id: 3, call: { kind: "get", options: { challenge: "AA" } } },
    { type: "call", id: 4, call: { kind: "create", options: creation } },
  ])("is taken: %j", (message) => {
    expect(shim(message)).toEqual(message);
  });

  it("loses fields that are not of the protocol, such as an origin", () => {
    const call = { kind: "get", options: { challenge: "AA" } };
    const stuffed = {
      type: "call",
      id: 1,
      origin: "https://evil.test",
      call: { ...call, tabId: 7 },
    };
    expect(shim(stuffed)).toEqual({ type: "call", id: 1, call });
  });

  it.each([
    null,
    [],
    "call",
    {},
    { type: "call" },
    { type: "call", id: "1" },
    { type: "call", id: 0 },
    { type: "call", id: 1.5 },
    { type: "abort", id: -1 },
    { type: "call", id: 1, call: { kind: "get" } },
    { type: "call", id: 1, call: { kind: "get", options: [] } },
    { type: "call", id: 1, call: { kind: "get", options: { challenge: 1 } } },
    { type: "call", id: 1, call: { kind: "store", options: { challenge: "AA" } } },
    { type: "call", id: 1, call: { kind: "create", options: { challenge: "AA", rp: {} } } },
    { type: "outcome", id: 1, outcome: { kind: "native" } },
  ])("is refused: %j", (message) => {
    expect(shim(message)).toBeNull();
  });

  it("is refused when it is too long, no JSON or no text", () => {
    const long = {
      type: "call",
      id: 1,
      call: { kind: "get", options: { challenge: "A".repeat(MAX_MESSAGE_LENGTH) } },
    };
    expect(shim(long)).toBeNull();
    expect(parseShimMessage("{")).toBeNull();
    expect(parseShimMessage({ type: "abort", id: 1 })).toBeNull();
  });
});

describe("a reply of the worker", () => {
  it.each([
    { type: "accepted", ceremonyId: "c" },
    { type: "outcome", outcome: { kind: "native" } },
    { type: "outcome", outcome: { kind: "error", name: "InvalidStateError" } },
    { type: "outcome", outcome: { kind: "created", response: REGISTRATION } },
    { type: "outcome", outcome: { kind: "asserted", response: ASSERTION } },
  ])("is taken: $type", (reply) => {
    expect(parseCeremonyReply(reply)).toEqual(reply);
  });

  it.each([
    undefined,
    { type: "accepted" },
    { type: "accepted", ceremonyId: "" },
    { type: "accepted", ceremonyId: "c".repeat(129) },
    { type: "outcome" },
    { type: "outcome", outcome: { kind: "error", name: "Error" } },
    { type: "outcome", outcome: { kind: "created", response: ASSERTION } },
    { type: "outcome", outcome: { kind: "asserted", response: { ...ASSERTION, id: 1 } } },
    { type: "outcome", outcome: { kind: "asserted", response: null } },
  ])("is refused: %j", (reply) => {
    expect(parseCeremonyReply(reply)).toBeNull();
  });
});
