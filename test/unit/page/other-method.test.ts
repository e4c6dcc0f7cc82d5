// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://headway.co/challenge/phone" }
import { beforeEach, describe, expect, it } from "vitest";
import { pressOtherMethod } from "../../../lib/page/other-method.ts";
import { fakeSight, input, show } from "./fake-sight.ts";

const NONE = { pressed: false, reason: "none" };
const PHONE = `<form action="/challenge/phone" method="post">
  <label for="code">Enter the 6-digit code</label><input id="code" name="code">
  <button type="submit" value="default">Continue</button></form>`;

let pressed: string[];

/** Shows the page, and notes the ids of what is clicked. */
function page(html: string): void {
  show(html);
  pressed = [];
  document.addEventListener("submit", (event) => event.preventDefault());
  for (const element of document.querySelectorAll<HTMLElement>("button, a, input, [role]")) {
    element.addEventListener("click", (event) => {
      if (element.tagName === "A") event.preventDefault();
      pressed.push(element.id);
    });
  }
}

const press = () => pressOtherMethod(document, fakeSight);

beforeEach(() => show(""));

describe("the way to another method", () => {
  it.each([
    ["a button of its own form", '<form><button id="it">Try another method</button></form>'],
    ["a link of the page", '<a id="it" href="/challenge">Try another way</a>'],
    ["a link that a script answers", '<a id="it">Usar otro método</a>'],
    [
      "a link to another host of Headway",
      '<a id="it" href="https://login.headway.co/">Try another way</a>',
    ],
    ["what only acts as a button", '<div id="it" role="button">Use a different method</div>'],
    ["a button with a label alone", '<button id="it" aria-label="Try another method"></button>'],
    [
      "the button of Auth0, whatever it says",
      '<form><button id="it" name="action" value="pick-authenticator">Probemos otra cosa</button></form>',
    ],
  ])("is pressed where it is %s", (_, html) => {
    page(`${PHONE}${html}`);
    expect(press()).toEqual({ pressed: true });
    expect(pressed).toEqual(["it"]);
  });

  it("is pressed in an open shadow root", () => {
    page('<div id="host"></div>');
    const root = document.querySelector("#host")?.attachShadow({ mode: "open" });
    if (root !== undefined) root.innerHTML = "<button>Try another method</button>";
    let clicks = 0;
    root?.querySelector("button")?.addEventListener("click", () => clicks++);
    expect(press()).toEqual({ pressed: true });
    expect(clicks).toBe(1);
  });

  it.each([
    ["there is none", ""],
    ["it is hidden", "<button hidden>Try another method</button>"],
    ["it is covered", "<button data-covered>Try another method</button>"],
    ["it cannot be reached", "<button data-out-of-reach>Try another method</button>"],
    ["it is disabled", "<button disabled>Try another method</button>"],
    ["it is said to be disabled", '<button aria-disabled="true">Try another method</button>'],
    ["it leads elsewhere", '<a href="https://evil.test/">Try another method</a>'],
    ["it leads to the help pages", '<a href="https://help.headway.co/2fa">Try another way</a>'],
    ["it runs a script by its address", '<a href="javascript:void 0">Try another way</a>'],
    ["it is about paying", "<button>Use another payment method</button>"],
    ["it is a heading", "<h1>Try another method</h1>"],
  ])("is not there where %s", (_, html) => {
    page(`${PHONE}${html}`);
    expect(press()).toEqual(NONE);
    expect(pressed).toEqual([]);
  });

  it("hands in nothing that was typed: not in its own form, whatever is typed in another", () => {
    page(`<form id="own"><input id="code"><button id="it">Try another method</button></form>
      <form><input id="other"></form>`);
    input("#other").value = "typed";
    expect(press()).toEqual({ pressed: true });
    input("#code").value = "12";
    expect(press()).toEqual({ pressed: false, reason: "typed" });
    expect(pressed).toEqual(["it"]);
  });

  it("counts what the page itself has put into hidden and locked fields as not typed", () => {
    page(`<form><input type="hidden" value="state"><input readonly value="ana@example.com">
      <input type="checkbox" checked><button id="it">Try another method</button></form>`);
    expect(press()).toEqual({ pressed: true });
  });

  it("takes another one that hands in nothing, and one that does not submit", () => {
    page(`<form><input id="code"><button id="no">Try another method</button>
      <button type="button" id="yes">Try another way</button></form>`);
    input("#code").value = "12";
    expect(press()).toEqual({ pressed: true });
    expect(pressed).toEqual(["yes"]);
  });
});
