// One code by time, to be seen side by side with the same one on another device.

import { message } from "../../lib/i18n/messages.ts";
import { CodeLine } from "../popup/code-line.tsx";
import { otpName } from "../popup/otp-name.ts";
import type { HeldOtp } from "../popup/page-match.ts";
import { useCodes } from "../use-codes.ts";

export function OneCode({ held }: { held: HeldOtp }) {
  const { otp } = held;
  const codes = useCodes([otp.id]);
  return (
    <>
      <p>{message("options_one_code_text")}</p>
      <CodeLine
        otp={otp}
        code={codes.byId.get(otp.id)}
        error={codes.error}
        label={otpName(held)}
        nameOf={(action) => message("options_one_code_action", action)}
        newName={message("common_new_code")}
      />
    </>
  );
}
