// What the user prefers and is no secret: kept beside the vault, so that it holds while that is locked.

import * as v from "valibot";
import { isWaykeyError } from "../errors.ts";
import type { App } from "./app.ts";
import type { Preferences } from "./views.ts";

const KEY = "preferences";

const DEFAULTS: Preferences = { opensItself: true };

const Stored = v.object({ opensItself: v.optional(v.boolean(), DEFAULTS.opensItself) });

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

/** @throws WaykeyError `vault/storage` */
export async function setPreferences(app: App, preferences: Preferences): Promise<void> {
  await app.ports.kept.set(KEY, preferences);
}
