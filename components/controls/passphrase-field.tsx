// The field for the passphrase that a recovery code has of its own, wherever such a code is read. Emptied and
// focused again after a wrong one.

import type { RefObject } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { isWaykeyError } from "../../lib/errors.ts";
import { TextField } from "./text-field.tsx";
import { message } from "../../lib/i18n/messages.ts";

export type PassphraseEntry = {
  readonly passphrase: string;
  readonly setPassphrase: (passphrase: string) => void;
  readonly field: RefObject<HTMLInputElement | null>;
};

/** To be called after `usePasswordEntry`, which takes the focus. `error` is what the last attempt threw. */
export function usePassphraseEntry(error: unknown): PassphraseEntry {
  const [passphrase, setPassphrase] = useState("");
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    if (!isWaykeyError(error, "recovery/passphrase")) return;
    setPassphrase("");
    field.current?.focus();
  }, [error]);
  return { passphrase, setPassphrase, field };
}

export function PassphraseField(props: { entry: PassphraseEntry }) {
  const { entry } = props;
  return (
    <TextField
      label={message("controls_passphrase")}
      type="password"
      value={entry.passphrase}
      onInput={entry.setPassphrase}
      inputRef={entry.field}
      hint={message("controls_passphrase_hint")}
    />
  );
}
