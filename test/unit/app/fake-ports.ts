// The world outside the application, in memory: session store, alarms, idle time, pages, prompt windows. Every
// fake keeps a record of what was asked of it, and can be told to fail.

import type { PageInUse } from "../../../lib/app/ports.ts";
import { isTextOf, type TextPrint } from "../../../lib/app/text-print.ts";
import type { PageRequest } from "../../../lib/rpc/page-messages.ts";

/** Keeps copies, as a browser does. */
export class FakeSessionStore {
  readonly values = new Map<string, unknown>();
  /** Runs before every write; may throw. */
  onSet: (key: string, value: unknown) => void = () => undefined;

  async get(key: string): Promise<unknown> {
    return structuredClone(this.values.get(key));
  }

  async set(key: string, value: unknown): Promise<void> {
    this.onSet(key, value);
    this.values.set(key, structuredClone(value));
  }

  async remove(key: string): Promise<void> {
    this.values.delete(key);
  }
}

/** The browser's storage as a whole, and what is kept in it beside the vault. */
export class FakeStorage {
  free: number | null = 1e9;
  anew = 0;
  /** Runs when a new database is begun. */
  onAnew: () => void = () => undefined;

  async room(): Promise<number | null> {
    return this.free;
  }

  async startAnew(): Promise<void> {
    this.anew++;
    this.onAnew();
  }

  /** Runs when the second copy is to be left. */
  onLeaveCopy: () => void = () => undefined;

  async leaveCopy(): Promise<void> {
    this.onLeaveCopy();
  }

  async left(): Promise<unknown> {
    return { databases: {}, copies: {} };
  }
}

export class FakeAlarms {
  readonly at = new Map<string, number>();

  async set(name: string, at: number): Promise<void> {
    this.at.set(name, at);
  }

  async clear(name: string): Promise<void> {
    this.at.delete(name);
  }
}

export class FakeIdle {
  /** What the browser was last told to watch for; null: nothing, or it forgot. */
  watched: number | null = null;
  /** For how long nobody has touched the computer. */
  awaySeconds = 0;

  async watch(seconds: number): Promise<void> {
    this.watched = seconds;
  }

  async isAway(seconds: number): Promise<boolean> {
    return this.awaySeconds >= seconds;
  }
}

export class FakeClipboard {
  text = "";
  /** How often the browser refuses to let it be looked at. */
  refusals = 0;
  /** When the worker is to be called; null: no watch. */
  watched: number | null = null;

  async watch(at: number): Promise<void> {
    this.watched = at;
  }

  async clearIfHolds(print: TextPrint): Promise<boolean> {
    if (this.refusals > 0) {
      this.refusals--;
      return false;
    }
    if (isTextOf(print, this.text)) this.text = "";
    return true;
  }

  async release(): Promise<void> {
    this.watched = null;
  }
}

/** What every answer to `inspect` names that names no other, until another document has loaded. */
export const DOCUMENT = "document-1";

export class FakePages {
  page: PageInUse | null = null;
  /** What the content script answers; unchecked, as the real ones are. */
  answers: Record<PageRequest["type"], unknown> = {
    inspect: { kind: "other", email: null, recoveryCode: null, conditional: null },
    images: { images: [] },
    /** Null: it takes the code, and says what it shows; a challenge if a test says nothing of that. */
    "fill-code": null,
    "fill-recovery-code": { filled: true, screen: "recovery-challenge" },
    "read-clock": { read: false },
    "try-another-method": { pressed: true },
    "check-override": { state: "in-place" },
    "begin-conditional": { begun: true },
  };
  /** Runs before every answer. */
  onAsk: (request: PageRequest) => Promise<void> = () => Promise.resolve();
  hasAccess = true;
  loads = true;
  readonly asked: { readonly tabId: number; readonly request: PageRequest }[] = [];

  /** The authenticator's codes among them. */
  get fills(): readonly { readonly tabId: number; readonly request: PageRequest }[] {
    return this.asked.filter(({ request }) => request.type === "fill-code");
  }

  async inUse(): Promise<PageInUse | null> {
    return this.page;
  }

  async ask(tabId: number, request: PageRequest): Promise<unknown> {
    this.asked.push({ tabId, request });
    await this.onAsk(request);
    const answer = this.answers[request.type];
    if (answer instanceof Error) throw answer;
    if (request.type === "inspect" && typeof answer === "object") {
      return { documentId: `document-${this.#documents}`, ...answer };
    }
    return request.type === "fill-code" && answer === null ? this.#filled() : answer;
  }

  #filled(): unknown {
    const { kind } = this.answers.inspect as { kind?: string };
    return { filled: true, screen: kind === "otp-enrolment" ? kind : "otp-challenge" };
  }

  /** The tab of the practice page, while that is in use. */
  practice: number | null = null;

  async practiceTab(): Promise<number | null> {
    return this.practice;
  }

  /** It has come before anybody could listen for it. */
  hasLoaded = false;

  async loaded(): Promise<PageInUse | null> {
    return this.hasLoaded ? this.page : null;
  }

  #documents = 1;

  async nextLoad(): Promise<PageInUse | null> {
    if (this.loads) this.#documents++;
    return this.loads ? this.page : null;
  }

  async access(): Promise<boolean> {
    return this.hasAccess;
  }
}

export class FakePrompts {
  /** Window id -> ceremony id. */
  readonly windows = new Map<number, string>();
  readonly opened: string[] = [];
  failNextOpen = false;
  failNextClose = false;
  /** Runs while a window is being opened. */
  onOpen: () => void | Promise<void> = () => undefined;
  #next = 100;

  async open(ceremonyId: string): Promise<number> {
    if (this.failNextOpen) {
      this.failNextOpen = false;
      throw new Error("No window could be opened");
    }
    const windowId = ++this.#next;
    this.opened.push(ceremonyId);
    this.windows.set(windowId, ceremonyId);
    await this.onOpen();
    return windowId;
  }

  isOpen(windowId: number): Promise<boolean> {
    return Promise.resolve(this.windows.has(windowId));
  }

  async close(windowId: number): Promise<void> {
    if (this.failNextClose) {
      this.failNextClose = false;
      throw new Error("The window went away just now");
    }
    this.windows.delete(windowId);
  }
}
