// Puts a code into a field so that plain listeners and frameworks notice, and looks whether it stayed.
// It never presses Enter and never clicks: a page that submits by itself does so on its own account.

import { heldCode, plainCode } from "./held-code.ts";
import type { PageField } from "./page-fields.ts";
import type { After } from "./runtime.ts";

/** Long enough for a framework to write its own value back, and so often it is waited for. */
const SETTLE_MS = 40;
const SETTLES = 8;

/**
 * Resolves with whether the field holds the code, or the page has taken it and moved on.
 * @param isStillRight asked when the field has the focus, by which a page may put another in its place:
 *   nothing is written where it is not
 */
export async function fillField(
  field: PageField,
  code: string,
  after: After,
  isStillRight: () => boolean,
): Promise<boolean> {
  const wait = (): Promise<void> =>
    new Promise((resolve) => {
      after(SETTLE_MS, resolve);
    });
  /** Whether the code is there, once the page has had its time to put it elsewhere, or to take it. */
  async function isHeld(): Promise<boolean> {
    for (let i = 0; i < SETTLES; i++) {
      await wait();
      if (holds(elements, code)) return true;
    }
    return false;
  }
  const { elements } = field;
  const [first] = elements;
  const window = first?.ownerDocument.defaultView;
  if (first === undefined || window === undefined || window === null) return false;

  first.focus();
  if (!isStillRight()) return false;
  if (elements.length === 1) {
    type(window, first, code);
    first.dispatchEvent(new window.Event("change", { bubbles: true }));
    return isHeld();
  }

  // Boxes that take a paste spread it themselves.
  paste(window, first, code);
  if (await isHeld()) return true;
  const size = code.length / elements.length;
  for (const [i, element] of elements.entries()) {
    const part = code.slice(i * size, (i + 1) * size);
    // What the paste has put right stays; a page that moves on by itself may have filled the next.
    if (element.isConnected && element.value !== part) typeKeys(window, element, part);
  }
  return isHeld();
}

function type(window: Window & typeof globalThis, input: HTMLInputElement, text: string): void {
  input.focus();
  setNativeValue(window, input, text);
  input.dispatchEvent(
    new window.InputEvent("input", {
      bubbles: true,
      composed: true,
      inputType: "insertText",
      data: text,
    }),
  );
}

/** One key for a box; a half takes all of its digits at once. */
function typeKeys(window: Window & typeof globalThis, input: HTMLInputElement, text: string): void {
  const options = { bubbles: true, composed: true, cancelable: true, key: text.slice(-1) };
  input.focus();
  input.dispatchEvent(new window.KeyboardEvent("keydown", options));
  type(window, input, text);
  input.dispatchEvent(new window.KeyboardEvent("keyup", options));
}

/** A framework that shadows `value` on the element does not see this write, only the event. */
function setNativeValue(
  window: Window & typeof globalThis,
  input: HTMLInputElement,
  text: string,
): void {
  Reflect.set(window.HTMLInputElement.prototype, "value", text, input);
}

function paste(window: Window & typeof globalThis, input: HTMLInputElement, text: string): void {
  const clipboardData = new window.DataTransfer();
  clipboardData.setData("text/plain", text);
  input.dispatchEvent(
    new window.ClipboardEvent("paste", {
      bubbles: true,
      composed: true,
      cancelable: true,
      clipboardData,
    }),
  );
}

function holds(elements: readonly HTMLInputElement[], code: string): boolean {
  // A field that is gone was taken away by the page on receiving the code.
  if (elements.every((element) => !element.isConnected)) return true;
  return heldCode(elements) === plainCode(code);
}
