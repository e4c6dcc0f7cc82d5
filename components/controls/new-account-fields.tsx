// Whose account it is, for one that is not held yet: its kind and its e-mail address.

import type { AccountRole } from "../../lib/headway/roles.ts";
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
        legend="Kind of account"
        options={[
          { value: "client", label: "Client" },
          { value: "provider", label: "Provider" },
        ]}
        value={value.role}
        onChange={(role) =>
          onChange({ role: role === "provider" ? "provider" : "client", email: value.email })
        }
      />
      <TextField
        label="E-mail"
        type="email"
        value={value.email}
        onInput={(email) => onChange({ role: value.role, email })}
        hint="The address you sign in to Headway with."
      />
    </>
  );
}
