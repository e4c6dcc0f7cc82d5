// The search field above a list of accounts; it says how many of them it finds.

import type { Ref } from "preact";
import { message, plural } from "../../lib/i18n/messages.ts";
import { TextField } from "../controls/text-field.tsx";

export type AccountSearchFieldProps = {
  readonly query: string;
  readonly onQuery: (query: string) => void;
  /** How many accounts are found; null while not all of them are here yet. */
  readonly found: number | null;
  readonly inputRef: Ref<HTMLInputElement>;
};

export function AccountSearchField(props: AccountSearchFieldProps) {
  const { query, found } = props;
  const words = query.trim();
  return (
    <search>
      <TextField
        label={message("search_accounts")}
        type="search"
        value={query}
        onInput={props.onQuery}
        inputRef={props.inputRef}
      />
      <p class={found === 0 ? "empty" : "hint"} role="status">
        {words === ""
          ? ""
          : found === null
            ? message("popup_opening")
            : found === 0
              ? message("search_none", words)
              : plural("search_found", found)}
      </p>
    </search>
  );
}
