// 1,500 histories of a vault's two copies; `npm test` runs the first fifteen.

import { expect, it, vi } from "vitest";
import { runHistory } from "../property/platform/copy-history.ts";

vi.mock("../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../unit/vault/cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

const HISTORIES = 1500;

it(`both copies outlive ${HISTORIES} histories`, async () => {
  for (let seed = 1; seed <= HISTORIES; seed++) expect(await runHistory(seed)).toEqual([]);
  console.info(`${HISTORIES} histories of 25 steps`);
});
