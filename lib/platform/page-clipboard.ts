// The clipboard of a document that nobody looks at: the worker's own page in Firefox, the one beside the
// worker in Chromium. `navigator.clipboard` wants a document that has the focus; editing commands do not.

import { isTextOf, type TextPrint } from "../app/text-print.ts";

/** What a paste brings; null if the browser does not let us paste. */
function readText(document: Document): string | null {
  const field = document.createElement("textarea");
  document.body.append(field);
  field.focus();
  const isRead = document.execCommand("paste");
  const text = field.value;
  field.remove();
  return isRead ? text : null;
}

/** Whether the browser let us put an empty text in the place of what was there. */
function writeNothing(document: Document): boolean {
  let isWritten = false;
  const onCopy = (event: ClipboardEvent): void => {
    event.preventDefault();
    event.stopImmediatePropagation();
    event.clipboardData?.setData("text/plain", "");
    isWritten = event.clipboardData !== null;
  };
  document.addEventListener("copy", onCopy, { capture: true });
  const isDone = document.execCommand("copy");
  document.removeEventListener("copy", onCopy, { capture: true });
  return isDone && isWritten;
}

/**
 * Empties the clipboard if it holds the text of `print`, in one turn, so that nothing is copied in between.
 * False if the browser did not let that be seen or done.
 */
export function clearIfHolds(document: Document, print: TextPrint): boolean {
  const text = readText(document);
  if (text === null) return false;
  return isTextOf(print, text) ? writeNothing(document) : true;
}
