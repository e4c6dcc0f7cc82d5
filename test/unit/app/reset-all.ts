// The user has reset an account at Headway, and ticks all that was in use as ended by it.

import type { App } from "../../../lib/app/app.ts";
import { noteReset } from "../../../lib/app/resets.ts";
import { vaultContents } from "../../../lib/app/vault-contents.ts";

export async function resetAll(app: App, id: string): Promise<void> {
  const { accounts } = await vaultContents(app);
  const held = accounts.find((account) => account.id === id);
  const { otps = [], passkeys = [], recoveryCodes = [] } = held ?? {};
  await noteReset(
    app,
    id,
    [...otps, ...passkeys, ...recoveryCodes].map((each) => each.id),
  );
}
