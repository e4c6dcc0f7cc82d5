// The sheet that is printed for an account, and nothing else of the page with it. On the screen it is not
// there. Without secrets it has room to write them by hand.

import type { AccountView, OtpView, SheetSecrets } from "../../lib/app/views.ts";
import { message, numberText } from "../../lib/i18n/messages.ts";
import { RichText } from "../controls/rich-text.tsx";
import { emailText, knownRole, roleText } from "../account-name.ts";
import { dateText } from "../plain-text.ts";
import { otpLabel } from "../popup/otp-name.ts";
import { QrPicture } from "../qr-picture.tsx";
import { LockedOutSteps } from "./locked-out-steps.tsx";
import { SheetNotes } from "./sheet-notes.tsx";

const NOTE_LINES = 4;
const GROUP = /.{1,4}/g;
const WRITTEN_GROUPS = 6;

/** A longer link makes a picture too fine for paper of this size. */
const MAX_PICTURE_LENGTH = 500;

export type AccountSheetProps = {
  readonly account: AccountView;
  readonly secrets: SheetSecrets;
  /** Whose key is on it; null where none is. */
  readonly otp: OtpView | null;
  /** Epoch milliseconds. */
  readonly printedAt: number;
};

export function AccountSheet(props: AccountSheetProps) {
  const { account, secrets, otp } = props;
  const filledAt = account.recoveryCodes.find(({ usedAt }) => usedAt === null)?.filledAt ?? null;
  const isSecret = secrets.recoveryCode !== null || secrets.authenticator !== null;
  return (
    <div class="print-sheet print-alone account-sheet">
      <p class="sheet-title">{message("options_sheet_title")}</p>
      <p>
        <RichText
          message="options_sheet_about"
          values={[
            <bdi key="email">{emailText(account.email)}</bdi>,
            roleText(knownRole(account)),
            dateText(props.printedAt),
          ]}
        />
      </p>
      <p class="sheet-heading">{message("common_method_recovery_code")}</p>
      <RecoveryGroups code={secrets.recoveryCode} />
      {secrets.recoveryCode === null || filledAt === null ? null : (
        <p>{message("options_sheet_code_filled", dateText(filledAt))}</p>
      )}
      {secrets.authenticator === null || otp === null ? null : (
        <>
          <p class="sheet-heading">{message("common_method_authenticator")}</p>
          <AuthenticatorKey
            authenticator={secrets.authenticator}
            otp={otp}
            label={sheetLabel(otp, account)}
          />
        </>
      )}
      <p class="sheet-heading">{message("options_sheet_locked_out")}</p>
      <LockedOutSteps role={knownRole(account)} />
      <p class="sheet-heading">{message("options_sheet_keep_safe")}</p>
      <p>{message(isSecret ? "options_sheet_is_secret" : "options_sheet_is_blank")}</p>
      <SheetNotes lines={NOTE_LINES} />
    </div>
  );
}

/** What an entry is called on the sheet; never empty. */
export function sheetLabel(otp: OtpView, account: AccountView): string {
  return otpLabel(otp, account.otps) || otp.issuer || message("common_code");
}

function RecoveryGroups(props: { code: string | null }) {
  // One of another shape has spaces and dashes of its own, or none that may be added.
  if (props.code !== null && !/^[A-Z0-9]{24}$/.test(props.code)) {
    return <p class="sheet-secret">{props.code}</p>;
  }
  const groups = props.code?.match(GROUP) ?? Array.from({ length: WRITTEN_GROUPS }, () => "");
  return (
    <ol class={props.code === null ? "sheet-key sheet-key-blank" : "sheet-key"}>
      {groups.map((group, index) => (
        <li key={index}>{group}</li>
      ))}
    </ol>
  );
}

type AuthenticatorKeyProps = {
  readonly authenticator: NonNullable<SheetSecrets["authenticator"]>;
  readonly otp: OtpView;
  readonly label: string;
};

function AuthenticatorKey(props: AuthenticatorKeyProps) {
  const { authenticator, otp } = props;
  const pace =
    otp.type === "hotp"
      ? message("options_sheet_by_counter")
      : message("options_sheet_every", numberText(otp.periodSeconds));
  return (
    <div class="sheet-authenticator">
      {authenticator.uri.length > MAX_PICTURE_LENGTH ? null : (
        <QrPicture text={authenticator.uri} label={message("options_sheet_qr")} />
      )}
      <div>
        <p>
          <RichText
            message="options_sheet_code"
            values={[
              <bdi key="label">{props.label}</bdi>,
              numberText(otp.digits),
              pace,
              otp.algorithm,
            ]}
          />
        </p>
        <p class="sheet-secret">{authenticator.key}</p>
        <p>{message("options_sheet_how_to_use")}</p>
      </div>
    </div>
  );
}
