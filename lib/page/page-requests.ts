// Answers what the worker asks of this document: what the screen is, which pictures may hold a
// barcode, and the filling of a code. Only the top document of a page in scope answers (invariant
// I10).

import { visibleEmail } from "../headway/accounts.ts";
import { isInScope } from "../headway/hosts.ts";
import { classifyScreen } from "../headway/page-kinds.ts";
import { shownRecoveryCode } from "../headway/recovery-code.ts";
import type { PageKind } from "../headway/page-kind.ts";
import type {
  PageAnswer,
  PageFill,
  PageImages,
  PageInspection,
  PageRequest,
} from "../rpc/page-messages.ts";
import { chooseField, type CodeKind } from "./field-finder.ts";
import { watchAfterFill } from "./fill-watch.ts";
import { fillField } from "./filler.ts";
import { readPageImages } from "./page-images.ts";
import { parsePageRequest } from "./page-request-parser.ts";
import type { After, Connect } from "./runtime.ts";
import { readScreen } from "./screen.ts";
import { layoutSight, type Sight } from "./sight.ts";

export type PageRequests = {
  /** Null for anything but a request to this document. */
  readonly onRequest: (request: unknown) => Promise<PageAnswer<PageRequest>> | null;
};

export type PageRequestsInput = {
  readonly window: Window & typeof globalThis;
  readonly connect: Connect;
  readonly after: After;
  /** What can be seen; the browser's layout unless a test says otherwise. */
  readonly sight?: Sight;
};

export function createPageRequests(input: PageRequestsInput): PageRequests {
  const { window, connect, after } = input;
  const { document } = window;
  const sight = input.sight ?? layoutSight(window);
  let stopWatching = (): void => {};

  function inspect(): PageInspection {
    const { description } = readScreen(document, sight);
    const { kind } = classifyScreen(description);
    return {
      kind,
      email: visibleEmail(description),
      recoveryCode: kind === "recovery-shown" ? shownRecoveryCode(description) : null,
    };
  }

  async function fill(codeKind: CodeKind, code: string): Promise<PageFill> {
    const screen = readScreen(document, sight);
    const choice = chooseField(screen, codeKind, code);
    if (!choice.found) return { filled: false, reason: choice.reason };
    if (!choice.field.elements.every((element) => sight.bringToView(element))) {
      return { filled: false, reason: "no-field" };
    }
    const { kind } = classifyScreen(screen.description);
    stopWatching();
    if (!(await fillField(window, choice.field, code, after))) {
      return { filled: false, reason: "rejected" };
    }
    if (codeKind === "totp") {
      const kindNow = (): PageKind => inspect().kind;
      stopWatching = watchAfterFill({ window, connect, after, kind, kindNow });
    }
    return { filled: true };
  }

  async function readImages(): Promise<PageImages> {
    return { images: await readPageImages(window, sight) };
  }

  async function answer(request: PageRequest): Promise<PageAnswer<PageRequest>> {
    if (request.type === "inspect") return inspect();
    if (request.type === "images") return readImages();
    return fill(request.type === "fill-code" ? "totp" : "recovery", request.code);
  }

  return {
    onRequest(input) {
      if (window !== window.top || !isInScope(window.origin)) return null;
      const request = parsePageRequest(input);
      return request === null ? null : answer(request);
    },
  };
}
