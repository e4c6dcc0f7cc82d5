// The contents of LevelDB's files: the blocks of a table (.ldb), of which each may be compressed, and the
// records of a log (.log), which are split where a block of 32 KiB ends. Format: google/leveldb,
// doc/table_format.md and doc/log_format.md.

import { decompressSnappy } from "./snappy.ts";

const TABLE_MAGIC = 0xdb4775248b80fb57n;
const FOOTER = 48;
const LOG_BLOCK = 32_768;

function readVarint(bytes: Buffer, start: number): { value: number; at: number } {
  let value = 0;
  let at = start;
  for (let shift = 0; at < bytes.length; shift += 7) {
    const byte = bytes[at++] ?? 0;
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) break;
  }
  return { value, at };
}

/** The block that a handle names; its trailer says how it is compressed. */
function readBlock(file: Buffer, offset: number, size: number): Buffer {
  const block = file.subarray(offset, offset + size);
  const compression = file[offset + size];
  if (compression === 0) return block;
  if (compression === 1) return decompressSnappy(block)?.bytes ?? Buffer.alloc(0);
  throw new Error(`A block of LevelDB is compressed in a way not known here: ${compression}`);
}

function readHandle(bytes: Buffer, start: number) {
  const offset = readVarint(bytes, start);
  const size = readVarint(bytes, offset.at);
  return { offset: offset.value, size: size.value, at: size.at };
}

/** Keys and values of a block, keys made whole again from what they share with the one before. */
function* entriesOf(block: Buffer): Generator<{ key: Buffer; value: Buffer }> {
  if (block.length < 4) return;
  const restarts = block.readUInt32LE(block.length - 4);
  const end = block.length - 4 - 4 * restarts;
  let key = Buffer.alloc(0);
  for (let at = 0; at < end;) {
    const shared = readVarint(block, at);
    const rest = readVarint(block, shared.at);
    const length = readVarint(block, rest.at);
    const valueAt = length.at + rest.value;
    key = Buffer.concat([key.subarray(0, shared.value), block.subarray(length.at, valueAt)]);
    at = valueAt + length.value;
    yield { key, value: block.subarray(valueAt, at) };
  }
}

export function isTable(file: Buffer): boolean {
  return file.length >= FOOTER && file.readBigUInt64LE(file.length - 8) === TABLE_MAGIC;
}

/** Every key and every value of a table. */
export function* tableParts(file: Buffer): Generator<Buffer> {
  const footer = file.subarray(-FOOTER);
  const index = readHandle(footer, readHandle(footer, 0).at);
  for (const { value } of entriesOf(readBlock(file, index.offset, index.size))) {
    const handle = readHandle(value, 0);
    for (const entry of entriesOf(readBlock(file, handle.offset, handle.size))) {
      yield entry.key;
      yield entry.value;
    }
  }
}

/** The records of a log, each put together from its fragments. */
export function* logRecords(file: Buffer): Generator<Buffer> {
  let parts: Buffer[] = [];
  for (let at = 0; at + 7 <= file.length;) {
    const left = LOG_BLOCK - (at % LOG_BLOCK);
    if (left < 7) {
      at += left;
      continue;
    }
    const length = file.readUInt16LE(at + 4);
    const kind = file[at + 6] ?? 0;
    if (kind === 0 || kind > 4 || length > left - 7) {
      at += left;
      continue;
    }
    const body = file.subarray(at + 7, at + 7 + length);
    // 1 whole, 2 first, 3 middle, 4 last
    if (kind <= 2) parts = [];
    parts.push(body);
    if (kind === 1 || kind === 4) yield Buffer.concat(parts);
    at += 7 + length;
  }
}
