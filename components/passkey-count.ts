// How many passkeys an account has, in words. Hidden ones are offered to no site and counted apart.

import type { PasskeyView } from "../lib/app/views.ts";
import { countText } from "./plain-text.ts";

/** "2 passkeys", "1 passkey, 1 hidden". */
export function passkeyCount(passkeys: readonly PasskeyView[]): string {
  const hidden = passkeys.filter((passkey) => passkey.hidden !== null).length;
  const offered = countText(passkeys.length - hidden, "passkey", "passkeys");
  return hidden === 0 ? offered : `${offered}, ${hidden} hidden`;
}
