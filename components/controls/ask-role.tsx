// Asks whose account it is, where the account's own record can't be read: Headway's steps depend on it.

import { ACCOUNT_ROLES, type AccountRole } from "../../lib/headway/roles.ts";
import { message } from "../../lib/i18n/messages.ts";
import { roleName } from "../account-name.ts";
import { RadioGroup } from "./radio-group.tsx";

export type AskRoleProps = {
  readonly role: AccountRole | null;
  readonly onRole: (role: AccountRole) => void;
};

export function AskRole(props: AskRoleProps) {
  return (
    <>
      <p class="hint">{message("common_role_unreadable")}</p>
      <RadioGroup
        legend={message("common_which_role_account")}
        options={ACCOUNT_ROLES.map((role) => ({ value: role, label: roleName(role) }))}
        value={props.role}
        onChange={(value) => {
          const role = ACCOUNT_ROLES.find((each) => each === value);
          if (role !== undefined) props.onRole(role);
        }}
      />
    </>
  );
}
