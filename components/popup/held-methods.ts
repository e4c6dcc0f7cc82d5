// Which methods of signing in Waykey holds for an account, with the names that Headway gives them.

import type { AccountView } from "../../lib/app/views.ts";
import { countText } from "../plain-text.ts";

export type HeldMethod = {
  /** As part of a sentence. */
  readonly text: string;
  /** As the page calls it. */
  readonly name: string;
};

export function heldMethods(account: AccountView): readonly HeldMethod[] {
  const passkeys = account.passkeys.filter(({ hidden }) => hidden === null);
  const isOn = (attachment: "platform" | "cross-platform") =>
    passkeys.some((passkey) => passkey.attachment === attachment);
  const passkeyName = [
    ...(isOn("platform") ? ["Fingerprint or face"] : []),
    ...(isOn("cross-platform") ? ["Security key"] : []),
  ].join("” or “");
  return [
    ...(account.otps.length === 0
      ? []
      : [{ text: "an authenticator code", name: "Authenticator app" }]),
    ...(passkeys.length === 0
      ? []
      : [{ text: countText(passkeys.length, "passkey", "passkeys"), name: passkeyName }]),
    ...(account.recoveryCodes.some(({ usedAt }) => usedAt === null)
      ? [{ text: "a recovery code", name: "Recovery code" }]
      : []),
  ];
}
