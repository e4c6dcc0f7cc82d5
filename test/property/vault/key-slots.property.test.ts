import * as fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import type { Bytes } from "../../../lib/bytes/bytes.ts";
import { ARGON2_FLOOR } from "../../../lib/crypto/argon2id.ts";
import { isWaykeyError } from "../../../lib/errors.ts";
import {
  addSlot,
  type NewSlot,
  removeSlot,
  replaceEmergencyKey,
  replacePassword,
} from "../../../lib/vault/change-slots.ts";
import { checkHeader } from "../../../lib/vault/header-mac.ts";
import { type KeySlot, MAX_SLOTS, parseHeader } from "../../../lib/vault/header.ts";
import { raiseKdf } from "../../../lib/vault/raise-kdf.ts";
import {
  createVault,
  unlockWithEmergencyKey,
  unlockWithPassword,
  unlockWithPrf,
} from "../../../lib/vault/unlock.ts";
import { errorCode } from "../../unit/vault/error-code.ts";
import { MemoryStore } from "../../unit/vault/memory-store.ts";
import { createSeededRandom } from "../../unit/vault/seeded-random.ts";

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../../unit/vault/cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

const KINDS = ["password", "emergency", "device"] as const;
type Kind = (typeof KINDS)[number];
/** One of four secrets of a kind. */
type Secret = { readonly kind: Kind; readonly n: number };
type Held = Secret & { readonly id: string };
type Step =
  | { readonly do: "add" | "replace"; readonly secret: Secret }
  | { readonly do: "remove"; readonly at: number }
  | { readonly do: "raise"; readonly n: number }
  | { readonly do: "fail"; readonly moment: "before" | "after" };

const ports = { now: () => 1_760_000_000_000, random: createSeededRandom("slots") };
const wordOf = (n: number) => `the password number ${n}`;
const bytesOf = (length: number, n: number): Bytes => new Uint8Array(length).fill(n + 1);
const credentialOf = (n: number) => Buffer.from(bytesOf(16, n)).toString("base64url");

function slotOf({ kind, n }: Secret): NewSlot {
  if (kind === "password") return { kind, password: wordOf(n), kdf: ARGON2_FLOOR };
  if (kind === "emergency") return { kind, emergencyKey: bytesOf(20, n) };
  const prf = { prfSalt: bytesOf(32, n), prfOutput: bytesOf(32, n + 4) };
  return { kind, credentialId: credentialOf(n), ...prf, rpId: null };
}

function unlock(store: MemoryStore, { kind, n }: Secret) {
  if (kind === "password") return unlockWithPassword(store, wordOf(n));
  if (kind === "emergency") return unlockWithEmergencyKey(store, bytesOf(20, n));
  return unlockWithPrf(store, credentialOf(n), bytesOf(32, n + 4));
}

const anySecret: fc.Arbitrary<Secret> = fc.record({
  kind: fc.constantFrom(...KINDS),
  n: fc.nat({ max: 3 }),
});
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant("add"), secret: anySecret }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("replace"), secret: anySecret }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("remove"), at: fc.nat({ max: 8 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("raise"), n: fc.nat({ max: 3 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant("fail"), moment: fc.constantFrom("before", "after") }),
  },
);

const isReplaced = (step: { readonly do: "add" | "replace"; readonly secret: Secret }) => {
  const { kind, n } = step.secret;
  return (held: Held) =>
    held.kind === kind && (kind === "device" ? held.n === n : step.do === "replace");
};

/** What the vault is to hold after a step, by a reading of the rules alone; or the refusal. */
function foretell(held: readonly Held[], step: Step): readonly Held[] | string {
  if (step.do === "raise" || step.do === "fail") return held;
  if (step.do === "remove") {
    if (held[step.at] === undefined) return "vault/no-slot";
    const left = held.filter((_, at) => at !== step.at);
    return left.some(({ kind }) => kind !== "device") ? left : "vault/last-slot";
  }
  const left = held.filter((each) => !isReplaced(step)(each));
  return left.length < MAX_SLOTS ? [...left, { ...step.secret, id: "" }] : "vault/too-many-slots";
}

async function take(store: MemoryStore, vaultKey: Bytes, held: readonly Held[], step: Step) {
  switch (step.do) {
    case "fail": {
      store.failNextCommit = step.moment;
      return;
    }
    case "raise": {
      const unlocked = await unlockWithPassword(store, wordOf(step.n)).catch(() => null);
      if (unlocked !== null) await raiseKdf(store, unlocked, wordOf(step.n), ports);
      return;
    }
    case "remove":
      return removeSlot(store, vaultKey, held[step.at]?.id ?? "none");
    case "add":
      await addSlot(store, vaultKey, slotOf(step.secret), ports);
      return;
    case "replace": {
      const slot = slotOf(step.secret);
      if (slot.kind === "password") await replacePassword(store, vaultKey, slot, ports);
      else if (slot.kind === "emergency") {
        await replaceEmergencyKey(store, vaultKey, slot.emergencyKey, ports);
      } else await addSlot(store, vaultKey, slot, ports);
    }
  }
}

const slotsOf = (store: MemoryStore): readonly KeySlot[] => parseHeader(store.header).slots;

describe("the key slots, after any changes", () => {
  it("open to the secrets they should and to no other, whatever the storage does", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { maxLength: 14 }), async (steps) => {
        const store = new MemoryStore();
        const vaultKey = await createVault(store, { password: wordOf(0), ...ports });
        let held: readonly Held[] = [{ kind: "password", n: 0, id: slotsOf(store)[0]?.id ?? "" }];
        for (const step of steps) {
          const expected = foretell(held, step);
          const before = JSON.stringify(store.header);
          const code = await errorCode(() => take(store, vaultKey, held, step));
          if (typeof expected === "string") expect(code).toBe(expected);
          else if (code === "vault/storage") {
            if (JSON.stringify(store.header) !== before) held = expected;
          } else {
            expect(code).toBe("none");
            held = expected;
          }
          expect(slotsOf(store).map(({ kind }) => kind)).toEqual(held.map(({ kind }) => kind));
          held = held.map((each, at) => ({ ...each, id: slotsOf(store)[at]?.id ?? "" }));
        }
        store.failNextCommit = null;
        await checkHeader(vaultKey, parseHeader(store.header));
        expect(held.some(({ kind }) => kind !== "device")).toBe(true);
        for (const kind of KINDS) {
          for (let n = 0; n < 4; n++) {
            const opens = held.some((each) => each.kind === kind && each.n === n);
            const unlocked = await unlock(store, { kind, n }).catch((error: unknown) => {
              if (isWaykeyError(error)) return null;
              throw error;
            });
            expect(unlocked?.vaultKey ?? null).toEqual(opens ? vaultKey : null);
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it("lose no change when five are made at once", async () => {
    const secrets = fc.uniqueArray(anySecret, {
      minLength: 2,
      maxLength: 5,
      selector: ({ kind, n }) => `${kind}${n}`,
    });
    await fc.assert(
      fc.asyncProperty(secrets, async (secrets) => {
        const store = new MemoryStore();
        const vaultKey = await createVault(store, { password: "the first password", ...ports });
        const ids = await Promise.all(
          secrets.map((secret) => addSlot(store, vaultKey, slotOf(secret), ports)),
        );
        expect(slotsOf(store).map(({ id }) => id)).toEqual(expect.arrayContaining(ids));
        for (const secret of secrets) {
          expect((await unlock(store, secret)).vaultKey).toEqual(vaultKey);
        }
        const codes = await Promise.all(
          slotsOf(store)
            .slice(0, 5)
            .map(({ id }) => errorCode(() => removeSlot(store, vaultKey, id))),
        );
        expect(codes.every((code) => code === "none" || code === "vault/last-slot")).toBe(true);
        const removed = codes.filter((code) => code === "none").length;
        expect(slotsOf(store)).toHaveLength(secrets.length + 1 - removed);
        expect(slotsOf(store).some(({ kind }) => kind !== "device")).toBe(true);
        await checkHeader(vaultKey, parseHeader(store.header));
      }),
      { numRuns: 60 },
    );
  });
});

describe("a whole header", () => {
  it("unlocks no more once anything at all in it has another value", async () => {
    const store = new MemoryStore();
    const vaultKey = await createVault(store, { password: wordOf(0), ...ports });
    const secrets = KINDS.map((kind) => ({ kind, n: 1 }));
    for (const secret of secrets) await addSlot(store, vaultKey, slotOf(secret), ports);
    const whole: unknown = store.header;
    const paths = leavesOf(whole);
    const value = fc.oneof(
      fc.string({ maxLength: 70 }),
      fc.nat({ max: 100_000 }),
      fc.constant(null),
      fc
        .uint8Array({ minLength: 9, maxLength: 48 })
        .map((b) => Buffer.from(b).toString("base64url")),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...paths),
        value,
        fc.constantFrom(...secrets),
        async (path, value, secret) => {
          store.header = exchange(whole, path, value);
          if (JSON.stringify(store.header) === JSON.stringify(whole)) return;
          expect(await errorCode(() => unlock(store, secret)), `with ${path.join(".")}`).not.toBe(
            "none",
          );
        },
      ),
      { numRuns: 1000 },
    );
  });
});

/** The paths of all values that are no objects. */
function leavesOf(value: unknown): readonly (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [[]];
  return Object.entries(value).flatMap(([name, inner]) =>
    leavesOf(inner).map((path) => [name, ...path]),
  );
}

function exchange(whole: unknown, path: readonly string[], value: unknown): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  if (Array.isArray(whole)) {
    return whole.map((each: unknown, at) =>
      `${at}` === name ? exchange(each, rest, value) : each,
    );
  }
  const object = whole as Record<string, unknown>;
  return { ...object, [name]: exchange(object[name], rest, value) };
}
