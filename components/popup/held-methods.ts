// Which methods of signing in Waykey holds for an account, with the names that Headway gives them.

import type { AccountView } from "../../lib/app/views.ts";
import { METHOD_NAMES } from "../method-name.ts";
import { countText } from "../plain-text.ts";

export type HeldMethod = {
  /** As part of a sentence. */
  readonly text: string;
  /** As the page calls it. */
  readonly name: string;
};

export function heldMethods({ methods, passkeys }: AccountView): readonly HeldMethod[] {
  const here = methods.filter(({ state }) => state === "here").map(({ method }) => method);
  const byPasskey = here.filter((method) => method === "biometrics" || method === "security-key");
  const offered = passkeys.filter(({ hidden }) => hidden === null).length;
  return [
    ...(here.includes("authenticator")
      ? [{ text: "an authenticator code", name: METHOD_NAMES.authenticator }]
      : []),
    ...(byPasskey.length === 0
      ? []
      : [
          {
            text: countText(offered, "passkey", "passkeys"),
            name: byPasskey.map((method) => METHOD_NAMES[method]).join("” or “"),
          },
        ]),
    ...(here.includes("recovery-code")
      ? [{ text: "a recovery code", name: METHOD_NAMES["recovery-code"] }]
      : []),
  ];
}
