// All at once for the entries that have no account yet, as those of other sites: one account, or none of them.

import type { AccountView, ImportLine } from "../../lib/app/views.ts";
import type { AccountRole } from "../../lib/headway/roles.ts";
import { message, plural } from "../../lib/i18n/messages.ts";
import { accountName } from "../account-name.ts";
import { Button } from "../controls/button.tsx";
import { SelectField } from "../controls/select-field.tsx";
import { type ImportChoice, undecidedEntries } from "./import-choice.ts";

export type RestOfEntriesProps = {
  readonly lines: readonly ImportLine[];
  readonly accounts: readonly AccountView[];
  readonly role: AccountRole;
  readonly choice: ImportChoice;
  readonly onChange: (change: Partial<ImportChoice>) => void;
};

export function RestOfEntries(props: RestOfEntriesProps) {
  const { lines, accounts, choice, role } = props;
  const undecided = undecidedEntries(lines, choice, role);
  if (undecided.length < 2) return null;
  return (
    <div class="stack">
      {accounts.length === 0 ? null : (
        <SelectField
          label={plural("add_rest_account", undecided.length)}
          value=""
          options={[
            { value: "", label: message("add_rest_choose") },
            ...accounts.map((each) => ({ value: each.id, label: accountName(each) })),
          ]}
          hint={message("add_rest_hint")}
          onChange={(accountId) => {
            if (accountId === "") return;
            const chosen = undecided.map((entry) => [entry, { accountId }] as const);
            props.onChange({ accounts: { ...choice.accounts, ...Object.fromEntries(chosen) } });
          }}
        />
      )}
      <div class="buttons">
        <Button onPress={() => props.onChange({ left: [...choice.left, ...undecided] })}>
          {plural("add_rest_leave", undecided.length)}
        </Button>
      </div>
    </div>
  );
}
