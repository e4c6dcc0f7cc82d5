// What the prompt is told of a ceremony. While the vault is locked it learns nothing of what the
// vault holds.

import type { PasskeyRecord } from "../vault/schema.ts";
import type { Vault } from "../vault/vault.ts";
import type { Attachment } from "../webauthn/json-types.ts";
import { parseCreationOptions } from "../webauthn/options.ts";
import type { App } from "./app.ts";
import { verificationNeed } from "./ceremony-need.ts";
import type { Ceremony } from "./ceremony-state.ts";
import type { CeremonyView, PasskeyChoice } from "./views.ts";

/** The attachment that a create ceremony asks for; `platform` where it leaves the choice. */
function attachmentOf(ceremony: Ceremony): Attachment {
  if (ceremony.call.kind !== "create") return "platform";
  return parseCreationOptions(ceremony.call.options).authenticatorAttachment ?? "platform";
}

/** Passkeys as they are offered: the one used or made last comes first. */
export function passkeyChoices(passkeys: readonly PasskeyRecord[]): readonly PasskeyChoice[] {
  return passkeys
    .toSorted((a, b) => (b.lastUsedAt ?? b.createdAt) - (a.lastUsedAt ?? a.createdAt))
    .map(({ id, label, userName, attachment, lastUsedAt }) => {
      return { id, label, userName, attachment, lastUsedAt };
    });
}

/** Whether a passkey of the RP ID was made or used at the origin that asks; one that fits tells first. */
async function isKnownOrigin(
  vault: Vault,
  { rpId, requester }: Ceremony,
  fitting: readonly PasskeyRecord[],
): Promise<boolean> {
  const isKnown = ({ origins }: PasskeyRecord) => origins.includes(requester.origin);
  return fitting.some(isKnown) || (await vault.findSome("rpId", rpId, 1, isKnown)).length > 0;
}

/**
 * The view of `ceremony`.
 * @param vault the open vault, or null while it is locked
 * @param fitting the passkeys that can answer a `get`
 */
export async function ceremonyView(
  app: App,
  ceremony: Ceremony,
  vault: Vault | null,
  fitting: readonly PasskeyRecord[],
): Promise<CeremonyView> {
  const { call, requester } = ceremony;
  const { origin, topOrigin } = requester;
  const user = call.kind === "create" ? call.options.user : null;
  const { methods, pinBlocked } = await verificationNeed(app, vault, ceremony);
  return {
    id: ceremony.id,
    kind: call.kind,
    state: ceremony.outcome !== null ? "ended" : vault === null ? "locked" : "ready",
    origin,
    topOrigin: ceremony.crossOrigin ? topOrigin : null,
    rpId: ceremony.rpId,
    firstTime: vault !== null && !(await isKnownOrigin(vault, ceremony, fitting)),
    userName: user?.name ?? "",
    userDisplayName: user?.displayName ?? "",
    attachment: attachmentOf(ceremony),
    choices: passkeyChoices(fitting),
    verification: methods,
    pinBlocked,
  };
}
