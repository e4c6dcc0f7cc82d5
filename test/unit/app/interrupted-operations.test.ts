import { describe, expect, it, vi } from "vitest";
import { LOCK_ALARM } from "../../../lib/app/session.ts";
import { SESSION_KEY } from "../../../lib/app/session-keys.ts";
import { isWaykeyError } from "../../../lib/errors.ts";
import { errorCode } from "../vault/error-code.ts";
import { type Fault, PASSWORD, type World } from "./kit.ts";
import { callsToTry } from "./thoroughness.ts";
import { findStates, stateOf } from "./vault-state.ts";
import { allOperations, type Operation, worldFor } from "./writing-operations.ts";

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../vault/cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

const OPERATIONS = await allOperations();

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

    it.each(["before", "after"] as const)(
      "has changed nothing when it fails since what lies beside the vault fails %s any call, and else all",
      async (moment) => {
        const { before, after, callsBeside } = await findStates(operation);
        for (const call of callsToTry(moment, 12)) {
          if (call > callsBeside) break;
          const onFailed = vi.fn<() => void>();
          const world = await worldFor(operation);
          const fault: Fault = { where: "beside", call, moment, onFailed };
          const worker = world.bear(undefined, fault);
          const code = await errorCode(() => operation.run(worker));
          await worker.app.afterwards(() => Promise.resolve());
          expect(onFailed).toHaveBeenCalledOnce();
          expect([code, await stateOf(world)]).toEqual(
            code === "none" ? [code, after] : ["vault/storage", before],
          );
          // Nor does the failure leave the vault open for who was told of it, or for ever.
          const isOpen = world.sessionStore.values.has(SESSION_KEY);
          if (code !== "none" && operation.start !== "unlocked") expect(isOpen).toBe(false);
          if (isOpen && operation.start !== "unlocked") {
            expect(world.alarms.at.has(LOCK_ALARM)).toBe(true);
          }
        }
      },
    );
  },
);
