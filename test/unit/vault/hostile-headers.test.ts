import { argon2id } from "hash-wasm";
import { describe, expect, it, vi } from "vitest";
import { authenticateHeader } from "../../../lib/vault/header-mac.ts";
import { unlockWithEmergencyKey, unlockWithPassword } from "../../../lib/vault/unlock.ts";
import { createEmergencySlot } from "../../../lib/vault/key-slots.ts";
import { errorCode } from "./error-code.ts";
import { hostileKdfParameters } from "./hostile-kdf.ts";
import { MemoryStore } from "./memory-store.ts";
import { createSeededRandom } from "./seeded-random.ts";

vi.mock("hash-wasm", () => ({
  argon2id: vi.fn<() => Promise<never>>(() => Promise.reject(new Error("Nothing may be derived"))),
}));

const vault = { vaultId: "AAECAwQFBgcICQoLDA0ODw", createdAt: 1_760_000_000_000 };
const vaultKey = new Uint8Array(32).fill(7);
const emergencyKey = new Uint8Array(20).fill(5);
const ports = { now: () => 0, random: createSeededRandom("hostile") };
const slot = {
  kind: "password" as const,
  id: "EBESExQVFhcYGRobHB0eHw",
  salt: "ICEiIyQlJicoKSorLC0uLw",
  nonce: "MDEyMzQ1Njc4OTo7",
  wrappedKey: "A".repeat(64),
};
const good = {
  ...slot,
  id: "AREiM0RVZneImaq7zN3u_w",
  kdf: { name: "argon2id" as const, memoryKiB: 65_536, iterations: 3, parallelism: 1 },
};
const firstHeader = { format: "waykey-vault", version: 1, ...vault };
const mac = "A".repeat(43);

/** No whole numbers of 0 or more are no header at all; the rest is refused as too cheap or dear. */
function isWhole(parameters: (typeof hostileKdfParameters)[number]): boolean {
  const { memoryKiB, iterations, parallelism } = parameters;
  return [memoryKiB, iterations, parallelism].every((n) => Number.isSafeInteger(n) && n >= 0);
}

describe("a header with a hostile cost", () => {
  it("is one of at least 30", () => {
    expect(hostileKdfParameters.length).toBeGreaterThanOrEqual(30);
  });

  it.each(hostileKdfParameters)(
    "of %j is refused at once and without deriving",
    async (parameters) => {
      const store = new MemoryStore();
      const hostile = { ...slot, kdf: { name: "argon2id", ...parameters } };
      const headers = [
        { ...firstHeader, slots: [hostile] },
        { ...firstHeader, version: 2, revision: 1, slots: [hostile], mac },
        { ...firstHeader, version: 2, revision: 1, slots: [good, hostile], mac },
      ];
      for (const header of headers) {
        store.header = header;
        const before = process.memoryUsage();
        const code = await errorCode(() => unlockWithPassword(store, "correct horse battery"));
        const { external, arrayBuffers } = process.memoryUsage();
        expect(external + arrayBuffers - before.external - before.arrayBuffers).toBeLessThan(1e7);
        expect(code).toBe(isWhole(parameters) ? "kdf/parameters" : "vault/damaged");
      }
      expect(argon2id).not.toHaveBeenCalled();
    },
  );

  it.each(hostileKdfParameters)("of %j is refused in under 50 ms", async (parameters) => {
    const store = new MemoryStore();
    const hostile = { ...slot, kdf: { name: "argon2id", ...parameters } };
    store.header = { ...firstHeader, version: 2, revision: 1, slots: [good, hostile], mac };
    // The best of three: another program may have the processor for the moment.
    const takenMs: number[] = [];
    for (let round = 0; round < 3; round++) {
      const start = performance.now();
      const code = await errorCode(() => unlockWithPassword(store, "correct horse battery"));
      takenMs.push(performance.now() - start);
      expect(code).not.toBe("none");
    }
    expect(Math.min(...takenMs)).toBeLessThan(50);
  });

  it("does not stand in the way of the emergency key, but is told", async () => {
    const store = new MemoryStore();
    const emergency = await createEmergencySlot(vault, vaultKey, emergencyKey, ports);
    const whole = await authenticateHeader(vaultKey, vault, [good, emergency]);
    const kdf = { ...good.kdf, memoryKiB: 8 };
    store.header = { ...whole, slots: [{ ...good, kdf }, emergency] };
    expect(await errorCode(() => unlockWithEmergencyKey(store, emergencyKey))).toBe(
      "vault/altered",
    );
    store.header = whole;
    expect((await unlockWithEmergencyKey(store, emergencyKey)).vaultKey).toEqual(vaultKey);
  });
});
