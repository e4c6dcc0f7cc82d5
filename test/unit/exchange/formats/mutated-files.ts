// Good files of every format with something amiss: a bit, a byte, a piece left out, doubled or moved, another file's
// piece in its midst. Whatever comes of them, it is a result or a refusal with a code. Sealed ones are opened, too,
// where that costs little.

import fc from "fast-check";
import { isWaykeyError } from "../../../../lib/errors.ts";
import { readForeignFile } from "../../../../lib/exchange/formats/read-foreign-file.ts";
import { seededNumbers } from "../../../e2e/rig/sample.ts";
import * as samples from "./samples.ts";
import * as sealed from "./sealed-samples.ts";

export type MutationOutcome = {
  readonly slowestMs: number;
  /** What was thrown that is no refusal, with the seed that made it. */
  readonly unforeseen: readonly string[];
  readonly opened: number;
  readonly refused: number;
};

const GOOD: readonly Uint8Array<ArrayBuffer>[] = [
  samples.aegisPlain(),
  samples.aegisSealed(),
  samples.twoFasPlain(),
  samples.twoFasSealed(32),
  samples.ENTE_LINES,
  samples.ente("small"),
  samples.bitwardenPlain(),
  samples.bitwardenSealed({ type: 0, iterations: 1000 }),
  samples.BITWARDEN_CSV,
  samples.protonAuthenticatorPlain(),
  samples.protonAuthenticatorSealed(),
  samples.stratum(),
  sealed.stratumSealed(),
  sealed.stratumLegacy(),
  samples.andOtp(),
  sealed.andOtpSealed(10_000),
  sealed.andOtpOld(),
  samples.freeOtpPlus(),
  samples.lastPass(),
  samples.authenticatorExtension(),
  sealed.extensionSealed(),
  sealed.extensionWrapped(),
  sealed.extensionOld(),
  samples.keePassXc(),
  samples.credentialExchange(),
  samples.protonPass(),
  samples.PROTON_PASS_CSV,
  samples.onePassword(),
  samples.migration(3),
].map(samples.text);

/** One in so many that are sealed is opened: each costs a derivation. */
const OPENED_OF = 50;

const TOKENS = [
  "null",
  "-1",
  "1e999",
  '"',
  "{",
  "}",
  "[",
  "]",
  "[]",
  "{}",
  "\u0000",
  "true",
  '"__proto__":',
  "9".repeat(40),
];

function mutate(good: Uint8Array, draw: (below: number) => number): Uint8Array<ArrayBuffer> {
  let file = Buffer.from(good);
  for (let times = 1 + draw(4); times > 0; times--) {
    const at = draw(file.length + 1);
    const to = Math.min(file.length, at + draw(64));
    const [head, piece, tail] = [file.subarray(0, at), file.subarray(at, to), file.subarray(to)];
    const other = GOOD[draw(GOOD.length)] ?? file;
    const from = draw(other.length);
    const kinds = [
      () => {
        const copy = Buffer.from(file);
        if (at < copy.length) copy[at] = (copy[at] ?? 0) ^ (1 << draw(8));
        return copy;
      },
      () => Buffer.concat([head, tail]),
      () => Buffer.concat([head, piece, piece, tail]),
      () => Buffer.concat([tail, piece, head]),
      () => head,
      () => Buffer.concat([head, Buffer.from(TOKENS[draw(TOKENS.length)] ?? ""), tail]),
      () => Buffer.concat([head, other.subarray(from, from + draw(200)), tail]),
    ];
    file = Buffer.from(kinds[draw(kinds.length)]?.() ?? file);
  }
  return new Uint8Array(file);
}

export async function mutateFiles(count: number, seed: number): Promise<MutationOutcome> {
  const next = seededNumbers(seed);
  const draw = (below: number) => Math.floor(next() * below);
  const unforeseen: string[] = [];
  let [slowestMs, opened, refused] = [0, 0, 0];
  for (let number = 0; number < count; number++) {
    const file = mutate(GOOD[number % GOOD.length] ?? new Uint8Array(), draw);
    const begun = performance.now();
    try {
      const read = readForeignFile(file);
      slowestMs = Math.max(slowestMs, performance.now() - begun);
      if (read.state === "sealed" && draw(OPENED_OF) === 0 && isCheap(read.kdf)) {
        await read.open(samples.PASSWORD);
      }
      opened++;
    } catch (error) {
      if (isWaykeyError(error)) refused++;
      else unforeseen.push(`${number} of seed ${seed}: ${fc.stringify(error)}`);
    }
  }
  return { slowestMs, unforeseen, opened, refused };
}

/** A damaged cost may still be an allowed one. */
function isCheap(
  kdf: Extract<ReturnType<typeof readForeignFile>, { state: "sealed" }>["kdf"],
): boolean {
  if (kdf === null) return true;
  if (kdf.name === "pbkdf2") return kdf.iterations <= 64_000;
  if (kdf.name === "argon2id") return kdf.memoryKiB * kdf.iterations <= 192 * 1024;
  return kdf.costFactor * kdf.blockSize * kdf.parallelism <= 2 ** 18;
}
