// Whatever happens to a vault's two copies, what was acknowledged and not given up is there in the end, and
// in both. `test/soak/copies.soak.ts` runs a hundred times as many histories.

import { expect, it, vi } from "vitest";
import { runHistory } from "./copy-history.ts";

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../../unit/vault/cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

it.each(Array.from({ length: 15 }, (_, i) => i + 1))(
  "both copies outlive history %i",
  async (seed) => {
    expect(await runHistory(seed)).toEqual([]);
  },
);
