// The worker in which a file of another authenticator is read and unsealed, so that the page goes on meanwhile and can
// end it at any time; the memory that a derivation took goes with it.

import {
  createImportReading,
  type ReadingAnswer,
  type ReadingRequest,
} from "../app/import-reading.ts";

/** The worker's own side, of which the types of a page know nothing. */
type WorkerScope = {
  postMessage(message: ReadingAnswer, transfer: readonly Transferable[]): void;
  addEventListener(type: "message", listener: (event: MessageEvent<ReadingRequest>) => void): void;
};
const scope = globalThis as unknown as WorkerScope;

const handle = createImportReading({
  elapsedMs: () => performance.now(),
  answer: (answer) => scope.postMessage(answer, []),
});
let last: Promise<void> = Promise.resolve();
scope.addEventListener("message", ({ data }) => {
  last = last.then(() => handle(data));
});
