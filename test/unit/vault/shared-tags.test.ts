import { describe, expect, it } from "vitest";
import { partByTags } from "../../../lib/vault/shared-tags.ts";
import type { SealedRecord } from "../../../lib/vault/store.ts";

/** As long as a tag, and ending as one does. */
const tag = (name: string) => `${name.padEnd(21, "_")}A`;
const record = (id: string, ...names: readonly string[]): SealedRecord => ({
  id,
  revision: 1,
  tags: names.map(tag),
  nonce: new Uint8Array(12),
  ciphertext: new Uint8Array(32),
});
const heldBy = (...records: readonly SealedRecord[]) =>
  new Map(records.map((each) => [each.id, each]));
const ids = (parts: ReturnType<typeof partByTags>) => ({
  fitting: parts.fitting.map(({ id }) => id),
  clashing: parts.clashing.map(({ id }) => id),
});

describe("records that are to be put into a store", () => {
  it("fit where no other bears a tag of theirs, and the first of two that share one", () => {
    const parts = partByTags([record("a", "1"), record("b", "1"), record("c", "2")]);
    expect(ids(parts)).toEqual({ fitting: ["a", "c"], clashing: ["b"] });
  });

  it("clash with what the store holds under another id", () => {
    const parts = partByTags([record("a", "1")], heldBy(record("z", "1")));
    expect(ids(parts)).toEqual({ fitting: [], clashing: ["a"] });
  });

  it("fit in the place of what bears their tags under their own id", () => {
    const held = heldBy(record("a", "1", "2"), record("b", "3"));
    const parts = partByTags([record("a", "2", "1"), record("b", "3", "4")], held);
    expect(ids(parts)).toEqual({ fitting: ["a", "b"], clashing: [] });
  });

  it("clash with what stays because its own replacement clashes", () => {
    const held = heldBy(record("a", "1"), record("z", "9"));
    const parts = partByTags([record("b", "1"), record("a", "1", "9")], held);
    expect(ids(parts).clashing).toEqual(["a", "b"].toReversed());
  });

  it("clash where a tag would leave the store with what they replace", () => {
    const parts = partByTags([record("a", "1")], heldBy(record("a", "1", "2")));
    expect(ids(parts)).toEqual({ fitting: [], clashing: ["a"] });
  });
});
