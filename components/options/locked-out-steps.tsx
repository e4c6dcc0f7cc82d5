// What to do when no way to sign in works, as Headway's help says it for each kind of account.

import { ACCOUNT_ROLES, type AccountRole } from "../../lib/headway/roles.ts";
import { message } from "../../lib/i18n/messages.ts";
import { roleName } from "../account-name.ts";
import { RichText } from "../controls/rich-text.tsx";

/** @param props.role null where it is not known: what is for each of them is said */
export function LockedOutSteps({ role }: { role: AccountRole | null }) {
  return (
    <>
      <ol>
        <li>{message("options_locked_out_other_ways")}</li>
        <li>
          <RichText message="options_locked_out_recovery_code" />
        </li>
        {role === null ? null : <RoleSteps role={role} />}
      </ol>
      {role === null
        ? ACCOUNT_ROLES.map((each) => (
            <div key={each}>
              <p>{roleName(each)}</p>
              <ol>
                <RoleSteps role={each} />
              </ol>
            </div>
          ))
        : null}
    </>
  );
}

function RoleSteps({ role }: { role: AccountRole }) {
  return role === "client" ? (
    <>
      <li>{message("options_locked_out_client_support")}</li>
      <li>{message("options_locked_out_client_reset")}</li>
    </>
  ) : (
    <>
      <li>{message("options_locked_out_provider_support")}</li>
      <li>
        <RichText message="options_locked_out_provider_reset" />
      </li>
    </>
  );
}
