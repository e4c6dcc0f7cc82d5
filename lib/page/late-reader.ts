// How the reader of a document, a script of its own, comes to the bridge: the worker runs it in the same
// isolated world when the bridge asks, and it leaves its maker there under the name of this build. No page
// sees that world.

import type { PageReader, PageReaderInput } from "./page-reader.ts";

export type MakeReader = (input: PageReaderInput) => PageReader;

/** The reader's side: leaves `make` for the bridge of the same build. */
export function offerReader(world: object, name: string, make: MakeReader): void {
  Object.defineProperty(world, name, { value: make, configurable: true });
}

export type LateReader = {
  /** Has it fetched and made at the first call; rejects where it cannot be had, and tries anew at the next. */
  readonly get: () => Promise<PageReader>;
  readonly isThere: () => boolean;
};

/** The bridge's side. `fetch` has the reader's script run in this world; answers or rejects when that is over. */
export function createLateReader(
  world: object,
  name: string,
  fetch: () => Promise<unknown>,
  input: PageReaderInput,
): LateReader {
  let reader: PageReader | null = null;
  let coming: Promise<PageReader> | null = null;

  async function bring(): Promise<PageReader> {
    await fetch();
    // Of its own: an element of the page whose id is the name is one of the window's, too.
    const make = Object.getOwnPropertyDescriptor(world, name)?.value as MakeReader | undefined;
    if (make === undefined) throw new Error("The script that reads the page did not come");
    reader = make(input);
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
  };
}
