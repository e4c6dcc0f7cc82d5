import { describe, expect, it } from "vitest";
import { parseCeremonyReply, parseShimMessage } from "../../../lib/page/ceremony-parsers.ts";
import { MAX_MESSAGE_LENGTH } from "../../../lib/page/limits.ts";
import { ASSERTION, REGISTRATION } from "./responses.ts";

const shim = (message: unknown): unknown => parseShimMessage(JSON.stringify(message));
const user = { id: "AA", name: "n", displayName: "" };
const creation = { rp: { name: "H" }, user, challenge: "AA", pubKeyCredParams: [] };

const unknown = { rpId: "headway.co", credentialId: "AQID" };
const all = { rpId: "headway.co", userId: "AQ", allAcceptedCredentialIds: ["AQID"] };
const details = { rpId: "headway.co", userId: "AQ", name: "pat@example.com", displayName: "" };
const signalOf = (name: string, values: object) => ({
  type: "signal",
  id: 1,
  signal: { name, values },
});
const ids = (count: number): string[] => Array.from({ length: count }, () => "AQID");
const long = "a".repeat(1401);

describe("a message of the shim", () => {
  it.each([
    { type: "abort", id: 1 },
    { type: "has-vault", id: 2, capabilities: null },
    { type: "has-vault", id: 3, capabilities: { conditionalGet: true } },
    {
      type: "call",
      id: 3,
      call: { kind: "get", mediation: "modal", options: { challenge: "AA" } },
    },
    { type: "call", id: 4, call: { kind: "create", mediation: "conditional", options: creation } },
    { type: "ping", id: 5 },
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
    { type: "checked", id: 1, state: "fine" },
    { type: "checked", state: "in-place" },
    { type: "outcome", id: 1, outcome: { kind: "native" } },
  ])("is refused: %j", (message) => {
    expect(shim(message)).toBeNull();
  });

  it.each([
    undefined,
    { kind: "get", mediation: "modal" },
    { kind: "get", mediation: "modal", options: [] },
    { kind: "get", mediation: "modal", options: { challenge: 1 } },
    { kind: "get", options: { challenge: "AA" } },
    { kind: "get", mediation: "silent", options: { challenge: "A" } },
    { kind: "store", mediation: "modal", options: { challenge: "AA" } },
    { kind: "create", mediation: "modal", options: { challenge: "AA", rp: {} } },
    ...[
      { rp: {} },
      { user: { ...user, id: "" } },
      { user: { ...user, id: "A".repeat(87) } },
      { user: { ...user, name: 1 } },
      { user: { ...user, displayName: null } },
      { pubKeyCredParams: {} },
      { challenge: null },
    ].map((part) => ({ kind: "create", mediation: "modal", options: { ...creation, ...part } })),
  ])("is heard with a call that can't be served: %j", (call) => {
    expect(shim({ type: "call", id: 1, call })).toEqual({ type: "call", id: 1, call: null });
  });

  it.each([
    ["signalUnknownCredential", "unknown-credential", unknown],
    ["signalAllAcceptedCredentials", "all-accepted-credentials", all],
    [
      "signalAllAcceptedCredentials",
      "all-accepted-credentials",
      { ...all, allAcceptedCredentialIds: [] },
    ],
    ["signalCurrentUserDetails", "current-user-details", details],
  ])("is the signal of %s", (name, kind, values) => {
    const signal = { kind, ...values };
    expect(shim(signalOf(name, values))).toEqual({ type: "signal", id: 1, signal });
  });

  it("is a signal with as many ids as there may be, and of none that has more", () => {
    const taken = signalOf("signalAllAcceptedCredentials", {
      ...all,
      allAcceptedCredentialIds: ids(1024),
    });
    expect(shim(taken)).toMatchObject({ signal: { allAcceptedCredentialIds: ids(1024) } });
    const values = { ...all, allAcceptedCredentialIds: ids(1025) };
    expect(shim(signalOf("signalAllAcceptedCredentials", values))).toMatchObject({ signal: null });
  });

  it.each([
    { type: "signal", id: 1 },
    { type: "signal", id: 1, signal: { name: "signalUnknownCredential" } },
    signalOf("signalOther", unknown),
    signalOf("signalUnknownCredential", { ...unknown, rpId: 1 }),
    signalOf("signalUnknownCredential", { ...unknown, credentialId: long }),
    signalOf("signalAllAcceptedCredentials", { ...all, userId: long }),
    signalOf("signalAllAcceptedCredentials", { ...all, allAcceptedCredentialIds: "AQID" }),
    signalOf("signalAllAcceptedCredentials", { ...all, allAcceptedCredentialIds: [1] }),
    signalOf("signalAllAcceptedCredentials", { ...all, allAcceptedCredentialIds: [long] }),
    signalOf("signalCurrentUserDetails", { ...details, name: null }),
    signalOf("signalCurrentUserDetails", { ...details, displayName: long }),
  ])("is heard with a signal that says nothing", (message) => {
    expect(shim(message)).toEqual({ type: "signal", id: 1, signal: null });
  });

  it("has its bytes as base64url", () => {
    const options = { challenge: { $bytes: "\u0000\u007f\uf780\uf7ff>" } };
    expect(
      shim({ type: "call", id: 1, call: { kind: "get", mediation: "modal", options } }),
    ).toMatchObject({ call: { options: { challenge: "AH-A_z4" } } });
  });

  it("keeps none of the browser's capabilities that says neither yes nor no", () => {
    const capabilities = { conditionalGet: true, odd: "yes", "extension:prf": false };
    expect(shim({ type: "has-vault", id: 1, capabilities })).toMatchObject({
      capabilities: { conditionalGet: true, "extension:prf": false },
    });
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
