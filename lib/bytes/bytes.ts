// The byte string type of the whole project, and the few operations every layer needs.

/** Bytes backed by a plain ArrayBuffer, as WebCrypto and structured clone want them. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** A new array holding the parts one after the other. */
export function concatBytes(...parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

/** A copy of `source` that owns its own ArrayBuffer. */
export function copyBytes(source: Uint8Array): Bytes {
  return new Uint8Array(source);
}

/** Compares without leaking, through its running time, where the first difference lies. */
export function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  if (left.length !== right.length) return false;
  let difference = 0;
  for (let i = 0; i < left.length; i++) difference |= (left[i] ?? 0) ^ (right[i] ?? 0);
  return difference === 0;
}
