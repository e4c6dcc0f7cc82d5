// What to do when no way to sign in works, as Headway's help says it for each kind of account.

import type { AccountRole } from "../../lib/headway/roles.ts";
import { message } from "../../lib/i18n/messages.ts";
import { RichText } from "../controls/rich-text.tsx";

export function LockedOutSteps(props: { role: AccountRole }) {
  return (
    <ol>
      <li>{message("options_locked_out_other_ways")}</li>
      <li>
        <RichText message="options_locked_out_recovery_code" />
      </li>
      {props.role === "client" ? (
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
      )}
    </ol>
  );
}
