// The fields of a page that a person can type into now: visible, enabled, not read-only, not covered.
// A row of four to ten one-character boxes counts as one field.

import type { FieldDescription } from "../headway/screen-description.ts";
import type { Sight } from "./sight.ts";
import { forEachVisible } from "./visible-tree.ts";

export type PageField = {
  readonly description: FieldDescription;
  /** One element, or the boxes in order. */
  readonly elements: readonly HTMLInputElement[];
};

const MIN_BOXES = 4;
const MAX_BOXES = 10;

const OTHER_TYPES: ReadonlySet<string> = new Set(
  "hidden submit button reset image checkbox radio file color range date month week time datetime-local".split(
    " ",
  ),
);

/** All fields in document order. */
export function findPageFields(document: Document, sight: Sight): PageField[] {
  const inputs: HTMLInputElement[] = [];
  forEachVisible(document, sight, (element) => {
    if (isTypable(element) && sight.isUncovered(element)) inputs.push(element);
  });

  const fields: PageField[] = [];
  for (let i = 0; i < inputs.length;) {
    const boxes = boxesFrom(inputs, i);
    const elements = boxes.length >= MIN_BOXES ? boxes : inputs.slice(i, i + 1);
    fields.push({ description: describe(elements), elements });
    i += elements.length;
  }
  return fields;
}

function isTypable(element: Element): element is HTMLInputElement {
  if (element.tagName !== "INPUT") return false;
  const input = element as HTMLInputElement;
  return !OTHER_TYPES.has(input.type) && !input.disabled && !input.readOnly;
}

function boxesFrom(inputs: readonly HTMLInputElement[], start: number): HTMLInputElement[] {
  const boxes: HTMLInputElement[] = [];
  for (let i = start; i < inputs.length && boxes.length < MAX_BOXES; i++) {
    const input = inputs[i];
    if (input === undefined || !isBox(input) || input.form !== (boxes[0] ?? input).form) break;
    boxes.push(input);
  }
  return boxes;
}

function isBox(input: HTMLInputElement): boolean {
  if (input.maxLength === 1) return true;
  const label = input.getAttribute("aria-label") ?? "";
  return /\b(digit|character|d[ií]gito|car[aá]cter)\b.*\d|\d.*\b(digit|character|d[ií]gito)\b/i.test(
    label,
  );
}

function describe(elements: readonly HTMLInputElement[]): FieldDescription {
  const [first] = elements;
  if (first === undefined) throw new RangeError("elements must not be empty");
  const marked = elements.find((element) => element.autocomplete !== "") ?? first;
  return {
    type: first.type,
    name: first.name,
    id: first.id,
    autocomplete: marked.getAttribute("autocomplete") ?? "",
    inputMode: first.inputMode,
    pattern: first.pattern,
    maxLength: elements.length > 1 ? elements.length : first.maxLength,
    placeholder: elements.length > 1 ? "" : first.placeholder,
    label: labelOf(first),
    boxes: elements.length,
  };
}

function labelOf(input: HTMLInputElement): string {
  const root = input.getRootNode() as Document | ShadowRoot;
  const labelledBy = (input.getAttribute("aria-labelledby") ?? "")
    .split(/\s+/)
    .map((id) => (id === "" ? "" : (root.getElementById(id)?.textContent ?? "")));
  const parts = [
    ...[...(input.labels ?? [])].map((label) => label.textContent),
    input.getAttribute("aria-label") ?? "",
    ...labelledBy,
    input.closest("fieldset")?.querySelector("legend")?.textContent ?? "",
    input.closest('[role="group"]')?.getAttribute("aria-label") ?? "",
    input.title,
  ];
  const label = oneLine(parts.join(" "));
  return label === "" ? nearText(input) : label;
}

/** A field without a label is named by the little text around it. */
function nearText(input: HTMLInputElement): string {
  let around: Element | null = input.parentElement;
  for (let level = 0; around !== null && level < 3; level++) {
    const text = oneLine(around.textContent);
    if (text.length > 200) return "";
    if (text !== "") return text;
    around = around.parentElement;
  }
  return "";
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
