// Reads this document and fills into it, for its frames of the same origin too: what the screen is, which
// pictures may hold a barcode, the code into its field, the way to other methods, the server's clock. It is
// most of what Waykey has for pages, so it comes into a document only when there is something to read.

import { visibleEmail } from "../headway/accounts.ts";
import { classifyScreen } from "../headway/page-kinds.ts";
import { shownRecoveryCode } from "../headway/recovery-code.ts";
import { saysEnrolled } from "../headway/says-enrolled.ts";
import type {
  PageAnswer,
  PageFill,
  PageImages,
  PageInspection,
  PageRequest,
} from "../rpc/page-messages.ts";
import { highestOfOrigin } from "./ancestors.ts";
import type { CeremonyDesk } from "./ceremony-desk.ts";
import type { Wanted } from "./code-watch.ts";
import { chooseField, type CodeKind } from "./field-finder.ts";
import { watchAfterFill } from "./fill-watch.ts";
import { fillField } from "./filler.ts";
import { focusedElement } from "./focused-element.ts";
import { pressOtherMethod } from "./other-method.ts";
import type { PageField } from "./page-fields.ts";
import { readPageImages } from "./page-images.ts";
import type { After, Connect, Head, ShadowRootOf } from "./runtime.ts";
import { type PageScreen, readScreen } from "./screen.ts";
import { readServerClock } from "./server-clock.ts";
import { layoutSight, type Sight } from "./sight.ts";

/** What only a reader of the document can answer. */
export type ReaderRequest = Exclude<
  PageRequest,
  { type: "check-override" } | { type: "begin-conditional" }
>;

export type PageReader = {
  readonly answer: (request: ReaderRequest) => Promise<PageAnswer<ReaderRequest>>;
  /** The kind of code that the screen has a field for now; asked in a frame, the whole screen of its origin. */
  readonly wanted: () => Wanted | null;
};

export type PageReaderInput = {
  readonly window: Window & typeof globalThis;
  readonly connect: Connect;
  readonly after: After;
  /** Where a conditional get() of the page waits. */
  readonly desk: Pick<CeremonyDesk, "heldOptions">;
  readonly head: Head;
  readonly shadowRootOf: ShadowRootOf;
  /** What can be seen; the browser's layout unless a test says otherwise. */
  readonly sight?: Sight;
};

export function createPageReader(input: PageReaderInput): PageReader {
  const { window, connect, after, desk } = input;
  const { document } = window;
  const screenDocument = highestOfOrigin(window).document;
  const sight = input.sight ?? layoutSight(input.shadowRootOf);
  const documentId = crypto.randomUUID();
  let stopWatching = (): void => {};

  function inspect(): PageInspection {
    const screen = readScreen(document, sight);
    const { description } = screen;
    const { kind } = classifyScreen(description);
    return {
      documentId,
      kind,
      hasField: wantedOn(screen) !== null,
      email: visibleEmail(description),
      recoveryCode: kind === "recovery-shown" ? shownRecoveryCode(description) : null,
      saysEnrolled: saysEnrolled(description),
      conditional: desk.heldOptions(),
    };
  }

  async function fill(codeKind: CodeKind, code: string): Promise<PageFill> {
    const screen = readScreen(document, sight);
    const choice = chooseField(screen, codeKind, code);
    if (!choice.found) return { filled: false, reason: choice.reason };
    const { elements } = choice.field;
    const isInView = (): boolean => elements.every((element) => sight.bringToView(element));
    if (!isInView()) return { filled: false, reason: "no-field" };
    const { kind } = classifyScreen(screen.description);
    let isRight = false;
    const isStillRight = (): boolean => {
      const again = chooseField(readScreen(document, sight), codeKind, code);
      isRight = again.found && isSameField(again.field, choice.field) && isInView();
      isRight &&= !sight.isPaintedOver(elements);
      return isRight;
    };
    stopWatching();
    if (!(await fillField(choice.field, code, after, isStillRight))) {
      return { filled: false, reason: isRight ? "rejected" : "no-field" };
    }
    if (isEmptiedAnew(choice.field, codeKind, code)) return { filled: false, reason: "rejected" };
    if (codeKind === "authenticator") {
      const { field } = choice;
      stopWatching = watchAfterFill({ window, connect, after, field, code, kind, now: inspect });
    }
    return { filled: true, screen: kind };
  }

  /** A page that took the field away has taken the code, unless it put an empty one like it in its place. */
  function isEmptiedAnew({ elements }: PageField, codeKind: CodeKind, code: string): boolean {
    if (elements.some((element) => element.isConnected)) return false;
    const again = chooseField(readScreen(document, sight), codeKind, code);
    return again.found && again.field.elements.every(({ value }) => value === "");
  }

  async function readImages(): Promise<PageImages> {
    return { images: await readPageImages(window, sight) };
  }

  async function answer(request: ReaderRequest): Promise<PageAnswer<ReaderRequest>> {
    const { type } = request;
    if (type === "inspect") return inspect();
    if (type === "images") return readImages();
    if (type === "try-another-method") return pressOtherMethod(document, sight);
    if (type === "read-clock") {
      return readServerClock({
        location: window.location,
        head: input.head,
        now: () => Date.now(),
      });
    }
    if (type === "fill-recovery-code") return fill("recovery", request.code);
    return request.documentId === documentId
      ? fill("authenticator", request.code)
      : { filled: false, reason: "another-document" };
  }

  function wantedOn(screen: PageScreen): Wanted | null {
    for (const kind of ["authenticator", "recovery"] as const) {
      const choice = chooseField(screen, kind, "");
      if (!choice.found) continue;
      const focused = focusedElement(screenDocument);
      return { kind, isFocused: choice.field.elements.some((element) => element === focused) };
    }
    return null;
  }

  return { answer, wanted: () => wantedOn(readScreen(screenDocument, sight)) };
}

function isSameField(left: PageField, right: PageField): boolean {
  return left.elements.every((element, i) => element === right.elements[i]);
}
