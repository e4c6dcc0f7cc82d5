// A small vault in memory, and damage done to it by a seed: what no altered store may ever yield is a
// record that was not written, or an error that says what was in one.

import { expect } from "vitest";
import { isWaykeyError } from "../../../lib/errors.ts";
import { ARGON2_FLOOR } from "../../../lib/crypto/argon2id.ts";
import { createVault, unlockWithPassword } from "../../../lib/vault/unlock.ts";
import { openVault } from "../../../lib/vault/vault.ts";
import { MemoryStore } from "../../unit/vault/memory-store.ts";
import { account, otp, passkey, recovery } from "../../unit/vault/sample-records.ts";
import { createSeededRandom } from "../../unit/vault/seeded-random.ts";
import { seededNumbers } from "../../e2e/rig/sample.ts";

const PASSWORD = "correct horse battery";
const RECORDS = [account, otp, passkey, recovery];
const SECRETS = [otp.secret, passkey.privateKey, recovery.code, account.email, PASSWORD];

export type MadeVault = { readonly store: MemoryStore; readonly vaultKey: Uint8Array<ArrayBuffer> };

export async function makeVault(): Promise<MadeVault> {
  const store = new MemoryStore();
  const random = createSeededRandom("mutated");
  const ports = { now: () => 1_760_000_000_000, random };
  const options = { ...ports, password: PASSWORD, kdf: ARGON2_FLOOR };
  const vaultKey = await createVault(store, options);
  const vault = openVault(store, vaultKey, ports);
  // Two commits, so that there are earlier states to bring back.
  await vault.putAll(RECORDS.map((record) => ({ ...record, updatedAt: 1 })));
  await vault.putAll(RECORDS);
  return { store, vaultKey };
}

/** A store of its own with the same in it. */
export function copyOf({ header, manifest, records }: MemoryStore): MemoryStore {
  const copy = new MemoryStore();
  copy.header = structuredClone(header);
  copy.manifest = structuredClone(manifest);
  for (const [id, record] of records) copy.records.set(id, structuredClone(record));
  return copy;
}

type Place = { readonly holder: Record<string, unknown>; readonly name: string };

/** Every member at any depth, so that each can be damaged. */
export function placesOf(value: unknown): readonly Place[] {
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((name) => [{ holder, name }, ...placesOf(holder[name])]);
}

function damage({ holder, name }: Place, next: () => number): void {
  const value = holder[name];
  const dice = Math.floor(next() * 4);
  const at = (length: number) => Math.floor(next() * length);
  if (value instanceof Uint8Array) {
    if (dice === 0) holder[name] = value.slice(0, at(value.length));
    else if (dice === 1) holder[name] = new Uint8Array([...value, at(256)]);
    else {
      const flipped = value.slice();
      const place = at(value.length);
      flipped[place] = (flipped[place] ?? 0) ^ (1 << at(8));
      holder[name] = flipped;
    }
  } else if (typeof value === "string") {
    const place = at(value.length);
    const other = String.fromCharCode(33 + at(90));
    holder[name] =
      dice === 0 ? value.slice(0, place) : value.slice(0, place) + other + value.slice(place + 1);
  } else if (typeof value === "number") {
    holder[name] = [value + 1, value - 1, -value, Number.NaN][dice];
  } else {
    holder[name] = [null, undefined, "", 0][dice];
  }
}

/** Everything an error says, its causes and their stacks among it. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return `${error.message}\n${error.stack ?? ""}\n${wordsOf(error.cause ?? "")}`;
}

/** @throws what is no WaykeyError */
function checkError(error: unknown): void {
  if (!isWaykeyError(error)) throw error;
  const words = wordsOf(error);
  for (const secret of SECRETS) expect(words).not.toContain(secret);
}

const written = new Set(
  RECORDS.flatMap((record) => [record, { ...record, updatedAt: 1 }]).map((r) => JSON.stringify(r)),
);

/**
 * Opens what is left of a vault by password or key. What it yields was written once, all failures are
 * WaykeyErrors, and nothing is changed by looking. Resolves with whether any trace of damage shows.
 */
export async function examine(
  store: MemoryStore,
  { vaultKey }: MadeVault,
  byPassword: boolean,
): Promise<"refused" | "shows" | "whole"> {
  const before = structuredClone([store.header, store.manifest, [...store.records]]);
  let outcome: "refused" | "shows" | "whole" = "refused";
  try {
    const key = byPassword ? (await unlockWithPassword(store, PASSWORD)).vaultKey : vaultKey;
    const ports = { now: () => 0, random: createSeededRandom("look") };
    const vault = openVault(store, key, ports);
    const { records, unreadable } = await vault.listAll();
    for (const record of records) expect(written).toContain(JSON.stringify(record));
    for (const { error } of unreadable) checkError(error);
    const { state } = await vault.checkManifest();
    const isWhole = state === "whole" && unreadable.length === 0;
    if (isWhole) expect(records).toHaveLength(RECORDS.length);
    outcome = isWhole ? "whole" : "shows";
  } catch (error) {
    checkError(error);
  }
  expect([store.header, store.manifest, [...store.records]]).toEqual(before);
  return outcome;
}

/** `count` stores with one to three places damaged, each opened. @throws Error naming the seed and the round */
export async function fuzz(count: number, seed: number): Promise<{ readonly opened: number }> {
  const made = await makeVault();
  const next = seededNumbers(seed);
  for (let round = 0; round < count; round++) {
    const store = copyOf(made.store);
    const untouched = JSON.stringify([store.header, store.manifest, [...store.records]]);
    const wounds = 1 + Math.floor(next() * 3);
    for (let i = 0; i < wounds; i++) {
      const part = [store.header, store.manifest, [...store.records.values()]][
        Math.floor(next() * 3)
      ];
      const places = placesOf(part);
      const place = places[Math.floor(next() * places.length)];
      if (place !== undefined) damage(place, next);
    }
    const touched = JSON.stringify([store.header, store.manifest, [...store.records]]);
    try {
      const outcome = await examine(store, made, true);
      // Wounds may undo each other.
      if (outcome === "whole") expect(touched).toBe(untouched);
    } catch (error) {
      throw new Error(`seed ${seed}, round ${round}`, { cause: error });
    }
  }
  return { opened: count };
}
