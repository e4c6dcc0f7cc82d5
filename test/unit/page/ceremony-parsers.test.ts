import { describe, expect, it } from "vitest";
import { parseCeremonyReply, parseShimMessage } from "../../../lib/page/ceremony-parsers.ts";
import { MAX_MESSAGE_LENGTH } from "../../../lib/page/limits.ts";
import { ASSERTION, REGISTRATION } from "./responses.ts";

const shim = (message: unknown): unknown => parseShimMessage(JSON.stringify(message));
const creation = { rp: { name: "H" }, user: { id: "AA" }, challenge: "AA", pubKeyCredParams: [] };

const UNKNOWN = { kind: "unknown-credential", rpId: "headway.co", credentialId: "AQID" };
const ALL = {
  kind: "all-accepted-credentials",
  rpId: "headway.co",
  userId: "AQ",
  allAcceptedCredentialIds: ["AQID"],
};
const DETAILS = {
  kind: "current-user-details",
  rpId: "headway.co",
  userId: "AQ",
  name: "pat@example.com",
  displayName: "",
};
const ids = (count: number): string[] => Array.from({ length: count }, () => "AQID");
const long = "a".repeat(1401);

describe("a message of the shim", () => {
  it.each([
    { type: "abort", id: 1 },
    { type: "has-vault", id: 2 },
    {
      type: "call",
      id: 3,
      call: { kind: "get", mediation: "modal", options: { challenge: "AA" } },
    },
    { type: "call", id: 4, call: { kind: "create", mediation: "conditional", options: creation } },
    { type: "ping", id: 5 },
    { type: "signal", id: 6, signal: UNKNOWN },
    { type: "signal", id: 7, signal: { ...ALL, allAcceptedCredentialIds: [] } },
    { type: "signal", id: 8, signal: { ...ALL, allAcceptedCredentialIds: ids(1024) } },
    { type: "signal", id: 9, signal: DETAILS },
    { type: "checked", id: 10, state: "in-place" },
    { type: "checked", id: 11, state: "replaced" },
    { type: "checked", id: 12, state: "locked" },
    { type: "checked", id: 13, state: "not-allowed" },
  ])("is taken: %j", (message) => {
    expect(shim(message)).toEqual(message);
  });

  it("loses fields that are not of the protocol, such as an origin", () => {
    const call = { kind: "get", mediation: "modal", options: { challenge: "AA" } };
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
    { type: "call", id: 1, call: { kind: "get", mediation: "modal" } },
    { type: "call", id: 1, call: { kind: "get", mediation: "modal", options: [] } },
    { type: "call", id: 1, call: { kind: "get", mediation: "modal", options: { challenge: 1 } } },
    { type: "call", id: 1, call: { kind: "get", options: { challenge: "AA" } } },
    {
      type: "call",
      id: 1,
      call: { kind: "get", mediation: "silent", options: { challenge: "A" } },
    },
    {
      type: "call",
      id: 1,
      call: { kind: "store", mediation: "modal", options: { challenge: "AA" } },
    },
    {
      type: "call",
      id: 1,
      call: { kind: "create", mediation: "modal", options: { challenge: "AA", rp: {} } },
    },
    { type: "signal", id: 1 },
    { type: "signal", id: 1, signal: { ...UNKNOWN, kind: "other" } },
    { type: "signal", id: 1, signal: { ...UNKNOWN, rpId: 1 } },
    { type: "signal", id: 1, signal: { ...UNKNOWN, credentialId: long } },
    { type: "signal", id: 1, signal: { ...ALL, userId: long } },
    { type: "signal", id: 1, signal: { ...ALL, allAcceptedCredentialIds: "AQID" } },
    { type: "signal", id: 1, signal: { ...ALL, allAcceptedCredentialIds: [1] } },
    { type: "signal", id: 1, signal: { ...ALL, allAcceptedCredentialIds: [long] } },
    { type: "signal", id: 1, signal: { ...ALL, allAcceptedCredentialIds: ids(1025) } },
    { type: "signal", id: 1, signal: { ...DETAILS, name: null } },
    { type: "signal", id: 1, signal: { ...DETAILS, displayName: long } },
    { type: "checked", id: 1, state: "fine" },
    { type: "checked", state: "in-place" },
    { type: "outcome", id: 1, outcome: { kind: "native" } },
  ])("is refused: %j", (message) => {
    expect(shim(message)).toBeNull();
  });

  it("is refused when it is too long, no JSON or no text", () => {
    const options = { challenge: "A".repeat(MAX_MESSAGE_LENGTH) };
    const call = { kind: "get", mediation: "modal", options };
    expect(shim({ type: "call", id: 1, call })).toBeNull();
    expect(parseShimMessage("{")).toBeNull();
    expect(parseShimMessage({ type: "abort", id: 1 })).toBeNull();
  });
});

describe("a reply of the worker", () => {
  it.each([
    { type: "accepted", ceremonyId: "c" },
    { type: "outcome", outcome: { kind: "native" } },
    { type: "outcome", outcome: { kind: "error", name: "InvalidStateError" } },
    { type: "outcome", outcome: { kind: "error", name: "SyntaxError" } },
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
