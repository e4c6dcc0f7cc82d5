// Gives a kept recovery code a passphrase of its own, for someone who gives the vault's password.

import { useLayoutEffect } from "preact/hooks";
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
    announce("The recovery code has a passphrase of its own now.");
    await props.onSet();
  });
  useLayoutEffect(() => entry.passwordField.current?.focus(), [entry.passwordField]);
  return (
    <PasswordForm
      action={set}
      submitLabel="Set passphrase"
      cancelLabel="Not now"
      onCancel={props.onCancel}
    >
      <NewPassphraseFields entry={entry} />
      <p>
        A backup made before holds the code without it, and so does a sheet that you have printed.
      </p>
    </PasswordForm>
  );
}
