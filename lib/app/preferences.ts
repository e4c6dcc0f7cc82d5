// What the user prefers and is no secret: kept beside the vault, so that it holds while that is locked.

import * as v from "valibot";
import { isWaykeyError } from "../errors.ts";
import type { App } from "./app.ts";
import { CLEAR_SECONDS, type Preference, type Preferences } from "./views.ts";

const KEY = "preferences";

const DEFAULTS: Preferences = {
  opensItself: true,
  clearClipboardSeconds: 30,
  hidesCodes: false,
};

/** Each by itself: what cannot be read of one leaves the others as they were set. */
const Stored = v.object({
  opensItself: v.fallback(v.boolean(), DEFAULTS.opensItself),
  clearClipboardSeconds: v.fallback(
    v.nullable(v.picklist(CLEAR_SECONDS)),
    DEFAULTS.clearClipboardSeconds,
  ),
  hidesCodes: v.fallback(v.boolean(), DEFAULTS.hidesCodes),
});

/** What cannot be read counts as not set. */
export async function getPreferences(app: App): Promise<Preferences> {
  try {
    const stored = v.safeParse(Stored, await app.ports.kept.get(KEY));
    return stored.success ? stored.output : DEFAULTS;
  } catch (error) {
    if (isWaykeyError(error, "vault/storage")) return DEFAULTS;
    throw error;
  }
}

/** Sets one; the others stay as they are. @throws WaykeyError `vault/storage` */
export async function setPreference(app: App, change: Preference): Promise<void> {
  await app.inTurn(async () => {
    await app.ports.kept.set(KEY, { ...(await getPreferences(app)), ...change });
  });
}
