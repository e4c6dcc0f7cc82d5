// Runs the script that reads pages in a document whose bridge asks for it, or is to be asked.

import browser, { type Scripting } from "webextension-polyfill";
import type { Requester } from "../app/ceremony-state.ts";

/** As the build names it: entrypoints/page-reader.ts. */
const FILE = "/page-reader.js";

/** A field that the polyfill's types do not know yet; Firefox has none of it. */
type Target = Scripting.InjectionTarget & { documentIds?: string[] };

/**
 * Runs it in the isolated world of that very document where the browser tells documents of a frame apart, else
 * in whatever the frame shows now. @returns whether it ran; it has not where the document is gone
 */
export async function injectReader({
  tabId,
  frameId,
  documentId,
}: Pick<Requester, "tabId" | "frameId" | "documentId">): Promise<boolean> {
  const target: Target =
    documentId === null ? { tabId, frameIds: [frameId] } : { tabId, documentIds: [documentId] };
  try {
    await browser.scripting.executeScript({ target, files: [FILE], injectImmediately: true });
    return true;
  } catch {
    // The tab was closed or went elsewhere; the bridge that asked is gone, or asks again.
    return false;
  }
}
