import { describe, expect, it, vi } from "vitest";
import type { CeremonyCall } from "../../../lib/rpc/ceremony-messages.ts";
import type { Ceremony } from "../../../lib/app/ceremony-state.ts";
import { WaykeyError } from "../../../lib/errors.ts";
import { Vault } from "../../../lib/vault/vault.ts";
import { errorCode } from "../vault/error-code.ts";
import { PROOF, START, unlockedWorld, World } from "./kit.ts";
import { creation, heldPasskey, PAGE, PagePort, request } from "./page-port.ts";

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../vault/cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

const ours = heldPasskey("ours").record;

async function begin(call: CeremonyCall = request()) {
  const { world, worker, app } = await unlockedWorld([ours]);
  const port = new PagePort();
  const id = (await worker.ceremonies.start(call, PAGE, port)) ?? "";
  return { world, app, port, id, ceremonies: worker.ceremonies };
}

/** How often records are read to look up what the prompt shows of a request(). */
const READS = 4;

/** As `begin`, with a window that takes until all is looked up; `reads` counts from when it was asked for. */
async function beginSlowly() {
  const { world, worker } = await unlockedWorld([ours]);
  let reads = 0;
  world.prompts.onOpen = async () => {
    for (const name of ["read", "readHeader", "readByTags"] as const) {
      const real: unknown = world.store[name].bind(world.store);
      const counted = (...input: unknown[]): unknown => {
        reads++;
        return (real as (...input: unknown[]) => unknown)(...input);
      };
      Object.assign(world.store, { [name]: counted });
    }
    await vi.waitFor(() => expect(reads).toBe(READS));
  };
  const id = (await worker.ceremonies.start(request(), PAGE, new PagePort())) ?? "";
  return { world, id, ceremonies: worker.ceremonies, reads: () => reads };
}

const choicesOf = (view: { choices: readonly { id: string }[] }) =>
  view.choices.map(({ id }) => id);

describe("what a prompt asks for first", () => {
  it("is looked up while its window is made, and once", async () => {
    const { id, ceremonies, reads } = await beginSlowly();
    const view = await ceremonies.show(id);
    expect([choicesOf(view), reads()]).toEqual([[ours.id], READS]);
    expect(await ceremonies.show(id)).toEqual(view);
    expect(reads()).toBe(2 * READS);
  });

  it("is looked up again when the vault was written meanwhile", async () => {
    const { world, id, ceremonies } = await begin();
    await world.vault().put({ ...ours, label: "renamed", updatedAt: START + 1 });
    expect((await ceremonies.show(id)).choices).toMatchObject([{ label: "renamed" }]);
  });

  it("is looked up again after 2 seconds, and where the clock was put back", async () => {
    for (const [later, looks] of [
      [2000, 1],
      [2001, 2],
      [-1, 2],
    ] as const) {
      const { world, id, ceremonies, reads } = await beginSlowly();
      world.now += later;
      await ceremonies.show(id);
      expect([later, reads()]).toEqual([later, looks * READS]);
    }
  });

  it("is not shown after a lock", async () => {
    const { app, id, ceremonies } = await begin();
    await app.session.lock();
    await ceremonies.onLock();
    expect(await ceremonies.show(id)).toMatchObject({ state: "locked", choices: [] });
  });

  it("is not shown once the key is gone, though the lock is not at its end yet", async () => {
    const { app, id, ceremonies } = await begin();
    // Whatever else a lock does comes after the key, and may hang or fail.
    await app.session.lock();
    expect(await ceremonies.show(id)).toMatchObject({ state: "locked", choices: [] });
  });

  it("is not shown after the lock's deadline, however late its alarm", async () => {
    const { world, worker } = await unlockedWorld([ours]);
    const locksAt = world.alarms.at.get("lock") ?? 0;
    world.now = locksAt - 1;
    const id = (await worker.ceremonies.start(request(), PAGE, new PagePort())) ?? "";
    world.now = locksAt;
    expect(await worker.ceremonies.show(id)).toMatchObject({ state: "locked", choices: [] });
  });

  it("ends nothing before there is a window to close: what follows wants the focus", async () => {
    const world = new World();
    await world.makeVault();
    const worker = world.bear();
    let looks = 0;
    const readByTags = world.store.readByTags.bind(world.store);
    world.store.readByTags = async (tags) => {
      const found = await readByTags(tags);
      looks++;
      return found;
    };
    const port = new PagePort();
    world.prompts.onOpen = async () => {
      // Elsewhere, and now it shows that nothing fits.
      await world.unlock(worker);
      await vi.waitFor(() => expect(looks).toBe(1));
      expect(port.outcome).toBeUndefined();
    };
    const id = (await worker.ceremonies.start(request(), PAGE, port)) ?? "";
    expect([port.outcome, world.prompts.windows.size]).toEqual([undefined, 1]);
    expect(await worker.ceremonies.show(id)).toMatchObject({ state: "ended" });
    expect([port.outcome, world.prompts.windows.size]).toEqual([{ kind: "native" }, 0]);
  });

  it("says no less than can be said once the vault was unlocked elsewhere", async () => {
    const world = new World();
    await world.makeVault([ours]);
    const worker = world.bear();
    const id = (await worker.ceremonies.start(request(), PAGE, new PagePort())) ?? "";
    await world.unlock(worker);
    expect(await worker.ceremonies.show(id)).toMatchObject({ state: "ready" });
  });

  it("is asked anew where looking it up failed", async () => {
    const { world, worker } = await unlockedWorld([ours]);
    const open = world.prompts.open.bind(world.prompts);
    const readManifest = world.store.readManifest.bind(world.store);
    world.prompts.open = (...input) => {
      world.store.readManifest = () => Promise.reject(new WaykeyError("vault/storage", "gone"));
      return open(...input);
    };
    const id = (await worker.ceremonies.start(request(), PAGE, new PagePort())) ?? "";
    world.store.readManifest = readManifest;
    expect(choicesOf(await worker.ceremonies.show(id))).toEqual([ours.id]);
  });

  it("does not bring an ended request back", async () => {
    const { id, ceremonies } = await begin();
    await ceremonies.abandon(id);
    expect(await errorCode(() => ceremonies.show(id))).toBe("ceremony/unknown");
  });
});

describe("the page's answer after Allow", () => {
  it("comes before the prompt's window is closed", async () => {
    for (const call of [request(), creation()]) {
      const { world, port, id, ceremonies } = await begin(call);
      const close = world.prompts.close.bind(world.prompts);
      const kinds: unknown[] = [];
      world.prompts.close = (windowId) => {
        kinds.push(port.outcome?.kind);
        return close(windowId);
      };
      await ceremonies.allow(id, call.kind === "get" ? ours.id : null, PROOF);
      expect(kinds).toEqual([call.kind === "get" ? "asserted" : "created"]);
    }
  });

  it("has the prompt closed and the lock put off only when the page has heard it", async () => {
    for (const call of [request(), creation()]) {
      const { world, port, id, ceremonies } = await begin(call);
      port.isSlow = true;
      const { promise: patience, resolve: loseIt } = Promise.withResolvers<void>();
      world.pause = () => patience;
      const locksAt = world.alarms.at.get("lock");
      world.now += 60_000;
      const answered = ceremonies.allow(id, call.kind === "get" ? ours.id : null, PROOF);
      await vi.waitFor(() => expect(port.outcome).toBeDefined());
      expect([world.prompts.windows.size, world.alarms.at.get("lock")]).toEqual([1, locksAt]);
      // Or leaves: what is slow to hear is not waited for without end either.
      if (call.kind === "get") port.close();
      else loseIt();
      await answered;
      expect(world.prompts.windows.size).toBe(0);
      expect(world.alarms.at.get("lock")).toBe((locksAt ?? 0) + 60_000);
    }
  });

  it("waits for no key: the vault that the prompt was shown from is at hand", async () => {
    const { world, id, ceremonies } = await begin();
    await ceremonies.show(id);
    const reads: string[] = [];
    for (const name of ["read", "readHeader", "readByTags"] as const) {
      const real = world.store[name].bind(world.store) as (...input: unknown[]) => unknown;
      Object.assign(world.store, {
        [name]: (...input: unknown[]): unknown => {
          if (world.prompts.windows.size > 0) reads.push(name);
          return real(...input);
        },
      });
    }
    await ceremonies.allow(id, ours.id, null).catch(() => undefined);
    expect(reads).not.toContain("readHeader");
  });

  it("asks of a create neither for the key again nor for what only two accounts of a name need", async () => {
    const unverified = { authenticatorSelection: { userVerification: "discouraged" } } as const;
    const { world, app, port, id, ceremonies } = await begin(creation(unverified));
    await app.copies.catchUp();
    const others = Array.from({ length: 20 }, (_, n) => ({
      ...ours,
      id: `other-${n}`,
      accountId: null,
      userHandle: "AAAA",
      credentialId: Buffer.from(`credential-no-${100 + n}`).toString("base64url"),
    }));
    await world.vault().putAll(others);
    await app.copies.follow();
    const hasTags = vi.spyOn(world.store, "hasTags");
    const lookAhead = vi.spyOn(Vault.prototype, "lookAhead");
    await ceremonies.show(id);
    // How many of its site there are is found out by several questions, while the user reads.
    await vi.waitFor(() => expect(lookAhead).toHaveBeenCalledTimes(1));
    await lookAhead.mock.results[0]?.value;
    expect(hasTags).toHaveBeenCalledTimes(2);
    hasTags.mockClear();
    const asked: string[] = [];
    const get = world.sessionStore.get.bind(world.sessionStore);
    world.sessionStore.get = (key) => {
      if (port.outcome === undefined) asked.push(key);
      return get(key);
    };
    await ceremonies.allow(id, null, null);
    expect(port.outcome?.kind).toBe("created");
    expect(hasTags).toHaveBeenCalledTimes(1);
    expect(asked).not.toContain("assisted-sign-ins");
    // Once: that it still is open.
    expect(asked.filter((key) => key === "session")).toHaveLength(1);
  });

  it("of a create finds the room for it looked at, while the user read", async () => {
    const asked: unknown[] = [];
    const { world, port, id, ceremonies } = await begin(creation());
    const room = world.storage.room.bind(world.storage);
    world.storage.room = () => {
      asked.push(port.outcome ?? "while the user reads");
      return room();
    };
    await ceremonies.show(id);
    await vi.waitFor(() => expect(asked).toEqual(["while the user reads"]));
    await ceremonies.allow(id, null, PROOF);
    expect(asked).toEqual(["while the user reads"]);
  });

  it("of a create waits for both copies, and not for the note that it is in the second", async () => {
    const { world, port, id, ceremonies } = await begin(creation());
    await ceremonies.show(id);
    const commit = world.store.commit.bind(world.store);
    const { promise: late, resolve: goOn } = Promise.withResolvers<void>();
    world.store.commit = async (change) => {
      if (change.copied !== undefined) await late;
      await commit(change);
    };
    const told: boolean[] = [];
    const write = world.copy.write.bind(world.copy);
    world.copy.write = async (entries) => {
      await write(entries);
      told.push(port.outcome !== undefined);
    };
    const allowing = ceremonies.allow(id, null, PROOF);
    await vi.waitFor(() => expect(port.outcome?.kind).toBe("created"));
    expect(told[0]).toBe(false);
    goOn();
    await allowing;
  });

  it("is none where the vault was locked since the prompt was shown", async () => {
    for (const call of [request(), creation()]) {
      for (const lock of ["by hand", "by its deadline", "while it was looked into"] as const) {
        const { world, app, port, id, ceremonies } = await begin(call);
        if (lock === "while it was looked into") {
          const read = app.session.peekVaultKey.bind(app.session);
          app.session.peekVaultKey = async () => {
            const vaultKey = await read();
            app.session.peekVaultKey = read;
            await app.session.lock();
            await ceremonies.onLock();
            return vaultKey;
          };
          await ceremonies.show(id).catch(() => undefined);
          await ceremonies.show(id);
        } else {
          await ceremonies.show(id);
        }
        if (lock === "by hand") await app.session.lock();
        if (lock === "by its deadline") world.now = world.alarms.at.get("lock") ?? 0;
        const allow = () => ceremonies.allow(id, call.kind === "get" ? ours.id : null, PROOF);
        expect([lock, await errorCode(allow)]).toEqual([lock, "vault/locked"]);
        expect(port.outcome).toBeUndefined();
        expect((await world.vault().list("passkey")).records).toHaveLength(1);
      }
    }
  });

  it("waits for one write, which says that the page may have heard of it", async () => {
    const { world, port, id, ceremonies } = await begin();
    const writes: unknown[] = [];
    world.sessionStore.onSet = (key, value) => {
      if (key !== "ceremonies" || port.outcome !== undefined) return;
      writes.push((value as Record<string, Ceremony>)[id]);
    };
    await ceremonies.allow(id, ours.id, null).catch(() => undefined);
    await ceremonies.allow(id, ours.id, PROOF);
    expect(writes).toMatchObject([
      { verified: true, outcome: null, isHandedOver: false },
      { outcome: { kind: "asserted" }, isHandedOver: true },
    ]);
  });

  it("is not said to be heard where the page left while it was written down", async () => {
    const { world, port, id, ceremonies } = await begin(creation());
    world.sessionStore.onSet = (key, value) => {
      const ceremony = (value as Record<string, Ceremony>)[id];
      if (key === "ceremonies" && ceremony?.outcome?.kind === "created") port.close();
    };
    await ceremonies.allow(id, null, PROOF);
    expect(port.outcome).toBeUndefined();
    expect(world.sessionStore.values.get("ceremonies")).toMatchObject({
      [id]: { outcome: { kind: "created" }, isHandedOver: false },
    });
    // So it is the page's when that comes back, and is taken away again when it does not.
    await ceremonies.abandon(id);
    expect((await world.vault().list("passkey")).records).toMatchObject([{ id: ours.id }]);
  });

  it("is not said to be heard where the page that came back left again", async () => {
    const { world, port, id, ceremonies } = await begin(creation());
    world.sessionStore.onSet = (key, value) => {
      const ceremony = (value as Record<string, Ceremony>)[id];
      if (key === "ceremonies" && ceremony?.outcome?.kind === "created") port.close();
    };
    await ceremonies.allow(id, null, PROOF);
    const again = new PagePort();
    world.sessionStore.onSet = (key) => {
      if (key === "ceremonies") again.close();
    };
    await ceremonies.resume(id, PAGE, again);
    expect(again.outcome).toBeUndefined();
    await ceremonies.abandon(id);
    expect((await world.vault().list("passkey")).records).toMatchObject([{ id: ours.id }]);
  });

  it("comes, too, where it was written down and the browser said that it was not", async () => {
    for (const call of [request(), creation()]) {
      const { world, port, id, ceremonies } = await begin(call);
      const set = world.sessionStore.set.bind(world.sessionStore);
      world.sessionStore.set = async (key, value) => {
        await set(key, value);
        const outcome = (value as Record<string, Ceremony | undefined>)[id]?.outcome ?? null;
        if (key === "ceremonies" && outcome !== null)
          throw new WaykeyError("vault/storage", "late");
      };
      await ceremonies.allow(id, call.kind === "get" ? ours.id : null, PROOF);
      expect(port.outcome?.kind).toBe(call.kind === "get" ? "asserted" : "created");
    }
  });

  it("does not depend on the lock's being put off, which the old deadline then ends", async () => {
    const { world, port, id, ceremonies } = await begin();
    const locksAt = world.alarms.at.get("lock");
    world.now += 60_000;
    const set = world.alarms.set.bind(world.alarms);
    world.alarms.set = (name, at) =>
      name === "lock"
        ? Promise.reject(new WaykeyError("vault/storage", "no alarm"))
        : set(name, at);
    await ceremonies.allow(id, ours.id, PROOF);
    expect(port.outcome?.kind).toBe("asserted");
    expect(world.alarms.at.get("lock")).toBe(locksAt);
  });

  it("puts the lock off", async () => {
    const { world, id, ceremonies } = await begin();
    const locksAt = world.alarms.at.get("lock") ?? 0;
    world.now += 60_000;
    await ceremonies.allow(id, ours.id, PROOF);
    expect(world.alarms.at.get("lock")).toBe(locksAt + 60_000);
  });
});
