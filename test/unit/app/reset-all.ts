// The user has reset an account at Headway, and ticks all that was in use as ended by it.

import type { App } from "../../../lib/app/app.ts";
import { noteReset } from "../../../lib/app/resets.ts";
import type { ResetTold } from "../../../lib/headway/reset-list.ts";
import type { GrantedWeek } from "../../../lib/app/views.ts";
import { vaultContents } from "../../../lib/app/vault-contents.ts";

/** What the user says of a reset that they have just done, which has left nothing elsewhere. */
export const JUST_NOW: ResetTold = { kept: [], doneAt: null, doneOn: "2025-10-09" };

export async function resetAll(app: App, id: string): Promise<void> {
  const { accounts } = await vaultContents(app);
  const held = accounts.find((account) => account.id === id);
  const { otps = [], passkeys = [], recoveryCodes = [] } = held ?? {};
  await noteReset(
    app,
    id,
    [...otps, ...passkeys, ...recoveryCodes].map((each) => each.id),
    JUST_NOW,
  );
}

/** Support's week from that time, on a day that began no earlier. */
export function week(grantedAt: number): GrantedWeek {
  return { grantedAt, grantedFrom: grantedAt };
}
