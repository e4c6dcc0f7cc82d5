// Builds the objects that create() and get() resolve with, in the page's own realm (WebAuthn Level 3
// §5.1, §5.2). Every native attribute and method is shadowed on a prototype of its own between the
// object and the native one, so that `instanceof` holds and nothing ends in "Illegal invocation".
// Members that the browser's own interfaces lack are not there either.

import type { ObjectParts, ShimOutcome } from "../rpc/ceremony-messages.ts";
import {
  charCodeAt,
  dataDescriptor,
  defineProperty,
  fromBase64,
  getPrototypeOf,
  hasOwn,
  isArray,
  isObject,
  NativeProxy,
  NativeUint8Array,
  ownDescriptor,
  ownKeys,
  type PageWindow,
  bufferOf,
} from "./capture.ts";

/** The native prototypes and what is on them, taken before the page ran. */
export type CredentialPrototypes = {
  readonly credential: ShadowedPrototype;
  readonly created: ShadowedPrototype;
  readonly asserted: ShadowedPrototype;
};

type ShadowedPrototype = {
  readonly prototype: object;
  /** Of the prototype and of those above it, in the browser's order. */
  readonly names: readonly string[];
  /** On which of the prototypes each of the names is. */
  readonly owners: readonly object[];
};

type Fields = Record<string, unknown>;

export function captureCredentialPrototypes(window: PageWindow): CredentialPrototypes {
  return {
    credential: shadowOf(window.PublicKeyCredential.prototype),
    created: shadowOf(window.AuthenticatorAttestationResponse.prototype),
    asserted: shadowOf(window.AuthenticatorAssertionResponse.prototype),
  };
}

/** @param outcome parsed from JSON, for this call alone: its bytes become buffers in their place */
export function buildCredential(
  prototypes: CredentialPrototypes,
  outcome: Extract<ShimOutcome, { kind: "created" | "asserted" }>,
): object {
  const response = buildObject(prototypes[outcome.kind], outcome.response);
  return buildObject(prototypes.credential, outcome.credential, response);
}

/** @param response the value of the attribute of that name */
function buildObject(
  native: ShadowedPrototype,
  { attributes, methods }: ObjectParts,
  response?: object,
): object {
  const shadow: object = { __proto__: native.prototype };
  for (let i = 0; i < native.names.length; i++) {
    const name = native.names[i] as string;
    if (hasOwn(methods, [name])) {
      const named = {
        [name]() {
          return freshCopy(methods[name]);
        },
      };
      defineProperty(shadow, name, dataDescriptor(named[name]));
    } else if (
      name === "response" ||
      hasOwn(attributes, [name]) ||
      // An attribute that this code does not know answers null, as one without a value would.
      ownDescriptor(native.owners[i] as object, name)?.get !== undefined
    ) {
      const value =
        name === "response"
          ? response
          : hasOwn(attributes, [name])
            ? freshCopy(attributes[name])
            : null;
      defineProperty(shadow, name, {
        __proto__: null,
        configurable: true,
        enumerable: true,
        get: () => value,
      } as PropertyDescriptor);
    }
  }
  // Behind a proxy without traps, which cannot be cloned either (HTML, StructuredSerialize).
  return new NativeProxy({ __proto__: shadow }, { __proto__: null } as ProxyHandler<object>);
}

/** Of parsed JSON, as ordinary objects and lists of the page, new each time; of the same bytes always the same buffer. */
export function freshCopy(value: unknown): unknown {
  if (!isObject(value)) return value;
  const source = value as Fields;
  if (hasOwn(source, ["$bytes"])) {
    const bytes = source["$bytes"];
    return (source["$bytes"] = typeof bytes === "string" ? bufferFrom(bytes) : bytes);
  }
  const copy: object = isArray(value) ? [] : {};
  for (const name in source) {
    if (!hasOwn(source, [name])) continue;
    defineProperty(copy, name, dataDescriptor(freshCopy(source[name])));
  }
  return copy;
}

function bufferFrom(base64: string): unknown {
  const text = fromBase64(base64);
  const bytes = new NativeUint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = charCodeAt(text, [i]);
  return bufferOf(bytes);
}

/** To be called before any code of the page. Looks at no member: the browser would make a function for each attribute. */
function shadowOf(prototype: object): ShadowedPrototype {
  const names: string[] = [];
  const owners: object[] = [];
  let level: object | null = prototype;
  while (level !== null && level !== Object.prototype) {
    for (const name of ownKeys(level)) {
      if (typeof name !== "string" || name === "constructor" || names.includes(name)) continue;
      names.push(name);
      owners.push(level);
    }
    level = getPrototypeOf(level);
  }
  return { prototype, names, owners };
}
