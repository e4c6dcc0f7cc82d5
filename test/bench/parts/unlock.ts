// Unlocking with the password, against the key derivation alone in native code with the same parameters; and what
// it takes apart from the derivation at three sizes of the vault.

import argon2 from "argon2";
import { PASSWORD_SLOT_KDF } from "../../../lib/vault/key-slots.ts";
import { workerAnswer } from "../../e2e/durability/worker-call.ts";
import { KIND } from "../../e2e/rig/kind.ts";
import { ratio } from "../measure/claims.ts";
import { type Arm, interleave } from "../measure/rounds.ts";
import { timedAnswer } from "../worker-calls.ts";
import { PROOF } from "../seeds.ts";
import type { Part } from "./part.ts";

const SIZES = [10, 1000, 10_000] as const;
const ROUNDS = { chromium: 9, firefox: 7 }[KIND];

/** The same derivation by the reference implementation in C. */
async function deriveNatively(): Promise<number> {
  const { memoryKiB, iterations, parallelism } = PASSWORD_SLOT_KDF;
  const begun = performance.now();
  await argon2.hash(PROOF.password, {
    type: argon2.argon2id,
    memoryCost: memoryKiB,
    timeCost: iterations,
    parallelism,
    salt: Buffer.alloc(16, 7),
    hashLength: 32,
    raw: true,
  });
  return performance.now() - begun;
}

export const unlock: Part = async (bench) => {
  const arms: Record<string, Arm> = { "native Argon2id": deriveNatively };
  for (const size of SIZES) {
    const { page, close } = await bench.seeds.start(size);
    bench.defer(close);
    arms[`unlock ${size}`] = async () => {
      await workerAnswer(page, "vault.lock", null);
      return timedAnswer(page, "vault.unlock", PROOF);
    };
  }
  const rounds = await interleave(arms, ROUNDS, 2);
  return {
    tables: [{ title: "Unlocking", unit: "ms", rounds }],
    claims: [
      ratio({
        name: "an unlock against native Argon2id with the same parameters",
        rounds,
        arm: "unlock 10",
        against: "native Argon2id",
        bound: { atMost: 1.4 },
      }),
      ratio({
        name: "an unlock at 10,000 records against 10",
        rounds,
        arm: "unlock 10000",
        against: "unlock 10",
        bound: { atMost: 1.2 },
      }),
    ],
  };
};
