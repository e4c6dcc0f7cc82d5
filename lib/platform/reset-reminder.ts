// Reminds of a reset that a provider has a week for. It works while the vault is locked, so it names nobody.

import { message, plural } from "../../lib/i18n/messages.ts";
import type { App } from "../app/app.ts";
import { isStaleWeek, setReminders, settleWeeks, weekAtHand } from "../app/reset-weeks.ts";
import { exemptionDaysLeft, exemptionStart } from "../headway/exemption.ts";
import { remindOnButton } from "./popup-hint.ts";

/** In the session store: the user has been reminded at this start of the browser. */
const REMINDED = "reminded-at-start";

/** @param endsAt when the week ends, epoch milliseconds */
export async function remindOfReset(app: App, endsAt: number): Promise<void> {
  // A worker may have died before it took the reminder away.
  await settleWeeks(app);
  if (await isStaleWeek(app, endsAt)) return;
  const days = exemptionDaysLeft(exemptionStart(endsAt), app.ports.now());
  const title = days === 0 ? message("menu_reset_over") : plural("menu_reset_days", days);
  await remindOnButton(app.ports.sessionStore, title);
  await setReminders(app);
}

/**
 * Once in each run of the browser, which was closed when a reminder came, or has forgotten that it marked the button.
 * Some browsers tell of their start, some only wake the worker.
 */
export async function remindAtStart(app: App): Promise<void> {
  await settleWeeks(app);
  const { sessionStore } = app.ports;
  if ((await sessionStore.get(REMINDED)) === true) return;
  const endsAt = await weekAtHand(app);
  if (endsAt !== null) await remindOfReset(app, endsAt);
  await sessionStore.set(REMINDED, true);
}
