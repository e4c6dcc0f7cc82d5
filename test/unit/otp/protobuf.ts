// Messages of Protocol Buffers for tests, made by Node's Buffer and none of the code under test.

/** The 64 bits of a number, seven at a time; a negative one takes ten bytes. */
export function varint(value: number | bigint): Buffer {
  const bits = BigInt.asUintN(64, BigInt(value)).toString(2);
  const groups = bits.padStart(Math.ceil(bits.length / 7) * 7, "0").match(/.{7}/g) ?? [];
  return Buffer.from(
    groups.toReversed().map((group, i) => {
      return Number.parseInt(group, 2) + (i < groups.length - 1 ? 128 : 0);
    }),
  );
}

export type FieldValue = number | bigint | string | Uint8Array;
export type Field = readonly [number: number, value: FieldValue];

export function field(number: number, value: FieldValue): Buffer {
  if (typeof value === "number" || typeof value === "bigint") {
    return Buffer.concat([varint(number * 8), varint(value)]);
  }
  const bytes = Buffer.from(value);
  return Buffer.concat([varint(number * 8 + 2), varint(bytes.length), bytes]);
}

/** A message with these fields in this order. */
export function message(...fields: readonly Field[]): Buffer {
  return Buffer.concat(fields.map(([number, value]) => field(number, value)));
}

export function migrationUri(payload: Uint8Array): string {
  const data = encodeURIComponent(Buffer.from(payload).toString("base64"));
  return `otpauth-migration://offline?data=${data}`;
}
