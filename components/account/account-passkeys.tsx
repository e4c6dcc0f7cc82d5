// The passkeys of one account.

import type { PasskeyView } from "../../lib/app/views.ts";
import { Card } from "../controls/card.tsx";
import { PasskeyRow } from "./passkey-row.tsx";

export type AccountPasskeysProps = {
  readonly passkeys: readonly PasskeyView[];
  readonly onChanged: () => Promise<void>;
};

export function AccountPasskeys(props: AccountPasskeysProps) {
  return (
    <Card title="Passkeys">
      {props.passkeys.length === 0 ? (
        <p class="empty">
          No passkey is kept. In Headway’s settings, press Enroll beside “Fingerprint or face” or
          “Security key”: Waykey asks you by itself.
        </p>
      ) : null}
      <ul class="rows">
        {props.passkeys.map((passkey, index) => (
          <PasskeyRow
            key={passkey.id}
            passkey={passkey}
            name={passkeyName(passkey, index, props.passkeys)}
            onChanged={props.onChanged}
          />
        ))}
      </ul>
    </Card>
  );
}

/** The label, with a number where two share it. */
function passkeyName(passkey: PasskeyView, index: number, all: readonly PasskeyView[]): string {
  const name = passkey.label === "" ? passkey.userName : passkey.label;
  const twins = all.filter((other) => other.label === passkey.label);
  return twins.length < 2 ? name : `${name} (${index + 1})`;
}
