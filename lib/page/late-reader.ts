// How the reader of a document, a script of its own, comes to the bridge: the worker runs it in the same
// isolated world, when the bridge asks or before it asks something of the page itself, and it hands its maker to what
// the bridge has left there under the name of this build. No page sees that world.

import type { PageReader, PageReaderInput } from "./page-reader.ts";

export type MakeReader = (input: PageReaderInput) => PageReader;

type TakeReader = (make: MakeReader) => void;

/** The reader's side: hands `make` to the bridge of the same build, if there is one. */
export function offerReader(world: object, name: string, make: MakeReader): void {
  // Of its own: where the world is a window's, an element of the page whose id is the name is inherited.
  const take = Object.getOwnPropertyDescriptor(world, name)?.value as TakeReader | undefined;
  take?.(make);
}

/** The bridge's side, once for each document: has `take` given the maker whenever the reader's script runs. */
export function awaitReader(world: object, name: string, take: TakeReader): void {
  Object.defineProperty(world, name, { value: take, configurable: true });
}

export type LateReader = {
  /** Has it fetched and made at the first call; rejects where it cannot be had, and tries anew at the next. */
  readonly get: () => Promise<PageReader>;
  readonly isThere: () => boolean;
  /** Makes it, unless it is there. */
  readonly take: TakeReader;
};

/** `fetch` has the reader's script run in this world; answers or rejects when that is over. */
export function createLateReader(
  fetch: () => Promise<unknown>,
  input: PageReaderInput,
): LateReader {
  let reader: PageReader | null = null;
  let coming: Promise<PageReader> | null = null;

  async function bring(): Promise<PageReader> {
    await fetch();
    if (reader === null) throw new Error("The script that reads the page did not come");
    return reader;
  }

  return {
    async get() {
      if (reader !== null) return reader;
      coming ??= bring().finally(() => {
        coming = null;
      });
      return coming;
    },
    isThere: () => reader !== null,
    take(make) {
      reader ??= make(input);
    },
  };
}
