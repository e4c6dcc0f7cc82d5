// What is new since the version that was here before: told once, in the popup's foot and on the full page, until the
// user has seen it. A new installation is told nothing.

import * as v from "valibot";
import { isWaykeyError } from "../errors.ts";
import type { App } from "./app.ts";
import type { UpdateNote } from "./views.ts";

/** In the kept store: the version that was replaced, or null once its user has seen what is new. */
const KEY = "updated-from";

/** What each version brought that its users are to be told, the latest first. */
const NOTES: readonly { readonly version: string; readonly notes: readonly UpdateNote[] }[] = [
  { version: "0.1.0", notes: ["restore-undo", "lighter-pages", "organization"] },
];

const Version = v.pipe(v.string(), v.regex(/^\d{1,9}(?:\.\d{1,9}){0,3}$/));

/**
 * To be called when another version took this one's place. What an earlier update told and nobody has seen is told
 * with it. @throws WaykeyError `vault/storage`
 */
export async function noteUpdate(app: App, from: string): Promise<void> {
  await app.inTurn(async () => {
    const unseen = await updatedFrom(app);
    if (unseen === null || isLater(unseen, from)) await app.ports.kept.set(KEY, from);
  });
}

/** What is new and was not seen; nothing where that cannot be read. */
export async function getUpdateNotes(app: App): Promise<readonly UpdateNote[]> {
  const from = await updatedFrom(app).catch((error: unknown) => {
    if (isWaykeyError(error, "vault/storage")) return null;
    throw error;
  });
  if (from === null) return [];
  return NOTES.flatMap(({ version, notes }) => (isLater(version, from) ? notes : []));
}

/** The user has seen them. @throws WaykeyError `vault/storage` */
export async function dismissUpdateNotes(app: App): Promise<void> {
  await app.inTurn(() => app.ports.kept.set(KEY, null));
}

async function updatedFrom(app: App): Promise<string | null> {
  const stored = v.safeParse(Version, await app.ports.kept.get(KEY));
  return stored.success ? stored.output : null;
}

/** Of the manifest's versions: up to four numbers, of which the missing are 0. */
function isLater(version: string, than: string): boolean {
  const [left, right] = [version, than].map((text) => text.split(".").map(Number));
  for (let i = 0; i < 4; i++) {
    const difference = (left?.[i] ?? 0) - (right?.[i] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return false;
}
