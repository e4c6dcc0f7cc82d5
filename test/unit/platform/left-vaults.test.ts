// What is left of a vault, over the browser's stores in memory: cut off anywhere, nothing of it is lost.

import "fake-indexeddb/auto";
import { openDB } from "idb";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { leaveCopy, readCopies, readDatabases } from "../../../lib/platform/left-vaults.ts";
import { errorCode } from "../vault/error-code.ts";

/** `storage.local`, as JSON, of which so many calls still succeed. */
const local = vi.hoisted(() => ({ values: new Map<string, string>(), left: Infinity }));

vi.mock("webextension-polyfill", () => {
  const count = () => {
    if (local.left-- <= 0) throw new Error("The disk is full");
  };
  return {
    default: {
      storage: {
        local: {
          get: async (keys: readonly string[] | null) => {
            count();
            const found = (keys ?? [...local.values.keys()]).filter((key) => local.values.has(key));
            return Object.fromEntries(
              found.map((key) => [key, JSON.parse(local.values.get(key) ?? "") as unknown]),
            );
          },
          set: async (values: object) => {
            count();
            for (const [key, value] of Object.entries(values)) {
              local.values.set(key, JSON.stringify(value));
            }
          },
          remove: async (keys: readonly string[]) => {
            count();
            for (const key of keys) local.values.delete(key);
          },
        },
      },
    },
  };
});

/** More than are moved together. */
const ENTRIES = new Map(
  Array.from({ length: 150 }, (_, i) => [
    i === 0 ? "header" : `records/${i}`,
    { body: String(i), checksum: "c" },
  ]),
);

const keysUnder = (prefix: string) =>
  [...local.values.keys()].filter((key) => key.startsWith(prefix));

/** What lies under the prefix, by what follows it. */
function under(prefix: string): Map<string, unknown> {
  return new Map(
    keysUnder(prefix).map((key) => [
      key.slice(prefix.length),
      JSON.parse(local.values.get(key) ?? "") as unknown,
    ]),
  );
}

beforeEach(() => {
  local.left = Infinity;
  local.values.clear();
  local.values.set("notices", "[]");
  for (const [name, entry] of ENTRIES) {
    local.values.set(`vault-copy/${name}`, JSON.stringify(entry));
  }
});

describe("the second copy of a vault that is left", () => {
  it("goes whole to a place of its own, and only that", async () => {
    await leaveCopy();
    expect(keysUnder("vault-copy/")).toEqual([]);
    expect(under("vault-copy-left/1/")).toEqual(ENTRIES);
    expect(local.values.get("notices")).toBe("[]");
    expect(new Map(Object.entries((await readCopies()) ?? {})).size).toBe(ENTRIES.size);
  });

  it("is left where there is none", async () => {
    local.values.clear();
    await leaveCopy();
    expect(local.values.size).toBe(0);
  });

  it("stays beside those that were left before it", async () => {
    await leaveCopy();
    local.values.set("vault-copy/header", JSON.stringify("another"));
    await leaveCopy();
    expect(under("vault-copy-left/1/")).toEqual(ENTRIES);
    expect(under("vault-copy-left/2/")).toEqual(new Map([["header", "another"]]));
  });

  it("is nowhere lost when it is cut off at any call, and is left whole the next time", async () => {
    const before = new Map(local.values);
    local.left = Infinity;
    let isWhole = false;
    for (let calls = 0; !isWhole && calls < 20; calls++) {
      local.values.clear();
      for (const [key, value] of before) local.values.set(key, value);
      local.left = calls;
      isWhole = (await errorCode(() => leaveCopy())) === "none";
      local.left = Infinity;
      const still = under("vault-copy/");
      const moved = under("vault-copy-left/1/");
      for (const [name, entry] of ENTRIES)
        expect(still.get(name) ?? moved.get(name)).toEqual(entry);
      // Removed together, when all of it lies there.
      if (still.size < ENTRIES.size) expect(moved).toEqual(ENTRIES);
      if (isWhole) {
        // Two lists of keys, three batches of a reading and a writing each, and the removal.
        expect(calls).toBe(9);
        continue;
      }
      await leaveCopy();
      expect(keysUnder("vault-copy/")).toEqual([]);
      const last = Math.max(
        ...keysUnder("vault-copy-left/").map((key) => Number(key.split("/")[1])),
      );
      expect(under(`vault-copy-left/${last}/`)).toEqual(ENTRIES);
    }
  });

  it("is unknown where it can't be read", async () => {
    await leaveCopy();
    local.left = 1;
    expect(await readCopies()).toBeNull();
  });
});

describe("the databases of vaults that were left", () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it("are read as they lie there", async () => {
    const database = await openDB("left-1", 1, {
      upgrade: (upgraded) => {
        upgraded.createObjectStore("vault");
        upgraded.createObjectStore("sealed", { keyPath: "id" });
      },
    });
    await database.put("vault", { rubbish: true }, "header");
    await database.put("sealed", { id: "a", ciphertext: new Uint8Array([1, 2]) });
    database.close();
    expect(await readDatabases(["left-1"])).toEqual({
      "left-1": {
        sealed: [["a", { id: "a", ciphertext: new Uint8Array([1, 2]) }]],
        vault: [["header", { rubbish: true }]],
      },
    });
  });

  it("are unknown where one does not open, and the others are read all the same", async () => {
    const open = indexedDB.open.bind(indexedDB);
    vi.spyOn(indexedDB, "open").mockImplementation((name, version) => {
      if (name === "broken") throw new DOMException("Internal error", "UnknownError");
      return version === undefined ? open(name) : open(name, version);
    });
    expect(await readDatabases(["broken", "left-2"])).toEqual({ broken: null, "left-2": {} });
  });
});
