// Saves and edits at three sizes of the vault, and what import, export and restore take for each entry.

import { createHash } from "node:crypto";
import type { Page } from "puppeteer";
import type { ImportEntry } from "../../../lib/app/views.ts";
import { encodeBase32 } from "../../../lib/bytes/base32.ts";
import { encodeUtf8 } from "../../../lib/bytes/utf8.ts";
import { readForeignFile } from "../../../lib/exchange/formats/read-foreign-file.ts";
import type { InputOf } from "../../../lib/rpc/protocol.ts";
import { addCode } from "../../e2e/durability/operations.ts";
import { BACKUP_PASSWORD, VAULT_PASSWORD } from "../../e2e/flows/waykey-user.ts";
import { KIND } from "../../e2e/rig/kind.ts";
import { type Claim, ratio } from "../measure/claims.ts";
import { type Arm, interleave } from "../measure/rounds.ts";
import { estimate, exponentOf, quantileOf, type Round } from "../measure/statistics.ts";
import { backupOf, type Seeded } from "../seeds.ts";
import { timedAnswer } from "../worker-calls.ts";
import type { Bench, Part } from "./part.ts";

const SIZES = [10, 1000, 10_000] as const;
const BULK = [1000, 10_000] as const;
const ROUNDS = { chromium: 11, firefox: 9 }[KIND];
const BULK_ROUNDS = 2;

function singleArms(size: number, { page }: Seeded): Record<string, Arm> {
  return {
    [`save ${size}`]: (round) =>
      timedAnswer(
        page,
        "otp.add",
        addCode(`bench-${round}`, "person-1@example.com").input as InputOf<"otp.add">,
      ),
    [`edit ${size}`]: (round) =>
      timedAnswer(page, "passkey.rename", { id: "passkey-0", label: `label ${round}` }),
    [`a code ${size}`]: () => timedAnswer(page, "otp.codes", { ids: ["otp-0"] }),
  };
}

/** The exponent of what an operation takes by size: 0 where size costs nothing, 1 where each entry costs the same. */
function slope(arm: string, rounds: readonly Round[], sizes: readonly number[]): Claim {
  const value = estimate(rounds, (some) =>
    exponentOf(new Map(sizes.map((size) => [size, quantileOf(some, `${arm} ${size}`, 0.5)]))),
  );
  return { name: `${arm}: exponent of its time by size`, unit: "", value, bound: null };
}

/** Codes, as their links say them, with secrets that no round before had. */
function codesOf(name: string, size: number): readonly ImportEntry[] {
  const links = Array.from({ length: size }, (_, i) => {
    const secret = encodeBase32(
      new Uint8Array(createHash("sha256").update(`${name} ${i}`).digest()),
    );
    return `otpauth://totp/Headway:${name}%40example.com?secret=${secret}&issuer=Headway`;
  });
  const read = readForeignFile(encodeUtf8(links.join("\n")));
  if (read.state !== "open") throw new TypeError("A list of links is not read as one");
  return read.entries;
}

/** Into a vault of ten records that nothing was added to before. */
async function intoSmall(bench: Bench, work: (page: Page) => Promise<number>): Promise<number> {
  const { page, close } = await bench.seeds.start(10);
  try {
    return await work(page);
  } finally {
    await close();
  }
}

async function restored(page: Page, text: string): Promise<number> {
  const input = { text, backupPassword: BACKUP_PASSWORD, mode: "merge" } as const;
  return timedAnswer(page, "backup.restore", input);
}

async function imported(page: Page, name: string, size: number): Promise<number> {
  const source = { format: "entries", entries: codesOf(name, size) } as const;
  const account = { role: "client", email: `${name}@example.com` } as const;
  const chosen = source.entries.map((_, entry) => ({ entry, account }));
  return timedAnswer(page, "import.add", { source, chosen }, ({ lines }) => {
    const added = lines.filter(({ done }) => done === "added").length;
    if (added !== size) throw new Error(`${added} of ${size} entries were added`);
  });
}

async function bulkArms(
  bench: Bench,
  seeded: ReadonlyMap<number, Seeded>,
): Promise<Record<string, Arm>> {
  const arms: Record<string, Arm> = {};
  for (const size of BULK) {
    const backup = await backupOf(size);
    const page = seeded.get(size)?.page;
    if (page === undefined) throw new RangeError(`No vault of ${size} records is there`);
    arms[`export ${size}`] = () =>
      timedAnswer(page, "backup.export", {
        password: VAULT_PASSWORD,
        backupPassword: BACKUP_PASSWORD,
      });
    arms[`restore ${size}`] = () => intoSmall(bench, (small) => restored(small, backup));
    arms[`import ${size}`] = (round) =>
      intoSmall(bench, (small) => imported(small, `round${round}`, size));
  }
  return arms;
}

/** A vault of each size is exported, and what it holds restored into an empty one; codes alone are imported. */
export const vault: Part = async (bench) => {
  const single: Record<string, Arm> = {};
  const seeded = new Map<number, Seeded>();
  for (const size of SIZES) {
    const each = await bench.seeds.start(size);
    bench.defer(() => each.close());
    seeded.set(size, each);
    Object.assign(single, singleArms(size, each));
  }
  const rounds = await interleave(single, ROUNDS, 2);
  const bulk = await interleave(await bulkArms(bench, seeded), BULK_ROUNDS, 0);
  return {
    tables: [
      { title: "One save, one edit", unit: "ms", rounds },
      { title: "Export, restore and import, key derivation included", unit: "ms", rounds: bulk },
    ],
    claims: [
      ...["save", "edit", "a code"].map((arm) =>
        ratio({
          name: `${arm}, at 10,000 records against 10`,
          rounds,
          arm: `${arm} 10000`,
          against: `${arm} 10`,
          bound: { atMost: 1.2 },
        }),
      ),
      ...["save", "edit"].map((arm) => slope(arm, rounds, SIZES)),
      ...["export", "restore", "import"].flatMap((arm) => [
        ratio({
          name: `${arm}, for each entry, at 10,000 against 1,000`,
          rounds: bulk,
          arm: `${arm} 10000`,
          against: `${arm} 1000`,
          scale: { arm: 10_000, against: 1000 },
          bound: { atMost: 1.1 },
        }),
        slope(arm, bulk, BULK),
      ]),
    ],
  };
};
