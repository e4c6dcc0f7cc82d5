// The passkeys of one account: those that sites are offered, and apart from them the hidden ones.

import { useId } from "preact/hooks";
import type { PasskeyView } from "../../lib/app/views.ts";
import { message, numberText } from "../../lib/i18n/messages.ts";
import { type Fold, FoldingCard } from "../controls/folding-card.tsx";
import { passkeysGist } from "./account-sections.ts";
import type { Places } from "./move-panel.tsx";
import { PasskeyRow } from "./passkey-row.tsx";

export type AccountPasskeysProps = Places & {
  readonly fold: Fold;
  readonly onChanged: () => Promise<void>;
};

export function AccountPasskeys(props: AccountPasskeysProps) {
  const { passkeys } = props.account;
  const hiddenTitle = useId();
  const named = passkeys.map((passkey, index) => ({
    passkey,
    name: passkeyName(passkey, index, passkeys),
  }));
  const offered = named.filter(({ passkey }) => passkey.hidden === null);
  const hidden = named.filter(({ passkey }) => passkey.hidden !== null);
  const row = ({ passkey, name }: (typeof named)[number]) => (
    <PasskeyRow
      key={passkey.id}
      passkey={passkey}
      name={name}
      isLast={offered.length === 1 && passkey.hidden === null}
      account={props.account}
      accounts={props.accounts}
      onChanged={props.onChanged}
    />
  );
  return (
    <FoldingCard
      title={message("account_passkeys_title")}
      gist={passkeysGist(props.account)}
      {...props.fold}
    >
      {passkeys.length === 0 ? <p class="empty">{message("account_passkeys_none")}</p> : null}
      {offered.length === 0 ? null : <ul class="rows">{offered.map(row)}</ul>}
      {hidden.length === 0 ? null : (
        <>
          <h3 id={hiddenTitle}>{message("account_passkeys_hidden_title")}</h3>
          <p class="hint">{message("account_passkeys_hidden_hint")}</p>
          <ul class="rows" aria-labelledby={hiddenTitle}>
            {hidden.map(row)}
          </ul>
        </>
      )}
    </FoldingCard>
  );
}

/** The label, with a number where two share it. */
function passkeyName(passkey: PasskeyView, index: number, all: readonly PasskeyView[]): string {
  const name = passkey.label === "" ? passkey.userName : passkey.label;
  const twins = all.filter((other) => other.label === passkey.label);
  return twins.length < 2 ? name : message("account_passkey_numbered", name, numberText(index + 1));
}
