// The one secret field of a form, for the vault's password or the PIN: focused at the start, and
// emptied and focused again after a wrong entry or when another secret is asked for.

import type { RefObject } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { isWaykeyError } from "../lib/errors.ts";

export type PasswordEntry = {
  readonly password: string;
  readonly setPassword: (password: string) => void;
  readonly field: RefObject<HTMLInputElement | null>;
};

export type PasswordEntryOptions = {
  /** Whether the field takes the focus at the start; it does unless this is false. */
  readonly focusFirst?: boolean;
  /** Which secret the field is for, where that may change. */
  readonly secret?: string | null;
};

/** `error` is what the last attempt threw; `null` if there was none or it went well. */
export function usePasswordEntry(
  error: unknown,
  options: PasswordEntryOptions = {},
): PasswordEntry {
  const { focusFirst = true, secret = null } = options;
  const [password, setPassword] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const asked = useRef<string | null | undefined>(undefined);

  useLayoutEffect(() => {
    const isFirst = asked.current === undefined;
    asked.current = secret;
    if (!isFirst) setPassword("");
    if (focusFirst || !isFirst) field.current?.focus();
  }, [secret, focusFirst]);

  useLayoutEffect(() => {
    if (error === null) return;
    if (isWaykeyError(error, "vault/password") || isWaykeyError(error, "verification/pin")) {
      setPassword("");
    }
    field.current?.focus();
  }, [error]);

  return { password, setPassword, field };
}
