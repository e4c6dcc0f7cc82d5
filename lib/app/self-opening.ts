// The popup that opens by itself: only where the user wants that, and no more often in a minute than
// anybody signs in, since a page can bring up fields for codes as often as it likes.

import type { App } from "./app.ts";
import { getPreferences } from "./preferences.ts";

const KEY = "self-openings";
const WINDOW_MS = 60_000;
const MOST = 4;
/** The focus of one field is told by the page and by the frame it is in. */
const SAME_MS = 1000;

/**
 * Whether the popup may open by itself now; if so, it counts as opened.
 * @throws WaykeyError `vault/storage`
 */
export async function mayOpenItself(app: App): Promise<boolean> {
  const { sessionStore, now } = app.ports;
  if (!(await getPreferences(app)).opensItself) return false;
  return app.inTurn(async () => {
    const stored = await sessionStore.get(KEY);
    const times = Array.isArray(stored) ? (stored as unknown[]) : [];
    const ages = times.filter((at) => typeof at === "number").map((at) => now() - at);
    // Less than none: the clock was set back since, and nothing is known of when that was.
    const recent = ages.filter((age) => age >= 0 && age < WINDOW_MS);
    if (recent.length >= MOST || recent.some((age) => age < SAME_MS)) return false;
    await sessionStore.set(
      KEY,
      [...recent, 0].map((age) => now() - age),
    );
    return true;
  });
}
