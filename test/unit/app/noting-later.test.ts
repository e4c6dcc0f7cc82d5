import { describe, expect, it } from "vitest";
import { notingLater } from "../../../lib/app/noting-later.ts";
import { WaykeyError } from "../../../lib/errors.ts";
import type { VaultChange, VaultStore } from "../../../lib/vault/store.ts";
import { errorCode } from "../vault/error-code.ts";
import { MemoryStore } from "../vault/memory-store.ts";

const COPIED = { upTo: 1, header: "h", manifest: "m", revision: 0, generation: 0 };

function storeWhose(commit: (change: VaultChange) => Promise<void>): VaultStore {
  const store = new MemoryStore();
  const own: VaultStore = Object.assign(store, { commit });
  return notingLater({ ...own, readManifest: () => store.readManifest() });
}

describe("a store that notes later what was copied", () => {
  it("begins the note, waits for none, and takes no harm from one that fails", async () => {
    const begun: VaultChange[] = [];
    const never = storeWhose((change) => {
      begun.push(change);
      return new Promise(() => undefined);
    });
    await never.commit({ copied: COPIED });
    expect(begun).toEqual([{ copied: COPIED }]);
    const failing = storeWhose(() => Promise.reject(new WaykeyError("vault/storage", "gone")));
    await failing.commit({ copied: COPIED });
  });

  it("waits for everything else, and fails with it", async () => {
    const failing = storeWhose(() => Promise.reject(new WaykeyError("vault/storage", "gone")));
    const changes: readonly VaultChange[] = [{ put: [] }, { copied: COPIED, tell: [] }];
    for (const change of changes) {
      expect(await errorCode(() => failing.commit(change))).toBe("vault/storage");
    }
  });

  it("reads as the store does", async () => {
    expect(await storeWhose(() => Promise.resolve()).readManifest()).toBeUndefined();
  });
});
