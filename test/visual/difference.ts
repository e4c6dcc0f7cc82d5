// How far two pictures of a screen are from each other.

import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";

/** Of pixelmatch, 0 to 1: so little of a colour is seen, and so is a letter's edge that a machine draws in its own way. */
const THRESHOLD = 0.04;
/** Pixels of the halved picture: no icon is as small, and no line that moves. */
const MAX_PIXELS = 12;

export type Difference = {
  /** What differs, in words; null where nothing does that people would see. */
  readonly what: string | null;
  /** The baseline with what differs in red; null where the sizes differ. */
  readonly picture: PNG | null;
};

export function differenceOf(baseline: PNG, now: PNG): Difference {
  const { width, height } = baseline;
  if (now.width !== width || now.height !== height) {
    const what = `it is ${now.width}×${now.height} and not ${width}×${height}, at half its size`;
    return { what, picture: null };
  }
  const picture = new PNG({ width, height });
  const options = { threshold: THRESHOLD, includeAA: true };
  const count = pixelmatch(baseline.data, now.data, picture.data, width, height, options);
  return { what: count > MAX_PIXELS ? `${count} pixels differ` : null, picture };
}
