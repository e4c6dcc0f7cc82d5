// What to see to before a device is given away, by Headway's own advice and so that nothing of Waykey's is lost.

/** In the order in which they are done. */
export const MOVE_STEPS = ["backup", "restore", "compare", "sign-in", "others"] as const;

export type MoveStep = (typeof MOVE_STEPS)[number];

/** It is done, by the user's word. */
export type MoveNote = {
  readonly step: MoveStep;
  /** Epoch milliseconds. */
  readonly at: number;
};
