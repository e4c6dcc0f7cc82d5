import { describe, expect, it, vi } from "vitest";
import { fillCode } from "../../../lib/app/fills.ts";
import { inspectPage, signInOnPage } from "../../../lib/app/pages.ts";
import { noteScreen } from "../../../lib/app/pending-fills.ts";
import { WaykeyError } from "../../../lib/errors.ts";
import type { CeremonyCall } from "../../../lib/rpc/ceremony-messages.ts";
import type { VaultRecord } from "../../../lib/vault/schema.ts";
import { CREATION, REQUEST } from "../webauthn/ceremony-fixtures.ts";
import { verifyAssertion, verifyRegistration } from "../webauthn/relying-party.ts";
import { errorCode } from "../vault/error-code.ts";
import { account, otp } from "../vault/sample-records.ts";
import { type Fate, PASSWORD, PROOF, unlockedWorld, type Worker, World } from "./kit.ts";
import {
  asserted,
  created,
  creation,
  heldPasskey,
  NATIVE,
  NOT_ALLOWED,
  PAGE,
  PagePort,
  request,
  screen,
} from "./page-port.ts";
import { callsToTry } from "./thoroughness.ts";

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../vault/cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

const held = heldPasskey("ours");
const ours = held.record;
const PAGE_HOST = "sigmund.headway.co";
const IN_USE = { tabId: PAGE.tabId, origin: PAGE.origin };
const conditional = (call: CeremonyCall): CeremonyCall => ({ ...call, mediation: "conditional" });

describe("a conditional get that waits in the page in use", () => {
  async function inspecting(options: unknown, records: readonly VaultRecord[] = [ours]) {
    const { world, worker, app } = await unlockedWorld(records);
    world.pages.page = IN_USE;
    world.pages.answers.inspect = {
      kind: "sign-in",
      email: null,
      recoveryCode: null,
      conditional: options,
    };
    return { world, worker, app };
  }

  it("is shown with the passkeys it would take, the one used last first", async () => {
    const used = heldPasskey("used", { lastUsedAt: 5e12 }).record;
    const hidden = heldPasskey("hidden", { hidden: { at: 1, by: "site" } }).record;
    const sibling = heldPasskey("sibling", { rpId: "care.headway.co" }).record;
    const { app } = await inspecting(REQUEST, [ours, used, hidden, sibling]);
    const view = await inspectPage(app);
    expect(view?.passkeys).toEqual([
      {
        id: "used",
        label: "used",
        userName: used.userName,
        attachment: "platform",
        lastUsedAt: 5e12,
      },
      {
        id: "ours",
        label: "ours",
        userName: ours.userName,
        attachment: "platform",
        lastUsedAt: null,
      },
    ]);
  });

  it.each([
    ["there is none", null],
    ["the options are none", { challenge: 7 }],
    ["the RP ID is a foreign one", { ...REQUEST, rpId: "evil.test" }],
    ["an extension is out of place", { ...REQUEST, extensions: { largeBlob: { support: "x" } } }],
    ["only the browser can answer", { ...REQUEST, extensions: { appid: "https://headway.co" } }],
  ])("is shown without passkeys where %s", async (_, options) => {
    const { app } = await inspecting(options);
    expect(await inspectPage(app)).toMatchObject({ kind: "sign-in", passkeys: [] });
  });

  it("is shown without passkeys behind the lock, and a look puts no lock off", async () => {
    const { world, app } = await inspecting(REQUEST);
    const lockAt = world.alarms.at.get("lock");
    world.now += 1000;
    expect((await inspectPage(app))?.passkeys).toHaveLength(1);
    expect(world.alarms.at.get("lock")).toBe(lockAt);
    await app.session.lock();
    expect((await inspectPage(app))?.passkeys).toEqual([]);
  });

  it("makes no sense as text", async () => {
    const { app } = await inspecting("options");
    expect(await errorCode(() => inspectPage(app))).toBe("page/unreachable");
  });

  it("is begun by the user, in the page in use", async () => {
    const { world, app, worker } = await inspecting(REQUEST);
    expect(await signInOnPage(app, worker.ceremonies)).toEqual({ begun: true });
    expect(world.pages.asked).toEqual([
      { tabId: PAGE.tabId, request: { type: "begin-conditional" } },
    ]);
    world.pages.answers["begin-conditional"] = { begun: false };
    expect(await worker.handlers["page.sign-in"](null)).toEqual({ begun: false });
    world.pages.answers["begin-conditional"] = "yes";
    expect(await errorCode(() => signInOnPage(app, worker.ceremonies))).toBe("page/unreachable");
    world.pages.page = null;
    expect(await errorCode(() => signInOnPage(app, worker.ceremonies))).toBe("page/none");
  });

  it("goes the way of any other once it is begun", async () => {
    const { worker } = await unlockedWorld([ours]);
    const port = new PagePort();
    const id = (await worker.ceremonies.start(conditional(request()), PAGE, port)) ?? "";
    await worker.ceremonies.allow(id, ours.id, PROOF);
    const registered = await verifyRegistration(held.response, { requireUserVerification: true });
    const info = await verifyAssertion(asserted(port), registered, {
      requireUserVerification: true,
    });
    expect(info).toMatchObject({ newCounter: 0, userVerified: true });
  });

  it("is the browser's when nothing fits", async () => {
    const { world, worker } = await unlockedWorld();
    const port = new PagePort();
    expect(await worker.ceremonies.start(conditional(request()), PAGE, port)).toBeNull();
    expect(port.outcome).toEqual(NATIVE);
    expect(world.prompts.opened).toEqual([]);
  });
});

describe("a conditional create", () => {
  const me = { ...account, email: "me@x.co" };
  const ofAnother = { userHandle: "CQkJ" };
  const allow = async (worker: Worker, passkeyId: string, options: object = {}) => {
    const id = (await worker.ceremonies.start(request(options), PAGE, new PagePort())) ?? "";
    await worker.ceremonies.allow(id, passkeyId, PROOF);
  };

  /** A world whose user wants such passkeys, or does not. */
  async function wanting(records: readonly VaultRecord[], upgrades = true) {
    const { world, worker, app } = await unlockedWorld(records);
    const settings = {
      autoLockMinutes: 60,
      lockWithSystem: true,
      verifiedForMinutes: 0,
      passkeyUpgrades: upgrades,
    };
    await worker.handlers["settings.set"]({ ...settings, password: PASSWORD });
    world.pages.page = IN_USE;
    return { world, worker, app };
  }

  /** One where a code of the account `me` was filled and accepted just now. */
  async function signedIn(others: readonly VaultRecord[] = [], upgrades = true) {
    const { world, worker, app } = await wanting([me, otp, ...others], upgrades);
    await fillCode(app, otp.id);
    await noteScreen(app, PAGE, screen("signed-in"));
    return { world, worker, app };
  }

  async function create(
    { ceremonies }: Worker,
    options: Parameters<typeof creation>[0] = {},
    requester = PAGE,
    saysCrossOrigin = false,
  ) {
    const port = new PagePort();
    const call = conditional(creation(options));
    expect(await ceremonies.start(call, requester, port, saysCrossOrigin)).toBeNull();
    expect(port.replies).toHaveLength(1);
    return port;
  }
  const made = async (world: World, before: readonly VaultRecord[] = []) => {
    const known = new Set(before.map(({ id }) => id));
    return (await world.vault().list("passkey")).records.filter(({ id }) => !known.has(id));
  };
  const named = (name: string) => ({ user: { ...CREATION.user, name } });

  it("is granted at once after a code that was accepted, and the flags say that nobody was asked", async () => {
    const { world, worker } = await signedIn();
    const port = await create(worker);
    expect(world.prompts.opened).toEqual([]);
    const flags = Buffer.from(created(port).response.authenticatorData, "base64url")[32];
    expect(flags).toBe(0x58);
    const [passkey, ...others] = await made(world);
    expect([passkey?.credentialId, others]).toEqual([created(port).id, []]);
    expect(passkey?.accountId).toBe(me.id);
    expect(world.sessionStore.values.get("ceremonies")).toEqual({});
    expect([...world.alarms.at.keys()]).toEqual(["lock"]);
    expect(await worker.handlers["log.list"](null)).toMatchObject([
      { kind: "create", userPresent: false, userVerified: false, result: "created" },
    ]);
  });

  it("is the browser's while the code that was filled is not known to be accepted", async () => {
    const { worker, app } = await wanting([me, otp]);
    await fillCode(app, otp.id);
    expect((await create(worker)).outcome).toEqual(NATIVE);
    await noteScreen(app, PAGE, screen("signed-in"));
    expect((await create(worker)).outcome?.kind).toBe("created");
  });

  it("is the browser's where a passkey of that account is held, after a code and after itself", async () => {
    const byCode = await signedIn([ours]);
    expect((await create(byCode.worker)).outcome).toEqual(NATIVE);
    expect(await made(byCode.world, [ours])).toEqual([]);
    const byPasskey = await wanting([ours]);
    await allow(byPasskey.worker, ours.id);
    expect((await create(byPasskey.worker)).outcome).toEqual(NATIVE);
    expect(await made(byPasskey.world, [ours])).toEqual([]);
  });

  it.each([
    ["hidden", { hidden: { at: 1, by: "user" } }],
    ["of another account", ofAnother],
    ["of another RP ID", { rpId: PAGE_HOST }],
  ] as const)("is granted where the passkey held is %s", async (_, change) => {
    const { worker } = await signedIn([heldPasskey("held", change).record]);
    expect((await create(worker)).outcome?.kind).toBe("created");
  });

  it("is granted after a code for the account of the code alone, in whatever case", async () => {
    const { world, worker } = await signedIn();
    for (const name of ["eve@x.co", "", "me@x.co.evil.test"]) {
      expect((await create(worker, named(name))).outcome).toEqual(NATIVE);
    }
    expect(await made(world)).toEqual([]);
    expect((await create(worker, named(" Me@X.co"))).outcome?.kind).toBe("created");
  });

  it("is granted after a code of no account, which names nobody", async () => {
    const { worker, app } = await wanting([{ ...otp, accountId: null }]);
    await fillCode(app, otp.id);
    await noteScreen(app, PAGE, screen("signed-in"));
    expect((await create(worker, named("eve@x.co"))).outcome?.kind).toBe("created");
  });

  it.each(["the entry", "its account"])("is the browser's when %s is gone", async (what) => {
    const { world, worker } = await signedIn();
    await world.vault().remove([what === "the entry" ? otp.id : me.id]);
    expect((await create(worker)).outcome).toEqual(NATIVE);
  });

  it("is the browser's when the account of the sign-in cannot be read", async () => {
    const { world, worker } = await signedIn();
    world.store.sealed(me.id).ciphertext = new Uint8Array(64);
    expect((await create(worker)).outcome).toEqual(NATIVE);
  });

  it("is granted after a passkey of the same RP ID for its user handle alone", async () => {
    const { world, worker } = await wanting([ours]);
    await allow(worker, ours.id);
    const user = { ...CREATION.user, id: "CQkJ" };
    expect((await create(worker, { user })).outcome).toEqual(NATIVE);
    expect(await made(world, [ours])).toEqual([]);
    // The site takes the passkey back and wants another for the same account.
    const hidden = { at: world.now, by: "site" } as const;
    await world.vault().update(ours.id, "passkey", (record) => ({ ...record, hidden }));
    expect((await create(worker)).outcome?.kind).toBe("created");
  });

  it("is granted after a passkey of another RP ID for the account of it", async () => {
    const change = { rpId: PAGE_HOST, accountId: me.id };
    const elsewhere = heldPasskey("elsewhere", change).record;
    const { worker } = await wanting([me, elsewhere]);
    await allow(worker, elsewhere.id, { rpId: PAGE_HOST });
    const id = "CQkJ";
    const eve = { user: { ...CREATION.user, id, name: "eve@x.co" } };
    expect((await create(worker, eve)).outcome).toEqual(NATIVE);
    expect((await create(worker, { user: { ...CREATION.user, id } })).outcome?.kind).toBe(
      "created",
    );
  });

  it("keeps of a sign-in no more than where, when and by which record", async () => {
    const { world } = await signedIn();
    expect(world.sessionStore.values.get("assisted-sign-ins")).toEqual({
      [PAGE.tabId]: { origin: PAGE.origin, at: world.now, recordId: otp.id },
    });
  });

  it("is granted once for a sign-in", async () => {
    const { world, worker } = await signedIn();
    await create(worker);
    const user = { ...CREATION.user, id: "CQkJ" };
    expect((await create(worker, { user })).outcome).toEqual(NATIVE);
    expect(await made(world)).toHaveLength(1);
  });

  it("is granted for five minutes, and outlasts the worker", async () => {
    const inTime = await signedIn();
    inTime.world.now += 5 * 60_000;
    inTime.worker.kill();
    expect((await create(inTime.world.bear())).outcome?.kind).toBe("created");
    const late = await signedIn();
    late.world.now += 5 * 60_000 + 1;
    expect((await create(late.worker)).outcome).toEqual(NATIVE);
  });

  const hidden = heldPasskey("hidden", { hidden: { at: 1, by: "user" } }).record;
  const excluded = { excludeCredentials: [{ type: "public-key", id: hidden.credentialId }] };
  it.each([
    ["another tab", {}, { ...PAGE, tabId: 2 }, false],
    ["another origin", {}, { ...PAGE, origin: "https://care.headway.co" }, false],
    ["a frame", {}, { ...PAGE, frameId: 2 }, false],
    ["a page that says it is a frame", {}, PAGE, true],
    ["a site that has one of ours, though hidden", excluded, PAGE, false],
    [
      "a site with other keys",
      { pubKeyCredParams: [{ type: "public-key", alg: -257 }] },
      PAGE,
      false,
    ],
    ["a foreign RP ID", { rp: { id: "evil.test", name: "" } }, PAGE, false],
    [
      "a site that requires a verification",
      { authenticatorSelection: { userVerification: "required" } },
      PAGE,
      false,
    ],
  ])("is the browser's for %s", async (_, options, requester, saysCrossOrigin) => {
    const { world, worker } = await signedIn([hidden]);
    const port = await create(worker, options, requester, saysCrossOrigin);
    expect(port.outcome).toEqual(NATIVE);
    expect(world.prompts.opened).toEqual([]);
    expect(await made(world, [hidden])).toEqual([]);
  });

  it("is the browser's where the user does not want it, or did not sign in", async () => {
    const unwanted = await signedIn([], false);
    expect((await create(unwanted.worker)).outcome).toEqual(NATIVE);
    const { worker } = await wanting([me, otp]);
    expect((await create(worker)).outcome).toEqual(NATIVE);
  });

  it("is the browser's behind the lock, and after it", async () => {
    const { world, worker, app } = await signedIn();
    await app.session.lock();
    expect((await create(worker)).outcome).toEqual(NATIVE);
    await world.unlock(worker);
    expect((await create(worker)).outcome).toEqual(NATIVE);
  });

  it("has contradicting options refused as any other", async () => {
    const { worker } = await signedIn();
    const port = await create(worker, { extensions: { largeBlob: { read: true } } });
    expect(port.outcome).toEqual({ kind: "error", name: "NotSupportedError" });
  });

  it("leaves a ceremony of the tab alone, and puts no lock off", async () => {
    const { world, worker } = await signedIn([heldPasskey("held", ofAnother).record]);
    const port = new PagePort();
    await worker.ceremonies.start(request(), PAGE, port);
    const lockAt = world.alarms.at.get("lock");
    world.now += 1000;
    expect((await create(worker)).outcome?.kind).toBe("created");
    expect(port.outcome).toBeUndefined();
    expect(world.alarms.at.get("lock")).toBe(lockAt);
  });

  it.each(["before", "after"] as const)(
    "is the browser's when the storage fails %s the write, and leaves nothing",
    async (failure) => {
      const { world, worker } = await signedIn();
      world.store.failNextCommit = failure;
      expect((await create(worker)).outcome).toEqual(NATIVE);
      expect(await made(world)).toEqual([]);
    },
  );

  it("leaves nothing for a page that is gone before it hears of it", async () => {
    const { world, worker } = await signedIn();
    const port = new PagePort();
    world.store.onCommitted = () => port.close();
    await worker.ceremonies.start(conditional(creation()), PAGE, port);
    expect(port.replies).toEqual([]);
    expect(await made(world)).toEqual([]);
  });

  it.each(["before", "after"] as const)(
    "keeps what the page has heard of, and nothing undecided, when the worker dies %s any act",
    async (moment) => {
      let unheard = 0;
      const run = async (fate: Fate): Promise<boolean> => {
        const { world, worker } = await signedIn();
        worker.kill();
        const mortal = world.bear(fate);
        const port = new PagePort();
        const hasDied = await Promise.race([
          mortal.ceremonies.start(conditional(creation()), PAGE, port).then(() => false),
          mortal.death.then(() => true),
        ]);
        port.close();
        const next = world.bear();
        for (const name of world.alarms.at.keys()) await next.ceremonies.onAlarm(name);
        const ids = (await made(world)).map(({ credentialId }) => credentialId);
        expect(port.outcome).not.toEqual(NOT_ALLOWED);
        if (port.outcome?.kind === "created") expect(ids).toEqual([created(port).id]);
        else unheard += ids.length;
        return hasDied;
      };
      let last = 0;
      for (const call of callsToTry(moment)) {
        last = call;
        if (!(await run({ call, moment }))) break;
      }
      expect(last).toBeGreaterThan(10);
      // Between the stored decision and the message to the page: it stays, in the user's sight.
      expect(unheard).toBeLessThanOrEqual(1);
    },
  );

  it("is the browser's where there is no vault", async () => {
    const world = new World();
    expect((await create(world.bear())).outcome).toEqual(NATIVE);
  });

  it("fails for a page that cannot be reached with nothing but that", async () => {
    const { world, app, worker } = await signedIn();
    world.pages.page = IN_USE;
    world.pages.answers["begin-conditional"] = new WaykeyError("page/unreachable", "gone");
    expect(await errorCode(() => signInOnPage(app, worker.ceremonies))).toBe("page/unreachable");
  });
});
