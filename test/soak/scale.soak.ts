// The counts of test/unit/app/cost.test.ts in a vault of 10,000 records. Counts calls and reads no clock.

import { expect, it, vi } from "vitest";
import { costsAt } from "../unit/app/operation-cost.ts";
import { FLAT_OPERATIONS, LOGARITHMIC_OPERATIONS } from "../unit/app/operations.ts";

vi.mock("../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../unit/vault/cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

it("costs the same at 10,000 records as at 12, but for a few probes of common values", async () => {
  const few = await costsAt(12, FLAT_OPERATIONS);
  expect(await costsAt(10_000, FLAT_OPERATIONS)).toEqual(few);
  const fewOfCommon = await costsAt(12, LOGARITHMIC_OPERATIONS);
  for (const [name, cost] of Object.entries(await costsAt(10_000, LOGARITHMIC_OPERATIONS))) {
    expect((cost["hasTags"] ?? 0) - (fewOfCommon[name]?.["hasTags"] ?? 0)).toBeLessThanOrEqual(5);
    expect(cost["recordsRead"]).toBe(fewOfCommon[name]?.["recordsRead"]);
    expect(cost["decrypt"]).toBe(fewOfCommon[name]?.["decrypt"]);
  }
});
