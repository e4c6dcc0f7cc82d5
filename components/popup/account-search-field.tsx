// The search field above the accounts. It takes the focus when the user types a letter or presses "/"
// anywhere on the screen where nothing else is being typed, and says how many accounts it finds.

import { useLayoutEffect, useRef } from "preact/hooks";
import { message, plural } from "../../lib/i18n/messages.ts";
import { TextField } from "../controls/text-field.tsx";

export type AccountSearchFieldProps = {
  readonly query: string;
  readonly onQuery: (query: string) => void;
  /** How many accounts are found; null while not all of them are here yet. */
  readonly found: number | null;
};

export function AccountSearchField(props: AccountSearchFieldProps) {
  const { query, found } = props;
  const input = useRef<HTMLInputElement>(null);

  // With the first picture of it, so that no key that answers what is seen is lost.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || isOtherwiseUsed(event)) return;
      if (event.key === "/") event.preventDefault();
      else if (!/^[\p{L}\p{N}]$/u.test(event.key)) return;
      input.current?.focus();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);

  const words = query.trim();
  return (
    <search>
      <TextField
        label={message("popup_search")}
        type="search"
        value={query}
        onInput={props.onQuery}
        inputRef={input}
      />
      <p class={found === 0 ? "empty" : "hint"} role="status">
        {words === ""
          ? ""
          : found === null
            ? message("popup_opening")
            : found === 0
              ? message("popup_search_none", words)
              : plural("popup_search_found", found)}
      </p>
    </search>
  );
}

/** Shortcuts of the browser, and whatever is typed or picked somewhere else. */
function isOtherwiseUsed({ altKey, ctrlKey, metaKey, target }: KeyboardEvent): boolean {
  if (altKey || ctrlKey || metaKey) return true;
  return (
    target instanceof Element &&
    target.closest("input, textarea, select, [contenteditable]") !== null
  );
}
