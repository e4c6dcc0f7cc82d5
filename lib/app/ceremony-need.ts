// Whether *Allow* needs the user to be verified, and how that can be done (WebAuthn §5.8.6; I3).

import type { Vault } from "../vault/vault.ts";
import type { UserVerification } from "../webauthn/json-types.ts";
import { parseCreationOptions, parseRequestOptions } from "../webauthn/options.ts";
import type { App } from "./app.ts";
import type { Ceremony } from "./ceremony-state.ts";
import { wasVerifiedWithin } from "./last-verified.ts";
import { readableSettings } from "./settings.ts";
import { verificationMethods } from "./verification.ts";
import type { VerificationMethod } from "./views.ts";

export type VerificationNeed = {
  /** Best way first; empty if nothing is needed. */
  readonly methods: readonly VerificationMethod[];
  readonly pinBlocked: boolean;
};

function wishOf({ call }: Ceremony): UserVerification {
  return call.kind === "create"
    ? parseCreationOptions(call.options).userVerification
    : parseRequestOptions(call.options).userVerification;
}

/**
 * `required` wants a verification within the ceremony; `preferred` does too, unless there was one a
 * short while ago and the settings let it stand; `discouraged` never does.
 * @param vault the open vault, or null while it is locked
 */
export async function needsVerification(
  app: App,
  vault: Vault | null,
  ceremony: Ceremony,
): Promise<boolean> {
  if (ceremony.verified) return false;
  const wish = wishOf(ceremony);
  if (wish !== "preferred") return wish === "required";
  if (vault === null) return true;
  return !(await wasVerifiedWithin(app.ports, (await readableSettings(vault)).verifiedForMinutes));
}

/** As `needsVerification`, with the ways there are. While the vault is locked, that is the password. */
export async function verificationNeed(
  app: App,
  vault: Vault | null,
  ceremony: Ceremony,
): Promise<VerificationNeed> {
  const { methods, pinBlocked } =
    vault === null
      ? { methods: ["password"] as const, pinBlocked: false }
      : await verificationMethods(vault);
  return { methods: (await needsVerification(app, vault, ceremony)) ? methods : [], pinBlocked };
}
