// The fields of a page that a person can type into now: visible, enabled, not read-only, not covered.
// A row of four to ten one-character boxes counts as one field, and so do two halves of three each.

import type { FieldDescription } from "../headway/screen-description.ts";
import { isForTyping } from "./may-take-code.ts";
import type { Sight } from "./sight.ts";
import { forEachVisible, visibleText } from "./visible-tree.ts";

export type PageField = {
  readonly description: FieldDescription;
  /** One element, or the boxes or halves in order. */
  readonly elements: readonly HTMLInputElement[];
};

const MIN_BOXES = 4;
const MAX_BOXES = 10;
const HALF_LENGTH = 3;
const WHOLE_LENGTH = 6;
/** CSS pixels. */
const MAX_BOX_WIDTH = 90;
/** Elements around a field in which its name is looked for. */
const NEAR_LEVELS = 4;
const MAX_NEAR_LENGTH = 120;

/** All fields in document order. */
export function findPageFields(document: Document, sight: Sight): PageField[] {
  const inputs: HTMLInputElement[] = [];
  forEachVisible(document, sight, (element) => {
    if (isTypable(element) && sight.isUncovered(element)) inputs.push(element);
  });

  const fields: PageField[] = [];
  for (let i = 0; i < inputs.length;) {
    const boxes = boxesFrom(inputs, i, sight);
    const elements = boxes.length >= MIN_BOXES ? boxes : inputs.slice(i, i + lengthOf(inputs, i));
    fields.push({ description: describe(elements, sight), elements });
    i += elements.length;
  }
  return fields;
}

function isTypable(element: Element): element is HTMLInputElement {
  if (element.tagName !== "INPUT") return false;
  const input = element as HTMLInputElement;
  return isForTyping(input) && !input.matches(":disabled") && !isLocked(input);
}

/** Some sites keep a field read-only until it has the focus, so that nothing fills it by itself. */
function isLocked(input: HTMLInputElement): boolean {
  return input.readOnly && !/read-?only/i.test(input.getAttribute("onfocus") ?? "");
}

function boxesFrom(
  inputs: readonly HTMLInputElement[],
  start: number,
  sight: Sight,
): HTMLInputElement[] {
  const boxes: HTMLInputElement[] = [];
  for (let i = start; i < inputs.length && boxes.length < MAX_BOXES; i++) {
    const input = inputs[i];
    const [first] = boxes;
    if (input === undefined || !isBox(input, sight)) break;
    if (first !== undefined && !isSibling(first, input)) break;
    boxes.push(input);
  }
  return boxes;
}

/** Two where a code is typed in halves, else one. Three alike are no halves: a phone number's may be. */
function lengthOf(inputs: readonly HTMLInputElement[], start: number): 1 | 2 {
  const [first, second, third] = inputs.slice(start, start + 3);
  if (first?.maxLength !== HALF_LENGTH || second?.maxLength !== HALF_LENGTH) return 1;
  const isAlone = third === undefined || !isSibling(first, third);
  return isSibling(first, second) && isAlone ? 2 : 1;
}

/** For one character: by what it says, or because it is as narrow as that and looks like its neighbours. */
function isBox(input: HTMLInputElement, sight: Sight): boolean {
  if (input.maxLength === 1) return true;
  // Some boxes take a whole code, so that it can be pasted into any of them.
  if (input.maxLength > 1 && input.maxLength < WHOLE_LENGTH) return false;
  const label = input.getAttribute("aria-label") ?? "";
  const isNumbered =
    /\b(digit|character|d[ií]gito|car[aá]cter|ziffer|stelle)\b.*\d|\d.*\b(digit|character|d[ií]gito|ziffer|stelle)\b/i;
  if (isNumbered.test(label)) return true;
  const isCounted = /\d/.test(`${input.id}${input.name}${label}`) || input.max === "9";
  return isCounted && sight.sizeOf(input).width <= MAX_BOX_WIDTH;
}

/** What tells boxes and halves of one row apart in their names: a number, a letter at the end, or an ordinal. */
const COUNTERS = /\d+|(?<=[a-z\d_-])[A-H](?![A-Za-z])|(?<=[_-])[a-h](?![A-Za-z])/g;
const ORDINALS = /one|two|three|four|five|six|first|second|third|fourth|fifth|sixth/g;

/** Of one row: alike but for what counts them, and within the same group. */
function isSibling(first: HTMLInputElement, input: HTMLInputElement): boolean {
  // Where its length tells what a box is for, its label may: the first often names the whole row.
  const labelOf = (each: HTMLInputElement) =>
    each.maxLength > 0 ? "" : each.getAttribute("aria-label");
  const signature = (each: HTMLInputElement) =>
    [each.type, each.className, each.name, each.id, labelOf(each)]
      .join("|")
      .replaceAll(COUNTERS, "#")
      .toLowerCase()
      .replaceAll(ORDINALS, "#");
  const groupOf = (each: HTMLInputElement) => each.closest('fieldset, [role="group"], form');
  const isAlike = signature(first) === signature(input) || (first.id === "" && input.id === "");
  return isAlike && groupOf(first) === groupOf(input);
}

function describe(elements: readonly HTMLInputElement[], sight: Sight): FieldDescription {
  const [first] = elements;
  if (first === undefined) throw new RangeError("elements must not be empty");
  const marked = elements.find((element) => element.autocomplete !== "") ?? first;
  const boxes = elements.length * (elements.length === 2 ? HALF_LENGTH : 1);
  return {
    type: first.type,
    name: first.name,
    id: first.id,
    autocomplete: marked.getAttribute("autocomplete") ?? "",
    inputMode: first.inputMode,
    pattern: first.pattern,
    maxLength: elements.length > 1 ? boxes : first.maxLength,
    placeholder: elements.length > 1 ? "" : first.placeholder,
    label: labelOf(first, sight),
    boxes,
  };
}

function labelOf(input: HTMLInputElement, sight: Sight): string {
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
  if (label !== "") return label;
  // An example such as "123 456" or "XXXX-XXXX" says nothing of what is wanted.
  return /\p{L}{2}/u.test(input.placeholder.replaceAll(/x{2,}/gi, ""))
    ? ""
    : nearText(input, sight);
}

/**
 * A field without a label is named by the last line before it, or else by the first behind it. A whole sentence
 * behind it is a remark, and names it only where nothing else does.
 */
function nearText(input: HTMLInputElement, sight: Sight): string {
  let around: Element = input;
  let remark = "";
  for (let level = 0; level < NEAR_LEVELS; level++) {
    const before = lineBeside(around, "previousElementSibling", sight);
    if (before !== "") return before;
    const own = oneLine(textBeside(around));
    if (own !== "") return own;
    const after = lineBeside(around, "nextElementSibling", sight);
    if (after !== "" && !/[.!]$/.test(after)) return after;
    if (remark === "") remark = after;
    const column = columnHeading(around, sight);
    if (column !== "") return column;
    const outer = parentOf(around);
    if (outer === null) return remark;
    around = outer;
  }
  return remark;
}

/** What the first row of a table has over a cell; empty unless it is a heading that can be seen. */
function columnHeading(element: Element, sight: Sight): string {
  if (element.tagName !== "TD") return "";
  const heading =
    element.closest("table")?.rows[0]?.cells[(element as HTMLTableCellElement).cellIndex];
  if (heading?.tagName !== "TH" || !sight.isVisible(heading)) return "";
  return oneLine(visibleText(heading, sight));
}

/** The element that another lies in, out of a shadow root too. */
function parentOf(element: Element): Element | null {
  if (element.assignedSlot !== null) return element.assignedSlot;
  if (element.parentElement !== null) return element.parentElement;
  const root = element.getRootNode();
  return "host" in root ? (root as ShadowRoot).host : null;
}

/** The nearest line among the elements on one side; none where a field comes first, or a long text. */
function lineBeside(
  element: Element,
  side: "previousElementSibling" | "nextElementSibling",
  sight: Sight,
): string {
  for (let beside = element[side]; beside !== null; beside = beside[side]) {
    if (/^(input|select|textarea|button)$/i.test(beside.tagName)) return "";
    if (!sight.isVisible(beside)) continue;
    if (beside.querySelector("input:not([type=hidden]), select, textarea") !== null) return "";
    const lines = visibleText(beside, sight).split("\n");
    const line = (side === "previousElementSibling" ? lines.at(-1) : lines[0]) ?? "";
    if (line.length > MAX_NEAR_LENGTH) return "";
    if (/\p{L}{2}/u.test(line)) return line;
  }
  return "";
}

/** Text that lies bare beside the element, without an element of its own. */
function textBeside({ parentNode }: Element): string {
  const texts = [...(parentNode?.childNodes ?? [])].filter((node) => node.nodeType === 3);
  const text = texts.map((node) => node.nodeValue ?? "").join(" ");
  return text.length > MAX_NEAR_LENGTH ? "" : text;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
