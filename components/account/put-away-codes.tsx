// Codes that a reset or a successor put away: they are offered nowhere, and can be taken into use again.

import type { OtpView } from "../../lib/app/views.ts";
import { message, plural } from "../../lib/i18n/messages.ts";
import { Button } from "../controls/button.tsx";
import { ErrorNotice } from "../controls/notice.tsx";
import { dateText } from "../plain-text.ts";
import { otpLabel } from "../popup/otp-name.ts";
import { useAction } from "../use-action.ts";
import { useRpc } from "../use-rpc.tsx";

export type PutAwayCodesProps = {
  readonly codes: readonly OtpView[];
  readonly onChanged: () => Promise<void>;
};

export function PutAwayCodes({ codes, onChanged }: PutAwayCodesProps) {
  const { call } = useRpc();
  const use = useAction(async (id: string) => {
    await call("otp.put-away", { id, away: false });
    await onChanged();
  });
  if (codes.length === 0) return null;
  return (
    <details class="disclosure">
      <summary>{plural("account_put_away", codes.length)}</summary>
      <ul class="rows" aria-label={message("account_put_away_list")}>
        {codes.map((otp) => (
          <li key={otp.id} class="row">
            <p class="row-title">{otpLabel(otp, codes)}</p>
            <p class="hint">{message("account_saved", dateText(otp.createdAt))}</p>
            <div class="row-actions">
              <Button
                kind="quiet"
                name={message(
                  "common_action_of",
                  message("common_use_again"),
                  otpLabel(otp, codes),
                )}
                busy={use.busy}
                onPress={() => use.run(otp.id)}
              >
                {message("common_use_again")}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      <ErrorNotice error={use.error} />
    </details>
  );
}
