// The page's side of the worker that reads a file of another authenticator: one worker a file. A file is refused by
// its size before it is read, and reading it has its time; unsealing may take as long as its derivation does.

import type { ImportFile, ImportFilePort } from "../../components/ports.ts";
import type { ReadingAnswer, ReadingRequest } from "../app/import-reading.ts";
import { type ImportContent, MAX_IMPORT_BYTES } from "../app/views.ts";
import { WaykeyError } from "../errors.ts";

/** For 50 MB on a slow computer; what takes longer is made to. */
const PATIENCE_MS = 20_000;

type ImportWorker = Pick<Worker, "postMessage" | "terminate" | "addEventListener">;

export function createImportFiles(start: () => ImportWorker): ImportFilePort {
  return {
    async open(file) {
      if (file.size > MAX_IMPORT_BYTES) {
        throw new WaykeyError("import/too-large", `The file has ${file.size} bytes`);
      }
      const bytes = await bytesOf(file);
      const worker = start();
      try {
        return await openIn(worker, bytes);
      } catch (error) {
        worker.terminate();
        throw error;
      }
    },
  };
}

export const importFiles = createImportFiles(
  () => new Worker(new URL("import-worker.ts", import.meta.url), { type: "module" }),
);

/** @throws WaykeyError `file/unreadable` for one that was moved, changed or taken away since it was chosen */
async function bytesOf(file: Blob): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (cause) {
    throw new WaykeyError("file/unreadable", "The file can't be read", { cause });
  }
}

async function openIn(worker: ImportWorker, bytes: Uint8Array<ArrayBuffer>): Promise<ImportFile> {
  let hear: (answer: ReadingAnswer) => void = () => undefined;
  let fail: (error: Error) => void = () => undefined;
  worker.addEventListener("message", ({ data }: MessageEvent<ReadingAnswer>) => hear(data));
  worker.addEventListener("error", (event) => fail(new TypeError(`It failed: ${event.message}`)));

  function ask(
    request: ReadingRequest,
    onExpected: (timeMs: number | null) => void,
  ): Promise<Exclude<ReadingAnswer, { kind: "expected" | "failed" }>> {
    return new Promise((resolve, reject) => {
      fail = reject;
      hear = (answer) => {
        if (answer.kind === "expected") onExpected(answer.timeMs);
        else if (answer.kind === "failed") reject(new WaykeyError(answer.code, answer.message));
        else resolve(answer);
      };
      worker.postMessage(request, request.kind === "read" ? [request.bytes.buffer] : []);
    });
  }

  const first = await within(
    PATIENCE_MS,
    ask({ kind: "read", bytes }, () => undefined),
  );
  return {
    product: first.product,
    isGuess: first.kind === "sealed" && first.isGuess,
    content: first.kind === "open" ? first.content : null,
    async unseal(password, onExpected): Promise<ImportContent> {
      const answer = await ask({ kind: "unseal", password }, onExpected);
      if (answer.kind !== "open") throw new TypeError("The worker must answer with the content");
      return answer.content;
    },
    end: () => worker.terminate(),
  };
}

/** @throws WaykeyError `import/too-slow` if `work` does not end in time */
async function within<T>(timeMs: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new WaykeyError("import/too-slow", `Reading took more than ${timeMs} ms`));
    }, timeMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
