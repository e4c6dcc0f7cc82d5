import { describe, expect, it, vi } from "vitest";
import type { StoredPin } from "../../../lib/app/pin.ts";
import { isWaykeyError } from "../../../lib/errors.ts";
import { unlockWithPassword } from "../../../lib/vault/unlock.ts";
import { openVault } from "../../../lib/vault/vault.ts";
import { errorCode } from "../vault/error-code.ts";
import { PASSWORD, type World } from "./kit.ts";
import { callsToTry } from "./thoroughness.ts";
import { allOperations, type Operation, PIN, worldFor } from "./writing-operations.ts";

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../vault/cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

const OPERATIONS = await allOperations();

/** All that the vault holds as one text, from the password on; "none" where no vault was made. */
async function stateOf(world: World): Promise<string> {
  if (world.store.header === undefined) return "none";
  const { vaultKey } = await unlockWithPassword(world.store.handle(), PASSWORD);
  const ports = { now: () => world.now, random: world.random };
  const vault = openVault(world.store.handle(), vaultKey, ports);
  const { records, unreadable } = await vault.listAll();
  expect(unreadable).toEqual([]);
  expect((await vault.checkManifest()).state).toBe("whole");
  const byId = records.toSorted((a, b) => a.id.localeCompare(b.id));
  // A new PIN's salt depends on how much randomness was drawn before; that it is new is what counts.
  return JSON.stringify(byId, (key, value: unknown) => {
    const isNew = key === "pin" && value !== null && (value as StoredPin).salt !== PIN.salt;
    return isNew ? "a new PIN" : value;
  });
}

type States = { readonly before: string; readonly after: string };

const statesOf = new Map<Operation, Promise<States>>();

/** The states before and after the operation, when nothing comes in between. */
function findStates(operation: Operation): Promise<States> {
  const known = statesOf.get(operation);
  if (known !== undefined) return known;
  const found = (async () => {
    const world = await worldFor(operation);
    const before = await stateOf(world);
    await operation.run(world.bear());
    return { before, after: await stateOf(world) };
  })();
  statesOf.set(operation, found);
  return found;
}

/** A second attempt by the next worker succeeds, and leaves what the first should have. */
async function retry(operation: Operation, world: World, wasDone: boolean): Promise<void> {
  const { handlers } = world.bear();
  const { state } = await handlers["vault.status"](null);
  if (state === "locked" && operation.start === "unlocked") {
    await handlers["vault.unlock"]({ method: "password", password: PASSWORD });
  }
  const code = await errorCode(() => operation.run(world.bear()));
  if (code !== "none") expect([code, wasDone]).toEqual([operation.doneCode, true]);
}

describe.each(OPERATIONS.map((operation) => [operation.name, operation] as const))(
  "%s",
  (_name, operation) => {
    it.each(["before", "after"] as const)(
      "leaves the old or the new vault when the worker dies %s any call, and can be repeated",
      async (moment) => {
        const { before, after } = await findStates(operation);
        let last = 0;
        for (const call of callsToTry(moment)) {
          last = call;
          const world = await worldFor(operation);
          const worker = world.bear({ call, moment });
          const hasDied = await Promise.race([
            operation.run(worker).then(() => false),
            worker.death.then(() => true),
          ]);
          const found = await stateOf(world);
          expect([before, after]).toContain(found);
          if (!hasDied) expect(found).toBe(after);
          await retry(operation, world, found === after);
          await stateOf(world);
          if (!hasDied) break;
        }
        expect(last).toBeGreaterThan(2);
      },
    );

    it.each(["before", "after"] as const)(
      "says that the storage failed %s any of its calls, changes all or nothing, and can be repeated",
      async (moment) => {
        const { before, after } = await findStates(operation);
        for (const call of callsToTry(moment)) {
          let hasFailed = false;
          const world = await worldFor(operation);
          const onFailed = () => {
            hasFailed = true;
          };
          const worker = world.bear(undefined, { call, moment, onFailed });
          const thrown = await operation.run(worker).then(
            () => null,
            (error: unknown) => error,
          );
          const found = await stateOf(world);
          expect([before, after]).toContain(found);
          if (thrown === null) expect(found).toBe(after);
          else expect(isWaykeyError(thrown, "vault/storage")).toBe(true);
          await retry(operation, world, found === after);
          await stateOf(world);
          if (!hasFailed) break;
        }
      },
    );
  },
);
