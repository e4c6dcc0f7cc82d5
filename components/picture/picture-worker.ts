// The worker in which pictures are unpacked and searched, so that the page goes on meanwhile and can end it
// at any time. One picture after the other; one for which there was no time is searched on where it was left when it comes
// again.

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

/** The ends of two pictures differ: there lie checksums, or the last of what was packed. */
const END_BYTES = 64;

/** The picture for which there was no time, by its end, and how many of its pieces were searched in vain. */
let left = { end: "", searched: 0 };

/** How many pieces of it are to be passed over. */
async function searchedOf(picture: Blob | ImageBitmap): Promise<typeof left> {
  const end = picture instanceof Blob ? await picture.slice(-END_BYTES).text() : "";
  return end !== "" && end === left.end ? left : { end, searched: 0 };
}

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
    const before = await searchedOf(picture);
    left = { end: "", searched: 0 };
    const bitmap = await unpack(picture);
    try {
      const budgetMs = BUDGET_MS - (performance.now() - begun);
      const { texts, isWhole, searched } = await searchPicture(bitmap, {
        read: readCodes,
        now: () => performance.now(),
        budgetMs,
        // Of a camera's frames there is soon another.
        mayEnlarge: picture instanceof Blob,
        searched: before.searched,
      });
      if (texts.length === 0 && !isWhole) {
        left = { end: before.end, searched };
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
