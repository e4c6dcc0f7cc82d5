// The reading of one file of another authenticator, as it goes on in a worker of its own: what the page asks, and
// what it is answered. That worker has no vault. Whoever wants no more of it ends it.

import type { Bytes } from "../bytes/bytes.ts";
import { encodeUtf8 } from "../bytes/utf8.ts";
import { deriveForeignKey, foretaste, type ForeignKdf } from "../crypto/foreign-kdf.ts";
import { type ErrorCode, isWaykeyError } from "../errors.ts";
import type { FileContent, Product, ReadFile } from "../exchange/formats/format.ts";
import { readForeignFile } from "../exchange/formats/read-foreign-file.ts";

export type ReadingRequest =
  | { readonly kind: "read"; readonly bytes: Bytes }
  /** Of the file that was read before. */
  | { readonly kind: "unseal"; readonly password: string };

export type ReadingAnswer =
  | { readonly kind: "open"; readonly product: Product; readonly content: FileContent }
  | {
      readonly kind: "sealed";
      readonly product: Product;
      /** The file has nothing that says whose it is. */
      readonly isGuess: boolean;
    }
  /** Precedes the answer to `unseal`. Null: not known, or soon over. */
  | { readonly kind: "expected"; readonly timeMs: number | null }
  | { readonly kind: "failed"; readonly code: ErrorCode; readonly message: string };

export type ReadingPorts = {
  /** Milliseconds of a clock that never goes back. */
  readonly elapsedMs: () => number;
  readonly answer: (answer: ReadingAnswer) => void;
};

/** One file, which is read once and may be unsealed several times. */
export function createImportReading({ elapsedMs, answer }: ReadingPorts) {
  let sealed: Extract<ReadFile, { state: "sealed" }> | null = null;

  function read(bytes: Bytes): void {
    const file = readForeignFile(bytes);
    if (file.state === "sealed") {
      sealed = file;
      answer({ kind: "sealed", product: file.product, isGuess: file.isGuess === true });
    } else {
      const { state: _state, product, ...content } = file;
      answer({ kind: "open", product, content });
    }
  }

  async function unseal(password: string): Promise<void> {
    if (sealed === null) throw new TypeError("A sealed file must have been read");
    const { product, kdf } = sealed;
    answer({ kind: "expected", timeMs: await expectedMs(kdf) });
    answer({ kind: "open", product, content: await sealed.open(password) });
  }

  async function expectedMs(kdf: ForeignKdf | null): Promise<number | null> {
    const taste = kdf === null ? null : foretaste(kdf);
    if (taste === null) return null;
    const begun = elapsedMs();
    await deriveForeignKey(encodeUtf8("foretaste"), new Uint8Array(16), taste.kdf);
    return (elapsedMs() - begun) / taste.part;
  }

  /** Never rejects: a failure is an answer, too. */
  return async (request: ReadingRequest): Promise<void> => {
    try {
      if (request.kind === "read") read(request.bytes);
      else await unseal(request.password);
    } catch (error) {
      const [code, message] = isWaykeyError(error)
        ? [error.code, error.message]
        : (["internal/unexpected", error instanceof Error ? error.name : "unknown"] as const);
      answer({ kind: "failed", code, message });
    }
  };
}
