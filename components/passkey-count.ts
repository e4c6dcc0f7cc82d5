// How many passkeys an account has, in words. Hidden ones are offered to no site and counted apart.

import type { PasskeyView } from "../lib/app/views.ts";
import { plural } from "../lib/i18n/messages.ts";

/** "2 passkeys", "1 passkey, 1 hidden". */
export function passkeyCount(passkeys: readonly PasskeyView[]): string {
  const hidden = passkeys.filter((passkey) => passkey.hidden !== null).length;
  const offered = plural("common_passkeys", passkeys.length - hidden);
  return hidden === 0 ? offered : plural("common_passkeys_hidden", hidden, offered);
}
