// Chooses the account something belongs to: one that is held, or a new one by role and e-mail
// address.

import type { AccountChoice, AccountView } from "../../lib/app/views.ts";
import { message } from "../../lib/i18n/messages.ts";
import { accountName } from "../account-name.ts";
import { type NewAccount, NewAccountFields } from "./new-account-fields.tsx";
import { RadioGroup } from "./radio-group.tsx";

const NEW = "";

export type AccountPickerProps = {
  readonly accounts: readonly AccountView[];
  /** `null` while nobody has chosen. */
  readonly value: AccountChoice | null;
  readonly onChange: (choice: AccountChoice) => void;
  /** What a new account starts from. */
  readonly newAccount: NewAccount;
};

export function AccountPicker(props: AccountPickerProps) {
  const { value, onChange } = props;
  const fresh = value !== null && "role" in value ? value : null;
  return (
    <div class="stack">
      {props.accounts.length === 0 ? null : (
        <RadioGroup
          legend={message("common_account")}
          options={[
            ...props.accounts.map((account) => ({
              value: account.id,
              label: accountName(account),
            })),
            { value: NEW, label: message("common_new_account") },
          ]}
          value={value === null ? null : fresh === null ? accountIdOf(value) : NEW}
          onChange={(id) => onChange(id === NEW ? props.newAccount : { accountId: id })}
        />
      )}
      {fresh === null ? null : <NewAccountFields value={fresh} onChange={onChange} />}
    </div>
  );
}

function accountIdOf(choice: AccountChoice): string {
  return "accountId" in choice ? choice.accountId : NEW;
}
