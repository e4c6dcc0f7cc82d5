// Walks what can be seen of a document, in order, open shadow roots and frames of the same origin included.
// Hidden elements are left out with everything below them.

import type { Sight } from "./sight.ts";

const SILENT_TAGS: ReadonlySet<string> = new Set([
  "SCRIPT",
  "STYLE",
  "NOSCRIPT",
  "TEMPLATE",
  "HEAD",
  "OPTION",
]);

/** Tags that start and end a line of text. */
const LINE_TAGS: ReadonlySet<string> = new Set(
  (
    "ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY BR BUTTON CODE DD DETAILS DIALOG DIV DL DT FIELDSET " +
    "FIGCAPTION FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HR IFRAME INPUT KBD LABEL LEGEND LI MAIN NAV OL " +
    "OUTPUT P PRE SAMP SECTION SUMMARY TABLE TD TEXTAREA TH TR UL"
  ).split(" "),
);

/** Calls `onElement` for each visible element below `root`, parents first. */
export function forEachVisible(
  root: ParentNode,
  sight: Sight,
  onElement: (element: Element) => void,
): void {
  for (const element of root.children) {
    if (SILENT_TAGS.has(element.tagName) || !sight.isVisible(element)) continue;
    onElement(element);
    if (element.shadowRoot !== null) forEachVisible(element.shadowRoot, sight, onElement);
    const content = contentOf(element);
    if (content !== null) forEachVisible(content, sight, onElement);
  }
}

/** What children are to be looked at for: an element's own, or the document in a frame of the same origin. */
function contentOf(element: Element): ParentNode | null {
  if (element.tagName !== "IFRAME") return element;
  const { contentDocument } = element as HTMLIFrameElement;
  // Documents can be made to share more than their origin.
  const origin = element.ownerDocument.defaultView?.origin;
  return contentDocument?.defaultView?.origin === origin ? contentDocument : null;
}

/** The visible text below `root`, one line for each block, without empty lines. */
export function visibleText(root: ParentNode, sight: Sight): string {
  const parts: string[] = [];
  collectText(root, sight, parts);
  return parts
    .join("")
    .split("\n")
    .map((line) => line.replace(/\s+/g, " ").trim())
    .filter((line) => line !== "")
    .join("\n");
}

function collectText(root: ParentNode, sight: Sight, parts: string[]): void {
  for (const node of root.childNodes) {
    if (node.nodeType === node.TEXT_NODE) {
      parts.push((node.nodeValue ?? "").replace(/\s+/g, " "));
    } else if (node.nodeType === node.ELEMENT_NODE) {
      collectElement(node as Element, sight, parts);
    }
  }
}

function collectElement(element: Element, sight: Sight, parts: string[]): void {
  if (SILENT_TAGS.has(element.tagName) || !sight.isVisible(element)) return;
  const isLine = LINE_TAGS.has(element.tagName);
  if (isLine) parts.push("\n");
  if (isShownValue(element)) parts.push(element.value);
  if (element.shadowRoot !== null) collectText(element.shadowRoot, sight, parts);
  const content = contentOf(element);
  if (content !== null) collectText(content, sight, parts);
  if (isLine) parts.push("\n");
}

/** A read-only field is how some pages show a code to copy. */
function isShownValue(element: Element): element is HTMLInputElement {
  if (element.tagName !== "INPUT") return false;
  const input = element as HTMLInputElement;
  return input.readOnly && (input.type === "text" || input.type === "");
}
