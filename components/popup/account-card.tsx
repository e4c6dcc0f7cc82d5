// One account in the popup's list: whose it is, its codes, and what else is held for it.

import type { AccountView } from "../../lib/app/views.ts";
import { type MessageKey, message, plural } from "../../lib/i18n/messages.ts";
import { knownRole } from "../account-name.ts";
import { AccountOpener } from "../account/account-opener.tsx";
import { openWays } from "../account/reset-list.tsx";
import { FavouriteButton } from "../account/favourite-button.tsx";
import { KeyIcon, LifebuoyIcon, QrIcon } from "../controls/icons.tsx";
import { HealthGlance } from "../health/health-glance.tsx";
import { RoleBadge } from "../controls/role-badge.tsx";
import { passkeyCount } from "../passkey-count.ts";
import { type RecoveryStanding, recoveryStanding } from "../recovery-standing.ts";
import type { Codes } from "../use-codes.ts";
import { CodeLine } from "./code-line.tsx";
import { actionName, otpLabel, otpName } from "./otp-name.ts";

export type AccountCardProps = {
  readonly account: AccountView;
  readonly codes: Codes;
  /** The entries whose buttons have the short names on this screen: to copy, and to make a new code. */
  readonly firstOtpId: string | null;
  readonly firstCounterId: string | null;
  /** Its details were left just now: it takes the focus. */
  readonly isLeft: boolean;
  readonly onOpen: () => void;
  readonly onChanged: () => Promise<void>;
};

const RECOVERY_WORDS = {
  kept: "popup_recovery_kept",
  filled: "popup_recovery_held_filled",
  used: "popup_recovery_held_used",
  elsewhere: "popup_recovery_held_elsewhere",
  none: "popup_no_recovery",
} as const satisfies Readonly<Record<RecoveryStanding, MessageKey>>;

export function AccountCard(props: AccountCardProps) {
  const { account } = props;
  const again = openWays(account.resetList);
  return (
    <li class="account">
      <div class="account-head">
        <AccountOpener account={account} isLeft={props.isLeft} onOpen={props.onOpen} />
        <FavouriteButton account={account} onChanged={props.onChanged} />
      </div>
      {account.otps.map((otp) => (
        <CodeLine
          key={otp.id}
          otp={otp}
          code={props.codes.byId.get(otp.id)}
          error={props.codes.error}
          label={account.otps.length > 1 ? otpLabel(otp, account.otps) : null}
          nameOf={(action) =>
            actionName(action, otp.id === props.firstOtpId ? 0 : 1, otpName({ otp, account }))
          }
          newName={actionName(
            message("common_new_code"),
            otp.id === props.firstCounterId ? 0 : 1,
            otpName({ otp, account }),
          )}
        />
      ))}
      {again === 0 ? null : <p class="hint">{plural("popup_ways_again", again)}</p>}
      <HealthGlance account={account} />
      <ul class="held">
        <li>
          <RoleBadge role={knownRole(account)} />
        </li>
        {account.otps.length === 0 ? (
          <li>
            <QrIcon />
            {message("popup_no_code")}
          </li>
        ) : null}
        <li>
          <KeyIcon />
          {account.passkeys.length === 0
            ? message("popup_no_passkeys")
            : passkeyCount(account.passkeys)}
        </li>
        <li>
          <LifebuoyIcon />
          {message(RECOVERY_WORDS[recoveryStanding(account)])}
        </li>
      </ul>
    </li>
  );
}
