import type { Runtime } from "webextension-polyfill";
import { describe, expect, it, vi } from "vitest";
import { classifySender, requesterOf } from "../../../lib/platform/senders.ts";
import { CONTENT_SCRIPT, ID, OURS } from "./fake-browser.ts";

vi.mock("webextension-polyfill", async () => {
  const { createFakeBrowser } = await import("./fake-browser.ts");
  return { default: createFakeBrowser() };
});

const as = (sender: object) => sender as Runtime.MessageSender;
const without = (...names: string[]) =>
  as(Object.fromEntries(Object.entries(CONTENT_SCRIPT).filter(([name]) => !names.includes(name))));

describe("a sender", () => {
  it.each([
    ["over a page", { id: ID, url: `${OURS}/popup.html`, origin: OURS }],
    ["without a named origin", { id: ID, url: `${OURS}/popup.html` }],
    ["in a tab", { id: ID, url: `${OURS}/popup.html?x#y`, origin: OURS, tab: {} }],
  ])("is the popup: %s", (_, sender) => {
    expect(classifySender(as(sender))).toEqual({ kind: "popup" });
    expect(requesterOf(as(sender))).toBeNull();
  });

  it.each([
    ["the prompt", { id: ID, url: `${OURS}/prompt.html`, origin: OURS }],
    ["a page of ours whose origin is not named", { id: ID, url: `${OURS}/help.html` }],
    ["one that only has the popup's name", { id: ID, url: `${OURS}/x/popup.html`, origin: OURS }],
    ["the popup's name after a hash", { id: ID, url: `${OURS}/options.html#/popup.html` }],
    ["a page of ours in a tab", { id: ID, url: `${OURS}/options.html#x`, origin: OURS, tab: {} }],
  ])("is an extension page: %s", (_, sender) => {
    expect(classifySender(as(sender))).toEqual({ kind: "extension-page" });
    expect(requesterOf(as(sender))).toBeNull();
  });

  it.each([
    ["in a Headway page", CONTENT_SCRIPT],
    ["in a frame without an address", { ...CONTENT_SCRIPT, url: "about:srcdoc" }],
    ["at our address and the page's origin", { ...CONTENT_SCRIPT, url: `${OURS}/popup.html` }],
    ["at an address that only begins like ours", { ...CONTENT_SCRIPT, url: `${OURS}.evil.test/` }],
    ["at an address that has ours in it", { ...CONTENT_SCRIPT, url: `https://evil.test/${OURS}/` }],
  ])("is a content script: %s", (_, sender) => {
    expect(classifySender(as(sender))).toEqual({ kind: "content-script" });
  });

  it.each([
    ["a sandboxed page of ours", { id: ID, url: `${OURS}/popup.html`, origin: "null" }],
    ["another extension", { id: "other", url: `${OURS}/popup.html`, origin: OURS }],
    ["another extension's content script", { ...CONTENT_SCRIPT, id: "other" }],
    ["one without an id", { ...CONTENT_SCRIPT, id: undefined }],
    ["one without an address", { id: ID, tab: { id: 1 } }],
    ["a page in no tab", { id: ID, url: "https://headway.co/", origin: "https://headway.co" }],
    ["nothing at all", {}],
  ])("is neither: %s", (_, sender) => {
    expect(classifySender(as(sender))).toEqual({ kind: "other" });
    expect(requesterOf(as(sender))).toBeNull();
  });
});

describe("the requester of a ceremony", () => {
  it("is what the browser says of tab, frame, document and origin", () => {
    expect(requesterOf(as(CONTENT_SCRIPT))).toEqual({
      tabId: 1,
      frameId: 0,
      documentId: "document-1",
      origin: "https://sigmund.headway.co",
      topOrigin: "https://sigmund.headway.co",
    });
  });

  it("has the origin of its address where the browser names none, and perhaps no document", () => {
    expect(requesterOf(without("origin", "documentId", "documentLifecycle"))).toEqual({
      tabId: 1,
      frameId: 0,
      documentId: null,
      origin: "https://sigmund.headway.co",
      topOrigin: "https://sigmund.headway.co",
    });
  });

  it("has the origin the browser says, whatever the address is", () => {
    const sender = { ...CONTENT_SCRIPT, url: "https://care.headway.co/" };
    expect(requesterOf(as(sender))?.origin).toBe("https://sigmund.headway.co");
  });

  it.each([
    ["the tab's address", "https://care.headway.co/x?y#z", "https://care.headway.co"],
    ["nothing where the browser keeps that back", undefined, null],
    ["nothing where that is no address", "", null],
    ["nothing for a page of no origin", "data:text/html,x", null],
  ])("has, in a frame, the top origin of %s", (_, url, topOrigin) => {
    const sender = { ...CONTENT_SCRIPT, frameId: 3, tab: { id: 1, url } };
    expect(requesterOf(as(sender))?.topOrigin).toBe(topOrigin);
  });

  it("has, as the top page, its own origin above it, whatever the tab's address is", () => {
    const sender = { ...CONTENT_SCRIPT, tab: { id: 1, url: "https://evil.test/" } };
    expect(requesterOf(as(sender))?.topOrigin).toBe("https://sigmund.headway.co");
  });

  it("has the first tab and the top frame, whose numbers are 0", () => {
    const sender = { ...CONTENT_SCRIPT, tab: { id: 0 } };
    expect(requesterOf(as(sender))).toMatchObject({ tabId: 0, frameId: 0 });
  });

  it.each([
    ["no sender", undefined],
    ["no tab", without("tab")],
    ["a tab without a number", as({ ...CONTENT_SCRIPT, tab: {} })],
    ["no frame", without("frameId")],
    ["an opaque origin", as({ ...CONTENT_SCRIPT, origin: "null" })],
    ["a page that is being prerendered", as({ ...CONTENT_SCRIPT, documentLifecycle: "prerender" })],
    ["a page in the cache", as({ ...CONTENT_SCRIPT, documentLifecycle: "cached" })],
    ["a page about to go", as({ ...CONTENT_SCRIPT, documentLifecycle: "pending_deletion" })],
    ["a page of ours", as({ id: ID, url: `${OURS}/popup.html`, origin: OURS, tab: { id: 1 } })],
  ])("is none with %s", (_, sender) => {
    expect(requesterOf(sender)).toBeNull();
  });
});
