// Chooses the account something belongs to: one that is held, or a new one by role and e-mail
// address.

import type { AccountChoice, AccountView } from "../../lib/app/views.ts";
import type { AccountRole } from "../../lib/headway/roles.ts";
import { accountName } from "../account-name.ts";
import { RadioGroup } from "./radio-group.tsx";
import { TextField } from "./text-field.tsx";

const NEW = "";

export type NewAccount = { readonly role: AccountRole; readonly email: string };

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
          legend="Account"
          options={[
            ...props.accounts.map((account) => ({
              value: account.id,
              label: accountName(account),
            })),
            { value: NEW, label: "A new account" },
          ]}
          value={value === null ? null : fresh === null ? accountIdOf(value) : NEW}
          onChange={(id) => onChange(id === NEW ? props.newAccount : { accountId: id })}
        />
      )}
      {fresh === null ? null : (
        <>
          <RadioGroup
            legend="Kind of account"
            options={[
              { value: "client", label: "Client" },
              { value: "provider", label: "Provider" },
            ]}
            value={fresh.role}
            onChange={(role) =>
              onChange({ role: role === "provider" ? "provider" : "client", email: fresh.email })
            }
          />
          <TextField
            label="E-mail"
            type="email"
            value={fresh.email}
            onInput={(email) => onChange({ role: fresh.role, email })}
            hint="The address you sign in to Headway with."
          />
        </>
      )}
    </div>
  );
}

function accountIdOf(choice: AccountChoice): string {
  return "accountId" in choice ? choice.accountId : NEW;
}
