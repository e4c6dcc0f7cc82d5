// What the worker answered, as the shim builds it: the members of the page's objects (WebAuthn Level 3 §5.1,
// §5.2) with their order and their constant messages. It is made here, in the extension's world, so that the
// script in the page's world stays small.

import type { CeremonyOutcome, ObjectParts, ShimOutcome } from "../rpc/ceremony-messages.ts";
import type {
  AuthenticationResponseJSON,
  RegistrationResponseJSON,
} from "../webauthn/json-types.ts";
import { decodePlainBase64url } from "../bytes/plain-base64url.ts";
import { ERROR_MESSAGES } from "./error-messages.ts";

type Fields = Readonly<Record<string, unknown>>;

/** Which members of the extension results are byte strings (WebAuthn Level 3 §10, CTAP 2.2 §12). */
const BYTES_AT: ReadonlySet<string> = new Set([
  "prf.results.first",
  "prf.results.second",
  "largeBlob.blob",
  "getCredBlob",
]);

/** An answer that cannot be read is an error of the specification, not ours. */
export function shimOutcome(outcome: CeremonyOutcome): ShimOutcome {
  if (outcome.kind === "native") return outcome;
  if (outcome.kind === "error") return errorOf(outcome.name);
  try {
    const response =
      outcome.kind === "created"
        ? attestationParts(outcome.response)
        : assertionParts(outcome.response);
    return { kind: outcome.kind, credential: credentialParts(outcome.response), response };
  } catch {
    return errorOf("UnknownError");
  }
}

function errorOf(name: keyof typeof ERROR_MESSAGES): ShimOutcome {
  return { kind: "error", name, message: ERROR_MESSAGES[name] };
}

function attestationParts({ response }: RegistrationResponseJSON): ObjectParts {
  return {
    attributes: {
      clientDataJSON: bytesOf(response.clientDataJSON),
      attestationObject: bytesOf(response.attestationObject),
    },
    methods: {
      getTransports: response.transports,
      getAuthenticatorData: bytesOf(response.authenticatorData),
      getPublicKey: bytesOf(response.publicKey),
      getPublicKeyAlgorithm: response.publicKeyAlgorithm,
    },
  };
}

function assertionParts({ response }: AuthenticationResponseJSON): ObjectParts {
  return {
    attributes: {
      clientDataJSON: bytesOf(response.clientDataJSON),
      authenticatorData: bytesOf(response.authenticatorData),
      signature: bytesOf(response.signature),
      userHandle: bytesOf(response.userHandle),
    },
    methods: {},
  };
}

/** `toJSON` has the members in the order of WebIDL (§3.2.17): by name in each dictionary. */
function credentialParts(json: RegistrationResponseJSON | AuthenticationResponseJSON): ObjectParts {
  const { id, rawId, type, authenticatorAttachment, response, clientExtensionResults } = json;
  return {
    attributes: { id, rawId: bytesOf(rawId), type, authenticatorAttachment },
    methods: {
      getClientExtensionResults: sorted(clientExtensionResults, (path, value) =>
        BYTES_AT.has(path) && typeof value === "string" ? bytesOf(value) : value,
      ),
      toJSON: sorted({
        authenticatorAttachment,
        clientExtensionResults,
        id,
        rawId,
        response,
        type,
      }),
    },
  };
}

/** A copy with members sorted by name; `replace` says what stands at a path of them. */
function sorted(
  value: unknown,
  replace: (path: string, value: unknown) => unknown = (_path, same) => same,
  path: readonly string[] = [],
): unknown {
  const replaced = replace(path.join("."), value);
  if (replaced !== value || typeof value !== "object" || value === null) return replaced;
  if (Array.isArray(value)) return value.map((item) => sorted(item, replace, [...path, "[]"]));
  const names = Object.keys(value).toSorted();
  const members = names.map((name) => {
    return [name, sorted((value as Fields)[name], replace, [...path, name])] as const;
  });
  return Object.fromEntries(members);
}

/** @throws TypeError for anything but base64url without padding */
function bytesOf(text: string): { readonly $bytes: string } {
  decodePlainBase64url(text);
  return { $bytes: text.replaceAll("-", "+").replaceAll("_", "/") };
}
