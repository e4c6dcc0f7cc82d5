// Looks for secrets in every file of a browser's profile: in the bytes as they lie there, and in what
// can be taken out of them, which is LevelDB, SQLite, Snappy, LZ4, gzip and zlib, in one another. What a
// database has deleted is seen as the bytes that are left of it.

import {
  cpSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, relative } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { gunzipSync, inflateSync } from "node:zlib";
import type { Needle } from "./encodings.ts";
import { isTable, logRecords, tableParts } from "./level-db.ts";
import { decompressMozLz4 } from "./lz4.ts";
import { decompressSnappy, decompressSnappyFrames } from "./snappy.ts";

export type Hit = {
  readonly file: string;
  readonly needle: string;
  /** By what way it was found, such as "bytes" or "table > snappy". */
  readonly way: string;
};

export type Scan = {
  readonly files: number;
  readonly bytes: number;
  /** How many parts were taken out of files. */
  readonly parts: number;
  readonly hits: readonly Hit[];
};

type View = { readonly way: string; readonly bytes: Buffer };

const SQLITE = Buffer.from("SQLite format 3\0", "latin1");
const GZIP = Buffer.from([0x1f, 0x8b, 8]);
/** How Chromium marks a value of IndexedDB that it compressed (value wrapping, version 17, kind 2). */
const CHROMIUM_SNAPPY = Buffer.from([0xff, 0x11, 0x02]);
const DEEPEST = 4;

function* filesUnder(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesUnder(path);
    else if (lstatSync(path).isFile()) yield path;
  }
}

/** Every text and blob of every row; a copy is opened, so that the file stays as it is. */
function* rowsOf(path: string): Generator<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), "waykey-scan-"));
  try {
    const copy = join(folder, basename(path));
    for (const suffix of ["", "-wal", "-journal"]) {
      if (existsSync(path + suffix)) cpSync(path + suffix, copy + suffix);
    }
    const database = new DatabaseSync(copy);
    const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all();
    for (const { name } of tables) {
      const table = `"${String(name).replaceAll('"', '""')}"`;
      const all = database.prepare(`SELECT * FROM ${table}`);
      all.setReadBigInts(true);
      for (const row of all.iterate()) {
        for (const value of Object.values(row)) {
          if (typeof value === "string") yield Buffer.from(value, "utf8");
          if (value instanceof Uint8Array) yield Buffer.from(value);
        }
      }
    }
    database.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function attempt(work: () => Buffer): Buffer | null {
  try {
    return work();
  } catch {
    // Not that format after all.
    return null;
  }
}

/** What may be compressed within `bytes`, wherever it begins. */
function* unpacked(bytes: Buffer): Generator<View> {
  const frames = decompressSnappyFrames(bytes);
  if (frames !== null) yield { way: "snappy frames", bytes: frames };
  const lz4 = decompressMozLz4(bytes);
  if (lz4 !== null) yield { way: "lz4", bytes: lz4 };
  for (let at = bytes.indexOf(CHROMIUM_SNAPPY); at >= 0;) {
    const value = decompressSnappy(bytes, at + 3);
    if (value !== null) yield { way: "snappy", bytes: value.bytes };
    at = bytes.indexOf(CHROMIUM_SNAPPY, at + 1);
  }
  for (let at = bytes.indexOf(GZIP); at >= 0;) {
    const start = at;
    const value = attempt(() => gunzipSync(bytes.subarray(start), { finishFlush: 2 }));
    if (value !== null) yield { way: "gzip", bytes: value };
    at = bytes.indexOf(GZIP, at + 1);
  }
  const inflated = bytes[0] === 0x78 ? attempt(() => inflateSync(bytes, { finishFlush: 2 })) : null;
  if (inflated !== null) yield { way: "zlib", bytes: inflated };
}

/** A part of a database: as it is, and as Snappy, which nothing marks there in Firefox. */
function* viewsOfPart(way: string, part: Buffer): Generator<View> {
  yield { way, bytes: part };
  const whole = decompressSnappy(part);
  if (whole?.isWhole === true) yield { way: `${way} > snappy`, bytes: whole.bytes };
}

function* viewsOfFile(path: string, bytes: Buffer): Generator<View> {
  yield { way: "bytes", bytes };
  if (isTable(bytes)) {
    for (const part of tableParts(bytes)) yield* viewsOfPart("table", part);
  }
  if (path.endsWith(".log") || basename(path).startsWith("MANIFEST-")) {
    for (const part of logRecords(bytes)) yield* viewsOfPart("log", part);
  }
  if (bytes.subarray(0, SQLITE.length).equals(SQLITE)) {
    for (const part of rowsOf(path)) yield* viewsOfPart("row", part);
  }
}

/** A view and all that can be unpacked from it. */
function* withUnpacked(view: View, depth = 0): Generator<View> {
  yield view;
  if (depth === DEEPEST) return;
  for (const { way, bytes } of unpacked(view.bytes)) {
    yield* withUnpacked({ way: `${view.way} > ${way}`, bytes }, depth + 1);
  }
}

/** Scans file names and contents. */
export function scanProfile(profile: string, needles: readonly Needle[]): Scan {
  const hits = new Map<string, Hit>();
  const look = (file: string, { way, bytes }: View) => {
    for (const { name, bytes: wanted } of needles) {
      if (bytes.includes(wanted)) hits.set(`${file} ${name} ${way}`, { file, needle: name, way });
    }
  };
  let [files, size, parts] = [0, 0, 0];
  for (const path of filesUnder(profile)) {
    const file = relative(profile, path);
    const bytes = readFileSync(path);
    files++;
    size += bytes.length;
    look(file, { way: "name", bytes: Buffer.from(join(dirname(file), basename(file))) });
    for (const view of viewsOfFile(path, bytes)) {
      for (const each of withUnpacked(view)) {
        parts++;
        look(file, each);
      }
    }
  }
  return { files, bytes: size, parts, hits: [...hits.values()] };
}
