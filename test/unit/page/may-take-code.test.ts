// @vitest-environment jsdom
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { classOfField } from "../../../lib/headway/field-class.ts";
import { MAY_TAKE_CODE, mayTakeCode } from "../../../lib/page/may-take-code.ts";

function inputOf(html: string): HTMLInputElement {
  document.body.innerHTML = html;
  return document.querySelector("input") ?? document.createElement("input");
}

it.each([
  ["<input type=email>", false],
  ["<input type=text autocomplete='section-a username webauthn'>", false],
  ["<input type=password autocomplete=current-password>", false],
  ["<input type=password autocomplete=new-password>", false],
  ["<input type=checkbox>", false],
  ["<input type=hidden>", false],
  ["<input>", true],
  ["<input type=search>", true],
  ["<input type=password>", true],
  // The masked field of a code, whatever a site has a password manager take it for.
  ["<input type=password autocomplete=current-password maxlength=6>", true],
  ["<input type=tel autocomplete=tel>", true],
])("%s: %s", (html, expected) => {
  const input = inputOf(html);
  expect(mayTakeCode(input)).toBe(expected);
  // Of these the selector leaves out all that can be told by it.
  expect(input.matches(MAY_TAKE_CODE)).toBe(expected || html.includes("type=text"));
});

const text = fc.oneof(
  fc.constantFrom("", "Code", "One-time code", "Recovery code", "6-digit code", "PIN", "E-mail"),
  fc.string({ maxLength: 12 }),
);
/** What can be typed into; nothing else is described at all. */
const field = fc.record({
  type: fc.constantFrom("text", "email", "password", "tel", "number", "search"),
  autocomplete: fc.constantFrom(
    "",
    "one-time-code",
    "username",
    "email",
    "current-password",
    "new-password",
    "current-password webauthn",
    "username one-time-code",
  ),
  maxLength: fc.integer({ min: -1, max: 40 }),
  name: text,
  id: text,
  label: text,
  placeholder: text,
  inputMode: fc.constantFrom("", "numeric"),
  pattern: fc.constantFrom("", "\\d{6}", "[0-9]*"),
  boxes: fc.constantFrom(1, 6),
});

it("passes over nothing that is a field for a code by its words, too", () => {
  const isForCode = new Set(["code", "recovery", "masked", "named", "unknown"]);
  fc.assert(
    fc.property(field, (description) => {
      const input = document.createElement("input");
      input.type = description.type;
      input.setAttribute("autocomplete", description.autocomplete);
      if (description.maxLength >= 0) input.maxLength = description.maxLength;
      if (mayTakeCode(input)) {
        expect(input.matches(MAY_TAKE_CODE)).toBe(true);
        return;
      }
      expect(isForCode.has(classOfField(description))).toBe(false);
    }),
    { numRuns: 1000 },
  );
});
