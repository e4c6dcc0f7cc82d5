import * as fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { isWaykeyError } from "../../../lib/errors.ts";
import { openBackup, sealBackup } from "../../../lib/exchange/backup.ts";
import { parseBackupFile } from "../../../lib/exchange/backup-file.ts";
import { isBackedUp } from "../../../lib/exchange/backup-kinds.ts";
import { backupRecords } from "../../unit/vault/sample-records.ts";
import { createSeededRandom } from "../../unit/vault/seeded-random.ts";
import { heldRecords } from "../vault/arbitrary-records.ts";

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../../unit/vault/cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

const ports = { now: () => 5, random: createSeededRandom("properties") };
const password = "correct horse battery";

describe("a backup, for any records", () => {
  it("gives back what was sealed", async () => {
    const passwords = fc.string({ unit: "grapheme", minLength: 20, maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(heldRecords, passwords, async (records, word) => {
        const opened = await openBackup(await sealBackup(records, word, ports), word);
        expect(opened).toEqual({ createdAt: 5, records: records.filter(isBackedUp), refused: [] });
      }),
      { numRuns: 100 },
    );
  });

  it("opens no mutation of a good file, and fails with nothing but a WaykeyError", async () => {
    const text = (await sealBackup(backupRecords, password, ports)).trimEnd();
    const mutation = fc.record({
      at: fc.nat({ max: text.length - 1 }),
      cut: fc.nat({ max: 40 }),
      insert: fc.string({ maxLength: 10 }),
    });
    await fc.assert(
      fc.asyncProperty(mutation, async ({ at, cut, insert }) => {
        const mutated = text.slice(0, at) + insert + text.slice(at + cut);
        fc.pre(!isSameJson(mutated, text));
        const error = await openBackup(mutated, password).catch((caught: unknown) => caught);
        expect(isWaykeyError(error)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it("parses anything at all with nothing but a WaykeyError", () => {
    const inputs = fc.oneof(fc.string(), fc.json(), fc.string({ unit: "binary" }));
    fc.assert(
      fc.property(inputs, (input) => {
        expect(() => parseBackupFile(input)).toThrow(
          expect.objectContaining({ name: "WaykeyError" }),
        );
      }),
      { numRuns: 1000 },
    );
  });
});

function isSameJson(left: string, right: string): boolean {
  try {
    return JSON.stringify(JSON.parse(left)) === JSON.stringify(JSON.parse(right));
  } catch {
    return false;
  }
}
