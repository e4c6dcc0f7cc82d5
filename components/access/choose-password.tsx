// After the emergency key has opened the vault: the way to a password that the user knows again. It may
// be left for later, since the emergency key stays good.

import { useLayoutEffect } from "preact/hooks";
import type { LastingProof } from "../../lib/app/views.ts";
import { message } from "../../lib/i18n/messages.ts";
import { useAnnounce } from "../announcer.tsx";
import { Form } from "../controls/form.tsx";
import { Button } from "../controls/button.tsx";
import { ErrorNotice } from "../controls/notice.tsx";
import { useAction } from "../use-action.ts";
import { useRpc } from "../use-rpc.tsx";
import { NewPasswordFields } from "./new-password-fields.tsx";
import { useNewPassword } from "./use-new-password.ts";

export type ChoosePasswordProps = {
  /** What has just opened the vault. */
  readonly proof: LastingProof;
  /** Called once the password is changed, or at once if the user puts it off. */
  readonly onDone: () => void;
};

export function ChoosePassword(props: ChoosePasswordProps) {
  const { proof, onDone } = props;
  const { call } = useRpc();
  const announce = useAnnounce();
  const entry = useNewPassword();
  const { passwordField } = entry;
  useLayoutEffect(() => passwordField.current?.focus(), [passwordField]);

  const change = useAction(async () => {
    await call("vault.change-password", { proof, newPassword: entry.password });
    announce(message("access_choose_saved"));
    onDone();
  });

  return (
    <main class="screen">
      <h1>{message("access_choose_title")}</h1>
      <p>{message("access_choose_text")}</p>
      <Form
        onSubmit={() => {
          if (entry.check()) change.run();
        }}
      >
        <NewPasswordFields entry={entry} />
        <ErrorNotice error={change.error} />
        <div class="buttons">
          <Button onPress={onDone}>{message("common_not_now")}</Button>
          <Button kind="primary" type="submit" busy={change.busy}>
            {message("access_choose_save")}
          </Button>
        </div>
      </Form>
    </main>
  );
}
