// Asks whether Headway has taken a code of a new entry: only then is the set-up complete. One that came from another
// app is set up already, and to be tried once.

import { message } from "../../lib/i18n/messages.ts";
import { RichText } from "../controls/rich-text.tsx";
import { Button } from "../controls/button.tsx";
import { Card } from "../controls/card.tsx";
import { ErrorNotice } from "../controls/notice.tsx";
import { useAction } from "../use-action.ts";
import { useRpc } from "../use-rpc.tsx";
import { otpName } from "./otp-name.ts";
import type { HeldOtp } from "./page-match.ts";

export type UnconfirmedCardProps = {
  readonly entry: HeldOtp;
  readonly onChanged: () => Promise<void>;
  /** The accessible name of the button, where several are on one screen. */
  readonly buttonName?: string;
};

export function UnconfirmedCard(props: UnconfirmedCardProps) {
  const { call } = useRpc();
  const { otp, account } = props.entry;
  const confirm = useAction(async () => {
    await call("otp.confirm", { id: otp.id });
    await props.onChanged();
  });
  return (
    <Card title={message("popup_unconfirmed_title")}>
      <p>
        <RichText
          message={otp.isImported ? "popup_imported_text" : "popup_unconfirmed_text"}
          values={[<bdi>{otpName(props.entry)}</bdi>]}
        />
      </p>
      {account.otps.some(({ replacedBy }) => replacedBy === otp.id) ? (
        <p>{message("popup_unconfirmed_replaces")}</p>
      ) : null}
      <ErrorNotice error={confirm.error} />
      <Button name={props.buttonName} busy={confirm.busy} onPress={() => confirm.run()}>
        {message("common_accepted")}
      </Button>
    </Card>
  );
}
