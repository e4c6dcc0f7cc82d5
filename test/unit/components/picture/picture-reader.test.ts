import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  createPictureReader,
  type PictureWorker,
} from "../../../../components/picture/picture-reader.ts";
import type { ReadRequest, WorkerMessage } from "../../../../components/picture/worker-messages.ts";
import { barcodePixels } from "../../../site/barcode.ts";
import { greyPng, png } from "../../../site/png.ts";

/** A worker that answers as the test says, at once when it is asked. */
class FakeWorker extends EventTarget implements PictureWorker {
  isEnded = false;
  readonly requests: ReadRequest[] = [];
  readonly answer: (request: ReadRequest) => WorkerMessage | null;

  constructor(answer: FakeWorker["answer"]) {
    super();
    this.answer = answer;
    queueMicrotask(() => this.say({ kind: "ready" }));
  }

  say(data: WorkerMessage): void {
    this.dispatchEvent(new MessageEvent("message", { data }));
  }

  postMessage(message: unknown): void {
    const request = message as ReadRequest;
    this.requests.push(request);
    const answer = this.answer(request);
    if (answer !== null) queueMicrotask(() => this.say(answer));
  }

  terminate(): void {
    this.isEnded = true;
  }
}

const PICTURE = new Blob([Uint8Array.from(greyPng(barcodePixels("otpauth://totp/x?secret=AA")))]);

function readerOver(answer: FakeWorker["answer"]) {
  const workers: FakeWorker[] = [];
  const reader = createPictureReader(() => {
    const worker = new FakeWorker(answer);
    workers.push(worker);
    return worker;
  });
  return { reader, workers };
}

const says = ({ id }: ReadRequest): WorkerMessage => ({ kind: "read", id, texts: [`text ${id}`] });
const refusal = (code: string) => expect.objectContaining({ code }) as unknown;

/** Looked at later: until then its failure is nobody's fault. */
function caught<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe("the reader of pictures", () => {
  it("starts one worker, when the first picture comes, and hands it one picture after the other", async () => {
    const { reader, workers } = readerOver(says);
    expect(workers).toHaveLength(0);
    const both = Promise.all([reader.decode(PICTURE), reader.decode(PICTURE)]);
    expect(await both).toEqual([["text 1"], ["text 2"]]);
    expect(workers).toHaveLength(1);
  });

  it("refuses a file of more than 20 MiB before it is read", async () => {
    const { reader, workers } = readerOver(says);
    const slice = vi.fn<() => Blob>();
    const huge = Object.assign(new Blob([]), { slice });
    Object.defineProperty(huge, "size", { value: 20 * 1024 * 1024 + 1 });
    await expect(reader.decode(huge)).rejects.toEqual(refusal("picture/too-large"));
    expect(slice).not.toHaveBeenCalled();
    expect(workers).toHaveLength(0);
  });

  it.each([
    [30_000, 30_000],
    [16_385, 1],
    [1, 4_000_000_000],
  ])("refuses %d by %d pixels before they are unpacked", async (width, height) => {
    const { reader, workers } = readerOver(says);
    const bomb = new Blob([
      Uint8Array.from(png({ width, height, bitDepth: 1 }, new Uint8Array(9))),
    ]);
    await expect(reader.decode(bomb)).rejects.toEqual(refusal("picture/too-large"));
    expect(workers).toHaveLength(0);
  });

  it("passes on what the worker refuses, and keeps the worker", async () => {
    const { reader, workers } = readerOver(({ id }) => ({
      kind: "failed",
      id,
      code: "picture/damaged",
      message: "cut short",
    }));
    await expect(reader.decode(PICTURE)).rejects.toEqual(refusal("picture/damaged"));
    await expect(reader.decode(PICTURE)).rejects.toEqual(refusal("picture/damaged"));
    expect(workers.map(({ isEnded }) => isEnded)).toEqual([false]);
  });

  it("ends a worker that does not answer within the time, and starts another for the next", async () => {
    let isSlow = true;
    const { reader, workers } = readerOver((request) => (isSlow ? null : says(request)));
    const slow = caught(reader.decode(PICTURE));
    await vi.waitFor(() => expect(workers[0]?.requests).toHaveLength(1));
    await vi.advanceTimersByTimeAsync(999);
    await expect(slow).rejects.toEqual(refusal("picture/too-slow"));
    isSlow = false;
    expect(await reader.decode(PICTURE)).toEqual(["text 2"]);
    expect(workers.map(({ isEnded }) => isEnded)).toEqual([true, false]);
  });

  it("ends a worker that fails", async () => {
    const { reader, workers } = readerOver(() => null);
    const failed = caught(reader.decode(PICTURE));
    await vi.waitFor(() => expect(workers[0]?.requests).toHaveLength(1));
    workers[0]?.dispatchEvent(Object.assign(new Event("error"), { message: "no memory" }));
    await expect(failed).rejects.toThrow("The worker failed: no memory");
    expect(workers[0]?.isEnded).toBe(true);
  });
});
