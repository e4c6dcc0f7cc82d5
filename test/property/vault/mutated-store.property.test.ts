import { describe, expect, it, vi } from "vitest";
import { copyOf, examine, fuzz, makeVault, placesOf } from "./mutated-store.ts";
import type { MemoryStore } from "../../unit/vault/memory-store.ts";

/** Of the bytes, every 31st in the ordinary run and all of them in the long one. */
const STRIDE = process.env["WAYKEY_THOROUGH"] === "yes" ? 1 : 31;

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../../unit/vault/cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

const made = await makeVault();

function stored(store: MemoryStore) {
  return [store.header, store.manifest, [...store.records.values()]];
}

/** The store once for each thing that `change` does to a byte string or text in it. */
async function damageEach(
  change: (value: Uint8Array | string, at: number) => Uint8Array | string,
): Promise<Record<string, number>> {
  const counts = { refused: 0, shows: 0, whole: 0 };
  const places = placesOf(stored(copyOf(made.store)));
  for (let place = 0; place < places.length; place++) {
    const { holder, name } = places[place] ?? expect.fail("there must be a place");
    const value = holder[name];
    if (!(value instanceof Uint8Array) && typeof value !== "string") continue;
    for (let at = place % STRIDE; at < value.length; at += STRIDE) {
      const store = copyOf(made.store);
      const same = placesOf(stored(store))[place] ?? expect.fail("there must be a place");
      same.holder[name] = change(value, at);
      counts[await examine(store, made, true)]++;
    }
  }
  return counts;
}

describe("a vault that was damaged on the disk", () => {
  it("is whole as it was made", async () => {
    expect(await examine(copyOf(made.store), made, true)).toBe("whole");
  });

  it("shows it whichever byte of it is flipped", { timeout: 120_000 }, async () => {
    const counts = await damageEach((value, at) => {
      if (typeof value === "string") {
        const other = String.fromCharCode(value.charCodeAt(at) ^ 1);
        return value.slice(0, at) + other + value.slice(at + 1);
      }
      return value.map((byte, i) => (i === at ? byte ^ 1 : byte));
    });
    expect(counts["whole"]).toBe(0);
    const tried = (counts["refused"] ?? 0) + (counts["shows"] ?? 0);
    expect(tried * STRIDE).toBeGreaterThan(4096);
  });

  it("shows it wherever a part of it is cut off", { timeout: 120_000 }, async () => {
    const counts = await damageEach((value, at) => value.slice(0, at));
    expect(counts["whole"]).toBe(0);
  });

  it("shows it when records exchange any of their parts", async () => {
    for (const name of ["id", "revision", "tags", "nonce", "ciphertext"]) {
      const store = copyOf(made.store);
      const [first, second] = [...store.records.values()] as [
        Record<string, unknown>,
        Record<string, unknown>,
      ];
      if (name === "revision") first[name] = 1;
      else [first[name], second[name]] = [second[name], first[name]];
      expect({ name, outcome: await examine(store, made, true) }).toEqual({
        name,
        outcome: "shows",
      });
    }
  });

  it("opens with no other key", async () => {
    const other = { ...made, vaultKey: new Uint8Array(32).fill(7) };
    expect(await examine(copyOf(made.store), other, false)).toBe("shows");
  });

  it("yields nothing that was not written, whatever is damaged", { timeout: 120_000 }, async () => {
    expect(await fuzz(600, 1)).toEqual({ opened: 600 });
  });
});
