// After a code was filled: tells the worker when the page itself moves on to another screen without a
// reload, so that a code the site has taken can be told from one it refused. Ends after five minutes,
// or when the worker closes the port; the page going away closes it too.

import type { PageKind } from "../headway/page-kind.ts";
import { FILL_WATCH_PORT, type FillWatchMessage } from "../rpc/page-messages.ts";
import type { After, Connect, RuntimePort } from "./runtime.ts";

const LIFE_MS = 5 * 60_000;
const LOOK_AFTER_MS = 100;

/**
 * Starts watching. `kindNow` classifies the screen as it is; `kind` is what it was at the fill.
 * Answers with a function that ends the watch.
 */
export function watchAfterFill(input: {
  readonly window: Window & typeof globalThis;
  readonly connect: Connect;
  readonly after: After;
  readonly kind: PageKind;
  readonly kindNow: () => PageKind;
}): () => void {
  const { window, after } = input;
  const port = input.connect(FILL_WATCH_PORT);
  let last = input.kind;
  let isDue = false;
  let cancelLook = (): void => {};

  function look(): void {
    isDue = false;
    const kind = input.kindNow();
    if (kind === last) return;
    last = kind;
    report(port, { type: "screen", kind });
  }

  function lookSoon(): void {
    // Not put off again: a page that never rests is looked at all the same.
    if (isDue) return;
    isDue = true;
    cancelLook = after(LOOK_AFTER_MS, look);
  }

  const observer = new window.MutationObserver(lookSoon);

  function stop(): void {
    observer.disconnect();
    cancelLook();
    cancelLife();
    port.disconnect();
  }

  const cancelLife = after(LIFE_MS, stop);
  port.onDisconnect.addListener(stop);
  observer.observe(window.document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ["hidden", "class", "style", "open"],
  });
  // The page may have moved on while the code was being read back.
  lookSoon();
  return stop;
}

function report(port: RuntimePort, message: FillWatchMessage): void {
  port.postMessage(message);
}
