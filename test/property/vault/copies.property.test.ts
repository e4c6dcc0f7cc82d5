// Both copies of a vault under any damage of one of them: whatever the other still has is there again.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { recoverStore } from "../../../lib/vault/recover-store.ts";
import { reviewCopies } from "../../../lib/vault/review-copies.ts";
import { sealCheck } from "../../../lib/vault/seal-check.ts";
import { copyChanges } from "../../../lib/vault/second-copy.ts";
import { openVault } from "../../../lib/vault/vault.ts";
import type { CopyEntry } from "../../../lib/vault/copy-store.ts";
import type { OtpRecord } from "../../../lib/vault/schema.ts";
import { MemoryCopy } from "../../unit/vault/memory-copy.ts";
import { MemoryStore } from "../../unit/vault/memory-store.ts";
import { otp } from "../../unit/vault/sample-records.ts";
import { createSeededRandom } from "../../unit/vault/seeded-random.ts";
import { storedHeader } from "../../unit/vault/stored-header-sample.ts";

const vaultKey = new Uint8Array(32).fill(7);
const SIZE = 6;

type Harm = {
  readonly place: number;
  readonly how: "gone" | "damaged" | "older";
  /** Of the byte or character that is damaged, as a part of the whole. */
  readonly where: number;
};

const arbitraryHarm = fc.record({
  place: fc.nat({ max: SIZE + 1 }),
  how: fc.constantFrom("gone" as const, "damaged" as const, "older" as const),
  where: fc.double({ min: 0, max: 0.999, noNaN: true }),
});

function entry(i: number, label: string): OtpRecord {
  return { ...otp, id: `otp-${i}`, label };
}

/** A vault with its copy, in which every record was written twice, and the states of the first time. */
async function makeCopies() {
  const store = new MemoryStore();
  store.header = storedHeader;
  store.knowKey(vaultKey);
  const copy = new MemoryCopy();
  const vault = openVault(store, vaultKey, {
    now: () => 1_760_000_000_000,
    random: createSeededRandom("damaged copies"),
  });
  const isSealed = (stored: unknown) => vault.maintain(({ keys }) => sealCheck(keys)(stored));
  for (let i = 0; i < SIZE; i++) await vault.put(entry(i, "first"));
  await copyChanges(store, copy, isSealed);
  const older = { records: new Map(structuredClone([...store.records])), copy: copy.snapshot() };
  for (let i = 0; i < SIZE; i++) await vault.put(entry(i, "second"));
  await copyChanges(store, copy, isSealed);
  const ids = Array.from({ length: SIZE }, (_, i) => store.outerId(`otp-${i}`));
  return { store, copy, vault, older, ids };
}

type Copies = Awaited<ReturnType<typeof makeCopies>>;

function flip(bytes: Uint8Array, where: number): Uint8Array {
  const at = Math.floor(where * bytes.length);
  return bytes.map((byte, i) => (i === at ? byte ^ 1 : byte));
}

function harmStore({ store, older, ids }: Copies, { place, how, where }: Harm): void {
  const id = ids[place];
  if (id === undefined) {
    if (place === SIZE) store.header = how === "gone" ? undefined : "damaged";
    else store.manifest = how === "gone" ? undefined : { generation: 1 };
    return;
  }
  const held = store.records.get(id) as { ciphertext: Uint8Array } | undefined;
  if (how === "gone") store.records.delete(id);
  else if (how === "older") store.records.set(id, older.records.get(id));
  else if (held !== undefined) {
    store.records.set(id, { ...held, ciphertext: flip(held.ciphertext, where) });
  }
}

function harmCopy({ copy, older, ids }: Copies, { place, how, where }: Harm): void {
  const name = ids[place] ?? (place === SIZE ? "header" : "manifest");
  const held = copy.entries.get(name) as CopyEntry | undefined;
  if (how === "gone") copy.entries.delete(name);
  else if (how === "older") copy.entries.set(name, older.copy.entries.get(name));
  else if (held !== undefined) {
    const at = Math.floor(where * held.body.length);
    const body = `${held.body.slice(0, at)}~${held.body.slice(at + 1)}`;
    copy.entries.set(name, { ...held, body });
  }
}

describe("two copies of a vault", () => {
  it.each([
    ["the store", harmStore],
    ["the second copy", harmCopy],
  ] as const)("lose nothing by any damage of %s", async (_name, harm) => {
    await fc.assert(
      fc.asyncProperty(fc.array(arbitraryHarm, { minLength: 1, maxLength: 8 }), async (harms) => {
        const copies = await makeCopies();
        const { store, copy, vault } = copies;
        for (const each of harms) harm(copies, each);
        await recoverStore(store, copy);
        const review = await vault.maintain((context) => reviewCopies(context, copy, "full"));
        expect(review.state).toBe("whole");
        const { records, unreadable } = await vault.listAll();
        expect(unreadable).toEqual([]);
        expect(records.map((record) => "label" in record && record.label)).toEqual(
          Array.from({ length: SIZE }, () => "second"),
        );
        expect(await vault.checkManifest()).toMatchObject({ state: "whole", count: SIZE });
        const again = await vault.maintain((context) => reviewCopies(context, copy, "full"));
        expect(again).toEqual({
          state: "whole",
          restored: { records: 0, manifest: false },
          renewed: false,
          isUnproven: false,
        });
      }),
      { numRuns: 15 },
    );
  });

  it("never take what neither of them has for whole", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: SIZE - 1 }),
        fc.constantFrom("gone" as const, "damaged" as const, "older" as const),
        fc.constantFrom("gone" as const, "damaged" as const, "older" as const),
        async (place, inStore, inCopy) => {
          const copies = await makeCopies();
          harmStore(copies, { place, how: inStore, where: 0.5 });
          harmCopy(copies, { place, how: inCopy, where: 0.5 });
          const { copy, vault } = copies;
          const review = await vault.maintain((context) => reviewCopies(context, copy, "full"));
          const { records, unreadable } = await vault.listAll();
          // A record that is damaged where it lies, and nowhere better, is listed; nothing is missing.
          const isListed = inStore === "damaged" && inCopy !== "older";
          expect(review.state).toBe(isListed ? "whole" : "altered");
          expect(unreadable).toHaveLength(isListed ? 1 : 0);
          expect(records.length).toBeGreaterThanOrEqual(SIZE - 1);
        },
      ),
      { numRuns: 10 },
    );
  });
});
