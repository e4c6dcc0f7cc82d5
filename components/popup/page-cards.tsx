// What the page in use calls for: a code to scan, to fill or to save, or a passkey to sign in with. One
// rule for each kind of page.

import type { AccountView } from "../../lib/app/views.ts";
import { message } from "../../lib/i18n/messages.ts";
import { Button } from "../controls/button.tsx";
import { Card } from "../controls/card.tsx";
import { QrIcon } from "../controls/icons.tsx";
import { FillCodeCard } from "./fill-code-card.tsx";
import { FilledRecoveryCards } from "./filled-recovery-card.tsx";
import { FillRecoveryCard } from "./fill-recovery-card.tsx";
import { OtherCodeCard } from "./other-code-card.tsx";
import { FillFailure } from "./fill-failure.tsx";
import { otpName } from "./otp-name.ts";
import {
  accountOfPage,
  accountsOfPage,
  forHeadway,
  type HeldOtp,
  heldOtps,
  unconfirmedOf,
} from "./page-match.ts";
import { PasskeySignInCard } from "./passkey-sign-in-card.tsx";
import type { PopupData } from "./popup-data.ts";
import { SaveRecoveryCard } from "./save-recovery-card.tsx";
import { SuccessorCard } from "./successor-card.tsx";
import { UnconfirmedCard } from "./unconfirmed-card.tsx";

export type PageCardsProps = {
  readonly data: PopupData;
  /** Those nearest to the page first. */
  readonly accounts: readonly AccountView[];
  readonly onChanged: () => Promise<void>;
  readonly onScan: () => void;
};

export function PageCards(props: PageCardsProps) {
  const { data, accounts } = props;
  const { page } = data;
  const { failed, dismiss } = data.failedFill;
  const entries = heldOtps(accounts);
  const unconfirmed = unconfirmedOf(entries, page);
  const [newest] = unconfirmed;

  return (
    <>
      <FilledRecoveryCards accounts={data.contents.accounts} onChanged={props.onChanged} />
      {failed === null ? null : (
        <FillFailure
          why={failed.why}
          code={failed.code}
          entryId={failed.id}
          copyLabel={message(failed.isCopied ? "popup_copy_again" : "popup_copy_instead")}
          isCopied={failed.isCopied}
          {...nameOf(entries, failed.id)}
        />
      )}
      {page?.kind === "otp-challenge" ? (
        <FillCodeCard
          key={page.origin}
          entries={forHeadway(entries)}
          takesFocus={failed === null}
          onFill={dismiss}
        />
      ) : null}
      {page?.kind === "otp-enrolment" && page.hasField && newest !== undefined ? (
        <FillCodeCard
          key={page.origin}
          entries={unconfirmed}
          takesFocus={failed === null}
          onFill={dismiss}
        />
      ) : null}
      {page === null || page.passkeys.length === 0 ? null : (
        <PasskeySignInCard key={`passkeys at ${page.origin}`} passkeys={page.passkeys} />
      )}
      {page?.kind === "recovery-challenge" ? (
        <FillRecoveryCard
          key={page.origin}
          accounts={accounts}
          meant={accountsOfPage(data.contents.accounts, page)}
          onChanged={props.onChanged}
        />
      ) : null}
      {page?.kind === "phone-challenge" || page?.kind === "email-challenge" ? (
        <OtherCodeCard
          key={page.origin}
          kind={page.kind}
          account={accountOfPage(data.contents.accounts, page)}
        />
      ) : null}
      {page?.kind === "recovery-shown" && page.recoveryCode !== null ? (
        <SaveRecoveryCard
          key={page.recoveryCode}
          code={page.recoveryCode}
          kept={page.recoveryCodeKept}
          filled={page.recoveryCodeFilled}
          accounts={data.contents.accounts}
          page={page}
          onChanged={props.onChanged}
        />
      ) : null}
      {newest === undefined ? null : <UnconfirmedCard entry={newest} onChanged={props.onChanged} />}
      {page?.kind === "otp-enrolment" ? (
        <ScanCard second={newest !== undefined} onScan={props.onScan} />
      ) : null}
      {page === null || page.recoveryCode === null ? (
        <SuccessorCard accounts={accounts} onChanged={props.onChanged} />
      ) : null}
    </>
  );
}

function nameOf(entries: readonly HeldOtp[], id: string): { entryName?: string } {
  const entry = entries.find(({ otp }) => otp.id === id);
  return entry === undefined ? {} : { entryName: otpName(entry) };
}

function ScanCard(props: { second: boolean; onScan: () => void }) {
  return (
    <Card title={message("popup_scan_title")} prominent={!props.second}>
      <p>{message(props.second ? "popup_scan_second" : "popup_scan_text")}</p>
      <Button kind={props.second ? "secondary" : "primary"} wide onPress={props.onScan}>
        <QrIcon />
        {message("common_scan_page")}
      </Button>
    </Card>
  );
}
