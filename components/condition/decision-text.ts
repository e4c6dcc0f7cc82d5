// The words for what the user has to decide about the vault.

import type { Decision } from "../../lib/app/views.ts";
import { type MessageKey } from "../../lib/i18n/messages.ts";

type OpenDecision = Exclude<Decision, null>;

export const DECISION_TITLES: Readonly<Record<OpenDecision, MessageKey>> = {
  older: "condition_older_title",
  altered: "condition_altered_title",
};

/** In one sentence, where there is no room for the whole. */
export const DECISION_TASKS: Readonly<Record<OpenDecision, MessageKey>> = {
  older: "condition_older_task",
  altered: "condition_altered_task",
};
