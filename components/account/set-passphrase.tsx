// Gives a kept recovery code a passphrase of its own, for someone who gives the vault's password.

import { useLayoutEffect } from "preact/hooks";
import { message } from "../../lib/i18n/messages.ts";
import { useNewPassword } from "../access/use-new-password.ts";
import { useAnnounce } from "../announcer.tsx";
import { PasswordForm } from "../controls/password-form.tsx";
import { useAction } from "../use-action.ts";
import { useRpc } from "../use-rpc.tsx";
import { NewPassphraseFields } from "./passphrase-choice.tsx";

export type SetPassphraseProps = {
  /** Of the recovery code. */
  readonly id: string;
  readonly onSet: () => Promise<void>;
  readonly onCancel: () => void;
};

export function SetPassphrase(props: SetPassphraseProps) {
  const { id } = props;
  const { call } = useRpc();
  const announce = useAnnounce();
  const entry = useNewPassword();
  const set = useAction(async (password: string) => {
    if (!entry.check()) return;
    await call("recovery.set-passphrase", { id, password, passphrase: entry.password });
    announce(message("account_passphrase_set_done"));
    await props.onSet();
  });
  useLayoutEffect(() => entry.passwordField.current?.focus(), [entry.passwordField]);
  return (
    <PasswordForm
      action={set}
      submitLabel={message("account_passphrase_set")}
      cancelLabel={message("common_not_now")}
      onCancel={props.onCancel}
    >
      <NewPassphraseFields entry={entry} />
      <p>{message("account_passphrase_set_copies")}</p>
    </PasswordForm>
  );
}
