// What the bridge needs of the extension's runtime and of time, as parameters: the entrypoint passes
// the browser's own, the tests pass theirs.

export type RuntimePort = {
  postMessage(message: unknown): void;
  disconnect(): void;
  readonly onMessage: { addListener(listener: (message: unknown) => void): void };
  readonly onDisconnect: { addListener(listener: () => void): void };
};

/** Opens a port of that name to the worker; throws when the extension is gone from this page. */
export type Connect = (name: string) => RuntimePort;

export type SendMessage = (message: unknown) => Promise<unknown>;

/** False once the extension was reloaded or removed and this script is an orphan. */
export type IsAlive = () => boolean;

/** Runs `task` after a delay; the answer cancels it. */
export type After = (delayMs: number, task: () => void) => () => void;

/** The shadow root of an element, closed or not; null if it has none. */
export type ShadowRootOf = (element: Element) => ShadowRoot | null;

/** Asks an address for the headers of its answer alone; null where there is none. Follows no redirect. */
export type Head = (
  address: string,
) => Promise<{ readonly date: string | null; readonly age: string | null } | null>;
