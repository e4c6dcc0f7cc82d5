// What a backup holds, in one line.

import type { BackupCounts } from "../../lib/app/views.ts";
import { plural } from "../../lib/i18n/messages.ts";
import { rowText } from "../plain-text.ts";

export function CountLine(props: { counts: BackupCounts }) {
  const { counts } = props;
  return (
    <p>
      {rowText([
        plural("common_accounts", counts.accounts),
        plural("common_codes", counts.otps),
        plural("common_passkeys", counts.passkeys),
        plural("common_recovery_codes", counts.recoveryCodes),
      ])}
    </p>
  );
}
