// The worker in which pictures are unpacked and searched, so that the page goes on meanwhile and can end it
// at any time. One picture after the other.

import { isWaykeyError, WaykeyError } from "../../lib/errors.ts";
import { prepareReader, readCodes } from "./read-codes.ts";
import { searchPicture } from "./search-picture.ts";
import type { ReadRequest, WorkerMessage } from "./worker-messages.ts";

/** No piece of a picture is begun later than this after its unpacking began. */
const BUDGET_MS = 600;

/** The worker's own side, of which the types of a page know nothing. */
type WorkerScope = {
  postMessage(message: WorkerMessage, transfer: readonly Transferable[]): void;
  addEventListener(type: "message", listener: (event: MessageEvent<ReadRequest>) => void): void;
};
const scope = globalThis as unknown as WorkerScope;

const isPrepared = prepareReader();

async function unpack(picture: Blob | ImageBitmap): Promise<ImageBitmap> {
  if (picture instanceof ImageBitmap) return picture;
  try {
    return await createImageBitmap(picture);
  } catch (cause) {
    throw new WaykeyError("picture/damaged", "The browser cannot unpack the picture", { cause });
  }
}

async function read({ id, picture }: ReadRequest): Promise<WorkerMessage> {
  const begun = performance.now();
  try {
    await isPrepared;
    const bitmap = await unpack(picture);
    try {
      const budgetMs = BUDGET_MS - (performance.now() - begun);
      const { texts, isWhole } = await searchPicture(bitmap, {
        read: readCodes,
        now: () => performance.now(),
        budgetMs,
        // Of a camera's frames there is soon another.
        mayEnlarge: picture instanceof Blob,
      });
      if (texts.length === 0 && !isWhole) {
        throw new WaykeyError("picture/too-slow", "There was no time to search the whole picture");
      }
      return { kind: "read", id, texts };
    } finally {
      bitmap.close();
    }
  } catch (error) {
    const [code, name] = isWaykeyError(error)
      ? [error.code, error.message]
      : (["internal/unexpected", error instanceof Error ? error.name : "unknown"] as const);
    return { kind: "failed", id, code, message: name };
  }
}

let last: Promise<void> = Promise.resolve();
scope.addEventListener("message", ({ data }) => {
  last = last.then(async () => scope.postMessage(await read(data), []));
});
void isPrepared.then(() => scope.postMessage({ kind: "ready" }, []));
