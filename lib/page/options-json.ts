// Copies recorded options into plain JSON data: buffers become base64url, objects and lists have no
// prototype, so that nothing of the page can look in or answer for them. Only what this version can
// serve is copied; anything else is the browser's to judge.

import type { CreationOptionsJSON, RequestOptionsJSON } from "../webauthn/json-types.ts";
import { bare, bareList, isObject, type Natives } from "./capture.ts";
import type { Shape, Values } from "./options-recorder.ts";
import { CREATION_SHAPE, REQUEST_SHAPE } from "./option-shapes.ts";
import { encodePlainBase64url } from "./plain-base64url.ts";

/** Null if a required member was not recorded or the user handle is not of 1 to 64 bytes. */
export function copyCreationOptions(
  natives: Natives,
  publicKey: Values,
): CreationOptionsJSON | null {
  const copy = copyValue(natives, CREATION_SHAPE, publicKey) as Values;
  const { rp, user } = copy as { rp?: Values; user?: Values };
  const isWhole =
    isObject(rp) &&
    typeof rp["name"] === "string" &&
    isObject(user) &&
    isUserHandle(user["id"]) &&
    typeof user["name"] === "string" &&
    typeof user["displayName"] === "string" &&
    typeof copy["challenge"] === "string" &&
    isObject(copy["pubKeyCredParams"]);
  return isWhole ? (copy as unknown as CreationOptionsJSON) : null;
}

/** Null if the challenge was not recorded. */
export function copyRequestOptions(natives: Natives, publicKey: Values): RequestOptionsJSON | null {
  const copy = copyValue(natives, REQUEST_SHAPE, publicKey) as Values;
  return typeof copy["challenge"] === "string" ? (copy as unknown as RequestOptionsJSON) : null;
}

function isUserHandle(id: unknown): boolean {
  return typeof id === "string" && id.length > 0 && id.length <= 86;
}

function copyValue(natives: Natives, shape: Shape, value: unknown): unknown {
  if (typeof shape === "string") return shape === "bytes" ? copyBuffer(natives, value) : value;
  if (shape.kind === "sequence") {
    const source = value as readonly unknown[];
    const list = bareList(natives);
    for (let i = 0; i < source.length; i++) list[i] = copyValue(natives, shape.of, source[i]);
    return list;
  }
  const source = value as Values;
  const copy = bare(natives);
  for (const name in source) {
    const member = shape.kind === "record" ? shape.of : shape.members[name];
    copy[name] = member === undefined ? source[name] : copyValue(natives, member, source[name]);
  }
  return copy;
}

/**
 * The bytes of an ArrayBuffer or a view as base64url; undefined for anything else. A detached buffer
 * has none (Web IDL, "get a copy of the bytes held by the buffer source"), nor has a view that lies
 * beyond the end of its buffer.
 */
function copyBuffer(natives: Natives, source: unknown): string | undefined {
  const whole = tryRead(() => natives.arrayBufferLength(source));
  if (typeof whole === "number") return encode(natives, source as ArrayBuffer, 0, whole);
  for (let i = 0; i < 2; i++) {
    const view = i === 0 ? natives.typedArray : natives.dataView;
    const buffer = tryRead(() => view.buffer(source));
    if (buffer === undefined) continue;
    // Of such a buffer a typed array says 0 of both, and a DataView throws.
    const length = tryRead(() => view.byteLength(source)) ?? 0;
    const offset = tryRead(() => view.byteOffset(source)) ?? 0;
    return encode(natives, buffer as ArrayBuffer, offset as number, length as number);
  }
  return undefined;
}

function encode(natives: Natives, buffer: ArrayBuffer, offset: number, length: number): string {
  if (length === 0) return "";
  return encodePlainBase64url(new natives.Uint8Array(buffer, offset, length), length);
}

/** A built-in getter throws for a receiver of another kind; that is how kinds are told apart. */
function tryRead(read: () => unknown): unknown {
  try {
    return read();
  } catch {
    return undefined;
  }
}
