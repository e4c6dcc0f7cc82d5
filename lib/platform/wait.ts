// Waiting. Browsers let a timer of no time at all take four milliseconds, and longer in a page that nobody sees, as
// Firefox's worker is one: a message to oneself comes as soon as what was there before it is done.

import type { Wait } from "../app/ports.ts";

const inTurn: (() => void)[] = [];
let port: MessagePort | null = null;

function ring(): void {
  if (port === null) {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener("message", () => inTurn.shift()?.());
    port1.start();
    port = port2;
  }
  port.postMessage(null);
}

export const wait: Wait = (ms) =>
  new Promise((resolve) => {
    if (ms > 0) {
      setTimeout(resolve, ms);
    } else {
      inTurn.push(resolve);
      ring();
    }
  });
