// Answers what the worker asks of this document, by itself or through its reader. Only the top document of
// a page in scope answers (invariant I10).

import { isHeadwayOrigin } from "../headway/hosts.ts";
import type { OverrideCheck, PageAnswer, PageRequest } from "../rpc/page-messages.ts";
import type { CeremonyDesk } from "./ceremony-desk.ts";
import { parsePageRequest } from "./page-request-parser.ts";
import type { PageReader } from "./page-reader.ts";

export type PageRequests = {
  /** Null for anything but a request to this document. Rejects where its reader cannot be had. */
  readonly onRequest: (request: unknown) => Promise<PageAnswer<PageRequest>> | null;
};

export function createPageRequests(input: {
  readonly window: Window & typeof globalThis;
  /** Where a conditional get() of the page waits. */
  readonly desk: Pick<CeremonyDesk, "begin">;
  readonly checkOverride: () => Promise<OverrideCheck>;
  readonly reader: () => Promise<Pick<PageReader, "answer">>;
}): PageRequests {
  const { window } = input;

  async function answer(request: PageRequest): Promise<PageAnswer<PageRequest>> {
    if (request.type === "check-override") return input.checkOverride();
    if (request.type === "begin-conditional") return { begun: input.desk.begin() };
    const reader = await input.reader();
    return reader.answer(request);
  }

  return {
    onRequest(message) {
      if (window !== window.top || !isHeadwayOrigin(window.origin)) return null;
      const request = parsePageRequest(message);
      return request === null ? null : answer(request);
    },
  };
}
