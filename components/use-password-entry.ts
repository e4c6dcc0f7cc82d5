// The password field of a form that asks for the vault's password: focused at the start, and emptied
// and focused again after a wrong password.

import type { RefObject } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { isWaykeyError } from "../lib/errors.ts";

export type PasswordEntry = {
  readonly password: string;
  readonly setPassword: (password: string) => void;
  readonly field: RefObject<HTMLInputElement | null>;
};

/** `error` is what the last attempt threw; `null` if there was none or it went well. */
export function usePasswordEntry(error: unknown): PasswordEntry {
  const [password, setPassword] = useState("");
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.focus(), []);
  useLayoutEffect(() => {
    if (error === null) return;
    if (isWaykeyError(error, "vault/password")) setPassword("");
    field.current?.focus();
  }, [error]);
  return { password, setPassword, field };
}
