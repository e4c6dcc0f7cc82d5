// Makes a WebAuthn call from options in JSON and reports credential or error, never throwing.

import { creationOptionsOf, credentialJson, requestOptionsOf } from "./codec.ts";

export type Outcome =
  | { ok: true; credential: object }
  | { ok: false; error: { name: string; message: string; isDomException: boolean } };

/** The other members of the argument, such as `mediation` and `signal`. */
export type Rest = Omit<CredentialRequestOptions & CredentialCreationOptions, "publicKey">;

export function attemptCreate(
  json: PublicKeyCredentialCreationOptionsJSON,
  rest: Rest = {},
): Promise<Outcome> {
  return report(() =>
    navigator.credentials.create({ ...rest, publicKey: creationOptionsOf(json) }),
  );
}

export function attemptGet(
  json: PublicKeyCredentialRequestOptionsJSON,
  rest: Rest = {},
): Promise<Outcome> {
  return report(() => navigator.credentials.get({ ...rest, publicKey: requestOptionsOf(json) }));
}

async function report(call: () => Promise<Credential | null>): Promise<Outcome> {
  try {
    return { ok: true, credential: credentialJson(await call()) };
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    return {
      ok: false,
      error: { name, message, isDomException: error instanceof DOMException },
    };
  }
}
