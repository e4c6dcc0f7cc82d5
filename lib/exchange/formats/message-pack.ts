// MessagePack (github.com/msgpack/msgpack, spec.md) into the values that JSON has, and bytes: what Proton Pass packs a
// passkey with. Extension types are refused, and so is anything after the value. A library would bring the writing of it
// along, and objects that a file could name.

import { type Bytes, copyBytes } from "../../bytes/bytes.ts";
import { decodeUtf8 } from "../../bytes/utf8.ts";
import { WaykeyError } from "../../errors.ts";

const MAX_BYTES = 65_536;
const MAX_DEPTH = 24;

/**
 * The one value that the bytes are: null, a boolean, a number, a text, bytes, a list, or an object with its own members
 * alone. A whole number beyond 2^53 is not exact.
 * @throws WaykeyError `entry/unreadable` for anything else, and for more than 64 KiB or 24 levels
 */
export function parseMessagePack(bytes: Bytes): unknown {
  if (bytes.length > MAX_BYTES) throw unreadable();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let at = 0;

  function take(length: number): number {
    const start = at;
    if (length > bytes.length - start) throw unreadable();
    at += length;
    return start;
  }

  // Big-endian, as DataView has it.
  const uint8 = (): number => view.getUint8(take(1));
  const uint16 = (): number => view.getUint16(take(2));
  const uint32 = (): number => view.getUint32(take(4));

  function readText(length: number): string {
    const start = take(length);
    return decodeUtf8(bytes.subarray(start, start + length));
  }

  function readBytes(length: number): Bytes {
    const start = take(length);
    return copyBytes(bytes.subarray(start, start + length));
  }

  function readList(count: number, depth: number): readonly unknown[] {
    // Each takes a byte at least.
    if (count > bytes.length - at) throw unreadable();
    return Array.from({ length: count }, () => readValue(depth + 1));
  }

  function readMap(count: number, depth: number): object {
    if (2 * count > bytes.length - at) throw unreadable();
    const members = Array.from({ length: count }, () => {
      const name = readValue(depth + 1);
      return [typeof name === "string" ? name : "", readValue(depth + 1)] as const;
    });
    return Object.fromEntries(members);
  }

  function readValue(depth: number): unknown {
    if (depth > MAX_DEPTH) throw unreadable();
    const type = uint8();
    if (type < 0x80) return type;
    if (type < 0x90) return readMap(type & 0x0f, depth);
    if (type < 0xa0) return readList(type & 0x0f, depth);
    if (type < 0xc0) return readText(type & 0x1f);
    if (type >= 0xe0) return type - 0x100;
    const reader = READERS[type - 0xc0];
    if (reader === undefined || reader === null) throw unreadable();
    return reader(depth);
  }

  /** From 0xc0 to 0xdf. */
  const READERS: readonly (((depth: number) => unknown) | null)[] = [
    () => null,
    null,
    () => false,
    () => true,
    () => readBytes(uint8()),
    () => readBytes(uint16()),
    () => readBytes(uint32()),
    null,
    null,
    null,
    () => view.getFloat32(take(4)),
    () => view.getFloat64(take(8)),
    uint8,
    uint16,
    uint32,
    () => Number(view.getBigUint64(take(8))),
    () => view.getInt8(take(1)),
    () => view.getInt16(take(2)),
    () => view.getInt32(take(4)),
    () => Number(view.getBigInt64(take(8))),
    null,
    null,
    null,
    null,
    null,
    () => readText(uint8()),
    () => readText(uint16()),
    () => readText(uint32()),
    (depth) => readList(uint16(), depth),
    (depth) => readList(uint32(), depth),
    (depth) => readMap(uint16(), depth),
    (depth) => readMap(uint32(), depth),
  ];

  const value = readValue(0);
  if (at !== bytes.length) throw unreadable();
  return value;
}

function unreadable(): WaykeyError {
  return new WaykeyError("entry/unreadable", "What is packed is not one whole value");
}
