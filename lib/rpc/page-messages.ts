// What the worker asks of the content script in a page, and what the content script tells and asks the
// worker outside a ceremony. Answers come from a page's process: the worker parses them.

import type { PageKind } from "../headway/page-kind.ts";
import type { RequestOptionsJSON } from "../webauthn/json-types.ts";
import type { OverrideState, PasskeySignal } from "./ceremony-messages.ts";

export type PageRequest =
  | { readonly type: "inspect" }
  | { readonly type: "images" }
  /** Puts an authenticator's code into the page's one-time-code field; never submits. */
  | { readonly type: "fill-code"; readonly code: string; readonly documentId: string }
  | { readonly type: "fill-recovery-code"; readonly code: string }
  /** Presses the page's own control that leads to the other methods of signing in. */
  | { readonly type: "try-another-method" }
  /** Asks the page's own server for an answer, and reads the time in it. */
  | { readonly type: "read-clock" }
  /** Is Waykey's override in place? */
  | { readonly type: "check-override" }
  /** Makes a ceremony of the conditional `get` that waits in the page. */
  | { readonly type: "begin-conditional" };

export type PageInspection = {
  /** Another one in every document, unguessable; the same for as long as the document lives. */
  readonly documentId: string;
  readonly kind: PageKind;
  /** Whether there is a field that a code of this kind of screen can be filled into. */
  readonly hasField: boolean;
  readonly email: string | null;
  readonly recoveryCode: string | null;
  /** Whether it announces that an authenticator has just been enrolled. */
  readonly saysEnrolled: boolean;
  /** The options of a conditional `get` that waits for a passkey, if there is one. */
  readonly conditional: RequestOptionsJSON | null;
};

/** `unreachable`: the script in the page's world is not there or gives no answer. */
export type OverrideCheck = { readonly state: OverrideState | "unreachable" };

/** Whether a conditional `get` was there to begin with. */
export type ConditionalBegun = { readonly begun: boolean };

/** Data URLs of pictures on the page that may hold a barcode, largest first, at most 16. */
export type PageImages = { readonly images: readonly string[] };

export type PageFill =
  /** `screen`: what the page showed then. */
  | { readonly filled: true; readonly screen: PageKind }
  /** `another-document`: than the one that the code is for. */
  | {
      readonly filled: false;
      readonly reason: "no-field" | "wrong-field" | "rejected" | "another-document";
    };

export type OtherMethodPress =
  | { readonly pressed: true }
  /** `typed`: pressing it would hand in what stands in a field. */
  | { readonly pressed: false; readonly reason: "none" | "typed" };

/** Epoch milliseconds: the server's, and the computer's before and after. `isAged`: out of a cache on the way. */
export type ClockReading =
  | {
      readonly read: true;
      readonly serverMs: number;
      readonly startedMs: number;
      readonly endedMs: number;
      readonly isAged: boolean;
    }
  | { readonly read: false };

export type PageAnswer<R extends PageRequest> = R extends { type: "inspect" }
  ? PageInspection
  : R extends { type: "images" }
    ? PageImages
    : R extends { type: "check-override" }
      ? OverrideCheck
      : R extends { type: "begin-conditional" }
        ? ConditionalBegun
        : R extends { type: "try-another-method" }
          ? OtherMethodPress
          : R extends { type: "read-clock" }
            ? ClockReading
            : PageFill;

/** Content script to worker, by runtime.sendMessage: is there a vault at all? */
export type HasVaultQuestion = { readonly type: "has-vault"; readonly build: string };

/** What a document asks for: a passkey, by a conditional `get` that waits, or a code. */
export type Wish = "passkey" | "code";

/** Content script to worker, by runtime.sendMessage: what the document asks for now. No answer. */
export type WishMessage = {
  readonly type: "wish";
  readonly build: string;
  readonly wish: Wish | null;
};

/**
 * Worker to a tab's top document: a frame in it has nothing to ask for any more, and its word has taken the
 * tab's mark off; what the document itself asks for is to be told again. No answer.
 */
export type RepeatWish = { readonly type: "repeat-wish" };

export function isRepeatWish(message: unknown): message is RepeatWish {
  return (
    typeof message === "object" &&
    message !== null &&
    "type" in message &&
    message.type === "repeat-wish"
  );
}

/**
 * Content script to worker, by runtime.sendMessage: the script that reads pages is to run in this document.
 * Answered when it has.
 */
export type LoadReaderMessage = { readonly type: "load-reader"; readonly build: string };

/** Content script to worker, by runtime.sendMessage: a field for a code has taken the focus. No answer. */
export type CodeFocusMessage = { readonly type: "code-focus"; readonly build: string };

/** Content script to worker, by runtime.sendMessage: a site tells of its passkeys. No answer. */
export type SignalMessage = {
  readonly type: "signal";
  readonly build: string;
  readonly signal: PasskeySignal;
};

/** The port a content script opens after filling, kept until the page goes away or moves on. */
export const FILL_WATCH_PORT = "fill-watch";

/** What a screen says of the code that was filled before it. */
export type ScreenAfterFill = {
  readonly kind: PageKind;
  readonly saysEnrolled: boolean;
  /** The user's last act before it was to hand in that very code. */
  readonly isHandedIn: boolean;
};

/** Content script to worker over FILL_WATCH_PORT. */
export type FillWatchMessage =
  /** The page itself moved on without a reload. */
  | ({ readonly type: "screen" } & ScreenAfterFill)
  /** Whether the user's last act in this page was to hand the code in. */
  | { readonly type: "handed-in"; readonly isHandedIn: boolean }
  /** The user has typed something else where the code was, or may do so unseen from now on. */
  | { readonly type: "typed-over" };
