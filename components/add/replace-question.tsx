// Asks whether a new code replaces the one that the account has already. Headway keeps one authenticator for
// an account, so that is what is offered first.

import type { AccountChoice, AccountView } from "../../lib/app/views.ts";
import { isOfSameIssuer } from "../../lib/headway/issuers.ts";
import { message, plural } from "../../lib/i18n/messages.ts";
import { RadioGroup } from "../controls/radio-group.tsx";

export type ReplaceQuestionProps = {
  readonly accounts: readonly AccountView[];
  /** The account that the new code is for; null while nobody has chosen. */
  readonly choice: AccountChoice | null;
  /** Of the new code. */
  readonly issuer: string;
  readonly replace: boolean;
  readonly onChange: (replace: boolean) => void;
};

/** How many codes of that issuer the chosen account has; by its role and address, where it was typed. */
export function heldCodes(
  accounts: readonly AccountView[],
  choice: AccountChoice | null,
  issuer: string,
): number {
  if (choice === null) return 0;
  const isChosen = (account: AccountView) =>
    "accountId" in choice
      ? account.id === choice.accountId
      : account.role === choice.role &&
        account.email.toLowerCase() === choice.email.trim().toLowerCase();
  const otps = accounts.find(isChosen)?.otps ?? [];
  return otps.filter((otp) => isOfSameIssuer(issuer, otp.issuer)).length;
}

export function ReplaceQuestion(props: ReplaceQuestionProps) {
  const held = heldCodes(props.accounts, props.choice, props.issuer);
  if (held === 0) return null;
  return (
    <RadioGroup
      legend={plural("add_replace", held)}
      options={[
        {
          value: "replace",
          label: plural("add_replace_yes", held),
          detail: message("add_replace_yes_detail"),
        },
        {
          value: "keep",
          label: plural("add_replace_no", held),
          detail: message("add_replace_no_detail"),
        },
      ]}
      value={props.replace ? "replace" : "keep"}
      onChange={(value) => props.onChange(value === "replace")}
    />
  );
}
