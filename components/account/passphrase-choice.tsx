// Whether a recovery code is to have a passphrase of its own, and the passphrase. What that means if it is
// forgotten is said before it is set.

import { useState } from "preact/hooks";
import { message } from "../../lib/i18n/messages.ts";
import { RichText } from "../controls/rich-text.tsx";
import { NewPasswordFields } from "../access/new-password-fields.tsx";
import { type NewPassword, useNewPassword } from "../access/use-new-password.ts";

export type PassphraseChoice = {
  readonly wanted: boolean;
  readonly setWanted: (wanted: boolean) => void;
  readonly entry: NewPassword;
  /** To be called before the code is saved: if false, what is amiss is shown. */
  readonly check: () => boolean;
  /** What the code is saved with. */
  readonly chosen: { readonly passphrase?: string };
};

export function usePassphraseChoice(): PassphraseChoice {
  const [wanted, setWanted] = useState(false);
  const entry = useNewPassword();
  return {
    wanted,
    setWanted,
    entry,
    check: () => !wanted || entry.check(),
    chosen: wanted ? { passphrase: entry.password } : {},
  };
}

export function PassphraseChoiceFields(props: { choice: PassphraseChoice }) {
  const { choice } = props;
  return (
    <>
      <label class="check">
        <input
          type="checkbox"
          checked={choice.wanted}
          onChange={(event) => choice.setWanted(event.currentTarget.checked)}
        />
        {message("account_passphrase_wanted")}
      </label>
      {choice.wanted ? <NewPassphraseFields entry={choice.entry} /> : null}
    </>
  );
}

export function NewPassphraseFields(props: { entry: NewPassword }) {
  return (
    <>
      <p>
        <RichText message="account_passphrase_effect" />
      </p>
      <NewPasswordFields
        entry={props.entry}
        labels={[message("controls_passphrase"), message("account_passphrase_repeat")]}
      />
    </>
  );
}
