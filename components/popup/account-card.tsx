// One account in the popup's list: whose it is, its codes, and what else is held for it.

import { useLayoutEffect, useRef } from "preact/hooks";
import type { AccountView } from "../../lib/app/views.ts";
import { emailText, roleName } from "../account-name.ts";
import { FavouriteButton } from "../account/favourite-button.tsx";
import { ForwardIcon, KeyIcon, LifebuoyIcon } from "../controls/icons.tsx";
import { HealthGlance } from "../health/health-glance.tsx";
import { RoleBadge } from "../controls/role-badge.tsx";
import { passkeyCount } from "../passkey-count.ts";
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

export function AccountCard(props: AccountCardProps) {
  const { account, isLeft } = props;
  const opener = useRef<HTMLButtonElement>(null);
  // At once, not after the next frame: a key pressed by then would go astray.
  useLayoutEffect(() => {
    if (isLeft) opener.current?.focus();
  }, [isLeft]);
  const kept = account.recoveryCodes.some((code) => code.usedAt === null);
  return (
    <li class="account">
      <div class="account-head">
        <button ref={opener} type="button" class="account-open" onClick={props.onOpen}>
          <span class="visually-hidden">Details of </span>
          <bdi class="account-email">{emailText(account.email)}</bdi>
          <span class="visually-hidden"> {roleName(account.role)}</span>
          <ForwardIcon />
        </button>
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
            "New code",
            otp.id === props.firstCounterId ? 0 : 1,
            otpName({ otp, account }),
          )}
        />
      ))}
      <HealthGlance account={account} />
      <ul class="held">
        <li>
          <RoleBadge role={account.role} />
        </li>
        {account.otps.length === 0 ? <li>No code kept</li> : null}
        <li>
          <KeyIcon />
          {account.passkeys.length === 0 ? "No passkeys" : passkeyCount(account.passkeys)}
        </li>
        <li>
          <LifebuoyIcon />
          {kept ? "Recovery code kept" : "No recovery code"}
        </li>
      </ul>
    </li>
  );
}
