// Ways to sign in by the names that stand on Headway's page, which is in English, where the user is to look for them
// there; and where each is, as far as that was said.

import type { Method, MethodStatus } from "../../lib/headway/methods.ts";
import { message, type MessageKey } from "../../lib/i18n/messages.ts";
import { listText } from "../plain-text.ts";

const NAMES = {
  authenticator: "trouble_way_authenticator",
  phone: "trouble_way_phone",
  biometrics: "trouble_way_biometrics",
  "security-key": "trouble_way_security_key",
  "recovery-code": "trouble_way_recovery_code",
} as const satisfies Readonly<Record<Method, MessageKey>>;

/** "“Authenticator app” and “Security key” (key ring)". */
export function headwayNames(statuses: readonly MethodStatus[]): string {
  return listText(
    statuses.map(({ method, where }) => {
      const name = message(NAMES[method]);
      return where === "" ? name : message("trouble_way_placed", name, where);
    }),
  );
}
