// One account in full: its codes, passkeys and recovery codes, and the way to remove each.

import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { AccountView } from "../../lib/app/views.ts";
import type { Method } from "../../lib/headway/methods.ts";
import { emailText } from "../account-name.ts";
import { Button } from "../controls/button.tsx";
import { BackIcon } from "../controls/icons.tsx";
import { Notice } from "../controls/notice.tsx";
import { RoleBadge } from "../controls/role-badge.tsx";
import { AccountHealth } from "../health/account-health.tsx";
import { takeFreeFocus } from "../free-focus.ts";
import { TravelScreen } from "../travel/travel-screen.tsx";
import { useReturnedFocus } from "../use-returned-focus.ts";
import { AccountCodes } from "./account-codes.tsx";
import { AccountMethods } from "./account-methods.tsx";
import { AccountPasskeys } from "./account-passkeys.tsx";
import { FavouriteButton } from "./favourite-button.tsx";
import { RecoveryCodes } from "./recovery-codes.tsx";
import { RenameAccount } from "./rename-account.tsx";
import { ResetCard } from "./reset-card.tsx";
import { RemoveAccount } from "./remove-account.tsx";

export type AccountScreenProps = {
  readonly account: AccountView;
  /** All of them. */
  readonly accounts: readonly AccountView[];
  /** It was to be added, and was there already. */
  readonly isKnown: boolean;
  readonly onBack: () => void;
  readonly onChanged: () => Promise<void>;
};

export function AccountScreen(props: AccountScreenProps) {
  const [isTravelling, setTravelling] = useState(false);
  const traveller = useReturnedFocus(isTravelling);
  if (isTravelling) {
    return (
      <TravelScreen
        account={props.account}
        onBack={() => setTravelling(false)}
        onChanged={props.onChanged}
      />
    );
  }
  return (
    <Details
      {...props}
      travel={
        <div class="row-actions">
          <Button buttonRef={traveller} onPress={() => setTravelling(true)}>
            I’m leaving the US
          </Button>
        </div>
      }
    />
  );
}

function Details(props: AccountScreenProps & { readonly travel: ComponentChildren }) {
  const { account, accounts, onChanged } = props;
  const [asked, setAsked] = useState<Method | null>(null);
  const title = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => title.current?.focus(), []);
  // What was removed took its focus with it.
  useEffect(() => takeFreeFocus(title.current), [account]);
  return (
    <main class="screen">
      <div class="screen-head">
        <Button kind="quiet" onPress={props.onBack}>
          <BackIcon />
          Back
        </Button>
        <RoleBadge role={account.role} />
        <FavouriteButton account={account} onChanged={onChanged} />
      </div>
      <h1 ref={title} tabIndex={-1} class="account-title">
        <bdi>{emailText(account.email)}</bdi>
      </h1>
      {props.isKnown ? (
        <Notice tone="info" title="You have this account already" live>
          <p>Nothing was added. This is what Waykey holds for it.</p>
        </Notice>
      ) : null}
      <AccountCodes account={account} accounts={accounts} onChanged={onChanged} />
      <AccountPasskeys account={account} accounts={accounts} onChanged={onChanged} />
      <RecoveryCodes account={account} accounts={accounts} onChanged={onChanged} />
      <AccountHealth account={account} onAsk={setAsked} onChanged={onChanged} />
      <AccountMethods account={account} asked={asked} onAsk={setAsked} onChanged={onChanged} />
      {props.travel}
      <RenameAccount account={account} onChanged={onChanged} />
      <ResetCard account={account} onChanged={onChanged} />
      <RemoveAccount
        account={account}
        onRemoved={async () => {
          await onChanged();
          props.onBack();
        }}
      />
    </main>
  );
}
