import { describe, expect, it, vi } from "vitest";
import { receiveSignal } from "../../../lib/app/signals.ts";
import type { PasskeySignal } from "../../../lib/rpc/ceremony-messages.ts";
import type { PasskeyRecord } from "../../../lib/vault/schema.ts";
import { errorCode } from "../vault/error-code.ts";
import { PROOF, unlockedWorld, type Worker, World } from "./kit.ts";
import { heldPasskey, NATIVE, PAGE, PagePort, request } from "./page-port.ts";

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../vault/cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

const first = heldPasskey("first", { userName: "me@x.co", userDisplayName: "Me", label: "Me" });
const one = first.record;
const two = heldPasskey("second").record;
const sibling = heldPasskey("sibling", { rpId: "care.headway.co" }).record;
const rpId = "headway.co";
const userId = one.userHandle;

const unknown = (credentialId: string, change: object = {}): PasskeySignal => {
  return { kind: "unknown-credential", rpId, credentialId, ...change };
};
const accepted = (ids: readonly string[], change: object = {}): PasskeySignal => {
  const allAcceptedCredentialIds = ids;
  return { kind: "all-accepted-credentials", rpId, userId, allAcceptedCredentialIds, ...change };
};
const details = (name: string, displayName: string): PasskeySignal => {
  return { kind: "current-user-details", rpId, userId, name, displayName };
};
const passkey = async (world: World, id: string) =>
  (await world.vault().get(id)) as PasskeyRecord | null;
const hidden = async (world: World, ...records: PasskeyRecord[]) =>
  Promise.all(records.map(async ({ id }) => (await passkey(world, id))?.hidden?.by ?? null));
const log = async ({ handlers }: Worker) =>
  (await handlers["log.list"](null)).map(({ result }) => result);

describe("a credential that the site does not know", () => {
  it("is hidden, and no other one", async () => {
    const { world, worker, app } = await unlockedWorld([one, two, sibling]);
    await receiveSignal(app, unknown(one.credentialId), PAGE);
    expect(await hidden(world, one, two, sibling)).toEqual(["site", null, null]);
    expect(await passkey(world, one.id)).toMatchObject({ hidden: { at: world.now, by: "site" } });
    expect(await worker.handlers["log.list"](null)).toEqual([
      {
        at: world.now,
        kind: "signal",
        origin: PAGE.origin,
        rpId,
        userName: "me@x.co",
        userPresent: false,
        userVerified: false,
        result: "hidden",
      },
    ]);
  });

  it("is not offered any more, until the user shows it again", async () => {
    const { worker, app } = await unlockedWorld([one]);
    await receiveSignal(app, unknown(one.credentialId), PAGE);
    const hiddenPort = new PagePort();
    expect(await worker.ceremonies.start(request(), PAGE, hiddenPort)).toBeNull();
    expect(hiddenPort.outcome).toEqual(NATIVE);
    await worker.handlers["passkey.hide"]({ id: one.id, hidden: false });
    const port = new PagePort();
    await worker.ceremonies.start(request(), PAGE, port);
    expect(port.isAccepted).toBe(true);
  });

  it.each([
    ["of another RP ID", unknown(sibling.credentialId)],
    ["of a foreign RP ID", unknown(one.credentialId, { rpId: "evil.test" })],
    ["of a public suffix", unknown(one.credentialId, { rpId: "co" })],
    ["of a sibling's RP ID", unknown(sibling.credentialId, { rpId: "care.headway.co" })],
    ["that is nowhere", unknown("AAAA")],
  ])("changes nothing when it is one %s", async (_, signal) => {
    const { world, worker, app } = await unlockedWorld([one, two, sibling]);
    const before = await world.records();
    await receiveSignal(app, signal, PAGE);
    expect(await world.records()).toEqual(before);
    expect(await log(worker)).toEqual([]);
  });

  it.each([
    ["a foreign page", { origin: "https://evil.test" }],
    ["the help centre", { origin: "https://help.headway.co" }],
    ["a frame of a foreign page", { frameId: 3, topOrigin: "https://evil.test" }],
    ["a frame of a page unknown", { frameId: 3, topOrigin: null }],
  ])("changes nothing on the word of %s", async (_, change) => {
    const { world, app } = await unlockedWorld([one]);
    await receiveSignal(app, unknown(one.credentialId), { ...PAGE, ...change });
    expect(await hidden(world, one)).toEqual([null]);
    expect(world.sessionStore.values.has("pending-signals")).toBe(false);
  });
});

describe("the list of accepted credentials", () => {
  it("hides the user's others, and shows again what the site hid", async () => {
    const { world, worker, app } = await unlockedWorld([one, two]);
    await receiveSignal(app, accepted([two.credentialId]), PAGE);
    expect(await hidden(world, one, two)).toEqual(["site", null]);
    world.now += 1;
    await receiveSignal(app, accepted([one.credentialId, "AAAA"]), PAGE);
    expect(await hidden(world, one, two)).toEqual([null, "site"]);
    world.now += 1;
    await receiveSignal(app, accepted([one.credentialId, two.credentialId]), PAGE);
    world.now += 1;
    await receiveSignal(app, accepted([]), PAGE);
    expect(await hidden(world, one, two)).toEqual(["site", "site"]);
    expect((await log(worker)).toSorted()).toEqual([
      "hidden",
      "hidden",
      "hidden",
      "hidden",
      "shown",
      "shown",
    ]);
    expect(await world.records()).toHaveLength(3);
  });

  it("does not touch other users, nor what the user hid", async () => {
    const stranger = heldPasskey("stranger", { userHandle: "BAUG" }).record;
    const { world, worker, app } = await unlockedWorld([one, two, stranger]);
    await worker.handlers["passkey.hide"]({ id: one.id, hidden: true });
    await receiveSignal(app, accepted([one.credentialId, two.credentialId]), PAGE);
    expect(await hidden(world, one, two, stranger)).toEqual(["user", null, null]);
    await receiveSignal(app, unknown(one.credentialId), PAGE);
    expect(await hidden(world, one)).toEqual(["user"]);
  });
});

describe("the user's new names", () => {
  it("are taken over, and the label with them where it was the site's", async () => {
    const labelled = { ...two, userName: "me@x.co", userDisplayName: "Me", label: "Laptop" };
    const byName = heldPasskey("third", { userName: "me@x.co", label: "me@x.co" }).record;
    const { world, worker, app } = await unlockedWorld([one, labelled, byName]);
    await receiveSignal(app, details("ada@x.co", "Ada"), PAGE);
    const names = { userName: "ada@x.co", userDisplayName: "Ada" };
    expect(await passkey(world, one.id)).toMatchObject({ ...names, label: "Ada" });
    expect(await passkey(world, labelled.id)).toMatchObject({ ...names, label: "Laptop" });
    expect(await passkey(world, byName.id)).toMatchObject({ ...names, label: "Ada" });
    expect(await log(worker)).toEqual(["renamed", "renamed", "renamed"]);
    await receiveSignal(app, details("ada@x.co", "Ada"), PAGE);
    expect(await log(worker)).toHaveLength(3);
  });

  it("are cut as at the creation, and need not be any", async () => {
    const { world, app } = await unlockedWorld([one]);
    await receiveSignal(app, details("n".repeat(5000), `${"d".repeat(1023)}🙂`), PAGE);
    const cut = await passkey(world, one.id);
    expect([cut?.userName, cut?.userDisplayName]).toEqual(["n".repeat(1024), "d".repeat(1023)]);
    await receiveSignal(app, details("", ""), PAGE);
    expect(await passkey(world, one.id)).toMatchObject({ userName: "", label: "" });
  });

  it("leave the account, the key and the credential as they were", async () => {
    const { world, app } = await unlockedWorld([one]);
    await receiveSignal(app, details("ada@x.co", "Ada"), PAGE);
    const after = await passkey(world, one.id);
    for (const field of ["accountId", "privateKey", "credentialId", "userHandle"] as const) {
      expect(after?.[field]).toBe(one[field]);
    }
  });
});

describe("behind the lock", () => {
  async function locked() {
    const world = new World();
    await world.makeVault([one, two]);
    const worker = world.bear();
    return { world, worker, app: worker.app };
  }

  it("signals wait, outlast the worker, and are applied in order by the next unlock", async () => {
    const { world, worker, app } = await locked();
    const before = await world.records();
    await receiveSignal(app, accepted([]), PAGE);
    await receiveSignal(app, accepted([two.credentialId]), PAGE);
    expect(await world.records()).toEqual(before);
    worker.kill();
    const next = world.bear();
    await next.handlers["vault.unlock"](PROOF);
    expect(await hidden(world, one, two)).toEqual(["site", null]);
    expect(world.sessionStore.values.has("pending-signals")).toBe(false);
    expect(await log(next)).toContain("hidden");
  });

  it("fifty wait, the newest", async () => {
    const { world, worker, app } = await locked();
    await receiveSignal(app, unknown(one.credentialId), PAGE);
    for (let round = 0; round < 50; round++) {
      const last = round === 49 ? two.credentialId : "AAAA";
      await receiveSignal(app, unknown(last), { ...PAGE, tabId: round });
    }
    expect(world.sessionStore.values.get("pending-signals")).toHaveLength(50);
    await worker.handlers["vault.unlock"](PROOF);
    expect(await hidden(world, one, two)).toEqual([null, "site"]);
  });

  it("they go on waiting when they cannot be applied, and the vault is open all the same", async () => {
    const { world, worker, app } = await locked();
    await receiveSignal(app, unknown(one.credentialId), PAGE);
    world.store.failNextCommit = "before";
    await worker.handlers["vault.unlock"](PROOF);
    expect(await app.session.isOpen()).toBe(true);
    expect(await hidden(world, one)).toEqual([null]);
    await app.session.lock();
    await worker.handlers["vault.unlock"](PROOF);
    expect(await hidden(world, one)).toEqual(["site"]);
  });

  it("do not put the lock off once it is open", async () => {
    const { world, app } = await unlockedWorld([one]);
    const lockAt = world.alarms.at.get("lock");
    world.now += 60_000;
    await receiveSignal(app, unknown(one.credentialId), PAGE);
    expect(world.alarms.at.get("lock")).toBe(lockAt);
  });
});

describe("a flood of signals", () => {
  it("is heard sixty times a minute a tab", async () => {
    const { world, app } = await unlockedWorld([one]);
    const tell = (id: string, tabId = 1) => receiveSignal(app, unknown(id), { ...PAGE, tabId });
    for (let round = 0; round < 60; round++) await tell("AAAA");
    await tell(one.credentialId);
    expect(await hidden(world, one)).toEqual([null]);
    world.now += 60_000;
    await tell(one.credentialId);
    expect(await hidden(world, one)).toEqual(["site"]);
    expect(Object.keys(world.sessionStore.values.get("signal-counts") as object)).toEqual(["1"]);
  });

  it("of a site is nothing where there is no vault", async () => {
    const world = new World();
    await receiveSignal(world.bear().app, unknown(one.credentialId), PAGE);
    expect(world.sessionStore.values.size).toBe(0);
  });
});

describe("hiding a passkey by hand", () => {
  it("is undone by hand, and fails for what is not there", async () => {
    const { world, worker } = await unlockedWorld([one]);
    const hide = worker.handlers["passkey.hide"];
    await hide({ id: one.id, hidden: true });
    const { accounts } = await worker.handlers["vault.contents"](null);
    expect(JSON.stringify(accounts)).not.toContain(one.privateKey);
    expect(await hidden(world, one)).toEqual(["user"]);
    await hide({ id: one.id, hidden: false });
    expect(await hidden(world, one)).toEqual([null]);
    expect(await errorCode(() => hide({ id: "nothing", hidden: true }))).toBe("vault/no-record");
  });
});
