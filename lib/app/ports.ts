// What the use cases need of the world outside. The platform layer implements these over the
// extension API; tests implement them in memory.

import type { PageRequest } from "../rpc/page-messages.ts";
import type { TextPrint } from "./text-print.ts";

/** Epoch milliseconds. */
export type Clock = () => number;

/**
 * Memory that outlives the worker but not the browser, readable by extension contexts alone. Every method
 * fails with WaykeyError `vault/storage`.
 */
export type SessionStore = {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<void>;
  remove(key: string): Promise<void>;
};

/** The same on the disk: for what is no secret. Every method fails with WaykeyError `vault/storage`. */
export type KeptStore = {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<void>;
};

/** What an organization that manages the browser has laid down: names and values, unchecked; empty for nothing. */
export type PolicySource = { read(): Promise<Readonly<Record<string, unknown>>> };

/** The browser's storage as a whole. */
export type Storage = {
  /** Bytes that it still grants; null where it does not say. */
  room(): Promise<number | null>;
  /**
   * Leaves the vault's database as it is, for good, and goes on with a new and empty one. For a database
   * that does not open any more, or whose vault does not.
   */
  startAnew(): Promise<void>;
  /** The same for the second copy. @throws WaykeyError `vault/storage` */
  leaveCopy(): Promise<void>;
  /** All that was left by these, as it lies there. */
  left(): Promise<unknown>;
};

/** Every method fails with WaykeyError `vault/storage`. */
export type Alarms = {
  /** Replaces the alarm of that name; fires no earlier than `at`, epoch milliseconds. */
  set(name: string, at: number): Promise<void>;
  clear(name: string): Promise<void>;
};

/** The computer's clipboard: looked at only to see whether it still holds a text that Waykey put there. */
export type Clipboard = {
  /** Has the worker called with `clipboard.due` at `at`, where an alarm would come much later. */
  watch(at: number): Promise<void>;
  /**
   * Empties it if it holds the text of `print`. Resolves with false if the browser did not let that be
   * seen or done.
   */
  clearIfHolds(print: TextPrint): Promise<boolean>;
  /** Nothing of ours is in it any more: ends the watch. */
  release(): Promise<void>;
};

/** Of the whole computer: its screen is locked; nobody touches it; somebody does. */
export type SystemState = "active" | "idle" | "locked";

export type Idle = {
  /** From now on the browser reports `idle` once nobody has touched the computer for `seconds`. */
  watch(seconds: number): Promise<void>;
  /** Whether nobody has touched it for `seconds`, or its screen is locked. */
  isAway(seconds: number): Promise<boolean>;
};

/** The page that the user has before them, if Waykey may act there. */
export type PageInUse = { readonly tabId: number; readonly origin: string };

export type Pages = {
  /** The in-scope page in use, or null. */
  inUse(): Promise<PageInUse | null>;
  /**
   * Asks the content script of a tab's top document. The answer is unchecked.
   * @throws WaykeyError `page/unreachable` if none answers
   */
  ask(tabId: number, request: PageRequest): Promise<unknown>;
  /** The tab's next document when that has loaded; null if it is out of scope, or did not load within 30 s. */
  nextLoad(tabId: number): Promise<PageInUse | null>;
  /** The page of Headway's that a tab shows, if it has loaded; else null. */
  loaded(tabId: number): Promise<PageInUse | null>;
  /** The tab of Waykey's own practice page while that is the page in use, else null. */
  practiceTab(): Promise<number | null>;
  /** Whether the browser lets Waykey act on Headway's pages. */
  access(): Promise<boolean>;
};

export type PromptWindows = {
  /** Opens the prompt for a ceremony and resolves with the window's id. */
  open(ceremonyId: string, overTabId: number): Promise<number>;
  /** Closes it; a window that is gone already is no error. */
  close(windowId: number): Promise<void>;
  isOpen(windowId: number): Promise<boolean>;
};

/** Resolves after `ms` milliseconds; after 0, when what else the worker is asked has had its turn. */
export type Wait = (ms: number) => Promise<void>;

/** Keeps the worker from being ended as idle until `work` has settled, ten minutes at most. */
export type StayAwake = <T>(work: () => Promise<T>) => Promise<T>;
