// Below a long list of accounts: how many of those found are shown, and the button for more.

import { message, numberText } from "../../lib/i18n/messages.ts";
import { Button } from "../controls/button.tsx";

/** As short a list has no search. */
export const SEARCH_FROM = 5;

/** How many accounts are shown at first, and more at each press. */
export const SHOWN_AT_ONCE = 50;

export type MoreAccountsProps = {
  readonly shown: number;
  readonly found: number;
  readonly onMore: () => void;
};

/** Nothing where all are shown. */
export function MoreAccounts({ shown, found, onMore }: MoreAccountsProps) {
  if (found <= shown) return null;
  return (
    <div class="stack">
      <p class="hint">{message("search_shown", numberText(shown), numberText(found))}</p>
      <Button kind="quiet" onPress={onMore}>
        {message("search_show_more")}
      </Button>
    </div>
  );
}
