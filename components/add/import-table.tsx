// Every entry of an import: its name, what becomes of it, and for a new one whether it is wanted and which
// account it goes to.

import { useId } from "preact/hooks";
import type { AccountChoice, AccountView, ImportLine } from "../../lib/app/views.ts";
import { ACCOUNT_ROLES, type AccountRole } from "../../lib/headway/roles.ts";
import { message, numberText } from "../../lib/i18n/messages.ts";
import { RichText } from "../controls/rich-text.tsx";
import { accountName, roleName } from "../account-name.ts";
import { accountOf, type ImportChoice, isOpen } from "./import-choice.ts";
import { useFirstLines } from "./use-first-lines.tsx";
import { noteTexts, verdictText } from "./verdict-text.tsx";

export type ImportTableProps = {
  readonly lines: readonly ImportLine[];
  readonly accounts: readonly AccountView[];
  /** Of a new account, unless the user says another. */
  readonly role: AccountRole;
  readonly choice: ImportChoice;
  readonly onChange: (change: Partial<ImportChoice>) => void;
};

export function ImportTable(props: ImportTableProps) {
  const { lines, choice, role } = props;
  const { shown, more } = useFirstLines(lines.length);
  const left = new Set(choice.left);
  const setWanted = (entry: number, isWanted: boolean) => {
    const others = choice.left.filter((each) => each !== entry);
    props.onChange({ left: isWanted ? others : [...others, entry] });
  };
  const setAccount = (entry: number, account: AccountChoice | null) => {
    const { [entry]: _before, ...others } = choice.accounts;
    props.onChange({ accounts: account === null ? others : { ...others, [entry]: account } });
  };
  return (
    <>
      <ul class="import-lines" aria-label={message("add_entries")}>
        {lines.slice(0, shown).map((line, entry) => (
          <Line
            key={entry}
            line={line}
            number={entry + 1}
            accounts={props.accounts}
            role={role}
            isWanted={!left.has(entry)}
            account={accountOf(line, entry, choice, role)}
            onWanted={(isWanted) => setWanted(entry, isWanted)}
            onAccount={(account) => setAccount(entry, account)}
          />
        ))}
      </ul>
      {more}
    </>
  );
}

type LineProps = {
  readonly line: ImportLine;
  /** From 1. */
  readonly number: number;
  readonly accounts: readonly AccountView[];
  readonly role: AccountRole;
  readonly isWanted: boolean;
  readonly account: AccountChoice | null;
  readonly onWanted: (isWanted: boolean) => void;
  readonly onAccount: (account: AccountChoice | null) => void;
};

function Line(props: LineProps) {
  const { line, number } = props;
  const id = useId();
  const name = line.name || message("add_entry_unnamed");
  const isTicked = isOpen(line) && props.isWanted;
  return (
    <li>
      <div class="check">
        <input
          type="checkbox"
          id={id}
          checked={isTicked}
          disabled={!isOpen(line)}
          aria-describedby={`${id}-verdict`}
          onChange={(event) => props.onWanted(event.currentTarget.checked)}
        />
        <label for={id}>
          <RichText message="add_entry_numbered" values={[numberText(number), <bdi>{name}</bdi>]} />
        </label>
      </div>
      <div id={`${id}-verdict`}>
        <p class="hint">{verdictText(line)}</p>
        {noteTexts(line).map((text) => (
          <p key={text} class="hint">
            {text}
          </p>
        ))}
      </div>
      {isTicked ? (
        <AccountFields {...props} name={message("add_entry_numbered", numberText(number), name)} />
      ) : null}
    </li>
  );
}

const NONE = "none";
const NEW = "new";

function AccountFields(props: LineProps & { name: string }) {
  const { account, accounts, line, name, role } = props;
  const fresh = account !== null && "role" in account ? account : null;
  const held = account !== null && "accountId" in account ? account.accountId : null;
  return (
    <div class="import-account">
      <select
        aria-label={message("add_entry_account", name)}
        value={held ?? (fresh === null ? NONE : NEW)}
        onChange={(event) => {
          const { value } = event.currentTarget;
          if (value === NONE) props.onAccount(null);
          else if (value === NEW) props.onAccount({ role, email: line.suggestedEmail });
          else props.onAccount({ accountId: value });
        }}
      >
        {account === null ? <option value={NONE}>{message("add_choose_account")}</option> : null}
        {accounts.map((each) => (
          <option key={each.id} value={each.id}>
            {accountName(each)}
          </option>
        ))}
        <option value={NEW}>{message("common_new_account")}</option>
      </select>
      {fresh === null ? null : (
        <>
          <select
            aria-label={message("add_entry_account_kind", name)}
            value={fresh.role}
            onChange={(event) => {
              const isProvider = event.currentTarget.value === "provider";
              props.onAccount({ ...fresh, role: isProvider ? "provider" : "client" });
            }}
          >
            {ACCOUNT_ROLES.map((each) => (
              <option key={each} value={each}>
                {roleName(each)}
              </option>
            ))}
          </select>
          <input
            type="email"
            aria-label={message("add_entry_email", name)}
            placeholder={message("add_email_example")}
            autocomplete="off"
            spellcheck={false}
            value={fresh.email}
            onInput={(event) => props.onAccount({ ...fresh, email: event.currentTarget.value })}
          />
        </>
      )}
    </div>
  );
}
