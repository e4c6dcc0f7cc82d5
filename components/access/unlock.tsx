// Asks for the password of a locked vault.

import { Button } from "../controls/button.tsx";
import { LockIcon } from "../controls/icons.tsx";
import { ErrorNotice } from "../controls/notice.tsx";
import { TextField } from "../controls/text-field.tsx";
import { useAction } from "../use-action.ts";
import { usePasswordEntry } from "../use-password-entry.ts";

export type UnlockFormProps = {
  /** Rejects if the password is wrong. */
  readonly onUnlock: (password: string) => Promise<void>;
};

/** The field and its button; after a wrong password the field is empty for typing anew. */
export function UnlockForm(props: UnlockFormProps) {
  const unlock = useAction(props.onUnlock);
  const { password, setPassword, field } = usePasswordEntry(unlock.error);

  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (password === "") field.current?.focus();
        else unlock.run(password);
      }}
    >
      <TextField
        label="Password"
        type="password"
        autocomplete="current-password"
        value={password}
        onInput={setPassword}
        inputRef={field}
      />
      <ErrorNotice error={unlock.error} />
      <Button kind="primary" type="submit" wide busy={unlock.busy}>
        Unlock
      </Button>
    </form>
  );
}

export function UnlockScreen(props: UnlockFormProps) {
  return (
    <main class="screen screen-narrow">
      <div class="hero" aria-hidden="true">
        <LockIcon />
      </div>
      <h1>Waykey is locked</h1>
      <p>Type your Waykey password to see your codes.</p>
      <UnlockForm onUnlock={props.onUnlock} />
    </main>
  );
}
