import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { SessionStore } from "../../../lib/app/ports.ts";
import { createUiPorts } from "../../../lib/platform/ui-ports.ts";
import { createRpcClient } from "../../../lib/rpc/client.ts";
import { errorCode } from "../vault/error-code.ts";

type Changes = Record<string, { oldValue?: unknown; newValue?: unknown }>;
type Listener = (changes: Changes, area: string) => void;

const listeners = vi.hoisted(() => new Set<(changes: never, area: string) => void>());

const opened = vi.hoisted((): string[] => []);

const given = vi.hoisted(() => ({
  scheme: "chrome-extension:",
  unlimitedStorage: false,
  tab: null as string | null,
  workerIsGone: false,
}));

vi.mock("webextension-polyfill", () => ({
  default: {
    runtime: {
      getURL: (path: string) => `${given.scheme}//a/${path}`,
      getManifest: () => ({ version: "1" }),
      openOptionsPage: () => Promise.resolve(void opened.push("options page")),
    },
    tabs: {
      create: ({ url }: { url: string }) => Promise.resolve(void opened.push(url)),
      captureVisibleTab: () =>
        given.tab === null ? Promise.reject(new Error("Not granted")) : Promise.resolve(given.tab),
    },
    permissions: {
      contains: ({ permissions = [] }: { permissions?: readonly string[] }) =>
        Promise.resolve(given.unlimitedStorage || !permissions.includes("unlimitedStorage")),
    },
    action: {},
    storage: {
      onChanged: {
        addListener: (listener: Listener) => listeners.add(listener),
        removeListener: (listener: Listener) => listeners.delete(listener),
      },
    },
  },
}));

function change(changes: Changes, area = "session"): void {
  for (const listener of listeners) (listener as Listener)(changes, area);
}

/** A store that tells of its changes as a storage area does. */
function tellingStore(area = "session"): SessionStore {
  const held = new Map<string, unknown>();
  return {
    get: (key) => Promise.resolve(held.get(key)),
    set: (key, newValue) => {
      held.set(key, newValue);
      change({ [key]: { newValue } }, area);
      return Promise.resolve();
    },
    remove: (key) => {
      const oldValue = held.get(key);
      if (held.delete(key)) change({ [key]: { oldValue } }, area);
      return Promise.resolve();
    },
  };
}

const onLock = vi.fn<() => void>();
let stop: () => void;

const QR = { decode: () => Promise.resolve([]), decodeFrame: () => Promise.resolve([]) };

const called: unknown[] = [];
const CLIENT = createRpcClient("build", (message) => {
  called.push(message);
  return given.workerIsGone
    ? Promise.resolve(undefined)
    : Promise.resolve({ ok: true, value: null });
});

beforeEach(() => {
  listeners.clear();
  opened.length = 0;
  onLock.mockReset();
  stop = createUiPorts(QR, CLIENT).onLock(onLock);
});

describe("the news of a lock", () => {
  it("comes when the session's key leaves storage.session", () => {
    change({ session: { oldValue: {} } });
    expect(onLock).toHaveBeenCalledOnce();
  });

  it("does not come while the key is renewed, or for anything else that is removed", () => {
    change({ session: { oldValue: {}, newValue: {} } });
    change({ draft: { oldValue: {} } });
    change({ session: { oldValue: {} } }, "local");
    expect(onLock).not.toHaveBeenCalled();
  });

  it("ends when it is no longer wanted", () => {
    stop();
    change({ session: { oldValue: {} } });
    expect(onLock).not.toHaveBeenCalled();
    expect(listeners.size).toBe(0);
  });
});

describe("the news of an unlock", () => {
  it("comes when the session's key comes into storage.session, and not when it is renewed or goes", () => {
    const onUnlock = vi.fn<() => void>();
    const stopHearing = createUiPorts(QR, CLIENT).onUnlock(onUnlock);
    change({ session: { oldValue: {}, newValue: {} } });
    change({ session: { oldValue: {} } });
    change({ session: { newValue: {} } }, "local");
    expect(onUnlock).not.toHaveBeenCalled();
    change({ session: { newValue: {} } });
    expect(onUnlock).toHaveBeenCalledOnce();
    stopHearing();
    change({ session: { newValue: {} } });
    expect(onUnlock).toHaveBeenCalledOnce();
  });
});

describe("the session that the worker keeps", () => {
  it("is stored under the name that the news listens to", async () => {
    const { Session } = await import("../../../lib/app/session.ts");
    const session = new Session({
      session: tellingStore(),
      alarms: { set: () => Promise.resolve(), clear: () => Promise.resolve() },
      idle: { watch: () => Promise.resolve(), isAway: () => Promise.resolve(false) },
      now: () => 0,
      onLock: () => Promise.resolve(),
    });
    await session.open(new Uint8Array(32), { autoLockMinutes: 15, lockWithSystem: true });
    expect(onLock).not.toHaveBeenCalled();
    await session.lock();
    expect(onLock).toHaveBeenCalledOnce();
  });
});

describe("the news of a failed fill", () => {
  const onFailedFill = vi.fn<() => void>();

  it("comes with the failure, and not when it is forgotten", () => {
    stop = createUiPorts(QR, CLIENT).onFailedFill(onFailedFill);
    change({ "failed-fill": { newValue: { at: 1 } } });
    expect(onFailedFill).toHaveBeenCalledOnce();
    change({ "failed-fill": { oldValue: { at: 1 } } });
    change({ "failed-fill": { newValue: { at: 1 } } }, "local");
    change({ session: { newValue: {} } });
    expect(onFailedFill).toHaveBeenCalledOnce();
    stop();
    change({ "failed-fill": { newValue: { at: 2 } } });
    expect(onFailedFill).toHaveBeenCalledOnce();
  });
});

describe("the news of the vault's condition", () => {
  const onCondition = vi.fn<() => void>();

  beforeEach(() => {
    onCondition.mockReset();
    stop();
    stop = createUiPorts(QR, CLIENT).onCondition(onCondition);
  });

  it("comes with a notice and with its dismissal, under the names that the worker uses", async () => {
    const { Notices } = await import("../../../lib/app/notices.ts");
    const notices = new Notices(tellingStore("local"), tellingStore(), () => 0);
    await notices.add("copy-failed");
    expect(onCondition).toHaveBeenCalledTimes(1);
    await notices.clear();
    expect(onCondition).toHaveBeenCalledTimes(2);
  });

  it("comes with a decision, and with nothing else that changes", () => {
    change({ "vault-decision": { newValue: "older" } });
    expect(onCondition).toHaveBeenCalledOnce();
    change({ "vault-decision": { newValue: "older" } }, "local");
    change({ notices: { newValue: [] } });
    change({ session: { oldValue: {} } });
    change({ notices: { newValue: [] } }, "sync");
    expect(onCondition).toHaveBeenCalledOnce();
  });

  it("ends when it is no longer wanted", () => {
    stop();
    expect(listeners.size).toBe(0);
  });
});

describe("the options page", () => {
  it("is opened as the browser does it, or at a section in a tab", async () => {
    const ports = createUiPorts(QR, CLIENT);
    await ports.openOptions();
    await ports.openOptions("condition");
    expect(opened).toEqual(["options page", "chrome-extension://a/options.html#condition"]);
  });
});

describe("copying", () => {
  const written: string[] = [];

  beforeEach(() => {
    called.length = 0;
    written.length = 0;
    const writeText = (text: string) => {
      written.push(`${text} after ${called.length} calls`);
      return Promise.resolve();
    };
    vi.stubGlobal("navigator", { clipboard: { writeText } });
  });

  afterEach(() => {
    vi.unstubAllGlobals();
    given.workerIsGone = false;
  });

  it("tells the worker first, which clears it when the time comes", async () => {
    await createUiPorts(QR, CLIENT).clipboard.copy("123456");
    expect(called).toEqual([
      { build: "build", method: "clipboard.note", input: { text: "123456" } },
    ]);
    expect(written).toEqual(["123456 after 1 calls"]);
  });

  it("does not happen without it", async () => {
    given.workerIsGone = true;
    const copied = createUiPorts(QR, CLIENT).clipboard.copy("123456");
    expect(await errorCode(() => copied)).toBe("rpc/unreachable");
    expect(written).toEqual([]);
  });
});

describe("storage that the browser does not clear", () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    given.scheme = "chrome-extension:";
    given.unlimitedStorage = false;
  });

  it.each([
    ["chrome-extension:", true],
    ["moz-extension:", false],
  ])("is there by the permission alone in %s: %s", async (scheme, isKept) => {
    const persisted = () => Promise.resolve(false);
    vi.stubGlobal("navigator", { storage: { persist: persisted, persisted } });
    given.scheme = scheme;
    given.unlimitedStorage = true;
    expect(await isListed()).toBe(isKept);
  });

  async function isListed(): Promise<boolean | undefined> {
    const features = await createUiPorts(QR, CLIENT).browserFeatures();
    return features.find(({ id }) => id === "persistent-storage")?.available;
  }

  it.each([true, false])("is asked for, and the browser's answer passed on: %s", async (answer) => {
    const persist = vi.fn<() => Promise<boolean>>(() => Promise.resolve(answer));
    const persisted = () => Promise.resolve(answer);
    vi.stubGlobal("navigator", { storage: { persist, persisted } });
    expect(await isListed()).toBe(answer);
    expect(persist).not.toHaveBeenCalled();
    expect(await createUiPorts(QR, CLIENT).persist()).toBe(answer);
    expect(persist).toHaveBeenCalledOnce();
  });

  it.each([{}, { storage: {} }])(
    "is none where the browser knows nothing of it",
    async (browser) => {
      vi.stubGlobal("navigator", browser);
      expect(await createUiPorts(QR, CLIENT).persist()).toBe(false);
      expect(await isListed()).toBe(false);
    },
  );
});

describe("the picture of the tab", () => {
  it("is null where the browser does not give it out", async () => {
    given.tab = null;
    expect(await createUiPorts(QR, CLIENT).captureTab()).toBeNull();
    given.tab = "data:image/png;base64,AA";
    expect(await createUiPorts(QR, CLIENT).captureTab()).toBe("data:image/png;base64,AA");
  });
});

describe("copying", () => {
  it("is noted before, and taken back where the browser does not let it be", async () => {
    const calls: string[] = [];
    const client = {
      call: (method: string) => Promise.resolve(void calls.push(method)) as Promise<never>,
    };
    const { clipboard } = createUiPorts(QR, client);
    const refused = new DOMException("Not focused", "NotAllowedError");
    const writeText = vi.fn<(text: string) => Promise<void>>(() => Promise.resolve());
    vi.stubGlobal("navigator", { clipboard: { writeText } });
    await clipboard.copy("123456");
    writeText.mockRejectedValue(refused);
    await expect(clipboard.copy("654321")).rejects.toBe(refused);
    expect(calls).toEqual(["clipboard.note", "clipboard.note", "clipboard.not-copied"]);
    vi.unstubAllGlobals();
  });
});
