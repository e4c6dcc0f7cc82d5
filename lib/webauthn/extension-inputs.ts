// The extension inputs of a WebAuthn call (§10, and CTAP 2.2 §12 for those of its own): `credProps`,
// `prf` and `largeBlob` are served; of those that Waykey lacks, the answers a site expects are noted;
// some are the browser's alone; unknown ones are ignored, as §9.3 has it.

import * as v from "valibot";
import { encodeBase64url } from "../bytes/base64url.ts";
import type { Bytes } from "../bytes/bytes.ts";
import { WaykeyError } from "../errors.ts";
import { base64urlField } from "./base64url-field.ts";
import type { PrfInputs } from "./prf.ts";

export type CreationExtensions = {
  readonly credProps: boolean;
  /** Null unless asked for. `eval`: what to evaluate at once. */
  readonly prf: { readonly eval: PrfInputs | null } | null;
  readonly largeBlob: boolean;
  readonly credBlob: boolean;
  readonly hmacCreateSecret: boolean;
  /** An extension is asked for that only the browser can answer or refuse. */
  readonly nativeOnly: boolean;
};

export type RequestExtensions = {
  /** Null unless asked for. `evalByCredential` is keyed by credential ID, base64url. */
  readonly prf: {
    readonly eval: PrfInputs | null;
    readonly evalByCredential: ReadonlyMap<string, PrfInputs>;
  } | null;
  /** Null unless asked for. At most one of the two. */
  readonly largeBlob: { readonly read: boolean; readonly write: Bytes | null } | null;
  readonly getCredBlob: boolean;
  readonly nativeOnly: boolean;
};

const MAX_INPUT_BYTES = 65_536;
const MAX_EVALUATIONS = 1024;
/** §10.1.4: the one function a site gets is that of a verified user, whatever else it asks for. */
export function evaluatesPrf({ prf }: CreationExtensions | RequestExtensions): boolean {
  if (prf === null) return false;
  return prf.eval !== null || ("evalByCredential" in prf && prf.evalByCredential.size > 0);
}

/** A policy that no authenticator has to be asked for. */
const WEAKEST_PROTECTION = "userVerificationOptional";

const Present = v.optional(v.unknown());
const Flag = v.optional(v.boolean(), false);
const Input = base64urlField(MAX_INPUT_BYTES);
const Inputs = v.pipe(
  v.object({ first: Input, second: v.optional(Input) }),
  v.transform(({ first, second }): PrfInputs => ({ first, second: second ?? null })),
);
/** Own members one by one: `v.record` would pass over some names without a word. */
const InputsByName = v.pipe(
  v.custom<Readonly<Record<string, unknown>>>(
    (value) => typeof value === "object" && value !== null && !Array.isArray(value),
  ),
  v.transform((record) => Object.entries(record)),
  v.maxLength(MAX_EVALUATIONS),
  v.array(v.tuple([v.string(), Inputs])),
);
const Prf = v.object({ eval: v.optional(Inputs), evalByCredential: v.optional(InputsByName) });
const LargeBlob = v.object({
  support: v.optional(v.string()),
  read: v.optional(v.boolean()),
  write: v.optional(Input),
});
const browsersOwn = {
  payment: Present,
  remoteClientDataJSON: Present,
  remoteDesktopClientOverride: Present,
};

export const CreationExtensionsSchema = v.object({
  ...browsersOwn,
  appid: Present,
  appidExclude: Present,
  credProps: Flag,
  prf: v.optional(Prf),
  largeBlob: v.optional(LargeBlob),
  credBlob: Present,
  hmacCreateSecret: Flag,
  credentialProtectionPolicy: v.optional(v.string()),
  enforceCredentialProtectionPolicy: Flag,
});

export const RequestExtensionsSchema = v.object({
  ...browsersOwn,
  appid: Present,
  credProps: Present,
  prf: v.optional(Prf),
  largeBlob: v.optional(LargeBlob),
  getCredBlob: Flag,
});

/** @throws WaykeyError `webauthn/not-supported` for inputs that mean something in a `get` alone */
export function readCreationExtensions(
  inputs: v.InferOutput<typeof CreationExtensionsSchema>,
): CreationExtensions {
  const { prf, largeBlob } = inputs;
  // §10.1.1
  if (inputs.appid !== undefined) throw notSupported("appid");
  // §10.1.4, registration, step 1
  if (prf?.evalByCredential !== undefined) throw notSupported("prf.evalByCredential");
  // §10.1.5, registration, step 1. `support` is a DOMString: whatever is not "required" is a wish.
  if (largeBlob?.read !== undefined) throw notSupported("largeBlob.read");
  if (largeBlob?.write !== undefined) throw notSupported("largeBlob.write");
  return {
    credProps: inputs.credProps,
    prf: prf === undefined ? null : { eval: prf.eval ?? null },
    largeBlob: largeBlob !== undefined,
    credBlob: inputs.credBlob !== undefined,
    hmacCreateSecret: inputs.hmacCreateSecret,
    nativeOnly:
      isBrowsersOwn(inputs) ||
      inputs.appidExclude !== undefined ||
      (inputs.enforceCredentialProtectionPolicy &&
        inputs.credentialProtectionPolicy !== WEAKEST_PROTECTION),
  };
}

/**
 * @param allowedIds the IDs of `allowCredentials`, of whatever type
 * @throws WaykeyError `webauthn/not-supported` for inputs that mean something in a `create` alone or
 *   contradict one another; `webauthn/syntax` for a `prf.evalByCredential` of no allowed credential
 */
export function readRequestExtensions(
  inputs: v.InferOutput<typeof RequestExtensionsSchema>,
  allowedIds: readonly Uint8Array[],
): RequestExtensions {
  const { prf, largeBlob } = inputs;
  // §10.1.3: a registration extension; that it is refused here is Chromium's rule.
  if (inputs.credProps !== undefined) throw notSupported("credProps");
  if (largeBlob !== undefined) checkLargeBlob(largeBlob, allowedIds.length);
  return {
    prf:
      prf === undefined
        ? null
        : {
            eval: prf.eval ?? null,
            evalByCredential: readEvaluations(prf.evalByCredential ?? [], allowedIds),
          },
    largeBlob:
      largeBlob === undefined
        ? null
        : { read: largeBlob.read ?? false, write: largeBlob.write ?? null },
    getCredBlob: inputs.getCredBlob,
    nativeOnly: isBrowsersOwn(inputs) || inputs.appid !== undefined,
  };
}

/** §10.1.4, authentication, steps 1-2. */
function readEvaluations(
  evaluations: readonly (readonly [string, PrfInputs])[],
  allowedIds: readonly Uint8Array[],
): ReadonlyMap<string, PrfInputs> {
  if (evaluations.length > 0 && allowedIds.length === 0) throw notSupported("prf.evalByCredential");
  // Encoding has one form for each ID, so a name that is no base64url is not among them either.
  const names = new Set(allowedIds.map((id) => encodeBase64url(id)));
  for (const [name] of evaluations) {
    if (name !== "" && names.has(name)) continue;
    throw new WaykeyError(
      "webauthn/syntax",
      'The extension input "prf.evalByCredential" names no allowed credential',
    );
  }
  return new Map(evaluations);
}

/** §10.1.5, authentication, steps 1, 2 and 4. */
function checkLargeBlob(inputs: v.InferOutput<typeof LargeBlob>, allowedCount: number): void {
  if (inputs.support !== undefined) throw notSupported("largeBlob.support");
  if (inputs.write === undefined) return;
  if (inputs.read !== undefined || allowedCount !== 1) throw notSupported("largeBlob.write");
}

function isBrowsersOwn(inputs: { readonly [K in keyof typeof browsersOwn]?: unknown }): boolean {
  return Object.keys(browsersOwn).some(
    (name) => inputs[name as keyof typeof browsersOwn] !== undefined,
  );
}

function notSupported(name: string): WaykeyError {
  return new WaykeyError("webauthn/not-supported", `The extension input "${name}" is out of place`);
}
