// A second copy of two moments: its making anew was cut off.

import { describe, expect, it, vi } from "vitest";
import { recoverStore } from "../../../lib/vault/recover-store.ts";
import { sealCheck } from "../../../lib/vault/seal-check.ts";
import { copyChanges, renewCopy } from "../../../lib/vault/second-copy.ts";
import { createVault } from "../../../lib/vault/unlock.ts";
import { openVault } from "../../../lib/vault/vault.ts";
import { WaykeyError } from "../../../lib/errors.ts";
import { MemoryCopy } from "./memory-copy.ts";
import { MemoryStore } from "./memory-store.ts";
import { otp } from "./sample-records.ts";
import { createSeededRandom } from "./seeded-random.ts";

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("./cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

const password = "correct horse battery";
const ports = { now: () => 1_760_000_300_000, random: createSeededRandom("copies-findings") };
const secretOf = (i: number) => Buffer.from(`secret-number-${100_000 + i}`).toString("base64url");

describe("a copy that was being made anew when the worker died, and then a store that is lost", () => {
  it("is put back with everything that both halves of it hold", async () => {
    const store = new MemoryStore();
    const copy = new MemoryCopy();
    const vaultKey = await createVault(store, { password, ...ports });
    store.knowKey(vaultKey);
    const vault = openVault(store, vaultKey, ports);
    const isSealed = (stored: unknown) => vault.maintain(({ keys }) => sealCheck(keys)(stored));
    const otps = Array.from({ length: 210 }, (_, i) => ({
      ...otp,
      id: `otp-${i}`,
      label: `${i}`,
      secret: secretOf(i),
    }));
    await vault.putAll(otps);
    await copyChanges(store, copy, isSealed);
    // New secrets: the old tags go over to tombstones. The copy does not hear of it yet.
    await vault.putAll(
      otps.slice(0, 20).map((each, i) => ({ ...each, secret: secretOf(1000 + i) })),
    );
    // As the database lists them: by their ids.
    const sorted = [...store.records].toSorted(([a], [b]) => (a < b ? -1 : 1));
    store.records.clear();
    for (const [id, stored] of sorted) store.records.set(id, stored);
    copy.onWritten = () => {
      throw new WaykeyError("vault/storage", "The worker died here");
    };
    await renewCopy(store, copy, isSealed, "mishap").catch(() => undefined);
    copy.onWritten = () => undefined;
    const lost = new MemoryStore();
    expect(await recoverStore(lost, copy).catch((error: unknown) => error)).toBe("vault");
    expect(lost.records.size).toBeGreaterThanOrEqual(210);
  });
});
