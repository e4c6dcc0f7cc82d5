// What an allowed ceremony makes: a passkey that is durably kept before the page hears of it, or a
// signature. Both say of the user's presence and verification exactly what happened.

import { decodeBase64url, encodeBase64url } from "../bytes/base64url.ts";
import type { Bytes } from "../bytes/bytes.ts";
import type { CeremonyOutcome } from "../rpc/ceremony-messages.ts";
import type { PasskeyRecord } from "../vault/schema.ts";
import type { Vault } from "../vault/vault.ts";
import { getAssertion } from "../webauthn/get-assertion.ts";
import { makeCredential } from "../webauthn/make-credential.ts";
import { parseCreationOptions, parseRequestOptions } from "../webauthn/options.ts";
import type { NewPasskey, SigningPasskey } from "../webauthn/passkey.ts";
import { parseOrigin, resolveRpId } from "../webauthn/rp-id.ts";
import { truncateName } from "../webauthn/truncate-name.ts";
import { accountSignedIn } from "./account-signed-in.ts";
import { type ResolvedAccount, resolveAccountAt } from "./accounts.ts";
import type { App } from "./app.ts";
import type { Ceremony } from "./ceremony-state.ts";
import { holdsExcluded } from "./listed-passkeys.ts";

export { rehearse } from "./ceremony-rehearsal.ts";

/** What really happened within the ceremony. */
export type UserFlags = { readonly userPresent: boolean; readonly userVerified: boolean };

/** Who asks, as the client data say it: the page above is named only where it is another's. */
function contextOf({ requester, crossOrigin }: Ceremony) {
  const origin = parseOrigin(requester.origin);
  const { topOrigin } = requester;
  if (!crossOrigin || topOrigin === null) return { origin, crossOrigin };
  return { origin, crossOrigin, topOrigin: parseOrigin(topOrigin) };
}

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
  flags: UserFlags,
): Promise<CeremonyOutcome> {
  if (ceremony.call.kind !== "create") throw new TypeError("ceremony must be a create");
  const context = contextOf(ceremony);
  const options = parseCreationOptions(ceremony.call.options);
  const rpId = await resolveRpId(context.origin, options.rp.id);
  if (await holdsExcluded(vault, options, rpId, ceremony.id)) {
    return { kind: "error", name: "InvalidStateError" };
  }
  const response = await app.inTurn(async () => {
    // Looked for while the key is made.
    const account = accountFor(app, vault, ceremony, options.user.name);
    account.catch(() => undefined);
    const made = makeCredential({ options, rpId, ...context, ...flags }, app.ports.random);
    try {
      await keepPasskey(app, vault, ceremony, made.passkey, await account);
    } finally {
      wipe(made.passkey);
    }
    return made.response;
  });
  return { kind: "created", response };
}

/** Whose it is to be; for a name that is longer than a passkey's, by what that keeps of it. */
function accountFor(
  app: App,
  vault: Vault,
  { requester }: Ceremony,
  name: string,
): Promise<ResolvedAccount> {
  return resolveAccountAt(app, vault, requester.origin, truncateName(name), () =>
    accountSignedIn(app, requester),
  );
}

async function keepPasskey(
  app: App,
  vault: Vault,
  { id, requester }: Ceremony,
  passkey: NewPasskey,
  account: ResolvedAccount,
): Promise<void> {
  const { origin } = requester;
  const now = app.ports.now();
  const record: PasskeyRecord = {
    kind: "passkey",
    id,
    accountId: account.id,
    ...passkey,
    credentialId: encodeBase64url(passkey.credentialId),
    userHandle: encodeBase64url(passkey.userHandle),
    privateKey: encodeBase64url(passkey.privateKey),
    prfSecrets: mapSecrets(passkey.prfSecrets, encodeBase64url),
    largeBlob: passkey.largeBlob === null ? null : encodeBase64url(passkey.largeBlob),
    hidden: null,
    transports: [...passkey.transports],
    label: passkey.userDisplayName || passkey.userName,
    lastUsedAt: null,
    origins: [origin],
    createdAt: now,
    updatedAt: now,
  };
  await vault.putAll([...account.created, record]);
}

export type SignedIn = {
  readonly outcome: CeremonyOutcome;
  /** What the site wrote into the passkey, to be kept before it hears of the outcome; or null. */
  readonly largeBlob: Bytes | null;
};

/** Signs a get ceremony with a passkey that fits it. @throws WaykeyError `webauthn/key` */
export async function signIn(
  ceremony: Ceremony,
  passkey: PasskeyRecord,
  flags: UserFlags,
): Promise<SignedIn> {
  if (ceremony.call.kind !== "get") throw new TypeError("ceremony must be a get");
  const context = contextOf(ceremony);
  const options = parseRequestOptions(ceremony.call.options);
  const rpId = await resolveRpId(context.origin, options.rpId);
  const signing: SigningPasskey = {
    credentialId: decodeBase64url(passkey.credentialId),
    userHandle: decodeBase64url(passkey.userHandle),
    algorithm: passkey.algorithm,
    privateKey: decodeBase64url(passkey.privateKey),
    prfSecrets: mapSecrets(passkey.prfSecrets, decodeBase64url),
    largeBlob: passkey.largeBlob === null ? null : decodeBase64url(passkey.largeBlob),
    attachment: passkey.attachment,
    backupEligible: passkey.backupEligible,
    backupState: passkey.backupState,
  };
  try {
    const { response, largeBlob = null } = getAssertion({
      options,
      rpId,
      ...context,
      passkey: signing,
      ...flags,
    });
    return { outcome: { kind: "asserted", response }, largeBlob };
  } finally {
    wipe(signing);
  }
}

function mapSecrets<From, To>(
  secrets: { readonly verified: From; readonly unverified: From } | null,
  map: (secret: From) => To,
): { verified: To; unverified: To } | null {
  if (secrets === null) return null;
  return { verified: map(secrets.verified), unverified: map(secrets.unverified) };
}

function wipe({ privateKey, prfSecrets }: SigningPasskey): void {
  for (const secret of [privateKey, prfSecrets?.verified, prfSecrets?.unverified]) secret?.fill(0);
}

/** Keeps what a site wrote into a passkey. @throws WaykeyError of the area `vault` */
export async function keepLargeBlob(
  app: App,
  vault: Vault,
  id: string,
  largeBlob: Bytes,
): Promise<void> {
  const updatedAt = app.ports.now();
  await app.inTurn(() =>
    vault.update(id, "passkey", (passkey) => {
      return { ...passkey, largeBlob: encodeBase64url(largeBlob), updatedAt };
    }),
  );
}

/** Notes when and at which origin a passkey was used. @throws WaykeyError of the area `vault` */
export async function notePasskeyUse(
  app: App,
  vault: Vault,
  id: string,
  origin: string,
): Promise<void> {
  const now = app.ports.now();
  await app.inTurn(() =>
    vault.update(id, "passkey", (passkey) => {
      const origins = passkey.origins.includes(origin)
        ? passkey.origins
        : [...passkey.origins, origin].slice(-64);
      return { ...passkey, lastUsedAt: now, updatedAt: now, origins };
    }),
  );
}
