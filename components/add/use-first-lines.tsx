// Shows the first of many lines, and more of them on a press: thousands at once would hold up the page.

import { useState } from "preact/hooks";
import { plural } from "../../lib/i18n/messages.ts";
import { Button } from "../controls/button.tsx";

/** How many are shown at first, and more on each press. */
export const PAGE = 100;

export type FirstLines = {
  readonly shown: number;
  /** The button for more; null if all are shown. */
  readonly more: preact.JSX.Element | null;
};

export function useFirstLines(count: number): FirstLines {
  const [shown, setShown] = useState(PAGE);
  const rest = count - shown;
  if (rest <= 0) return { shown: count, more: null };
  const next = Math.min(rest, PAGE);
  return {
    shown,
    more: <Button onPress={() => setShown(shown + next)}>{plural("add_show_more", next)}</Button>,
  };
}
