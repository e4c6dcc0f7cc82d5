// After a code was filled: tells the worker when the page itself moves on to another screen without a reload, and
// when the user hands the code in or types another, so that a code the site has taken can be told from one it
// refused. Ends after five minutes, with the next fill, or when the page goes away, even if it comes back. A worker
// that is put to sleep closes the port: the next one gets a port of its own.

import type { PageKind } from "../headway/page-kind.ts";
import {
  FILL_WATCH_PORT,
  type FillWatchMessage,
  type ScreenAfterFill,
} from "../rpc/page-messages.ts";
import { watchHandIn } from "./hand-in-watch.ts";
import type { PageField } from "./page-fields.ts";
import type { After, Connect, RuntimePort } from "./runtime.ts";

const LIFE_MS = 5 * 60_000;
const LOOK_AFTER_MS = 100;
const NEXT_PORT_MS = 1000;

/**
 * Starts watching. `now` looks at the screen as it is; `kind` is what it was at the fill, of `code` into `field`.
 * Answers with a function that ends the watch.
 */
export function watchAfterFill(input: {
  readonly window: Window & typeof globalThis;
  readonly connect: Connect;
  readonly after: After;
  readonly field: PageField;
  readonly code: string;
  readonly kind: PageKind;
  readonly now: () => Pick<ScreenAfterFill, "kind" | "saysEnrolled">;
}): () => void {
  const { window, after } = input;
  const handIn = watchHandIn(window, input.field, input.code, {
    onHandedIn: (isHandedIn) => report({ type: "handed-in", isHandedIn }),
    onTypedOver: () => report({ type: "typed-over" }),
  });
  let port: RuntimePort | null = null;
  let cancelPort = (): void => {};
  let last = input.kind;
  let isDue = false;
  let cancelLook = (): void => {};

  /** Whether the field was in a frame that has gone, or shows another document now. */
  function isFrameAnew(): boolean {
    return input.field.elements.some(({ ownerDocument }) => {
      const view = ownerDocument.defaultView;
      return view?.document !== ownerDocument || view.frameElement?.isConnected === false;
    });
  }

  function look(): void {
    isDue = false;
    const { kind, saysEnrolled } = input.now();
    // Asked for once more, where nobody sees what is typed.
    if (kind === input.kind && isFrameAnew()) {
      stop();
      return;
    }
    if (kind === last) return;
    last = kind;
    report({ type: "screen", kind, saysEnrolled, isHandedIn: handIn.isHandedIn() });
  }

  function lookSoon(): void {
    // Not put off again: a page that never rests is looked at all the same.
    if (isDue) return;
    isDue = true;
    cancelLook = after(LOOK_AFTER_MS, look);
  }

  const observer = new window.MutationObserver(lookSoon);

  /** Throws where the extension has gone from the page. */
  function openPort(): RuntimePort {
    const opened = input.connect(FILL_WATCH_PORT);
    opened.onDisconnect.addListener(() => {
      port = null;
      cancelPort = after(NEXT_PORT_MS, keepPort);
    });
    port = opened;
    // Another worker does not know.
    if (handIn.isHandedIn()) report({ type: "handed-in", isHandedIn: true });
    return opened;
  }

  function keepPort(): void {
    try {
      port ??= openPort();
    } catch {
      end();
    }
  }

  function report(message: FillWatchMessage): void {
    keepPort();
    port?.postMessage(message);
  }

  function end(): void {
    window.removeEventListener("pagehide", end);
    window.document.removeEventListener("load", lookSoon, { capture: true });
    observer.disconnect();
    handIn.stop();
    cancelLook();
    cancelLife();
    cancelPort();
    port?.disconnect();
  }

  function stop(): void {
    // The page stays, and nobody sees any more whether the code does.
    report({ type: "typed-over" });
    end();
  }

  const cancelLife = after(LIFE_MS, stop);
  // Of a frame's own changes there is nothing to observe here but that it has loaded anew.
  window.document.addEventListener("load", lookSoon, { capture: true, passive: true });
  observer.observe(window.document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ["hidden", "class", "style", "open"],
  });
  // The page may have moved on while the code was being read back.
  lookSoon();
  window.addEventListener("pagehide", end);
  keepPort();
  return stop;
}
