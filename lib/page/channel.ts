// How the script in the page's world and the one in the extension's isolated world get a private
// MessagePort between them: one synchronous event on the document, sent before any code of the page
// runs. It works whichever of the two starts first. Only the first offer is taken; once it is, neither
// side listens any more. What travels over the port is JSON text, so that no object of one world is
// ever touched by the other.

const CAPTURE = { capture: true };

const readyName = (name: string): string => `${name}.ready`;

/**
 * The page's side: offers a port now, and again if the other side turns out to start later.
 * @returns our end, and whether the other side has taken its own
 */
export function offerPort(
  window: Window & typeof globalThis,
  name: string,
): { readonly port: MessagePort; readonly isTaken: () => boolean } {
  const { document } = window;
  const channel = new window.MessageChannel();
  let taken = false;

  function offer(): void {
    const hello = new window.MessageEvent(name, { ports: [channel.port2], cancelable: true });
    // The taker cancels the event; that is its acknowledgement.
    taken = !document.dispatchEvent(hello);
  }

  function onReady(event: Event): void {
    event.stopImmediatePropagation();
    document.removeEventListener(readyName(name), onReady, CAPTURE);
    offer();
  }

  offer();
  if (!taken) document.addEventListener(readyName(name), onReady, CAPTURE);
  return { port: channel.port1, isTaken: () => taken };
}

/** The isolated side: takes the first port that is offered, at once or later, and no other. */
export function takePort(
  document: Document,
  name: string,
  onPort: (port: MessagePort) => void,
): void {
  function onHello(event: Event): void {
    const port = (event as MessageEvent).ports[0];
    if (port === undefined) return;
    document.removeEventListener(name, onHello, CAPTURE);
    event.stopImmediatePropagation();
    event.preventDefault();
    onPort(port);
  }

  document.addEventListener(name, onHello, CAPTURE);
  document.dispatchEvent(new Event(readyName(name)));
}
