// Whose account it is, for one that is not held yet: its kind and its e-mail address.

import { ACCOUNT_ROLES, type AccountRole } from "../../lib/headway/roles.ts";
import { message } from "../../lib/i18n/messages.ts";
import { roleName } from "../account-name.ts";
import { RadioGroup } from "./radio-group.tsx";
import { TextField } from "./text-field.tsx";

export type NewAccount = { readonly role: AccountRole; readonly email: string };

export type NewAccountFieldsProps = {
  readonly value: NewAccount;
  readonly onChange: (value: NewAccount) => void;
};

export function NewAccountFields(props: NewAccountFieldsProps) {
  const { value, onChange } = props;
  return (
    <>
      <RadioGroup
        legend={message("controls_account_kind")}
        options={ACCOUNT_ROLES.map((role) => ({ value: role, label: roleName(role) }))}
        value={value.role}
        onChange={(role) =>
          onChange({ role: role === "provider" ? "provider" : "client", email: value.email })
        }
      />
      <TextField
        label={message("common_email")}
        type="email"
        value={value.email}
        onInput={(email) => onChange({ role: value.role, email })}
        hint={message("controls_email_hint")}
      />
    </>
  );
}
