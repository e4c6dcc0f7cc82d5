// imask: a mask of three and three digits, and one whose placeholder is always in the field.

import IMask from "imask";

const input = document.querySelector<HTMLInputElement>("#masked");
const output = document.querySelector("output");
if (input === null || output === null) throw new TypeError("The page has no #masked or no output");
const lazy = input.dataset["lazy"] !== "no";
const mask = IMask(input, { mask: "000 000", lazy, placeholderChar: "_" });
mask.on("accept", () => {
  output.textContent = mask.unmaskedValue;
});
