// Writes MessagePack, as the serializer of Proton Pass does: bytes as lists of numbers, each in its shortest form.

function head(short: number, limit: number, wide: number, count: number): Buffer {
  if (count < limit) return Buffer.from([short | count]);
  const bytes = Buffer.alloc(3);
  bytes.writeUInt8(wide);
  bytes.writeUInt16BE(count, 1);
  return bytes;
}

function number(value: number): Buffer {
  if (!Number.isInteger(value) || Object.is(value, -0)) {
    const bytes = Buffer.alloc(9, 0xcb);
    bytes.writeDoubleBE(value, 1);
    return bytes;
  }
  if (value >= -32 && value < 128) return Buffer.from([value & 0xff]);
  if (value >= 0 && value < 256) return Buffer.from([0xcc, value]);
  const bytes = Buffer.alloc(9, 0xd3);
  bytes.writeBigInt64BE(BigInt(value), 1);
  return bytes;
}

export function pack(value: unknown): Uint8Array<ArrayBuffer> {
  return new Uint8Array(packed(value));
}

function packed(value: unknown): Buffer {
  if (value === null || value === undefined) return Buffer.from([0xc0]);
  if (typeof value === "boolean") return Buffer.from([value ? 0xc3 : 0xc2]);
  if (typeof value === "number") return number(value);
  if (typeof value === "string") {
    const text = Buffer.from(value);
    return Buffer.concat([head(0xa0, 32, 0xda, text.length), text]);
  }
  if (value instanceof Uint8Array) return packed([...value]);
  if (Array.isArray(value)) {
    return Buffer.concat([head(0x90, 16, 0xdc, value.length), ...value.map(packed)]);
  }
  const members = Object.entries(value);
  return Buffer.concat([head(0x80, 16, 0xde, members.length), ...members.flat().map(packed)]);
}
