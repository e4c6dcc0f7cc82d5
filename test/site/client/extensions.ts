// Extension inputs from JSON and outputs to JSON: the bytes of prf and largeBlob as base64url.
// Other extensions pass as they are.

import { base64urlOf, bytesOf } from "./base64url.ts";

type Inputs = AuthenticationExtensionsClientInputs;
type InputsJson = AuthenticationExtensionsClientInputsJSON;

function valuesOf(json: { first: string; second?: string }): AuthenticationExtensionsPRFValues {
  const first = bytesOf(json.first);
  return json.second === undefined ? { first } : { first, second: bytesOf(json.second) };
}

export function extensionsOf(json: InputsJson): Inputs {
  const { prf, largeBlob, ...rest } = json;
  const inputs: Inputs = { ...rest };
  if (prf) {
    inputs.prf = {};
    if (prf.eval) inputs.prf.eval = valuesOf(prf.eval);
    if (prf.evalByCredential) {
      const entries = Object.entries(prf.evalByCredential);
      inputs.prf.evalByCredential = Object.fromEntries(
        entries.map(([id, values]) => [id, valuesOf(values)]),
      );
    }
  }
  if (largeBlob) {
    const { write, ...others } = largeBlob;
    inputs.largeBlob = write === undefined ? others : { ...others, write: bytesOf(write) };
  }
  return inputs;
}

/** Replaces every ArrayBuffer or view within extension outputs by its base64url. */
export function outputsJson(value: unknown): unknown {
  if (value instanceof ArrayBuffer) return base64urlOf(value);
  if (value instanceof Uint8Array) return base64urlOf(value.slice().buffer);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, outputsJson(item)]));
}
