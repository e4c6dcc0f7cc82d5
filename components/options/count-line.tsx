// What a backup holds, in one line.

import type { BackupCounts } from "../../lib/app/views.ts";
import { countText } from "../plain-text.ts";

export function CountLine(props: { counts: BackupCounts }) {
  const { counts } = props;
  return (
    <p>
      {[
        countText(counts.accounts, "account", "accounts"),
        countText(counts.otps, "code", "codes"),
        countText(counts.passkeys, "passkey", "passkeys"),
        countText(counts.recoveryCodes, "recovery code", "recovery codes"),
      ].join(", ")}
    </p>
  );
}
