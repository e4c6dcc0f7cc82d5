// While the user has to decide between two states of the vault, each has its own ways in, and those of one
// give way. What is changed about them meanwhile might be undone by the decision, so that it waits for it.

import { WaykeyError } from "../errors.ts";
import type { App } from "./app.ts";

/** Whether one of two states of the vault is to be gone on with, and the user has not said which. */
export async function isUndecided(app: App): Promise<boolean> {
  return (await app.copies.decision()) === "older";
}

/** To be called before a way in is added, changed or removed. @throws WaykeyError `vault/undecided` */
export async function requireDecided(app: App): Promise<void> {
  if (!(await isUndecided(app))) return;
  throw new WaykeyError("vault/undecided", "It is not decided which state of the vault counts");
}
