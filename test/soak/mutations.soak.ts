// A hundred thousand damaged vaults. WAYKEY_SEED chooses others.

import { expect, it, vi } from "vitest";
import { SEED } from "../e2e/rig/sample.ts";
import { fuzz } from "../property/vault/mutated-store.ts";

vi.mock("../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../unit/vault/cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

it("yields nothing that was not written, out of 100,000 damaged vaults", async () => {
  expect(await fuzz(100_000, SEED)).toEqual({ opened: 100_000 });
});
