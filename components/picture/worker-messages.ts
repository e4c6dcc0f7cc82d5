// What the page and the worker that reads pictures say to each other.

import type { ErrorCode } from "../../lib/errors.ts";

export type ReadRequest = {
  readonly id: number;
  /** A file of a picture, still packed, or a frame of a camera. */
  readonly picture: Blob | ImageBitmap;
};

export type WorkerMessage =
  /** The reader is loaded; sent once. */
  | { readonly kind: "ready" }
  | { readonly kind: "read"; readonly id: number; readonly texts: readonly string[] }
  | {
      readonly kind: "failed";
      readonly id: number;
      readonly code: ErrorCode;
      readonly message: string;
    };
