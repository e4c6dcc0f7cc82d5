// The state of a new password being chosen: typed twice, and checked when the user goes on.

import type { RefObject } from "preact";
import { useRef, useState } from "preact/hooks";
import { checkNewPassword } from "./password-strength.ts";

export type NewPassword = {
  readonly password: string;
  readonly setPassword: (password: string) => void;
  readonly repeated: string;
  readonly setRepeated: (repeated: string) => void;
  readonly passwordField: RefObject<HTMLInputElement | null>;
  readonly repeatedField: RefObject<HTMLInputElement | null>;
  /** Why each field can't be used, once that was checked; `null` for each that can. */
  readonly problems: ReturnType<typeof checkNewPassword>;
  /** Whether it can be used; if not, the problems show and the first field at fault has the focus. */
  readonly check: () => boolean;
};

const NO_PROBLEMS = { password: null, repeated: null };

export function useNewPassword(): NewPassword {
  const [password, setPassword] = useState("");
  const [repeated, setRepeated] = useState("");
  const [checked, setChecked] = useState(false);
  const passwordField = useRef<HTMLInputElement>(null);
  const repeatedField = useRef<HTMLInputElement>(null);
  const problems = checkNewPassword(password, repeated);

  const check = () => {
    setChecked(true);
    if (problems.password !== null) passwordField.current?.focus();
    else if (problems.repeated !== null) repeatedField.current?.focus();
    else return true;
    return false;
  };

  return {
    password,
    setPassword,
    repeated,
    setRepeated,
    passwordField,
    repeatedField,
    problems: checked ? problems : NO_PROBLEMS,
    check,
  };
}
