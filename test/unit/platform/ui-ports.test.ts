import { beforeEach, describe, expect, it, vi } from "vitest";
import type { SessionStore } from "../../../lib/app/ports.ts";
import { createUiPorts } from "../../../lib/platform/ui-ports.ts";

type Changes = Record<string, { oldValue?: unknown; newValue?: unknown }>;
type Listener = (changes: Changes, area: string) => void;

const listeners = vi.hoisted(() => new Set<(changes: never, area: string) => void>());

vi.mock("webextension-polyfill", () => ({
  default: {
    runtime: { getURL: () => "chrome-extension://a/", getManifest: () => ({ version: "1" }) },
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

/** A session store that tells of its changes as storage.session does. */
function tellingStore(): SessionStore {
  const held = new Map<string, unknown>();
  return {
    get: (key) => Promise.resolve(held.get(key)),
    set: (key, newValue) => {
      held.set(key, newValue);
      change({ [key]: { newValue } });
      return Promise.resolve();
    },
    remove: (key) => {
      const oldValue = held.get(key);
      if (held.delete(key)) change({ [key]: { oldValue } });
      return Promise.resolve();
    },
  };
}

const onLock = vi.fn<() => void>();
let stop: () => void;

beforeEach(() => {
  listeners.clear();
  onLock.mockReset();
  stop = createUiPorts({ decode: () => Promise.resolve([]) }).onLock(onLock);
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
