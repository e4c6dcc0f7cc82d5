// What runs in a page of the corpus: takes down the fields before a fill, and tells afterwards which of
// them changed and what the named elements hold. Looks into open shadow roots.

import type { Frame, Page } from "puppeteer";
import type { Spot } from "./field-page.ts";

type Field = HTMLInputElement | HTMLTextAreaElement;
type Noted = { readonly field: Field; readonly value: string };
type NotingWindow = Window & { notedFields?: readonly Noted[] };

/** Notes all fields of the document that are no hidden ones; resolves with how many there are. */
function noteFields(): number {
  const fields: Field[] = [];
  const gather = (root: Document | ShadowRoot) => {
    for (const element of root.querySelectorAll("*")) {
      if (element.matches("input:not([type=hidden]), textarea")) fields.push(element as Field);
      if (element.shadowRoot !== null) gather(element.shadowRoot);
    }
  };
  gather(document);
  const noted = fields.map((field) => ({ field, value: field.value }));
  (window as NotingWindow).notedFields = noted;
  return noted.length;
}

/** The noted fields that are still there and hold something else now, but for those at `spots`. */
function changedFields(spots: readonly string[]): readonly string[] {
  const expected = new Set(
    spots.map((spot) => {
      let found: Element | null = null;
      for (const part of spot.split(" >>> ")) {
        found = (found === null ? document : found.shadowRoot)?.querySelector(part) ?? null;
      }
      return found;
    }),
  );
  return ((window as NotingWindow).notedFields ?? [])
    .filter(({ field, value }) => {
      return field.isConnected && field.value !== value && !expected.has(field);
    })
    .map(({ field }) => field.id || field.name || field.outerHTML.slice(0, 60));
}

/** What the element holds: a value, or else its text. Null if there is no such element. */
function readAt(spot: string): string | null {
  let found: Element | null = null;
  for (const part of spot.split(" >>> ")) {
    found = (found === null ? document : found.shadowRoot)?.querySelector(part) ?? null;
    if (found === null) return null;
  }
  return found !== null && "value" in found ? String(found.value) : (found?.textContent ?? null);
}

function frameOf(page: Page, spot: Spot): Frame {
  if (typeof spot === "string") return page.mainFrame();
  const frame = page.frames().find((each) => each.url().endsWith(`/frames/${spot.frame}`));
  if (frame === undefined) throw new RangeError(`${page.url()} has no frame ${spot.frame}`);
  return frame;
}

/** Notes the fields of all frames; resolves with how many there are. */
export async function note(page: Page): Promise<number> {
  const counts = await Promise.all(page.frames().map((frame) => frame.evaluate(noteFields)));
  return counts.reduce((sum, count) => sum + count, 0);
}

/** What stands at the spot; null if nothing is there. */
export function read(page: Page, spot: Spot): Promise<string | null> {
  return frameOf(page, spot).evaluate(readAt, typeof spot === "string" ? spot : spot.at);
}

/** The fields that changed, in any frame, but for those that were to. */
export async function changed(page: Page, spots: readonly Spot[]): Promise<readonly string[]> {
  const all = await Promise.all(
    page.frames().map((frame) => {
      const here = spots.filter((spot) => frameOf(page, spot) === frame);
      const selectors = here.map((spot) => (typeof spot === "string" ? spot : spot.at));
      return frame.evaluate(changedFields, selectors);
    }),
  );
  return all.flat();
}
