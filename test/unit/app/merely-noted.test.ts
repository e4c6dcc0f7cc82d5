// What is only noted once a change is durable, or once a page has its answer, and what fails with it: nothing.

import { describe, expect, it, vi } from "vitest";
import { changePassword } from "../../../lib/app/change-password.ts";
import { merelyNoted } from "../../../lib/app/merely-noted.ts";
import { FAILED_FILL_KEY, SESSION_KEY } from "../../../lib/app/session-keys.ts";
import { setSettings } from "../../../lib/app/settings.ts";
import { DEFAULT_SETTINGS } from "../../../lib/vault/settings-strength.ts";
import { WaykeyError } from "../../../lib/errors.ts";
import { errorCode } from "../vault/error-code.ts";
import { account, otp, settings } from "../vault/sample-records.ts";
import { BACKUP_PASSWORD, type Fault, PASSWORD, PROOF, unlockedWorld, type World } from "./kit.ts";
import { callsToTry } from "./thoroughness.ts";
import { byPassword, byPin, worldOfWays } from "./ways.ts";
import { asserted, creation, heldPasskey, PAGE, PagePort, request } from "./page-port.ts";

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../vault/cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

const OTHER_PASSWORD = "another battery staple";
const held = heldPasskey("held").record;
const storageFailed = new WaykeyError("vault/storage", "The extension's storage failed");

/** Lets what lies beside the vault fail at calls of what `run` does, in a world of its own each time. */
async function faults(run: (fault: Fault) => Promise<void>): Promise<void> {
  let tried = 0;
  for (const moment of ["before", "after"] as const) {
    for (const call of callsToTry(moment, 12)) {
      const onFailed = vi.fn<() => void>();
      await run({ where: "beside", call, moment, onFailed });
      if (onFailed.mock.calls.length === 0) break;
      tried++;
    }
  }
  expect(tried).toBeGreaterThan(0);
}

function failAtWritesOf(world: World, key: string): void {
  world.sessionStore.onSet = (written) => {
    if (written === key) throw storageFailed;
  };
}

describe("work that is merely noted", () => {
  it("fails for bugs alone", async () => {
    await merelyNoted(() => Promise.reject(storageFailed));
    await expect(merelyNoted(() => Promise.reject(new TypeError("a bug")))).rejects.toThrow(
      "a bug",
    );
  });
});

/** From the next commit on the session can't be read. @returns what ends that */
function failToReadSessionAfterCommit(world: World): () => void {
  const { store, sessionStore } = world;
  const [commit, get] = [store.commit.bind(store), sessionStore.get.bind(sessionStore)];
  store.commit = async (change) => {
    await commit(change);
    sessionStore.get = (key) => (key === SESSION_KEY ? Promise.reject(storageFailed) : get(key));
  };
  return () => {
    store.commit = commit;
    sessionStore.get = get;
  };
}

describe("a note that cannot be written", () => {
  it.each(["assisted-sign-ins", "call-limits", "pending-log", "last-verified"])(
    "into %s fails no sign-in",
    async (key) => {
      const { world, worker } = await unlockedWorld([account, held]);
      const port = new PagePort();
      const id = (await worker.ceremonies.start(request(), PAGE, port)) ?? "";
      failAtWritesOf(world, key);
      await worker.ceremonies.allow(id, held.id, PROOF);
      expect(asserted(port).id).toBe(held.credentialId);
    },
  );

  it("of the end of a ceremony fails no sign-in, and its alarm ends it", async () => {
    const { world, worker } = await unlockedWorld([account, held]);
    const port = new PagePort();
    const id = (await worker.ceremonies.start(request(), PAGE, port)) ?? "";
    const send = port.send.bind(port);
    port.send = (reply) => {
      send(reply);
      failAtWritesOf(world, "ceremonies");
    };
    await worker.ceremonies.allow(id, held.id, PROOF);
    expect(asserted(port).id).toBe(held.credentialId);
    world.sessionStore.onSet = () => undefined;
    const alarm = [...world.alarms.at.keys()].find((name) => name.endsWith(id)) ?? "";
    await worker.ceremonies.onAlarm(alarm);
    expect(await errorCode(() => worker.ceremonies.show(id))).toBe("ceremony/unknown");
    expect(world.alarms.at.has(alarm)).toBe(false);
  });

  it.each(["last-verified", "pin-slot"])(
    "into %s fails neither an unlock nor another password",
    async (key) => {
      const { world, worker, app } = await worldOfWays();
      const { handlers } = worker;
      failAtWritesOf(world, key);
      await changePassword(app, PROOF, OTHER_PASSWORD);
      await app.session.lock();
      expect(await errorCode(() => handlers["vault.unlock"](byPassword()))).toBe("vault/password");
      await handlers["vault.unlock"](byPassword(OTHER_PASSWORD));
      world.sessionStore.onSet = () => undefined;
      await handlers["vault.unlock"](byPassword(OTHER_PASSWORD));
      await handlers["vault.unlock"](byPin());
      expect(await app.session.isOpen()).toBe(true);
    },
  );

  it("of a log that can't be read fails no unlock", async () => {
    const { world, worker } = await unlockedWorld([account]);
    const get = world.sessionStore.get.bind(world.sessionStore);
    world.sessionStore.get = (key) =>
      key === "pending-log" ? Promise.reject(storageFailed) : get(key);
    await worker.handlers["vault.unlock"](PROOF);
    world.sessionStore.get = get;
    expect(await worker.app.session.isOpen()).toBe(true);
  });

  it("of a session that is read no more fails no other password", async () => {
    const { world, worker, app } = await unlockedWorld([account]);
    const mend = failToReadSessionAfterCommit(world);
    await changePassword(app, PROOF, OTHER_PASSWORD);
    mend();
    await app.session.lock();
    await worker.handlers["vault.unlock"](byPassword(OTHER_PASSWORD));
    expect(await app.session.isOpen()).toBe(true);
  });

  it("of settings fails no change of them: the vault locks", async () => {
    const { world, app } = await unlockedWorld([settings]);
    const mend = failToReadSessionAfterCommit(world);
    const stricter = { autoLockMinutes: 1, lockWithSystem: true } as const;
    await setSettings(app, { ...DEFAULT_SETTINGS, ...stricter }, PASSWORD);
    mend();
    expect(world.sessionStore.values.has(SESSION_KEY)).toBe(false);
    expect(await world.records()).toMatchObject([stricter]);
  });

  it("that a backup was saved is no failure to save it", async () => {
    const { world, worker } = await unlockedWorld([account]);
    const { handlers } = worker;
    const backup = { password: PASSWORD, backupPassword: BACKUP_PASSWORD };
    const { madeAt } = await handlers["backup.export"](backup);
    const remove = world.sessionStore.remove.bind(world.sessionStore);
    world.sessionStore.remove = () => Promise.reject(storageFailed);
    await handlers["backup.saved"]({ madeAt });
    world.sessionStore.remove = remove;
    const records = await world.records();
    await handlers["backup.saved"]({ madeAt });
    expect(await world.records()).toEqual(records);
    expect(records).toContainEqual(expect.objectContaining({ backup: { at: madeAt } }));
  });
});

describe("what lies beside the vault fails", () => {
  it("and one password opens the vault: the new one once it was said to be changed, else the old", async () => {
    await faults(async (fault) => {
      const { world, worker } = await unlockedWorld([account]);
      worker.kill();
      const { app } = world.bear(undefined, fault);
      const code = await errorCode(() => changePassword(app, PROOF, OTHER_PASSWORD));
      const { handlers } = world.bear();
      const opens = (password: string) =>
        errorCode(() => handlers["vault.unlock"]({ ...PROOF, password }));
      const [before, after] = [await opens(PASSWORD), await opens(OTHER_PASSWORD)];
      const isChanged = before === "vault/password" && after === "none";
      const isKept = before === "none" && after === "vault/password";
      expect(code === "none" ? isChanged : code === "vault/storage" && isKept).toBe(true);
    });
  });

  it("and stricter settings that are kept hold for the open session, or it has ended", async () => {
    const stricter = { autoLockMinutes: 1, lockWithSystem: true };
    await faults(async (fault) => {
      const { world, worker } = await unlockedWorld([settings]);
      worker.kill();
      const { app } = world.bear(undefined, fault);
      const change = { ...stricter, verifiedForMinutes: 0, passkeyUpgrades: false };
      if ((await errorCode(() => setSettings(app, change, PASSWORD))) !== "none") return;
      expect(await world.records()).toMatchObject([stricter]);
      const session = world.sessionStore.values.get(SESSION_KEY);
      if (session !== undefined) expect(session).toMatchObject({ idleMs: 60_000 });
    });
  });

  it("and an Allow fails for no page that has its signature", async () => {
    await faults(async (fault) => {
      const { world, worker } = await unlockedWorld([account, held]);
      const port = new PagePort();
      const id = (await worker.ceremonies.start(request(), PAGE, port)) ?? "";
      worker.kill();
      const next = world.bear(undefined, fault);
      const again = new PagePort();
      if ((await errorCode(() => next.ceremonies.resume(id, PAGE, again))) !== "none") return;
      const code = await errorCode(() => next.ceremonies.allow(id, held.id, PROOF));
      expect([code, again.outcome?.kind]).toEqual(
        code === "none" ? ["none", "asserted"] : ["vault/storage", undefined],
      );
    });
  });

  it("and a page hears of no passkey but one that is kept", async () => {
    await faults(async (fault) => {
      const { world, worker } = await unlockedWorld([account]);
      const port = new PagePort();
      const id = (await worker.ceremonies.start(creation(), PAGE, port)) ?? "";
      worker.kill();
      const next = world.bear(undefined, fault);
      const again = new PagePort();
      if ((await errorCode(() => next.ceremonies.resume(id, PAGE, again))) !== "none") return;
      const code = await errorCode(() => next.ceremonies.allow(id, null, PROOF));
      const isKept = (await world.records()).some(({ kind }) => kind === "passkey");
      if (code === "none") expect([again.outcome?.kind, isKept]).toEqual(["created", true]);
      else expect([code, again.outcome]).toEqual(["vault/storage", undefined]);
    });
  });

  it("and a code that stands in the page was filled, though no earlier fill is taken for it", async () => {
    await faults(async (fault) => {
      const { world, worker } = await unlockedWorld([account, otp, { ...otp, id: "otp-2" }]);
      world.pages.page = { tabId: PAGE.tabId, origin: PAGE.origin };
      await worker.handlers["page.fill-code"]({ id: "otp-2" });
      worker.kill();
      world.sessionStore.values.set(FAILED_FILL_KEY, "of an earlier time");
      const next = world.bear(undefined, fault);
      const code = await errorCode(() => next.handlers["page.fill-code"]({ id: otp.id }));
      const isFilled = world.pages.fills.length > 1;
      expect([code, isFilled]).toEqual(code === "none" ? ["none", true] : ["vault/storage", false]);
      const pending = JSON.stringify(world.sessionStore.values.get("pending-fills") ?? {});
      if (isFilled) expect(pending).not.toContain("otp-2");
    });
  });
});
