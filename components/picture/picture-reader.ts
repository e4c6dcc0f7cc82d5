// Reads the QR codes of pictures within a time, whatever the picture: it looks at the head first, hands the
// rest to a worker, and ends the worker if that does not answer. The next picture gets a new one.

import { WaykeyError } from "../../lib/errors.ts";
import type { QrPort } from "../ports.ts";
import { readPictureHead } from "./picture-head.ts";
import type { ReadRequest, WorkerMessage } from "./worker-messages.ts";

const MAX_BYTES = 20 * 1024 * 1024;
/** As much as a screen of 7,680 by 4,320 pixels has. */
const MAX_PIXELS = 7680 * 4320;
/** A browser's canvas has its own bound, and no screen comes near this. */
const MAX_SIDE = 16_384;
/** The head of a photograph may hold a preview and a colour profile. */
const HEAD_BYTES = 1024 * 1024;

/** From the moment at which the worker, with its reader loaded, has the picture: its own time, and a piece that it began then. */
const PATIENCE_MS = 950;
/** A worker that does not even start is broken. */
const START_MS = 15_000;

export type PictureWorker = Pick<Worker, "postMessage" | "terminate" | "addEventListener">;

/**
 * @throws WaykeyError `picture/too-large` before anything is read of a file over 20 MiB, and before it is
 * unpacked for one over 33 million pixels; as `readPictureHead`
 */
async function admit(picture: Blob): Promise<void> {
  if (picture.size > MAX_BYTES) {
    throw new WaykeyError("picture/too-large", `The file has ${picture.size} bytes`);
  }
  const head = new Uint8Array(await picture.slice(0, HEAD_BYTES).arrayBuffer());
  const { width, height } = readPictureHead(head);
  if (width * height > MAX_PIXELS || Math.max(width, height) > MAX_SIDE) {
    throw new WaykeyError("picture/too-large", `The picture has ${width} by ${height} pixels`);
  }
}

/** One worker with its reader, for one picture at a time. */
class Running {
  readonly #worker: PictureWorker;
  readonly #isReady: Promise<void>;
  #answer: ((message: WorkerMessage) => void) | null = null;
  #fail: (error: Error) => void;
  /** It has not answered, and has to be ended. */
  isSpent = false;

  constructor(worker: PictureWorker) {
    this.#worker = worker;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#isReady = promise;
    this.#fail = reject;
    worker.addEventListener("message", ({ data }: MessageEvent<WorkerMessage>) => {
      if (data.kind === "ready") resolve();
      else this.#answer?.(data);
    });
    worker.addEventListener("error", (event) => {
      this.#fail(new TypeError(`The worker failed: ${event.message}`));
    });
  }

  /** @throws WaykeyError of the area `picture` */
  async read(request: ReadRequest): Promise<readonly string[]> {
    const answer = await this.#ask(request);
    if (answer.kind === "read") return answer.texts;
    if (answer.kind === "failed") throw new WaykeyError(answer.code, answer.message);
    throw new TypeError("The worker says twice that it is ready");
  }

  async #ask(request: ReadRequest): Promise<WorkerMessage> {
    try {
      await within(START_MS, this.#isReady);
      const answered = new Promise<WorkerMessage>((resolve, reject) => {
        this.#answer = resolve;
        this.#fail = reject;
      });
      this.#worker.postMessage(request, request.picture instanceof Blob ? [] : [request.picture]);
      return await within(PATIENCE_MS, answered);
    } catch (error) {
      this.isSpent = true;
      throw error;
    }
  }

  end(): void {
    this.#worker.terminate();
  }
}

/** @throws WaykeyError `picture/too-slow` if `work` does not end in time */
async function within<T>(timeMs: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new WaykeyError("picture/too-slow", `The picture took more than ${timeMs} ms`));
    }, timeMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The QR port over a worker, which is started when the first picture is to be read. */
export function createPictureReader(start: () => PictureWorker): QrPort {
  let running: Running | null = null;
  let turn: Promise<unknown> = Promise.resolve();
  let lastId = 0;

  const readNow = async (picture: Blob | ImageBitmap): Promise<readonly string[]> => {
    running ??= new Running(start());
    try {
      return await running.read({ id: ++lastId, picture });
    } finally {
      if (running.isSpent) {
        running.end();
        running = null;
      }
    }
  };
  const inTurn = (picture: Blob | ImageBitmap): Promise<readonly string[]> => {
    const mine = turn.then(
      () => readNow(picture),
      () => readNow(picture),
    );
    turn = mine;
    return mine;
  };
  return {
    async decode(picture) {
      await admit(picture);
      return inTurn(picture);
    },
    decodeFrame: inTurn,
  };
}
