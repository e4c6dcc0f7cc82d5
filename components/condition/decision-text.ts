// The words for what the user has to decide about the vault.

import type { Decision } from "../../lib/app/views.ts";

type OpenDecision = Exclude<Decision, null>;

export const DECISION_TITLES: Readonly<Record<OpenDecision, string>> = {
  older: "An older state of your vault was put back",
  altered: "Some entries were removed or changed from outside Waykey",
};

/** In one sentence, where there is no room for the whole. */
export const DECISION_TASKS: Readonly<Record<OpenDecision, string>> = {
  older: "The second copy is newer. Decide which of the two you want to go on with.",
  altered: "The second copy could not mend it. Look at what is here, and decide about it.",
};
