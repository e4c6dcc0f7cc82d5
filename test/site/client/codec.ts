// Turns WebAuthn options from JSON and credentials into JSON, by hand as older sites do. Members it
// does not know, and members of a wrong type, pass as they are.

import { base64urlOf, bytesOf } from "./base64url.ts";
import { extensionsOf, outputsJson } from "./extensions.ts";

type Descriptors = PublicKeyCredentialDescriptorJSON[] | undefined;

function descriptorsOf(list: Descriptors): PublicKeyCredentialDescriptor[] {
  return (list ?? []).map(
    (item) => Object.assign({}, item, { id: bytesOf(item.id) }) as PublicKeyCredentialDescriptor,
  );
}

export function creationOptionsOf(
  json: PublicKeyCredentialCreationOptionsJSON,
): PublicKeyCredentialCreationOptions {
  const { excludeCredentials, extensions, ...rest } = json;
  return {
    ...rest,
    challenge: bytesOf(json.challenge),
    user: { ...json.user, id: bytesOf(json.user.id) },
    ...(excludeCredentials && { excludeCredentials: descriptorsOf(excludeCredentials) }),
    ...(extensions && { extensions: extensionsOf(extensions) }),
  } as PublicKeyCredentialCreationOptions;
}

export function requestOptionsOf(
  json: PublicKeyCredentialRequestOptionsJSON,
): PublicKeyCredentialRequestOptions {
  const { allowCredentials, extensions, ...rest } = json;
  return {
    ...rest,
    challenge: bytesOf(json.challenge),
    ...(allowCredentials && { allowCredentials: descriptorsOf(allowCredentials) }),
    ...(extensions && { extensions: extensionsOf(extensions) }),
  } as PublicKeyCredentialRequestOptions;
}

/** Reads a credential attribute by attribute; throws a TypeError when it is of another class. */
export function credentialJson(credential: Credential | null): object {
  if (!(credential instanceof PublicKeyCredential)) throw new TypeError("no public key credential");
  const { response } = credential;
  const shared = {
    id: credential.id,
    rawId: base64urlOf(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
    clientExtensionResults: outputsJson(credential.getClientExtensionResults()),
  };
  const clientDataJSON = base64urlOf(response.clientDataJSON);
  if (response instanceof AuthenticatorAttestationResponse) {
    const attestationObject = base64urlOf(response.attestationObject);
    const transports = response.getTransports();
    return { ...shared, response: { clientDataJSON, attestationObject, transports } };
  }
  if (!(response instanceof AuthenticatorAssertionResponse)) throw new TypeError("no assertion");
  return {
    ...shared,
    response: {
      clientDataJSON,
      authenticatorData: base64urlOf(response.authenticatorData),
      signature: base64urlOf(response.signature),
      userHandle: response.userHandle === null ? undefined : base64urlOf(response.userHandle),
    },
  };
}
