import { describe, expect, it, vi } from "vitest";
import { costsAt } from "./operation-cost.ts";
import { FLAT_OPERATIONS, LOGARITHMIC_OPERATIONS } from "./operations.ts";

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../vault/cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

describe("what an operation costs", () => {
  it("is the same in a vault of 12 records and of 1,000, and never the whole vault", async () => {
    const few = await costsAt(12, FLAT_OPERATIONS);
    const many = await costsAt(1000, FLAT_OPERATIONS);
    expect(many).toEqual(few);
    for (const cost of Object.values(many)) {
      expect(cost).not.toHaveProperty("readAll");
      expect(cost).not.toHaveProperty("readSnapshot");
      expect(cost["recordsRead"]).toBeLessThan(40);
    }
  });

  it("grows by a few probes alone where a number of a common value is given out", async () => {
    const few = await costsAt(12, LOGARITHMIC_OPERATIONS);
    const many = await costsAt(1000, LOGARITHMIC_OPERATIONS);
    for (const [name, cost] of Object.entries(many)) {
      const { hasTags = 0, sign = 0, ...rest } = cost;
      const { hasTags: hasTagsOfFew = 0, sign: signOfFew = 0, ...restOfFew } = few[name] ?? {};
      expect(rest).toEqual(restOfFew);
      expect(hasTags - hasTagsOfFew).toBeLessThanOrEqual(3);
      expect(sign - signOfFew).toBeLessThanOrEqual(3 * 15);
    }
  });
});
