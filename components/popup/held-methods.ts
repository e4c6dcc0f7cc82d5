// Which methods of signing in Waykey holds for an account, with the names that Headway gives them.

import type { AccountView } from "../../lib/app/views.ts";
import { message, plural } from "../../lib/i18n/messages.ts";
import { METHOD_NAMES } from "../method-name.ts";

export type HeldMethod = {
  /** As part of a sentence. */
  readonly text: string;
  /** As the page calls it, or the two that a passkey may be. */
  readonly names: readonly string[];
};

function recoveryText(methods: AccountView["methods"]): string {
  const isFilled = methods.some(({ filledAt }) => filledAt !== undefined);
  return message(isFilled ? "popup_held_recovery_filled" : "popup_held_recovery");
}

export function heldMethods({ methods, passkeys }: AccountView): readonly HeldMethod[] {
  const here = methods.filter(({ state }) => state === "here").map(({ method }) => method);
  const byPasskey = here.filter((method) => method === "biometrics" || method === "security-key");
  const offered = passkeys.filter(({ hidden }) => hidden === null).length;
  return [
    ...(here.includes("authenticator")
      ? [{ text: message("popup_held_code"), names: [METHOD_NAMES.authenticator] }]
      : []),
    ...(byPasskey.length === 0
      ? []
      : [
          {
            text: plural("common_passkeys", offered),
            names: byPasskey.map((method) => METHOD_NAMES[method]),
          },
        ]),
    ...(here.includes("recovery-code")
      ? [{ text: recoveryText(methods), names: [METHOD_NAMES["recovery-code"]] }]
      : []),
  ];
}
