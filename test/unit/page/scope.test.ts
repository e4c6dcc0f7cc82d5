import { describe, expect, it } from "vitest";
import { mayAct } from "../../../lib/page/scope.ts";
import { createFakeWindow } from "./fake-window.ts";

describe("the documents Waykey acts in", () => {
  it.each([
    [{}, true],
    [{ parentOrigin: "https://headway.co" }, true],
    [{ parentOrigin: "https://evil.test" }, true],
    [{ protocol: "about:", parentOrigin: "https://headway.co" }, false],
    [{ protocol: "blob:", parentOrigin: "https://headway.co" }, false],
    [{ origin: "null", parentOrigin: "https://headway.co" }, false],
    [{ isSecureContext: false }, false],
    [{ protocol: "http:" }, false],
    [{ protocol: "about:" }, false],
    [{ origin: "null" }, false],
  ])("in %j: %s", (place, acts) => {
    expect(mayAct(createFakeWindow(place).window)).toBe(acts);
  });
});
