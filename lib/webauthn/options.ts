// The options of a WebAuthn call, from untrusted JSON to bytes and settled defaults (WebAuthn §5.4,
// §5.5, §5.10). Unknown enumeration values and credential types are taken as absent, as WebIDL has
// it. Attestation preferences, resident keys, transports and the hints of a `get` are not read: the answer is
// always `none` and a discoverable credential, and credential IDs alone decide.

import * as v from "valibot";
import type { Bytes } from "../bytes/bytes.ts";
import { WaykeyError } from "../errors.ts";
import { base64urlField } from "./base64url-field.ts";
import { ES256, RS256 } from "./cose-algorithms.ts";
import {
  type CreationExtensions,
  CreationExtensionsSchema,
  evaluatesPrf,
  readCreationExtensions,
  readRequestExtensions,
  type RequestExtensions,
  RequestExtensionsSchema,
} from "./extension-inputs.ts";
import type { Attachment, UserVerification } from "./json-types.ts";

/** Transports are only a hint, and never a reason to pass a credential over. */
export type CredentialDescriptor = { readonly id: Bytes };

export type CreationOptions = {
  readonly rp: { readonly id: string | undefined; readonly name: string };
  /** `id` is the user handle, 1 to 64 bytes. */
  readonly user: { readonly id: Bytes; readonly name: string; readonly displayName: string };
  readonly challenge: Bytes;
  /** COSE algorithms in the site's order; empty if it named only unknown types. */
  readonly algorithms: readonly number[];
  readonly timeoutMs: number;
  readonly excludeCredentials: readonly CredentialDescriptor[];
  /** What the hints or else `authenticatorSelection` ask for. */
  readonly authenticatorAttachment: Attachment | undefined;
  readonly userVerification: UserVerification;
  readonly extensions: CreationExtensions;
};

export type RequestOptions = {
  readonly challenge: Bytes;
  readonly timeoutMs: number;
  readonly rpId: string | undefined;
  /** Null when the site named none, so any credential will do; empty when it named only unknown types. */
  readonly allowCredentials: readonly CredentialDescriptor[] | null;
  readonly userVerification: UserVerification;
  readonly extensions: RequestExtensions;
};

const MAX_STRING_LENGTH = 65_536;
const MAX_LIST_LENGTH = 1024;
const MAX_CHALLENGE_BYTES = 65_536;
const MAX_CREDENTIAL_ID_BYTES = 1023;
const MAX_USER_HANDLE_BYTES = 64;
const MAX_UNSIGNED_LONG = 0xffff_ffff;
const MIN_TIMEOUT_MS = 300_000;
const MAX_TIMEOUT_MS = 600_000;
const HINTS: ReadonlySet<string> = new Set(["security-key", "client-device", "hybrid"]);

const Text = v.pipe(v.string(), v.maxLength(MAX_STRING_LENGTH));

/** One of the known values, or undefined. */
function known<const T extends readonly string[]>(values: T) {
  return v.pipe(
    Text,
    v.transform((text): T[number] | undefined => values.find((value) => value === text)),
  );
}

/** A list whose length is checked before its items are looked at. */
function list<T extends v.GenericSchema>(item: T) {
  return v.pipe(v.array(v.unknown()), v.maxLength(MAX_LIST_LENGTH), v.array(item));
}

const Long = v.pipe(v.number(), v.integer(), v.minValue(-0x8000_0000), v.maxValue(0x7fff_ffff));
const Timeout = v.pipe(v.number(), v.minValue(0), v.maxValue(MAX_UNSIGNED_LONG));
const Descriptor = v.object({
  type: Text,
  id: base64urlField(MAX_CREDENTIAL_ID_BYTES),
});
const Verification = known(["required", "preferred", "discouraged"]);

const Creation = v.object({
  rp: v.object({ id: v.optional(Text), name: Text }),
  user: v.object({
    id: v.pipe(base64urlField(MAX_USER_HANDLE_BYTES), v.minLength(1)),
    name: Text,
    displayName: Text,
  }),
  challenge: base64urlField(MAX_CHALLENGE_BYTES),
  pubKeyCredParams: list(v.object({ type: Text, alg: Long })),
  timeout: v.optional(Timeout),
  excludeCredentials: v.optional(list(Descriptor), []),
  authenticatorSelection: v.optional(
    v.object({
      authenticatorAttachment: v.optional(known(["platform", "cross-platform"])),
      userVerification: v.optional(Verification),
    }),
    {},
  ),
  hints: v.optional(list(Text), []),
  extensions: v.optional(CreationExtensionsSchema, {}),
});

const Request = v.object({
  challenge: base64urlField(MAX_CHALLENGE_BYTES),
  timeout: v.optional(Timeout),
  rpId: v.optional(Text),
  allowCredentials: v.optional(list(Descriptor), []),
  userVerification: v.optional(Verification),
  extensions: v.optional(RequestExtensionsSchema, {}),
});

/**
 * @param input PublicKeyCredentialCreationOptionsJSON (§5.1.9)
 * @throws WaykeyError `webauthn/options`, naming the field
 * @throws WaykeyError `webauthn/not-supported` for extension inputs that have no place in a `create`
 */
export function parseCreationOptions(input: unknown): CreationOptions {
  const options = parse(Creation, input);
  const selection = options.authenticatorSelection;
  const extensions = readCreationExtensions(options.extensions);
  return {
    rp: { id: options.rp.id, name: options.rp.name },
    user: options.user,
    challenge: options.challenge,
    algorithms: algorithmsOf(options.pubKeyCredParams),
    timeoutMs: clampTimeoutMs(options.timeout),
    excludeCredentials: knownDescriptors(options.excludeCredentials),
    authenticatorAttachment: attachmentOf(options.hints) ?? selection.authenticatorAttachment,
    userVerification: verificationFor(extensions, selection.userVerification),
    extensions,
  };
}

/**
 * @param input PublicKeyCredentialRequestOptionsJSON (§5.1.10)
 * @throws WaykeyError `webauthn/options`, naming the field
 * @throws WaykeyError `webauthn/not-supported` for extension inputs that have no place in a `get`, or
 *   none together; `webauthn/syntax` for a `prf` input of a credential that is not allowed
 */
export function parseRequestOptions(input: unknown): RequestOptions {
  const options = parse(Request, input);
  const allowed = options.allowCredentials;
  const extensions = readRequestExtensions(
    options.extensions,
    allowed.map(({ id }) => id),
  );
  return {
    challenge: options.challenge,
    timeoutMs: clampTimeoutMs(options.timeout),
    rpId: options.rpId,
    allowCredentials: allowed.length === 0 ? null : knownDescriptors(allowed),
    userVerification: verificationFor(extensions, options.userVerification),
    extensions,
  };
}

/** §10.1.4: what `prf` yields is for a verified user alone, and overrides the site's own wish. */
function verificationFor(
  extensions: CreationExtensions | RequestExtensions,
  wish: UserVerification | undefined,
): UserVerification {
  return evaluatesPrf(extensions) ? "required" : (wish ?? "preferred");
}

/** The time brought into the recommended 5 to 10 minutes, in milliseconds; 5 minutes if none was asked. */
function clampTimeoutMs(requested: number | undefined): number {
  if (requested === undefined) return MIN_TIMEOUT_MS;
  return Math.min(Math.max(requested, MIN_TIMEOUT_MS), MAX_TIMEOUT_MS);
}

function parse<T extends v.GenericSchema>(schema: T, input: unknown): v.InferOutput<T> {
  const result = v.safeParse(schema, input, { abortEarly: true });
  if (result.success) return result.output;
  const path = result.issues[0]?.path?.map((item) => String(item.key)).join(".") ?? "options";
  throw new WaykeyError("webauthn/options", `The options' field "${path}" is not valid`);
}

/** §5.1.3 step 10: an empty list stands for ES256 and RS256, unknown types are left out. */
function algorithmsOf(
  params: readonly { readonly type: string; readonly alg: number }[],
): readonly number[] {
  if (params.length === 0) return [ES256, RS256];
  return params.filter(({ type }) => type === "public-key").map(({ alg }) => alg);
}

/** §5.8.7: where hints contradict the attachment, they win; the first is the likeliest. */
function attachmentOf(hints: readonly string[]): Attachment | undefined {
  const first = hints.find((hint) => HINTS.has(hint));
  if (first === undefined) return undefined;
  return first === "client-device" ? "platform" : "cross-platform";
}

function knownDescriptors(
  descriptors: readonly v.InferOutput<typeof Descriptor>[],
): readonly CredentialDescriptor[] {
  return descriptors.filter(({ type }) => type === "public-key").map(({ id }) => ({ id }));
}
