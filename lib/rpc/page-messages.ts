// What the worker asks of the content script in a page, and the one question the content script asks
// of the worker outside a ceremony. Answers come from a page's process: the worker parses them.

import type { PageKind } from "../headway/page-kind.ts";

export type PageRequest =
  | { readonly type: "inspect" }
  | { readonly type: "images" }
  /** Puts a TOTP code into the page's one-time-code field; never submits. */
  | { readonly type: "fill-code"; readonly code: string }
  | { readonly type: "fill-recovery-code"; readonly code: string };

export type PageInspection = {
  readonly kind: PageKind;
  readonly email: string | null;
  readonly recoveryCode: string | null;
};

/** Data URLs of pictures on the page that may hold a barcode, largest first, at most 16. */
export type PageImages = { readonly images: readonly string[] };

export type PageFill =
  | { readonly filled: true }
  | { readonly filled: false; readonly reason: "no-field" | "wrong-field" | "rejected" };

export type PageAnswer<R extends PageRequest> = R extends { type: "inspect" }
  ? PageInspection
  : R extends { type: "images" }
    ? PageImages
    : PageFill;

/** Content script to worker, by runtime.sendMessage: is there a vault at all? */
export type HasVaultQuestion = { readonly type: "has-vault"; readonly build: string };

/** The port a content script opens after filling, kept until the page goes away or moves on. */
export const FILL_WATCH_PORT = "fill-watch";

/** Content script to worker over FILL_WATCH_PORT, when the page itself moved on without a reload. */
export type FillWatchMessage = { readonly type: "screen"; readonly kind: PageKind };
