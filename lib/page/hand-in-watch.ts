// After a code was filled: whether the user's last act in the page was to hand in the form with that very code, and
// whether they typed another. It listens and changes nothing. Only a form's own submission counts as handing in, by
// its only button or by Enter, since of several buttons one may be to cancel; and any act after it takes that back.

import { heldCode } from "./held-code.ts";
import type { PageField } from "./page-fields.ts";

const SUBMITS = "button[type=submit], button:not([type]), input[type=submit], input[type=image]";
const ACTS = ["pointerdown", "click", "keydown"] as const;
const TYPED_INTO: ReadonlySet<string> = new Set(["text", "tel", "number", "password"]);

export type HandInWatch = { readonly isHandedIn: () => boolean; readonly stop: () => void };

export type HandInListener = {
  /** Of every change at once, while the page is still there. */
  readonly onHandedIn: (isHandedIn: boolean) => void;
  /** Once, at the first key: another code stands in the field then, or in one that the page put in its place. */
  readonly onTypedOver: () => void;
};

/** Starts watching. Of a field in a frame nothing is ever handed in: it is not the page that moves on then. */
export function watchHandIn(
  window: Window & typeof globalThis,
  { elements }: PageField,
  code: string,
  { onHandedIn, onTypedOver }: HandInListener,
): HandInWatch {
  const documents = new Set([window.document, ...elements.map((each) => each.ownerDocument)]);
  let isHandedIn = false;
  let isTypedOver = false;

  function set(next: boolean): void {
    if (next === isHandedIn) return;
    isHandedIn = next;
    onHandedIn(isHandedIn);
  }

  function onAct(event: Event): void {
    if (event.isTrusted) set(false);
  }

  function isStillThere(): boolean {
    return elements.every(({ isConnected }) => isConnected) && heldCode(elements) === code;
  }

  function onInput(event: Event): void {
    if (!event.isTrusted || isTypedOver || isStillThere()) return;
    // From outside a shadow root the target is its host.
    const [field] = event.composedPath() as HTMLInputElement[];
    if (field?.tagName !== "INPUT") return;
    if (!elements.includes(field) && !TYPED_INTO.has(field.type)) return;
    isTypedOver = true;
    onTypedOver();
  }

  function onSubmit(event: SubmitEvent): void {
    if (!event.isTrusted) return;
    const form = event.target;
    const isOfField = elements.every(
      (element) => element.ownerDocument === window.document && element.form === form,
    );
    const buttons = [
      ...window.document.querySelectorAll<HTMLButtonElement | HTMLInputElement>(SUBMITS),
    ].filter((button) => button.form === form);
    const isOnlyButton =
      buttons.length <= 1 && (event.submitter === null || event.submitter === buttons[0]);
    set(isStillThere() && isOfField && isOnlyButton);
  }

  const options = { capture: true, passive: true } as const;
  for (const type of ACTS) window.addEventListener(type, onAct, options);
  window.addEventListener("submit", onSubmit, options);
  for (const document of documents) document.addEventListener("input", onInput, options);
  return {
    isHandedIn: () => isHandedIn,
    stop() {
      for (const type of ACTS) window.removeEventListener(type, onAct, options);
      window.removeEventListener("submit", onSubmit, options);
      for (const document of documents) document.removeEventListener("input", onInput, options);
    },
  };
}
