// Notices when the screen asks for a code that Waykey fills, and when such a field takes the focus. It
// looks when the document is there, or another one in a frame of it, at each change of focus, and after each act
// of the user, by which pages move on without a reload: soon, and twice more for what comes once a server has
// answered. So a page that goes on changing by itself costs nothing. It runs in the top document and in the frames of its origin, whose acts the top does not see.

import type { CodeKind } from "./field-finder.ts";
import type { After } from "./runtime.ts";

/** The kind of code that is asked for, and whether its field has the focus. */
export type Wanted = { readonly kind: CodeKind; readonly isFocused: boolean };

export type CodeWatchInput = {
  readonly window: Window & typeof globalThis;
  readonly after: After;
  /** Whether the document is to be watched at all; asked when there is first something to do. */
  readonly isForUs: () => boolean;
  /**
   * What the screen asks for, null for nothing; a rejection tells nothing. Answers come in the order of the calls.
   * `isDeep`: a look that may cost something.
   */
  readonly look: (isDeep: boolean) => Promise<Wanted | null> | null;
  readonly onWanted: (isWanted: boolean) => void;
  /** Once for each time that a field of the kind comes up. */
  readonly onFocus: () => void;
  /** A frame in the document has loaded one of its own. */
  readonly onFrame: () => void;
};

/** So soon after a key or a click a page has moved on, if it asks nobody. */
const LOOK_AFTER_MS = 250;
/** And so much later each time, if it asks a server. */
const LOOK_AGAIN_AFTER_MS: readonly number[] = [750, 2000];

/** Starts watching; the answer has it look soon. */
export function watchForCodes(input: CodeWatchInput): () => void {
  const { window, after, isForUs, look, onWanted, onFocus, onFrame } = input;
  let wanted: CodeKind | null = null;
  let isFocusTold = false;
  let isDue = false;
  let isDeepDue = false;

  let cancel = (): void => undefined;

  function lookNow(isDeep: boolean): void {
    const looked = look(isDeep);
    if (looked === null) tell(null);
    else looked.then(tell, () => undefined);
  }

  function tell(now: Wanted | null): void {
    const kind = now?.kind ?? null;
    if (kind !== wanted) {
      if ((kind === null) !== (wanted === null)) onWanted(kind !== null);
      wanted = kind;
      isFocusTold = false;
    }
    if (now?.isFocused === true && !isFocusTold) {
      isFocusTold = true;
      onFocus();
    }
  }

  function lookSoon(): void {
    isDeepDue = true;
    plan();
  }

  function plan(): void {
    if (isDue || !isForUs()) return;
    isDue = true;
    cancel();
    cancel = after(LOOK_AFTER_MS, () => {
      isDue = false;
      lookNow(isDeepDue);
      isDeepDue = false;
      lookAgain(0);
    });
  }

  function lookAgain(time: number): void {
    const delay = LOOK_AGAIN_AFTER_MS[time];
    if (delay === undefined) return;
    cancel = after(delay, () => {
      lookNow(time === LOOK_AGAIN_AFTER_MS.length - 1);
      lookAgain(time + 1);
    });
  }

  const onTrusted = (event: Event): void => {
    if (event.isTrusted) lookSoon();
  };
  // The window loses the focus to its frames too.
  for (const type of ["focusin", "blur", "click"]) {
    window.addEventListener(type, onTrusted, { capture: true, passive: true });
  }
  // Not at every key: nobody's typing is to wait for a look at the whole screen.
  const onKey = (event: KeyboardEvent): void => {
    if (event.isTrusted && event.key === "Enter") lookSoon();
  };
  window.addEventListener("keyup", onKey, { capture: true, passive: true });
  const onFrameLoad = (event: Event): void => {
    if (!event.isTrusted || (event.target as Node).nodeName !== "IFRAME") return;
    onFrame();
    lookSoon();
  };
  // Every picture and script that loads would be told of, too: not while there are most of them.
  const onLoad = (): void => {
    if (!isForUs()) return;
    window.document.addEventListener("load", onFrameLoad, { capture: true, passive: true });
    if (window.length > 0) onFrame();
    // While the page starts, only for what is found with ease.
    plan();
  };
  if (window.document.readyState === "complete") onLoad();
  else {
    const onWindowLoad = (event: Event): void => {
      if (!event.isTrusted || event.target !== window.document) return;
      window.removeEventListener("load", onWindowLoad, { capture: true });
      onLoad();
    };
    window.addEventListener("load", onWindowLoad, { capture: true });
  }
  return lookSoon;
}
