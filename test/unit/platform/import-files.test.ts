import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createImportReading, type ReadingRequest } from "../../../lib/app/import-reading.ts";
import { createImportFiles } from "../../../lib/platform/import-files.ts";
import * as samples from "../exchange/formats/samples.ts";
import * as sealed from "../exchange/formats/sealed-samples.ts";
import { errorCode } from "../vault/error-code.ts";

/** A worker that reads as the real one does, or is silent. */
class FakeWorker extends EventTarget {
  isEnded = false;
  readonly #handle;

  constructor(isSilent: boolean) {
    super();
    const handle = createImportReading({
      elapsedMs: () => 0,
      answer: (data) => this.dispatchEvent(new MessageEvent("message", { data })),
    });
    this.#handle = isSilent ? () => Promise.resolve() : handle;
  }

  postMessage(request: unknown): void {
    void this.#handle(request as ReadingRequest);
  }

  terminate(): void {
    this.isEnded = true;
  }
}

function filesOver(isSilent = false) {
  const workers: FakeWorker[] = [];
  const files = createImportFiles(() => {
    const worker = new FakeWorker(isSilent);
    workers.push(worker);
    return worker;
  });
  return { files, workers };
}

const blob = (file: unknown) => new Blob([samples.text(file)]);

describe("a file of another authenticator", () => {
  it("is read by a worker of its own", async () => {
    const { files, workers } = filesOver();
    const file = await files.open(blob(samples.aegisPlain()));
    expect(file).toMatchObject({ product: "aegis" });
    expect(file.content?.entries).toHaveLength(5);
    file.end();
    expect(workers.map(({ isEnded }) => isEnded)).toEqual([true]);
  });

  it("is unsealed by the same one, however often it takes", async () => {
    const { files, workers } = filesOver();
    const file = await files.open(blob(samples.twoFasSealed(32)));
    expect(file.content).toBeNull();
    const expected: (number | null)[] = [];
    const tell = (timeMs: number | null) => void expected.push(timeMs);
    expect(await errorCode(() => file.unseal("wrong", tell))).toBe("import/password");
    expect((await file.unseal(samples.PASSWORD, tell)).entries).toHaveLength(5);
    expect(expected).toEqual([null, null]);
    expect(workers).toHaveLength(1);
  });

  it("is a guess where nothing in it says whose it is", async () => {
    const { files } = filesOver();
    expect((await files.open(blob(sealed.andOtpOld()))).isGuess).toBe(true);
    expect((await files.open(blob(sealed.andOtpSealed()))).isGuess).toBe(false);
    expect((await files.open(blob(samples.aegisPlain()))).isGuess).toBe(false);
  });

  it("is refused by its size before it is read, and then no worker is started", async () => {
    const { files, workers } = filesOver();
    const large = { size: 50_000_001, arrayBuffer: () => Promise.reject(new Error("It was read")) };
    expect(await errorCode(() => files.open(large as unknown as Blob))).toBe("import/too-large");
    expect(workers).toEqual([]);
  });

  it("is refused where it can't be read any more, and then no worker is started", async () => {
    const { files, workers } = filesOver();
    const gone = new DOMException("It has changed", "NotReadableError");
    const changed = { size: 10, arrayBuffer: () => Promise.reject(gone) };
    expect(await errorCode(() => files.open(changed as unknown as Blob))).toBe("file/unreadable");
    expect(workers).toEqual([]);
  });

  it("takes its worker with it when it is refused", async () => {
    const { files, workers } = filesOver();
    expect(await errorCode(() => files.open(blob("nothing")))).toBe("import/unknown");
    expect(workers[0]?.isEnded).toBe(true);
  });

  it("fails with its worker", async () => {
    const { files, workers } = filesOver(true);
    const opening = files.open(blob("x"));
    await vi.waitUntil(() => workers.length > 0);
    workers[0]?.dispatchEvent(Object.assign(new Event("error"), { message: "no memory" }));
    await expect(opening).rejects.toThrow(TypeError);
  });
});

describe("a file that takes too long", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("is given up, and its worker ended", async () => {
    const { files, workers } = filesOver(true);
    const code = errorCode(() => files.open(blob("x")));
    await vi.waitUntil(() => workers.length > 0, { interval: 0 });
    await vi.advanceTimersByTimeAsync(20_001);
    expect(await code).toBe("import/too-slow");
    expect(workers[0]?.isEnded).toBe(true);
  });
});
