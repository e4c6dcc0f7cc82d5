// What the prompt is told of a ceremony. While the vault is locked it learns nothing of what the
// vault holds.

import type { PasskeyRecord } from "../vault/schema.ts";
import type { Vault } from "../vault/vault.ts";
import { parseCreationOptions, parseRequestOptions } from "../webauthn/options.ts";
import type { Attachment } from "../webauthn/json-types.ts";
import type { Ceremony } from "./ceremony-state.ts";
import type { CeremonyView } from "./views.ts";

/**
 * Whether *Allow* needs a fresh verification. `required` and `preferred` do, unless the user gave the
 * password within this ceremony; `discouraged` never does (WebAuthn §5.8.6).
 */
export function needsVerification(ceremony: Ceremony): boolean {
  if (ceremony.verified) return false;
  const { call } = ceremony;
  const wish =
    call.kind === "create"
      ? parseCreationOptions(call.options).userVerification
      : parseRequestOptions(call.options).userVerification;
  return wish !== "discouraged";
}

/** The attachment that a create ceremony asks for; `platform` where it leaves the choice. */
function attachmentOf(ceremony: Ceremony): Attachment {
  if (ceremony.call.kind !== "create") return "platform";
  return parseCreationOptions(ceremony.call.options).authenticatorAttachment ?? "platform";
}

/**
 * The view of `ceremony`.
 * @param vault the open vault, or null while it is locked
 * @param fitting the passkeys that can answer a `get`
 */
export async function ceremonyView(
  ceremony: Ceremony,
  vault: Vault | null,
  fitting: readonly PasskeyRecord[],
): Promise<CeremonyView> {
  const { call, requester } = ceremony;
  const known = vault === null ? null : (await vault.findPasskeysByRpId(ceremony.rpId)).records;
  const user = call.kind === "create" ? call.options.user : null;
  return {
    id: ceremony.id,
    kind: call.kind,
    state: ceremony.outcome !== null ? "ended" : vault === null ? "locked" : "ready",
    origin: requester.origin,
    rpId: ceremony.rpId,
    firstTime: known !== null && !known.some((record) => record.origins.includes(requester.origin)),
    userName: user?.name ?? "",
    userDisplayName: user?.displayName ?? "",
    attachment: attachmentOf(ceremony),
    choices: fitting
      .toSorted((a, b) => (b.lastUsedAt ?? b.createdAt) - (a.lastUsedAt ?? a.createdAt))
      .map(({ id, label, userName, attachment, lastUsedAt }) => ({
        id,
        label,
        userName,
        attachment,
        lastUsedAt,
      })),
    verification: needsVerification(ceremony) ? "password" : "none",
  };
}
