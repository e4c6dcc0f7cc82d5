// Where a page asks for a recovery code and Waykey keeps none: what is known of where one is, account by account.

import type { AccountView } from "../../lib/app/views.ts";
import { message } from "../../lib/i18n/messages.ts";
import { accountName } from "../account-name.ts";
import { RichText } from "../controls/rich-text.tsx";
import { dateText } from "../plain-text.ts";
import { recoveryStanding } from "../recovery-standing.ts";
import { placeOf } from "../way-names.ts";

export type WhereElseProps = { readonly accounts: readonly AccountView[] };

export function WhereElse({ accounts }: WhereElseProps) {
  const told = accounts.filter((account) => recoveryStanding(account) !== "none");
  return (
    <>
      {told.length === 0 ? <p>{message("popup_fill_recovery_none")}</p> : null}
      {told.map((account) => (
        <p key={account.id}>
          <Told account={account} />
        </p>
      ))}
      <p>{message("popup_fill_recovery_support")}</p>
    </>
  );
}

function Told({ account }: { account: AccountView }) {
  const name = <bdi>{accountName(account)}</bdi>;
  if (account.successorSince !== null) {
    const day = dateText(account.successorSince);
    return <RichText message="popup_fill_recovery_used" values={[name, day]} />;
  }
  const place = placeOf(account.methods, "recovery-code");
  return place === "" ? (
    <RichText message="popup_fill_recovery_elsewhere" values={[name]} />
  ) : (
    <RichText
      message="popup_fill_recovery_elsewhere_placed"
      values={[name, <bdi key="place">{place}</bdi>]}
    />
  );
}
