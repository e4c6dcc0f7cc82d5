// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from "vitest";
import { readScreen } from "../../../lib/page/screen.ts";
import { fakeSight, show } from "./fake-sight.ts";

const read = () => readScreen(document, fakeSight).description;

beforeEach(() => {
  show("");
});

describe("the description of a screen", () => {
  it("has title, headings, lines of text, buttons, alerts and pictures", () => {
    show(
      `<h1>Verify  Your
         Identity</h1>
       <div role="heading">And more</div>
       <p>We texted <b>XXX</b>-<i>4567</i>.</p>
       <p role="alert">Wrong code</p><p role="status">Saved</p>
       <form><button>Continue</button><input type="submit" value="Go"></form>
       <a href="#">Try another method</a><button aria-label="Close"></button>
       <img width="200" height="200"><img width="300" height="90"><img width="40" height="40">
       <script>var hidden = 1</script><style>p{}</style><noscript>no</noscript>`,
      "Headway",
    );
    expect(read()).toEqual({
      title: "Headway",
      headings: ["Verify Your Identity", "And more"],
      text: "Verify Your Identity\nAnd more\nWe texted XXX-4567.\nWrong code\nSaved\nContinue\nTry another method",
      fields: [],
      buttons: ["Continue", "Go", "Try another method", "Close"],
      alerts: ["Wrong code"],
      statuses: ["Wrong code", "Saved"],
      squarePictures: 1,
    });
  });

  it("leaves out what is hidden", () => {
    show(`<div hidden><h1>No</h1><input name="code"></div>
      <p style="display:none">No</p>
      <details><summary>Trouble scanning?</summary><code>JBSW Y3DP</code></details>
      <p>Yes</p>`);
    expect(read()).toMatchObject({ headings: [], fields: [], text: "Trouble scanning?\nYes" });
  });

  it("takes ways that could be picked and are not for buttons", () => {
    show(`<label><input type="radio" name="w"> Text a code to •••21</label>
      <label><input type="radio" name="w" checked> Use my app</label>
      <div role="radio" aria-checked="false">Email</div><div role="radio" aria-checked="true">App</div>
      <ul><li role="tab" aria-selected="false">Key</li><li role="tab" aria-selected="true">Code</li></ul>`);
    expect(read().buttons).toEqual(["Text a code to •••21", "Email", "Key"]);
  });

  it("looks into open shadow roots", () => {
    show(`<x-card></x-card>`);
    const root = document.querySelector("x-card")?.attachShadow({ mode: "open" });
    if (root) root.innerHTML = `<h2>Inside</h2><label for="c">One-time code</label><input id="c">`;
    expect(read()).toMatchObject({
      headings: ["Inside"],
      fields: [{ id: "c", label: "One-time code" }],
    });
  });

  it("reads a code that is shown in a read-only field, and never what was typed", () => {
    show(`<input readonly value="K7Q2M9XWB4TZ8NRC3VHY6PDJ"><input value="typed secret">
      <input type="password" readonly value="hunter2">`);
    expect(read().text).toBe("K7Q2M9XWB4TZ8NRC3VHY6PDJ");
    expect(JSON.stringify(read())).not.toContain("typed secret");
    expect(JSON.stringify(read())).not.toContain("hunter2");
  });

  it("puts code elements on lines of their own", () => {
    show(`<p>Your recovery code: <code>K7Q2M9</code> keep it</p>`);
    expect(read().text).toBe("Your recovery code:\nK7Q2M9\nkeep it");
  });

  it("is bounded", () => {
    show(`<p>${"word ".repeat(50_000)}</p>`);
    expect(read().text.length).toBeLessThanOrEqual(40_000);
  });
});

describe("the fields of a screen", () => {
  it("carry their marks", () => {
    show(`<label for="code">Enter the code</label>
      <input id="code" name="code" type="tel" inputmode="numeric" autocomplete="one-time-code"
        pattern="[0-9]*" maxlength="6" placeholder="123456">`);
    expect(read().fields).toEqual([
      {
        type: "tel",
        name: "code",
        id: "code",
        autocomplete: "one-time-code",
        inputMode: "numeric",
        pattern: "[0-9]*",
        maxLength: 6,
        placeholder: "123456",
        label: "Enter the code",
        boxes: 1,
      },
    ]);
  });

  it.each([
    [`<label>Code <input></label>`, "Code"],
    [`<input aria-label="Code">`, "Code"],
    [`<span id="a">One</span><span id="b">code</span><input aria-labelledby="a b">`, "One code"],
    [`<fieldset><legend>Code</legend><input></fieldset>`, "Code"],
    [`<div><p>Code</p><div><input></div></div>`, "Code"],
    [`<input title="Code">`, "Code"],
    [`<p>Code</p><input placeholder="XXXX-XXXX">`, "Code"],
    [`<div><input><span>Code</span></div>`, "Code"],
    [`<h1>Code</h1><form><input><p>We never ask for it by phone.</p></form>`, "Code"],
    [`<form><input><p>Type the code.</p></form>`, "Type the code."],
    [
      `<table><thead><tr><th>Code</th><th>Name</th></tr></thead><tr><td><input></td><td><input></td></tr></table>`,
      "Code",
    ],
  ])("take their label from %s", (html, label) => {
    show(`<main>${html}</main>`);
    expect(read().fields[0]?.label).toBe(label);
  });

  it("leave out what cannot be typed into", () => {
    show(`<input type="hidden"><input type="checkbox"><input type="radio"><input type="submit">
      <input disabled><input readonly><input data-covered><fieldset disabled></fieldset>`);
    expect(read().fields).toEqual([]);
  });

  it.each([4, 6, 8, 10])("take a row of %i boxes as one", (count) => {
    const boxes = `<input maxlength="1" inputmode="numeric">`.repeat(count);
    show(`<fieldset><legend>Enter your code</legend>${boxes}</fieldset><input name="other">`);
    expect(read().fields).toMatchObject([
      { boxes: count, maxLength: count, label: "Enter your code" },
      { boxes: 1, name: "other" },
    ]);
  });

  it("know boxes by their labels too", () => {
    const boxes = [1, 2, 3, 4, 5, 6].map((place) => `<input aria-label="Digit ${place} of 6">`);
    show(boxes.join(""));
    expect(read().fields).toMatchObject([{ boxes: 6 }]);
  });

  it("take boxes for one row though the first is labelled for all of them", () => {
    const boxes = ["Verification code. Digit 1", "Digit 2", "Digit 3", "Digit 4", "Digit 5"];
    show(boxes.map((l, i) => `<input id="d${i}" maxlength="1" aria-label="${l}">`).join(""));
    expect(read().fields).toMatchObject([{ boxes: 5 }]);
  });

  it("take narrow boxes for one row though each has room for a whole code", () => {
    const box = (at: number, width: number) => `<input id="k${at}" maxlength="6" width="${width}">`;
    show([1, 2, 3, 4, 5, 6].map((at) => box(at, 32)).join(""));
    expect(read().fields).toMatchObject([{ boxes: 6, maxLength: 6 }]);
    show([1, 2, 3, 4, 5, 6].map((at) => box(at, 200)).join(""));
    expect(read().fields).toHaveLength(6);
  });

  it("take two halves of three for one, but not the parts of a phone number", () => {
    const half = (at: number | string) => `<input id="h${at}" maxlength="3">`;
    show(half(1) + half(2));
    expect(read().fields).toMatchObject([{ boxes: 6, maxLength: 6 }]);
    for (const [first, second] of [
      ["A", "B"],
      ["-a", "-b"],
      ["First", "Second"],
    ] as const) {
      show(half(first) + half(second));
      expect(read().fields).toMatchObject([{ boxes: 6, maxLength: 6 }]);
    }
    show(half("Area") + half("Prefix"));
    expect(read().fields).toHaveLength(2);
    show(`${half(1)}${half(2)}<input id="h3" maxlength="4">`);
    expect(read().fields).toHaveLength(3);
  });

  it("do not take three boxes, or boxes of two forms, for one", () => {
    const box = `<input maxlength="1">`;
    show(box.repeat(3));
    expect(read().fields).toHaveLength(3);
    show(`<form>${box.repeat(3)}</form><form>${box.repeat(3)}</form>`);
    expect(read().fields).toHaveLength(6);
  });
});
