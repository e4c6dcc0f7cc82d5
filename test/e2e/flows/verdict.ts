// What the stand-in site says of what a person did there.

import type { Person } from "./person.ts";

/**
 * The site's verdict on the last event of that kind for the person, in words.
 * @param detail the method that the site must have seen, where that matters
 * @throws Error if it saw none, refused it, or saw another method
 */
export function verdict(person: Person, what: string, detail?: string): string {
  const events = person.rig.world.site.state.events.filter(
    (event) => event.email === person.email && event.what === what,
  );
  const last = events.at(-1);
  if (last === undefined) throw new Error(`The site saw no ${what} of ${person.email}`);
  if (!last.ok) throw new Error(`The site refused: ${what} ${last.detail ?? ""}`);
  if (detail !== undefined && last.detail !== detail) {
    throw new Error(`The site saw ${what} by ${last.detail}, not by ${detail}`);
  }
  return `${what}${last.detail === undefined ? "" : ` (${last.detail})`}: accepted`;
}
