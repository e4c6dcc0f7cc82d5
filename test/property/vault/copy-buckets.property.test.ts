// The second copy in buckets against a plain map, under any row of writes and removals, some of which fail.

import fc from "fast-check";
import { expect, it } from "vitest";
import { bucketCopy } from "../../../lib/vault/copy-buckets.ts";
import { type CopyEntry, encodeEntry } from "../../../lib/vault/copy-store.ts";
import { MemoryArea } from "../../unit/vault/memory-area.ts";
import { errorCode } from "../../unit/vault/error-code.ts";

/** Few buckets, so that entries meet in them, and names that no hash has. */
const name = fc.oneof(
  { weight: 6, arbitrary: fc.stringMatching(/^A[A-F][a-c]$/) },
  { weight: 1, arbitrary: fc.constantFrom("header", "manifest", "", "-", "ä", "__proto__") },
);

const step = fc.record({
  how: fc.constantFrom("write" as const, "remove" as const),
  names: fc.uniqueArray(name, { minLength: 1, maxLength: 5 }),
  value: fc.nat({ max: 3 }),
  /** Calls of the area that succeed. */
  left: fc.oneof(
    { weight: 3, arbitrary: fc.constant(Infinity) },
    { weight: 1, arbitrary: fc.nat(3) },
  ),
});

it("holds what a plain map does", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const area = new MemoryArea();
      const copy = bucketCopy(area);
      const model = new Map<string, CopyEntry>();
      for (const { how, names, value, left } of steps) {
        const entries = new Map(names.map((each) => [each, encodeEntry(each, value)]));
        area.left = left;
        const work = () => (how === "write" ? copy.write(entries) : copy.remove(names));
        const isDone = (await errorCode(work)) === "none";
        area.left = Infinity;
        if (isDone && how === "write") for (const [each, entry] of entries) model.set(each, entry);
        // A removal that fails may have been done in part.
        const kept = isDone ? [] : await copy.names();
        const gone = how === "write" ? [] : names.filter((each) => !kept.includes(each));
        for (const each of gone) model.delete(each);
        expect((await copy.names()).toSorted()).toEqual([...model.keys()].toSorted());
        const all = [...model.keys(), "absent"];
        expect(await copy.read(all)).toEqual(all.map((each) => model.get(each)));
      }
    }),
    { numRuns: 300 },
  );
});
