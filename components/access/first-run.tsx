// The first screen of all: says what Waykey is, and makes the vault with a password of the user's.

import { useRef, useState } from "preact/hooks";
import { Button } from "../controls/button.tsx";
import { ErrorNotice, Notice } from "../controls/notice.tsx";
import { TextField } from "../controls/text-field.tsx";
import { useAction } from "../use-action.ts";
import { useRpc } from "../use-rpc.tsx";
import { PasswordMeter } from "./password-meter.tsx";
import { checkNewPassword } from "./password-strength.ts";

export function FirstRun(props: { onCreated: () => Promise<void> }) {
  const { call } = useRpc();
  const [password, setPassword] = useState("");
  const [repeated, setRepeated] = useState("");
  const [checked, setChecked] = useState(false);
  const [shown, setShown] = useState(false);
  const passwordField = useRef<HTMLInputElement>(null);
  const repeatedField = useRef<HTMLInputElement>(null);
  const problems = checkNewPassword(password, repeated);

  const create = useAction(async () => {
    await call("vault.create", { password });
    await props.onCreated();
  });

  const submit = () => {
    setChecked(true);
    if (problems.password !== null) passwordField.current?.focus();
    else if (problems.repeated !== null) repeatedField.current?.focus();
    else create.run();
  };

  return (
    <main class="screen">
      <h1>Welcome to Waykey</h1>
      <p>
        Waykey keeps your sign-in codes and passkeys for Headway in this browser, locked with a
        password that only you know. Nothing is sent anywhere.
      </p>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <TextField
          label="New password"
          type={shown ? "text" : "password"}
          autocomplete="new-password"
          value={password}
          onInput={setPassword}
          inputRef={passwordField}
          error={checked ? problems.password : null}
          hint={<PasswordMeter password={password} />}
        />
        <TextField
          label="Repeat password"
          type={shown ? "text" : "password"}
          autocomplete="new-password"
          value={repeated}
          onInput={setRepeated}
          inputRef={repeatedField}
          error={checked ? problems.repeated : null}
        />
        <label class="check">
          <input
            type="checkbox"
            checked={shown}
            onChange={(event) => setShown(event.currentTarget.checked)}
          />
          Show what I type
        </label>
        <Notice tone="warning" title="Nobody can reset this password">
          <p>
            If you forget it, only a backup brings your codes back. Write it down somewhere safe.
          </p>
        </Notice>
        <ErrorNotice error={create.error} />
        <Button kind="primary" type="submit" wide busy={create.busy}>
          Create vault
        </Button>
      </form>
      <details class="disclosure">
        <summary>Restore from a backup</summary>
        <p>
          Create a vault first. Then open “Settings and backup” and choose “Restore” there. The
          backup keeps its own password; the vault gets the one you choose here.
        </p>
      </details>
    </main>
  );
}
