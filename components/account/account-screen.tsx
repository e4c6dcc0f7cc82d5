// One account in full: its codes and its check-up, and, folded until they are wanted, all that else is held and
// known of it.

import type { RefObject } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { AccountView } from "../../lib/app/views.ts";
import type { AccountRole } from "../../lib/headway/roles.ts";
import { message } from "../../lib/i18n/messages.ts";
import { useAnnounce } from "../announcer.tsx";
import { emailText, knownRole } from "../account-name.ts";
import { AskRole } from "../controls/ask-role.tsx";
import { Button } from "../controls/button.tsx";
import { Card } from "../controls/card.tsx";
import { FoldingCard } from "../controls/folding-card.tsx";
import { Notice } from "../controls/notice.tsx";
import { RoleBadge } from "../controls/role-badge.tsx";
import { ScreenHead } from "../controls/screen-head.tsx";
import { AccountHealth } from "../health/account-health.tsx";
import type { TypedDraft } from "../ports.ts";
import { takeFreeFocus } from "../free-focus.ts";
import { TravelScreen } from "../travel/travel-screen.tsx";
import { useReturnedFocus } from "../use-returned-focus.ts";
import { AccountCodes } from "./account-codes.tsx";
import { AccountMethods, type AskedMethod } from "./account-methods.tsx";
import { AccountPasskeys } from "./account-passkeys.tsx";
import { type AccountSection, sectionsDue } from "./account-sections.ts";
import { FavouriteButton } from "./favourite-button.tsx";
import { RecoveryCodes } from "./recovery-codes.tsx";
import { RenameAccount } from "./rename-account.tsx";
import { ResetCard } from "./reset-card.tsx";
import { ResetList } from "./reset-list.tsx";
import { RemoveAccount } from "./remove-account.tsx";
import { type FoldOf, useFolds } from "./use-folds.ts";

export type AccountScreenProps = {
  readonly account: AccountView;
  /** All of them. */
  readonly accounts: readonly AccountView[];
  /** It was to be added, and was there already. */
  readonly isKnown: boolean;
  /** What was left half-typed of it when the popup closed; missing: nothing. */
  readonly left?: TypedDraft | null;
  readonly onBack: () => void;
  readonly onChanged: () => Promise<void>;
};

/** The section in which it was being typed. */
const LEFT_IN = {
  none: [],
  place: ["methods"],
  recovery: ["recovery"],
} as const satisfies Readonly<Record<TypedDraft["kind"] | "none", readonly AccountSection[]>>;

export function AccountScreen(props: AccountScreenProps) {
  const [isTravelling, setTravelling] = useState(false);
  const known = knownRole(props.account);
  const [said, setSaid] = useState<AccountRole | null>(null);
  const account = useMemo(
    () => (said === null || known !== null ? props.account : { ...props.account, role: said }),
    [props.account, known, said],
  );
  // Here, so that they are as they were after the travel check.
  const left = LEFT_IN[props.left?.kind ?? "none"];
  const foldOf = useFolds([...new Set([...sectionsDue(props.account), ...left])]);
  const traveller = useReturnedFocus(isTravelling);
  if (isTravelling) {
    return (
      <TravelScreen
        account={account}
        onBack={() => setTravelling(false)}
        onChanged={props.onChanged}
      />
    );
  }
  return (
    <Details
      {...props}
      account={account}
      said={said}
      onRole={setSaid}
      foldOf={foldOf}
      traveller={traveller}
      onTravel={() => setTravelling(true)}
    />
  );
}

type DetailsProps = AccountScreenProps & {
  /** The role, by the user's word, of an account that can't be read. */
  readonly said: AccountRole | null;
  readonly onRole: (role: AccountRole) => void;
  readonly foldOf: FoldOf;
  readonly traveller: RefObject<HTMLButtonElement | null>;
  readonly onTravel: () => void;
};

function Details(props: DetailsProps) {
  const { account, accounts, onChanged, foldOf, said } = props;
  const known = knownRole(account);
  // Without it, the steps at Headway would be a guess.
  const hasRole = known !== null || said !== null;
  const { left = null } = props;
  const [asked, setAsked] = useState<AskedMethod | null>(
    left?.kind === "place" ? { method: left.method, typed: left } : null,
  );
  const methods = foldOf("methods");
  const held = { account, accounts, onChanged };
  const title = useRef<HTMLHeadingElement>(null);
  const listTitle = useRef<HTMLHeadingElement>(null);
  const announce = useAnnounce();
  // What was removed took its focus with it.
  useEffect(() => takeFreeFocus(title.current), [account]);
  return (
    <main class="screen">
      <ScreenHead
        title={<bdi>{emailText(account.email)}</bdi>}
        titleRef={title}
        onBack={props.onBack}
      >
        <RoleBadge role={known ?? said} />
        <FavouriteButton account={account} onChanged={onChanged} />
      </ScreenHead>
      {props.isKnown ? (
        <Notice tone="info" title={message("account_known_title")} live>
          <p>{message("account_known_text")}</p>
        </Notice>
      ) : null}
      <AccountCodes {...held} />
      {known === null ? (
        <Card title={message("common_role_unknown")}>
          <AskRole role={said} onRole={props.onRole} />
        </Card>
      ) : null}
      <ResetList account={account} titleRef={listTitle} onChanged={onChanged} />
      {hasRole ? (
        <AccountHealth
          account={account}
          onAsk={(method) => {
            methods.onFold(true);
            setAsked({ method });
          }}
          onChanged={onChanged}
        />
      ) : null}
      <RecoveryCodes
        {...held}
        fold={foldOf("recovery")}
        typed={left?.kind === "recovery" ? left.code : null}
      />
      <AccountPasskeys {...held} fold={foldOf("passkeys")} />
      {hasRole ? (
        <>
          <AccountMethods
            account={account}
            fold={methods}
            asked={asked}
            onAsk={setAsked}
            onChanged={onChanged}
          />
          <ResetCard
            account={account}
            fold={foldOf("reset")}
            onReset={() => {
              announce(message("account_reset_noted"));
              // The list is far above what was pressed.
              listTitle.current?.focus();
            }}
            onChanged={onChanged}
          />
          <FoldingCard
            title={message("account_travel_title")}
            gist={message("account_travel_gist")}
            {...foldOf("travel")}
          >
            <p class="hint">{message("account_travel_hint")}</p>
            <div class="row-actions">
              <Button buttonRef={props.traveller} onPress={props.onTravel}>
                {message("account_travel_open")}
              </Button>
            </div>
          </FoldingCard>
        </>
      ) : null}
      <FoldingCard
        title={message("account_this_title")}
        gist={message("account_this_gist")}
        {...foldOf("account")}
      >
        <RenameAccount account={account} onChanged={onChanged} />
        <RemoveAccount
          account={account}
          onRemoved={async () => {
            await onChanged();
            props.onBack();
          }}
        />
      </FoldingCard>
    </main>
  );
}
