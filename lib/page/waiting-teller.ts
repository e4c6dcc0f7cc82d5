// Tells the worker whether a conditional get() of the document waits. One message at a time, and of what
// changed meanwhile only the last: so they come in order, and a page that calls and gives up in a loop
// sends few.

export type WaitingTeller = {
  readonly tell: (isWaiting: boolean) => void;
  /** Says it again where something waits: what was told is forgotten. */
  readonly repeat: () => void;
};

/** `send` may reject: then the toolbar's button goes without its mark. */
export function createWaitingTeller(send: (isWaiting: boolean) => Promise<unknown>): WaitingTeller {
  let latest = false;
  let told = false;
  let isTelling = false;

  async function catchUp(): Promise<void> {
    if (isTelling) return;
    isTelling = true;
    while (told !== latest) {
      told = latest;
      await send(told).catch(() => undefined);
    }
    isTelling = false;
  }

  return {
    tell(isWaiting) {
      latest = isWaiting;
      void catchUp();
    },
    repeat() {
      told = false;
      void catchUp();
    },
  };
}
