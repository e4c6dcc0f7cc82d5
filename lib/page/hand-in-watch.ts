// After a code was filled: whether the user's last act in the page was to hand in the form with that very code.
// It listens and changes nothing. Only a form's own submission counts, by its only button or by Enter, since of
// several buttons one may be to cancel; and any act after it takes that back.

import type { PageField } from "./page-fields.ts";

const SUBMITS = "button[type=submit], button:not([type]), input[type=submit], input[type=image]";
const ACTS = ["pointerdown", "click", "keydown"] as const;

export type HandInWatch = { readonly isHandedIn: () => boolean; readonly stop: () => void };

/**
 * Starts watching; `onChange` is told of every change at once, while the page is still there. Of a field in a
 * frame nothing is ever handed in: it is not the page that moves on then.
 */
export function watchHandIn(
  window: Window & typeof globalThis,
  { elements }: PageField,
  code: string,
  onChange: (isHandedIn: boolean) => void,
): HandInWatch {
  let isHandedIn = false;

  function set(next: boolean): void {
    if (next === isHandedIn) return;
    isHandedIn = next;
    onChange(next);
  }

  function onAct(event: Event): void {
    if (event.isTrusted) set(false);
  }

  function onSubmit(event: SubmitEvent): void {
    if (!event.isTrusted) return;
    const form = event.target;
    const isWhole = elements.map(({ value }) => value).join("") === code;
    const isOfField = elements.every(
      (element) =>
        element.isConnected && element.ownerDocument === window.document && element.form === form,
    );
    const buttons = [
      ...window.document.querySelectorAll<HTMLButtonElement | HTMLInputElement>(SUBMITS),
    ].filter((button) => button.form === form);
    const isOnlyButton =
      buttons.length <= 1 && (event.submitter === null || event.submitter === buttons[0]);
    set(isWhole && isOfField && isOnlyButton);
  }

  const options = { capture: true, passive: true } as const;
  for (const type of ACTS) window.addEventListener(type, onAct, options);
  window.addEventListener("submit", onSubmit, options);
  return {
    isHandedIn: () => isHandedIn,
    stop() {
      for (const type of ACTS) window.removeEventListener(type, onAct, options);
      window.removeEventListener("submit", onSubmit, options);
    },
  };
}
