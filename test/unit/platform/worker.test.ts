import browser from "webextension-polyfill";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { CLIPBOARD_ALARM } from "../../../lib/app/clipboard-clearing.ts";
import { FAILED_FILL_ALARM } from "../../../lib/app/failed-fills.ts";
import { isInUse } from "../../../lib/app/put-away.ts";
import { LOCK_ALARM } from "../../../lib/app/session.ts";
import { listenForContentPorts } from "../../../lib/platform/content-ports.ts";
import { listenForLocks } from "../../../lib/platform/lock-events.ts";
import { remindAtStart } from "../../../lib/platform/reset-reminder.ts";
import { listenForWorkerEvents } from "../../../lib/platform/worker-events.ts";
import { CEREMONY_PORT } from "../../../lib/rpc/ceremony-messages.ts";
import { FILL_WATCH_PORT } from "../../../lib/rpc/page-messages.ts";
import type { OtpRecord, PasskeyRecord } from "../../../lib/vault/schema.ts";
import { PROOF, type Worker, World } from "../app/kit.ts";
import { heldPasskey, NATIVE, NOT_ALLOWED, request } from "../app/page-port.ts";
import { INPUTS, METHODS } from "../rpc/samples.ts";
import { account, otp } from "../vault/sample-records.ts";
import {
  CONTENT_SCRIPT,
  GONE_TAB,
  type createFakeBrowser,
  FakePort,
  ID,
  OURS,
} from "./fake-browser.ts";

vi.mock("webextension-polyfill", async () => {
  const { createFakeBrowser } = await import("./fake-browser.ts");
  return { default: createFakeBrowser() };
});
vi.mock("../../../lib/platform/build.ts", () => ({ BUILD: "build-1" }));
vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../vault/cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

const fake = browser as unknown as ReturnType<typeof createFakeBrowser>;
const BUILD = "build-1";
const POPUP = { id: ID, url: `${OURS}/popup.html`, origin: OURS };
const ours = heldPasskey("ours").record;
const start = { type: "start", build: BUILD, call: request(), crossOrigin: false };
const failures: unknown[] = [];
const noteFailure = (error: unknown) => failures.push(error);

let world: World;
let worker: Worker;

beforeEach(async () => {
  for (const event of [
    fake.runtime.onConnect,
    fake.runtime.onMessage,
    fake.alarms.onAlarm,
    fake.idle.onStateChanged,
    fake.runtime.onStartup,
    fake.windows.onRemoved,
    fake.commands.onCommand,
  ]) {
    event.listeners.length = 0;
  }
  Object.assign(fake.action, { opened: 0, refuses: false, badge: "", title: "Waykey" });
  fake.action.tabs.clear();
  failures.length = 0;
  process.on("unhandledRejection", noteFailure);
  world = new World();
  await world.makeVault([account, otp, ours]);
  worker = world.bear();
  await world.unlock(worker);
  listenForContentPorts(worker.app, worker.ceremonies);
  listenForWorkerEvents(worker.app, worker.ceremonies);
  listenForLocks(worker.app);
});

afterEach(() => {
  process.off("unhandledRejection", noteFailure);
});

/**
 * Lets everything that is under way come to its end: it waits for WebCrypto and for nothing else, and
 * so does this, in more turns than any of it takes.
 */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 100; turn++) await crypto.subtle.digest("SHA-256", new Uint8Array(1));
}

function connect(name: string, sender: object = CONTENT_SCRIPT): FakePort {
  const port = new FakePort(name, sender);
  fake.runtime.onConnect.fire(port);
  return port;
}

async function startCeremony(): Promise<FakePort> {
  const port = connect(CEREMONY_PORT);
  port.onMessage.fire(start);
  await settle();
  return port;
}

const send = async (message: unknown, sender: object): Promise<unknown> =>
  await fake.runtime.onMessage.fire(message, sender)[0];

describe("a port to the worker", () => {
  it.each([
    ["of an unknown name", "vault", CONTENT_SCRIPT],
    ["of a page of ours", CEREMONY_PORT, POPUP],
    ["of another extension", CEREMONY_PORT, { ...CONTENT_SCRIPT, id: "other" }],
    ["of a prerendered page", CEREMONY_PORT, { ...CONTENT_SCRIPT, documentLifecycle: "prerender" }],
    ["of an opaque origin", CEREMONY_PORT, { ...CONTENT_SCRIPT, origin: "null" }],
    ["about a fill, of a frame", FILL_WATCH_PORT, { ...CONTENT_SCRIPT, frameId: 3 }],
    [
      "about a fill, of another site",
      FILL_WATCH_PORT,
      { ...CONTENT_SCRIPT, origin: "https://evil.test" },
    ],
  ])("%s is closed at once", (_, name, sender) => {
    const port = connect(name, sender);
    expect(port.isOpen).toBe(false);
    expect(port.onMessage.listeners).toEqual([]);
  });
});

describe("a ceremony's port", () => {
  it("carries a call to its acceptance and its outcome back", async () => {
    const port = await startCeremony();
    const [id = ""] = world.prompts.windows.values();
    expect(port.sent).toEqual([{ type: "accepted", ceremonyId: id }]);
    await worker.ceremonies.useOther(id);
    expect(port.sent[1]).toEqual({ type: "outcome", outcome: NATIVE });
  });

  it.each([
    ["the page leaves", (port: FakePort) => port.leave()],
    ["the page aborts", (port: FakePort) => port.onMessage.fire({ type: "abort" })],
    ["the page sends nonsense", (port: FakePort) => port.onMessage.fire({ type: "allow" })],
    [
      "the page sends what another build sends",
      (port: FakePort) => port.onMessage.fire({ ...start, build: "build-2" }),
    ],
  ])("ends its ceremony when %s", async (_, act) => {
    const port = await startCeremony();
    act(port);
    await settle();
    expect(world.prompts.windows.size).toBe(0);
    expect(world.sessionStore.values.get("ceremonies")).toEqual({});
    expect(port.sent).toHaveLength(1);
    expect(failures).toEqual([]);
  });

  it("ends its ceremony when the page leaves before the prompt is open", async () => {
    const port = connect(CEREMONY_PORT);
    world.prompts.onOpen = () => port.leave();
    port.onMessage.fire(start);
    await settle();
    expect(world.prompts.opened).toHaveLength(1);
    expect(world.prompts.windows.size).toBe(0);
    expect(world.sessionStore.values.get("ceremonies")).toEqual({});
  });

  it.each([
    ["aborts", (port: FakePort) => port.onMessage.fire({ type: "abort" })],
    ["leaves", (port: FakePort) => port.leave()],
  ])("brings up no prompt for a page that %s while it is on its way", async (_, act) => {
    const port = connect(CEREMONY_PORT);
    const { sent } = port;
    vi.spyOn(port, "postMessage").mockImplementation((message) => {
      sent.push(message);
      act(port);
    });
    port.onMessage.fire(start);
    await settle();
    expect(sent).toMatchObject([{ type: "accepted" }]);
    expect(world.prompts.opened).toEqual([]);
    expect(world.sessionStore.values.get("ceremonies")).toEqual({});
  });

  it("says of a frame's call what the browser and the bridge say of the frame", async () => {
    const sender = {
      ...CONTENT_SCRIPT,
      frameId: 3,
      tab: { id: 1, url: "https://care.headway.co/" },
    };
    const port = connect(CEREMONY_PORT, sender);
    port.onMessage.fire({ ...start, crossOrigin: true });
    await settle();
    const [id = ""] = world.prompts.windows.values();
    expect(await worker.ceremonies.show(id)).toMatchObject({
      origin: "https://sigmund.headway.co",
      topOrigin: "https://care.headway.co",
    });
  });

  it("brings a top page that claims to be a frame nothing but the browser's answer", async () => {
    const port = connect(CEREMONY_PORT);
    port.onMessage.fire({ ...start, crossOrigin: true });
    await settle();
    expect(port.sent).toEqual([{ type: "outcome", outcome: NATIVE }]);
  });

  it("takes one call", async () => {
    const port = await startCeremony();
    port.onMessage.fire(start);
    await settle();
    expect(world.prompts.opened).toHaveLength(1);
  });

  it("is closed when the prompt cannot be opened, with the call given to the browser", async () => {
    world.prompts.failNextOpen = true;
    const port = await startCeremony();
    expect(port.sent.at(-1)).toEqual({ type: "outcome", outcome: NATIVE });
    expect(port.isOpen).toBe(false);
    port.onDisconnect.fire();
    port.onMessage.fire({ type: "abort" });
    await settle();
    expect(failures).toEqual([]);
  });

  it("brings a page back to its ceremony after the worker's death, and no other page", async () => {
    await startCeremony();
    const [ceremonyId = ""] = world.prompts.windows.values();
    worker.kill();
    for (const event of [fake.runtime.onConnect, fake.runtime.onMessage]) {
      event.listeners.length = 0;
    }
    const next = world.bear();
    listenForContentPorts(next.app, next.ceremonies);
    const resume = { type: "resume", build: BUILD, ceremonyId };
    const thief = connect(CEREMONY_PORT, { ...CONTENT_SCRIPT, documentId: "document-2" });
    thief.onMessage.fire(resume);
    const port = connect(CEREMONY_PORT);
    port.onMessage.fire(resume);
    await settle();
    thief.leave();
    await settle();
    expect(thief.sent).toEqual([{ type: "outcome", outcome: NOT_ALLOWED }]);
    await next.ceremonies.useOther(ceremonyId);
    expect(port.sent).toEqual([{ type: "outcome", outcome: NATIVE }]);
  });

  it("survives a thousand messages of a hostile page without a prompt or a throw", async () => {
    const cyclic: Record<string, unknown> = { type: "start", build: BUILD };
    cyclic["call"] = { kind: "get", options: cyclic };
    const hostile: unknown[] = [
      null,
      undefined,
      7,
      "start",
      cyclic,
      { type: "resume", build: BUILD, ceremonyId: "__proto__" },
      { type: "resume", build: BUILD, ceremonyId: "constructor" },
      { ...start, call: { ...request(), options: { challenge: "A".repeat(300_000) } } },
      { ...start, call: request({ rpId: "evil.test" }) },
      { method: "vault.contents", build: BUILD, input: null },
    ];
    for (let round = 0; round < 1000; round++) {
      const port = connect(CEREMONY_PORT);
      port.onMessage.fire(hostile[round % hostile.length]);
      port.leave();
    }
    await settle();
    expect(world.prompts.opened).toEqual([]);
    expect(failures).toEqual([]);
  });
});

describe("a fill's port", () => {
  const screen = (kind: string) => ({
    type: "screen",
    kind,
    saysEnrolled: false,
    isHandedIn: false,
  });
  const confirmedAt = async () =>
    ((await world.vault().get(otp.id)) as { confirmedAt: number | null }).confirmedAt;

  it("confirms the entry by the screen that follows", async () => {
    world.pages.page = { tabId: 1, origin: "https://sigmund.headway.co" };
    await worker.handlers["page.fill-code"]({ id: otp.id });
    const port = connect(FILL_WATCH_PORT);
    port.onMessage.fire(screen("otp-challenge"));
    await settle();
    expect(await confirmedAt()).toBeNull();
    port.onMessage.fire(screen("signed-in"));
    await settle();
    expect(await confirmedAt()).toBe(world.now);
  });

  it("confirms nothing that was typed over", async () => {
    world.pages.page = { tabId: 1, origin: "https://sigmund.headway.co" };
    await worker.handlers["page.fill-code"]({ id: otp.id });
    const port = connect(FILL_WATCH_PORT);
    port.onMessage.fire({ type: "typed-over" });
    port.onMessage.fire(screen("signed-in"));
    await settle();
    expect(await confirmedAt()).toBeNull();
  });

  it("looks at the next page when this one goes away", async () => {
    world.pages.page = { tabId: 1, origin: "https://sigmund.headway.co" };
    await worker.handlers["page.fill-code"]({ id: otp.id });
    world.pages.answers.inspect = { kind: "signed-in", email: null, recoveryCode: null };
    connect(FILL_WATCH_PORT).leave();
    await settle();
    expect(await confirmedAt()).toBe(world.now);
  });

  it("knows what was handed in before the page went away", async () => {
    world.pages.page = { tabId: 1, origin: "https://sigmund.headway.co" };
    const [fresh, old] = [otp.id, "otp-old"];
    const settings = { kind: "signed-in", email: null, recoveryCode: null, saysEnrolled: true };
    for (const told of [[false], [true, false], [true]]) {
      await world.vault().putAll([
        { ...otp, id: old, secret: "AAAA", confirmedAt: 1 },
        { ...otp, id: fresh, confirmedAt: null, replaces: [old] },
      ]);
      world.pages.answers.inspect = { ...settings, kind: "otp-enrolment" };
      await worker.handlers["page.fill-code"]({ id: fresh });
      const port = connect(FILL_WATCH_PORT);
      for (const isHandedIn of told) port.onMessage.fire({ type: "handed-in", isHandedIn });
      world.pages.answers.inspect = settings;
      port.leave();
      await settle();
      expect((await confirmedAt()) === null).toBe(told.at(-1) !== true);
      const replaced = (await world.vault().get(old)) as OtpRecord;
      expect(isInUse(replaced)).toBe(told.at(-1) !== true);
    }
  });

  it("takes no harm from nonsense", async () => {
    const port = connect(FILL_WATCH_PORT);
    for (const message of [null, 7, screen("bank"), { type: "screen" }, { type: "handed-in" }]) {
      port.onMessage.fire(message);
    }
    await settle();
    expect(failures).toEqual([]);
  });
});

describe("a message to the worker", () => {
  it("of an extension page is answered", async () => {
    const message = { build: BUILD, method: "vault.status", input: null };
    expect(await send(message, POPUP)).toEqual({ ok: true, value: { state: "unlocked" } });
  });

  it.each(METHODS)("of a content script that asks for %s is refused", async (method) => {
    const message = { build: BUILD, method, input: INPUTS[method] };
    const before = await world.records();
    for (const sender of [
      CONTENT_SCRIPT,
      { ...CONTENT_SCRIPT, url: `${OURS}/popup.html` },
      { ...POPUP, id: "other" },
    ]) {
      expect(await send(message, sender)).toMatchObject({ ok: false, code: "rpc/sender" });
    }
    expect(await world.records()).toEqual(before);
    expect(await worker.app.session.isOpen()).toBe(true);
  });

  it("that asks whether there is a vault is answered to Headway's pages alone", async () => {
    const question = { type: "has-vault", build: BUILD };
    expect(await send(question, CONTENT_SCRIPT)).toBe(true);
    await worker.app.session.lock();
    expect(await send(question, CONTENT_SCRIPT)).toBe(true);
    expect(await send(question, { ...CONTENT_SCRIPT, origin: "https://evil.test" })).toBe(false);
    expect(await send(question, POPUP)).toBe(false);
    expect(await send({ ...question, build: "build-2" }, CONTENT_SCRIPT)).toBeUndefined();
    world.store.header = undefined;
    expect(await send(question, CONTENT_SCRIPT)).toBe(false);
  });

  it("that asks whether there is a vault is answered to frames of Headway's pages alone", async () => {
    const question = { type: "has-vault", build: BUILD };
    const frame = (url?: string) => ({ ...CONTENT_SCRIPT, frameId: 3, tab: { id: 1, url } });
    expect(await send(question, frame("https://care.headway.co/x"))).toBe(true);
    expect(await send(question, frame("https://evil.test/"))).toBe(false);
    expect(await send(question, frame("https://help.headway.co/"))).toBe(false);
    expect(await send(question, frame())).toBe(false);
  });

  describe("that asks for the reader of pages", () => {
    const wish = { type: "load-reader", build: BUILD };
    const script = { files: ["/page-reader.js"], injectImmediately: true };

    beforeEach(() => {
      fake.scripting.injected.length = 0;
    });

    it("has it run in the document that asks, or in its frame where the browser names no document", async () => {
      expect(
        await send({ ...wish, tabId: 9, frameId: 9 }, { ...CONTENT_SCRIPT, documentId: "d1" }),
      ).toBe(true);
      expect(await send(wish, { ...CONTENT_SCRIPT, documentId: undefined })).toBe(true);
      expect(fake.scripting.injected).toEqual([
        { ...script, target: { tabId: 1, documentIds: ["d1"] } },
        { ...script, target: { tabId: 1, frameIds: [0] } },
      ]);
    });

    it("is told where its document has gone", async () => {
      expect(await send(wish, { ...CONTENT_SCRIPT, tab: { id: GONE_TAB } })).toBe(false);
    });

    it.each([
      ["another site", wish, { ...CONTENT_SCRIPT, origin: "https://evil.test" }],
      [
        "a frame in another site",
        wish,
        { ...CONTENT_SCRIPT, frameId: 3, tab: { id: 1, url: "https://evil.test/" } },
      ],
      ["a page of ours", wish, POPUP],
      ["another build", { ...wish, build: "build-2" }, CONTENT_SCRIPT],
    ])("has nothing run for %s", async (_, message, sender) => {
      expect(await send(message, sender)).toBeUndefined();
      expect(fake.scripting.injected).toEqual([]);
    });
  });

  describe("that tells of a passkey", () => {
    const signal = {
      kind: "unknown-credential",
      rpId: "headway.co",
      credentialId: ours.credentialId,
    } as const;
    const told = { type: "signal", build: BUILD, signal };
    const hidden = async () =>
      ((await world.vault().get(ours.id)) as PasskeyRecord | null)?.hidden?.by ?? null;

    it("is heard from Headway's pages and answered with nothing", async () => {
      expect(await send(told, CONTENT_SCRIPT)).toBeUndefined();
      expect(await hidden()).toBe("site");
    });

    it.each([
      ["another build", { ...told, build: "build-2" }, CONTENT_SCRIPT],
      ["a foreign page", told, { ...CONTENT_SCRIPT, origin: "https://evil.test" }],
      ["a frame of a foreign page", told, { ...CONTENT_SCRIPT, frameId: 3 }],
      ["a page of ours", told, POPUP],
      ["another extension", told, { ...CONTENT_SCRIPT, id: "other" }],
      ["a prerendered page", told, { ...CONTENT_SCRIPT, documentLifecycle: "prerender" }],
      ["a page that makes no sense", { ...told, signal: { kind: "forget" } }, CONTENT_SCRIPT],
    ])("is not heard from %s", async (_, message, sender) => {
      expect(await send(message, sender)).toBeUndefined();
      await settle();
      expect(await hidden()).toBeNull();
    });

    it("tells the site nothing of a failure, and is not lost by it", async () => {
      world.store.failNextCommit = "before";
      expect(await send(told, CONTENT_SCRIPT)).toBeUndefined();
      expect(await hidden()).toBeNull();
      await worker.app.session.lock();
      await worker.handlers["vault.unlock"](PROOF);
      expect(await hidden()).toBe("site");
      expect(failures).toEqual([]);
    });
  });

  it.each([null, undefined, "vault.status", { type: "screen", kind: "other" }])(
    "that is %j is nobody's",
    async (message) => {
      expect(await send(message, POPUP)).toBeUndefined();
    },
  );
});

describe("the worker's events", () => {
  const isLocked = () => !world.sessionStore.values.has("session");

  it("lock when the screen is locked, and when nobody has been there for the time", async () => {
    expect(world.idle.watched).toBe(15 * 60);
    fake.idle.onStateChanged.fire("active");
    fake.idle.onStateChanged.fire("idle");
    await settle();
    expect(isLocked()).toBe(false);
    world.idle.awaySeconds = 15 * 60;
    fake.idle.onStateChanged.fire("idle");
    await settle();
    expect(isLocked()).toBe(true);
    await world.unlock(worker);
    fake.idle.onStateChanged.fire("locked");
    await settle();
    expect(isLocked()).toBe(true);
  });

  it("lock by the shortcut, and by no other one", async () => {
    fake.commands.onCommand.fire("fill-code");
    await settle();
    expect(isLocked()).toBe(false);
    fake.commands.onCommand.fire("lock-now");
    await settle();
    expect(isLocked()).toBe(true);
  });

  it("lock when the browser starts, and leave no PIN that unlocks", async () => {
    world.sessionStore.values.set("pin-slot", {});
    fake.runtime.onStartup.fire();
    await settle();
    expect(isLocked()).toBe(true);
    expect(world.alarms.at.has(LOCK_ALARM)).toBe(false);
    expect(world.sessionStore.values.has("pin-slot")).toBe(false);
  });

  it("have a new worker's browser watch again", async () => {
    world.idle.watched = null;
    listenForLocks(world.bear().app);
    await settle();
    expect(world.idle.watched).toBe(15 * 60);
  });

  it("lock when the time has come", async () => {
    world.now += 15 * 60_000;
    fake.alarms.onAlarm.fire({ name: LOCK_ALARM });
    await settle();
    expect(world.sessionStore.values.has("session")).toBe(false);
  });

  it("clear what was copied when its time has come, and at a lock before that", async () => {
    for (const end of [
      () => {
        world.now += 30_000;
        fake.alarms.onAlarm.fire({ name: CLIPBOARD_ALARM });
      },
      () => void worker.app.session.lock(),
    ]) {
      await send({ build: BUILD, method: "clipboard.note", input: { text: "123456" } }, POPUP);
      world.clipboard.text = "123456";
      end();
      await settle();
      expect(world.clipboard.text).toBe("");
      expect(world.alarms.at.has(CLIPBOARD_ALARM)).toBe(false);
    }
  });

  const marked = { badge: "!", title: "Open Waykey to choose a code" };
  const plain = { badge: "", title: "Waykey" };
  const page = (name: string) => ({ id: ID, url: `${OURS}/${name}`, origin: OURS });
  /** By the accounts, whom a locked worker can't ask. */
  const weekIsKept = async () => {
    await worker.app.session.lock();
    await world.kept.set("reset-weeks", [world.now + 86_400_000]);
  };
  const shown = (accounts: boolean) => ({
    build: BUILD,
    method: "popup.shown",
    input: { accounts },
  });

  it("remind on the button of a week that runs, while locked too, until the popup shows it", async () => {
    const day = 86_400_000;
    const endsAt = world.now + 7 * day;
    const name = `reset-reminder:${endsAt}`;
    await world.kept.set("reset-weeks", [endsAt]);
    await worker.app.session.lock();
    fake.runtime.onStartup.fire();
    await settle();
    expect(world.alarms.at.get(name)).toBe(world.now + day);
    expect(fake.action.title).toBe("Waykey: 7 days left to reset your sign-in to Headway");
    world.now += 6 * day;
    fake.alarms.onAlarm.fire({ name });
    await settle();
    expect(fake.action.badge).toBe("!");
    expect(fake.action.title).toBe("Waykey: 1 day left to reset your sign-in to Headway");
    expect(world.alarms.at.get(name)).toBe(endsAt);
    world.now = endsAt;
    fake.alarms.onAlarm.fire({ name });
    await settle();
    expect(fake.action.title).toBe("Waykey: the week to reset your sign-in to Headway is over");
    for (const [url, accounts] of [
      ["options.html", true],
      ["help.html", true],
      ["prompt.html", true],
      ["popup.html", false],
      // While it is locked it shows none, whatever it says.
      ["popup.html", true],
    ] as const) {
      await send({ build: BUILD, method: "vault.status", input: null }, page(url));
      await send(shown(accounts), page(url));
      expect(fake.action.badge).toBe("!");
    }
    await world.unlock(worker);
    await send(shown(false), POPUP);
    expect(fake.action.badge).toBe("!");
    await send(shown(true), page("options.html"));
    expect(fake.action.badge).toBe("!");
    await send(shown(true), POPUP);
    expect(fake.action).toMatchObject({ badge: "", title: "Waykey" });
  });

  it("remind of a week once in each run of the browser, with or without word of its start", async () => {
    await weekIsKept();
    await remindAtStart(worker.app);
    expect(fake.action.badge).toBe("!");
    await world.unlock(worker);
    await send(shown(true), POPUP);
    await remindAtStart(world.bear().app);
    fake.runtime.onStartup.fire();
    await settle();
    expect(fake.action.badge).toBe("");
    await weekIsKept();
    world.sessionStore.values.clear();
    await remindAtStart(world.bear().app);
    expect(fake.action.badge).toBe("!");
  });

  it("put a reminder back on the button when another mark goes", async () => {
    await weekIsKept();
    await remindAtStart(worker.app);
    await world.unlock(worker);
    const reminder = { badge: "!", title: "Waykey: 1 day left to reset your sign-in to Headway" };
    fake.action.refuses = true;
    fake.commands.onCommand.fire("fill-code");
    await settle();
    expect(fake.action).toMatchObject(marked);
    await send(shown(false), POPUP);
    expect(fake.action).toMatchObject(reminder);
    world.pages.page = { tabId: 1, origin: "https://sigmund.headway.co" };
    fake.commands.onCommand.fire("fill-code");
    await settle();
    expect(fake.action).toMatchObject(reminder);
  });

  it("end a ceremony by its alarm and by its closed window", async () => {
    for (const end of [
      (id: string) => fake.alarms.onAlarm.fire({ name: `ceremony:${id}` }),
      () => fake.windows.onRemoved.fire([...world.prompts.windows.keys()][0] ?? 0),
    ]) {
      const port = await startCeremony();
      end([...world.prompts.windows.values()][0] ?? "");
      await settle();
      expect(port.sent.at(-1)).toEqual({ type: "outcome", outcome: NOT_ALLOWED });
    }
  });

  it("fill by the shortcut, or open the popup", async () => {
    fake.commands.onCommand.fire("fill-code");
    await settle();
    expect(fake.action.opened).toBe(1);
    world.pages.page = { tabId: 1, origin: "https://sigmund.headway.co" };
    fake.commands.onCommand.fire("fill-code");
    fake.commands.onCommand.fire("another-command");
    await settle();
    expect(fake.action.opened).toBe(1);
    expect(world.pages.asked.at(-1)?.request.type).toBe("fill-code");
    world.pages.answers.inspect = "nonsense";
    fake.commands.onCommand.fire("fill-code");
    await settle();
    expect(fake.action.opened).toBe(2);
    expect(failures).toEqual([]);
  });

  it("mark the button where the browser opens no popup, until the popup is opened", async () => {
    fake.action.refuses = true;
    fake.commands.onCommand.fire("fill-code");
    await settle();
    expect(fake.action).toMatchObject(marked);
    await send(shown(false), CONTENT_SCRIPT);
    await send(shown(false), page("options.html"));
    expect(fake.action).toMatchObject(marked);
    await send(shown(false), POPUP);
    expect(fake.action).toMatchObject(plain);
    expect(failures).toEqual([]);
  });

  it("say on the button that a fill has failed, and forget it after a minute", async () => {
    fake.action.refuses = true;
    world.pages.page = { tabId: 1, origin: "https://sigmund.headway.co" };
    world.pages.answers["fill-code"] = { filled: false, reason: "rejected" };
    fake.commands.onCommand.fire("fill-code");
    await settle();
    const title = "The code was not filled: open Waykey to see why";
    expect(fake.action).toMatchObject({ badge: "!", title });
    const alarm = { name: FAILED_FILL_ALARM };
    fake.alarms.onAlarm.fire(alarm);
    await settle();
    expect(world.sessionStore.values.has("failed-fill")).toBe(true);
    world.now += 60_001;
    fake.alarms.onAlarm.fire(alarm);
    await settle();
    expect(world.sessionStore.values.has("failed-fill")).toBe(false);
    expect(failures).toEqual([]);
  });

  it("fill the practice code by the shortcut while that page is in use, and no other", async () => {
    world.pages.practice = 3;
    world.pages.page = { tabId: 1, origin: "https://sigmund.headway.co" };
    fake.commands.onCommand.fire("fill-code");
    await settle();
    expect(world.sessionStore.values.get("practice-fill")).toMatchObject({ tabId: 3 });
    expect(world.pages.fills).toEqual([]);
    expect(fake.action.opened).toBe(0);
    expect(failures).toEqual([]);
  });

  it("open the popup for the shortcut on the practice page while Waykey is locked", async () => {
    world.pages.practice = 3;
    await worker.app.session.lock();
    fake.commands.onCommand.fire("fill-code");
    await settle();
    expect(world.sessionStore.values.has("practice-fill")).toBe(false);
    expect(fake.action.opened).toBe(1);
    expect(failures).toEqual([]);
  });

  it("take the mark off when the next fill works", async () => {
    fake.action.refuses = true;
    fake.commands.onCommand.fire("fill-code");
    await settle();
    expect(fake.action).toMatchObject(marked);
    world.pages.page = { tabId: 1, origin: "https://sigmund.headway.co" };
    fake.commands.onCommand.fire("fill-code");
    await settle();
    expect(fake.action).toMatchObject(plain);
    expect(failures).toEqual([]);
  });

  describe("about a code's field that has taken the focus", () => {
    const focused = { type: "code-focus", build: BUILD };
    const frame = (url: string) => ({ ...CONTENT_SCRIPT, frameId: 3, tab: { id: 1, url } });

    it.each([
      ["the tab's page", CONTENT_SCRIPT],
      ["a frame of its origin", frame("https://sigmund.headway.co/login")],
    ])("open the popup over %s", async (_, sender) => {
      await send(focused, sender);
      expect(fake.action.opened).toBe(1);
    });

    it.each([
      ["a frame of another origin of Headway's", frame("https://care.headway.co/")],
      ["a frame in a foreign page", frame("https://evil.test/")],
      ["a foreign page", { ...CONTENT_SCRIPT, origin: "https://evil.test" }],
      ["a tab that is not in use", { ...CONTENT_SCRIPT, tab: { id: 2 } }],
      ["a page of ours", POPUP],
    ])("open nothing over %s", async (_, sender) => {
      await send(focused, sender);
      expect(fake.action.opened).toBe(0);
    });
  });

  describe("about a page that asks for something", () => {
    const wishing = (wish: string | null) => ({ type: "wish", build: BUILD, wish });
    const plainTab = { badge: "", title: "Waykey" };
    const markedTab = { badge: "1", title: "Waykey: this page takes a passkey" };

    it.each([true, false])("mark its tab's button, with the vault unlocked: %s", async (isOpen) => {
      if (!isOpen) await worker.app.session.lock();
      await send(wishing("passkey"), CONTENT_SCRIPT);
      expect([...fake.action.tabs]).toEqual([[1, markedTab]]);
      await send(wishing(null), CONTENT_SCRIPT);
      expect([...fake.action.tabs]).toEqual([[1, plainTab]]);
      expect(fake.action).toMatchObject(plain);
    });

    it.each([
      ["of another site", { ...CONTENT_SCRIPT, origin: "https://evil.test" }],
      ["of another build", CONTENT_SCRIPT, "build-2"],
      ["of a tab that is gone", { ...CONTENT_SCRIPT, tab: { id: GONE_TAB } }],
    ])("mark nothing for one %s", async (_, sender, build = BUILD) => {
      await send({ ...wishing("passkey"), build }, sender);
      expect(fake.action.tabs.size).toBe(0);
      expect(failures).toEqual([]);
    });

    it("have the page say its own wish again when a frame in it has none any more", async () => {
      fake.tabs.sent = [];
      await send(wishing("code"), CONTENT_SCRIPT);
      await send(wishing(null), CONTENT_SCRIPT);
      expect(fake.tabs.sent).toEqual([]);
      const tab = { id: 1, url: CONTENT_SCRIPT.url };
      await send(wishing(null), { ...CONTENT_SCRIPT, frameId: 3, tab });
      expect(fake.tabs.sent).toEqual([[1, { type: "repeat-wish" }, { frameId: 0 }]]);
    });

    it("say of one that asks for a code what it asks for", async () => {
      await send(wishing("code"), CONTENT_SCRIPT);
      const title = "Waykey: this page asks for a code";
      expect([...fake.action.tabs]).toEqual([[1, { badge: "1", title }]]);
    });
  });
});
