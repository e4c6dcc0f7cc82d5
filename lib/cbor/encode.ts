// CBOR (RFC 8949) in the CTAP2 canonical form (CTAP 2.2 §8), encoding only: integers, byte strings,
// text strings, booleans and maps. Refuses floats, undefined, null, arrays, tags, unsafe integers
// and ill-formed text. The key order is ensured here, the bytes are written by cbor-x.

import { Encoder } from "cbor-x/index-no-eval";
import { type Bytes, copyBytes } from "../bytes/bytes.ts";

export type CborKey = number | string;
export type CborValue = number | string | boolean | Uint8Array | CborMap;
export type CborMap = ReadonlyMap<CborKey, CborValue>;

// The entry without code generation is the only one that runs under an extension's CSP. No records
// and no typed array tags: both would put tags into the output. `variableMapSize` gives the shortest
// map header.
const encoder = new Encoder({
  mapsAsObjects: false,
  structuredClone: false,
  tagUint8Array: false,
  useRecords: false,
  variableMapSize: true,
});

/**
 * Encodes with definite lengths, shortest integers and canonically ordered map keys.
 * @throws TypeError for a value outside `CborValue`
 * @throws RangeError for a number that is not a safe integer
 */
export function encodeCbor(value: CborValue): Bytes {
  return write(canonical(value));
}

// The encoder answers with a view on a buffer that it goes on using.
function write(value: unknown): Bytes {
  return copyBytes(encoder.encode(value));
}

function canonical(value: CborValue): unknown {
  if (typeof value === "boolean") return value;
  if (typeof value === "number") return canonicalInteger(value);
  if (typeof value === "string") return canonicalText(value);
  if (value instanceof Uint8Array) return copyBytes(value);
  if (value instanceof Map) return canonicalMap(value);
  throw new TypeError("value must be an integer, a string, a boolean, bytes or a map");
}

function canonicalInteger(value: number): number | bigint {
  if (!Number.isSafeInteger(value)) throw new RangeError("value must be a safe integer");
  // Beyond 32 bits cbor-x writes a number as a float, and a bigint as an integer.
  return value >= -0x1_0000_0000 && value <= 0xffff_ffff ? value : BigInt(value);
}

function canonicalText(value: string): string {
  if (!value.isWellFormed()) throw new TypeError("value must be well-formed text");
  return value;
}

function canonicalMap(map: CborMap): ReadonlyMap<unknown, unknown> {
  const entries = [...map].map(([key, value]) => {
    if (typeof key !== "number" && typeof key !== "string") {
      throw new TypeError("A map key must be an integer or a string");
    }
    const written = canonical(key);
    return { key: written, order: write(written), value: canonical(value) };
  });
  entries.sort((left, right) => compareKeys(left.order, right.order));
  return new Map(entries.map(({ key, value }) => [key, value]));
}

/** CTAP2 order of two encoded keys: major type, then length, then bytes. */
function compareKeys(left: Uint8Array, right: Uint8Array): number {
  const byType = majorType(left) - majorType(right);
  if (byType !== 0) return byType;
  if (left.length !== right.length) return left.length - right.length;
  const at = left.findIndex((byte, index) => byte !== right[index]);
  return at < 0 ? 0 : (left[at] ?? 0) - (right[at] ?? 0);
}

function majorType(encoded: Uint8Array): number {
  return (encoded[0] ?? 0) >> 5;
}
