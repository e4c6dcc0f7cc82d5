// As much of the extension API as the worker's listeners touch, in memory. Tests put it in the place
// of webextension-polyfill and fire its events.

export const OURS = "chrome-extension://aaaabbbbccccddddeeeeffffgggghhhh";
export const ID = "aaaabbbbccccddddeeeeffffgggghhhh";

/** An event with its listeners. */
class FakeEvent<T extends readonly unknown[]> {
  readonly listeners: ((...input: T) => unknown)[] = [];

  addListener(listener: (...input: T) => unknown): void {
    this.listeners.push(listener);
  }

  fire(...input: T): unknown[] {
    return this.listeners.map((listener) => listener(...input));
  }
}

/** A port as the worker sees it. */
export class FakePort {
  readonly onMessage = new FakeEvent<[unknown]>();
  readonly onDisconnect = new FakeEvent<[]>();
  readonly sent: unknown[] = [];
  isOpen = true;
  readonly name: string;
  readonly sender: unknown;

  constructor(name: string, sender: unknown) {
    this.name = name;
    this.sender = sender;
  }

  postMessage(message: unknown): void {
    if (!this.isOpen) throw new Error("Attempting to use a disconnected port object");
    this.sent.push(message);
  }

  /** The worker's own end: it hears nothing of it. */
  disconnect(): void {
    this.isOpen = false;
  }

  /** The page's end goes away. */
  leave(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.onDisconnect.fire();
  }
}

export const GONE_TAB = 404;

export function createFakeBrowser() {
  return {
    runtime: {
      id: ID,
      getURL: (path: string) => `${OURS}/${path.replace(/^\//, "")}`,
      onConnect: new FakeEvent<[FakePort]>(),
      onMessage: new FakeEvent<[unknown, unknown]>(),
      onStartup: new FakeEvent<[]>(),
      onInstalled: new FakeEvent<[{ reason: string; previousVersion?: string }]>(),
    },
    alarms: {
      onAlarm: new FakeEvent<[{ name: string }]>(),
      at: new Map<string, number>(),
      create(name: string, { when }: { when: number }) {
        this.at.set(name, when);
      },
      async clear(name: string) {
        return this.at.delete(name);
      },
    },
    contextMenus: {
      onClicked: new FakeEvent<[object]>(),
      items: new Map<string, object>(),
      /** One that is there is refused, and stays. */
      create(item: { id: string }, callback: () => void) {
        if (!this.items.has(item.id)) this.items.set(item.id, item);
        callback();
      },
      async removeAll() {
        this.items.clear();
      },
    },
    idle: { onStateChanged: new FakeEvent<[string]>() },
    /** The tab that the user is at. */
    tabs: {
      created: [] as object[],
      async create(tab: object) {
        this.created.push(tab);
      },
      query: async () => [{ id: 1 }],
      sent: [] as readonly unknown[],
      async sendMessage(...message: readonly unknown[]) {
        this.sent = [...this.sent, message];
      },
    },
    scripting: {
      injected: [] as object[],
      async executeScript(script: { target: { tabId: number } }) {
        if (script.target.tabId === GONE_TAB) throw new Error(`No tab with id: ${GONE_TAB}`);
        this.injected.push(script);
        return [];
      },
    },
    windows: {
      onRemoved: new FakeEvent<[number]>(),
      getLastFocused: async () => ({ focused: true }),
    },
    commands: { onCommand: new FakeEvent<[string]>() },
    action: {
      opened: 0,
      /** As in Firefox outside the handler of a user action. */
      refuses: false,
      badge: "",
      title: "Waykey",
      /** Badge and title of single tabs, by id; the browser refuses a tab that is gone. */
      tabs: new Map<number, { badge: string; title: string }>(),
      async openPopup() {
        if (this.refuses) throw new Error("openPopup requires a user gesture");
        this.opened++;
      },
      async setBadgeText({ text, tabId }: { text: string; tabId?: number }) {
        if (tabId === undefined) this.badge = text;
        else this.changeTab(tabId, { badge: text });
      },
      async setTitle({ title, tabId }: { title: string; tabId?: number }) {
        if (tabId === undefined) this.title = title;
        else this.changeTab(tabId, { title });
      },
      changeTab(tabId: number, change: { badge?: string; title?: string }) {
        if (tabId === GONE_TAB) throw new Error(`No tab with id: ${tabId}.`);
        this.tabs.set(tabId, { badge: "", title: "", ...this.tabs.get(tabId), ...change });
      },
    },
  };
}

/** The sender of a content script in a Headway page, as Chromium describes it. */
export const CONTENT_SCRIPT = {
  id: ID,
  url: "https://sigmund.headway.co/login?next=/",
  origin: "https://sigmund.headway.co",
  tab: { id: 1 },
  frameId: 0,
  documentId: "document-1",
  documentLifecycle: "active",
} as const;
