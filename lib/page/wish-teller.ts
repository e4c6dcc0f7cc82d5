// Tells the worker what the document asks for. One message at a time, and of what changed meanwhile only the
// last: so they come in order, and a page that calls and gives up in a loop sends few.

import type { Wish } from "../rpc/page-messages.ts";

export type WishTeller = {
  readonly tell: (wish: Wish, isThere: boolean) => void;
  /** Says it again where there is one: what was told is forgotten. */
  readonly repeat: () => void;
};

/** Of several wishes the first here is told. */
const ORDER: readonly Wish[] = ["passkey", "code"];

/** `send` may reject: then the toolbar's button goes without its mark. */
export function createWishTeller(send: (wish: Wish | null) => Promise<unknown>): WishTeller {
  const wishes = new Set<Wish>();
  let told: Wish | null = null;
  let isTelling = false;

  const latest = (): Wish | null => ORDER.find((wish) => wishes.has(wish)) ?? null;

  async function catchUp(): Promise<void> {
    if (isTelling) return;
    isTelling = true;
    for (let wish = latest(); wish !== told; wish = latest()) {
      told = wish;
      await send(wish).catch(() => undefined);
    }
    isTelling = false;
  }

  return {
    tell(wish, isThere) {
      if (isThere) wishes.add(wish);
      else wishes.delete(wish);
      void catchUp();
    },
    repeat() {
      told = null;
      void catchUp();
    },
  };
}
