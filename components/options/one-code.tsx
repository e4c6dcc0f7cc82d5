// One code by time, to be seen side by side with the same one on another device.

import { CodeLine } from "../popup/code-line.tsx";
import { otpName } from "../popup/otp-name.ts";
import type { HeldOtp } from "../popup/page-match.ts";
import { useCodes } from "../use-codes.ts";

export function OneCode({ held }: { held: HeldOtp }) {
  const { otp } = held;
  const codes = useCodes([otp.id]);
  return (
    <>
      <p>This code must be the same there, too, at the same moment:</p>
      <CodeLine
        otp={otp}
        code={codes.byId.get(otp.id)}
        error={codes.error}
        label={otpName(held)}
        nameOf={(action) => `${action} to compare`}
        newName="New code"
      />
    </>
  );
}
