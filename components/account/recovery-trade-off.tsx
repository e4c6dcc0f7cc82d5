// What it means to keep a recovery code beside the codes it is the way around, in one sentence.

import { message } from "../../lib/i18n/messages.ts";

export function RecoveryTradeOff() {
  return <p>{message("account_recovery_trade_off")}</p>;
}
