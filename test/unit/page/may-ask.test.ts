import { describe, expect, it } from "vitest";
import { captureMayAsk, type MayAsk } from "../../../lib/page/may-ask.ts";
import { createFakeWindow, type FakePlace, type FakeWindow } from "./fake-window.ts";

const SAME: FakePlace = { parentOrigin: "https://headway.co" };
const OTHER: FakePlace = { parentOrigin: "https://evil.test" };
const BETWEEN: FakePlace = { parentOrigin: "https://evil.test", topOrigin: "https://headway.co" };

function start(place: FakePlace, allowed?: readonly string[]): FakeWindow & { mayAsk: MayAsk } {
  const fake = createFakeWindow(place);
  if (allowed !== undefined) {
    const featurePolicy = { allowsFeature: (name: string) => allowed.includes(name) };
    Object.assign(fake.document, { featurePolicy });
  }
  return Object.assign(fake, { mayAsk: captureMayAsk(fake.window) });
}

const BOTH = ["publickey-credentials-get", "publickey-credentials-create"];

describe("asking from a document", () => {
  it.each([
    ["a top document", {}, undefined, true],
    ["a top document that forbids itself", {}, [], false],
    ["a frame of the same origin", SAME, undefined, true],
    ["a frame of the same origin that is forbidden it", SAME, [], false],
    ["a frame under another origin, unknown to the browser", OTHER, undefined, false],
    ["a frame under another origin that was not delegated to", OTHER, [], false],
    ["a frame under another origin that was", OTHER, BOTH, true],
    ["a frame within another's of its own", BETWEEN, undefined, false],
    ["a frame within another's that was delegated to", BETWEEN, BOTH, true],
  ])("follows the Permissions Policy: %s", (_name, place, allowed, may) => {
    const { mayAsk, activation } = start(place, allowed);
    activation.active = true;
    expect([mayAsk.atAll("get"), mayAsk.now("get"), mayAsk.now("create")]).toEqual([may, may, may]);
  });

  it("by create under another origin takes a fresh act of the user", () => {
    const { mayAsk, activation } = start(OTHER, BOTH);
    expect([mayAsk.now("create"), mayAsk.now("get")]).toEqual([false, true]);
    activation.active = true;
    expect(mayAsk.now("create")).toBe(true);
  });

  it("is not done while it is prerendered, hidden or without focus", () => {
    const { mayAsk, document } = start({});
    document.focused = false;
    expect([mayAsk.now("get"), mayAsk.atAll("get")]).toEqual([false, true]);
    document.focused = true;
    document.visibilityState = "hidden";
    expect([mayAsk.now("get"), mayAsk.atAll("get")]).toEqual([false, true]);
    document.visibilityState = "visible";
    document.isPrerendering = true;
    expect([mayAsk.now("get"), mayAsk.atAll("get")]).toEqual([false, false]);
  });

  it("looks for the focus in the highest document of the same origin", () => {
    const same = start(SAME);
    same.document.focused = false;
    expect(same.mayAsk.now("get")).toBe(true);
    if (same.focusAbove !== undefined) same.focusAbove.focused = false;
    expect(same.mayAsk.now("get")).toBe(false);
    const other = start(OTHER, BOTH);
    other.document.focused = false;
    expect(other.mayAsk.now("get")).toBe(false);
  });

  it("without asking is for top documents", () => {
    expect([start({}).mayAsk.silently, start(SAME).mayAsk.silently]).toEqual([true, false]);
  });
});
