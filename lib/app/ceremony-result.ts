// What an allowed ceremony makes: a passkey that is durably kept before the page hears of it, or a
// signature. Both say of the user's verification exactly what happened.

import { roleOf } from "../headway/hosts.ts";
import { decodeBase64url, encodeBase64url } from "../bytes/base64url.ts";
import type { CeremonyOutcome } from "../rpc/ceremony-messages.ts";
import type { PasskeyRecord } from "../vault/schema.ts";
import type { Vault } from "../vault/vault.ts";
import { getAssertion } from "../webauthn/get-assertion.ts";
import { makeCredential } from "../webauthn/make-credential.ts";
import { parseCreationOptions, parseRequestOptions } from "../webauthn/options.ts";
import { isExcluded } from "../webauthn/routing.ts";
import { parseOrigin, resolveRpId } from "../webauthn/rp-id.ts";
import { resolveNamedAccount } from "./accounts.ts";
import type { App } from "./app.ts";
import type { Ceremony } from "./ceremony-state.ts";

/**
 * Makes the passkey a create ceremony asks for and keeps it, in one commit with its account. The
 * record's id is the ceremony's, so that a repeated *Allow* replaces what an interrupted one made. A
 * passkey that cannot be opened excludes nothing: it cannot sign in, and a new one beside it can.
 * @throws WaykeyError `vault/storage`, `vault/conflict`
 */
export async function createPasskey(
  app: App,
  vault: Vault,
  ceremony: Ceremony,
  userVerified: boolean,
): Promise<CeremonyOutcome> {
  if (ceremony.call.kind !== "create") throw new TypeError("ceremony must be a create");
  const origin = parseOrigin(ceremony.requester.origin);
  const options = parseCreationOptions(ceremony.call.options);
  const rpId = resolveRpId(origin, options.rp.id);
  const { records } = await vault.findPasskeysByRpId(rpId);
  if (
    isExcluded(
      options,
      rpId,
      records.filter((record) => record.id !== ceremony.id),
    )
  ) {
    return { kind: "error", name: "InvalidStateError" };
  }
  const { passkey, response } = makeCredential(
    { options, origin, rpId, crossOrigin: false, userVerified },
    app.ports.random,
  );
  const keep = async () => {
    const account = await resolveNamedAccount(app, vault, roleOf(origin), passkey.userName);
    const now = app.ports.now();
    const record: PasskeyRecord = {
      kind: "passkey",
      id: ceremony.id,
      accountId: account.id,
      ...passkey,
      credentialId: encodeBase64url(passkey.credentialId),
      userHandle: encodeBase64url(passkey.userHandle),
      privateKey: encodeBase64url(passkey.privateKey),
      transports: [...passkey.transports],
      label: passkey.userDisplayName || passkey.userName,
      lastUsedAt: null,
      origins: [origin],
      createdAt: now,
      updatedAt: now,
    };
    await vault.putAll([...account.created, record]);
  };
  try {
    await app.inTurn(keep);
  } finally {
    passkey.privateKey.fill(0);
  }
  return { kind: "created", response };
}

/** Signs a get ceremony with a passkey that fits it. */
export function signIn(
  ceremony: Ceremony,
  passkey: PasskeyRecord,
  userVerified: boolean,
): CeremonyOutcome {
  if (ceremony.call.kind !== "get") throw new TypeError("ceremony must be a get");
  const origin = parseOrigin(ceremony.requester.origin);
  const options = parseRequestOptions(ceremony.call.options);
  const rpId = resolveRpId(origin, options.rpId);
  const privateKey = decodeBase64url(passkey.privateKey);
  try {
    const response = getAssertion({
      options,
      origin,
      rpId,
      crossOrigin: false,
      passkey: {
        credentialId: decodeBase64url(passkey.credentialId),
        userHandle: decodeBase64url(passkey.userHandle),
        privateKey,
        attachment: passkey.attachment,
        backupEligible: passkey.backupEligible,
        backupState: passkey.backupState,
      },
      userVerified,
    });
    return { kind: "asserted", response };
  } finally {
    privateKey.fill(0);
  }
}

/** Notes when and at which origin a passkey was used. @throws WaykeyError of the area `vault` */
export async function notePasskeyUse(
  app: App,
  vault: Vault,
  id: string,
  origin: string,
): Promise<void> {
  const now = app.ports.now();
  await vault.update(id, "passkey", (passkey) => {
    const origins = passkey.origins.includes(origin)
      ? passkey.origins
      : [...passkey.origins, origin].slice(-64);
    return { ...passkey, lastUsedAt: now, updatedAt: now, origins };
  });
}
