// The codes that are filled into the practice page. They wait in the session store, so that none is lost with the
// worker, and each goes to the page in its own tab alone, which takes it out. Apart from the ports of all pages, since
// no other page wants them.

import browser from "webextension-polyfill";
import { PRACTICE_FILL_KEY } from "../app/session-keys.ts";
import type { PracticeFill } from "../app/views.ts";

type StorageListener = Parameters<typeof browser.storage.onChanged.addListener>[0];

/**
 * Calls `listener` with each code that is filled into the practice page in this very tab, also with one that came
 * before it listens; returns the way to stop it.
 */
export function onPracticeFill(listener: (code: string) => void): () => void {
  let isStopped = false;
  const take = async () => {
    const { session } = browser.storage;
    const tab = await browser.tabs.getCurrent();
    const { [PRACTICE_FILL_KEY]: held } = await session.get(PRACTICE_FILL_KEY);
    const fill = held as PracticeFill | undefined;
    if (isStopped || fill === undefined || fill.tabId !== tab?.id) return;
    await session.remove(PRACTICE_FILL_KEY);
    listener(fill.code);
  };
  // One after another, or two looks at once would both take what only one can have.
  let turn = take();
  const look: StorageListener = (changes, area) => {
    const isFill = area === "session" && changes[PRACTICE_FILL_KEY]?.newValue !== undefined;
    if (isFill) turn = turn.then(take, take);
  };
  browser.storage.onChanged.addListener(look);
  return () => {
    isStopped = true;
    browser.storage.onChanged.removeListener(look);
  };
}
