// Asks whether Headway has taken a code of a new entry: only then is the set-up complete.

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
    <Card title="Has Headway accepted this code?">
      <p>
        The code of <bdi>{otpName(props.entry)}</bdi> is new. Type or fill it on the Headway page;
        the set-up is complete once the page accepts it.
      </p>
      {account.otps.some(({ replacedBy }) => replacedBy === otp.id) ? (
        <p>With your yes, the code that it replaces is put away; until then Waykey offers both.</p>
      ) : null}
      <ErrorNotice error={confirm.error} />
      <Button name={props.buttonName} busy={confirm.busy} onPress={() => confirm.run()}>
        Yes, it was accepted
      </Button>
    </Card>
  );
}
