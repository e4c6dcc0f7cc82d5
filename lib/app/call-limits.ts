// How often one tab may ask the user in vain: a bound on prompts that the user did not allow, and a
// rest after the user has refused again and again. The counts lie in the session store, so that neither
// a reload nor the worker's death clears them; what is older than it matters is dropped at every write.

import type { Clock, SessionStore } from "./ports.ts";
import { SessionValue } from "./session-value.ts";

const KEY = "call-limits";
const WINDOW_MS = 60_000;
const MAX_PROMPTS = 30;
/** So many cancellations within WINDOW_MS bring a rest of WINDOW_MS from the last of them. */
const MAX_CANCELS = 3;

/** Epoch milliseconds, oldest first. */
type TabCalls = {
  readonly prompts: readonly number[];
  readonly cancels: readonly number[];
  readonly refusalLogged: number | null;
};
type Calls = Readonly<Record<string, TabCalls>>;

const NONE: TabCalls = { prompts: [], cancels: [], refusalLogged: null };

/** The counts of all tabs. Its callers take turns. */
export class CallLimits {
  readonly #stored: SessionValue<Calls>;
  readonly #now: Clock;

  constructor(ports: { readonly sessionStore: SessionStore; readonly now: Clock }) {
    this.#stored = new SessionValue<Calls>(ports.sessionStore, KEY, {});
    this.#now = ports.now;
  }

  /** Whether a call of the tab may come to the user. */
  async mayPrompt(tabId: number): Promise<boolean> {
    const { prompts, cancels } = (await this.#stored.get())[tabId] ?? NONE;
    if (prompts.filter((at) => this.#isRecent(at)).length >= MAX_PROMPTS) return false;
    const [first, ...others] = cancels.slice(-MAX_CANCELS);
    const last = others.at(-1);
    if (first === undefined || last === undefined || others.length < MAX_CANCELS - 1) return true;
    return last - first > WINDOW_MS || !this.#isRecent(last);
  }

  async notePrompt(tabId: number): Promise<void> {
    await this.#change(tabId, (tab) => ({ ...tab, prompts: [...tab.prompts, this.#now()] }));
  }

  /** The user allowed what the tab asked for: that prompt was welcome, and earlier refusals are past. */
  async noteAllowed(tabId: number): Promise<void> {
    await this.#change(tabId, (tab) => ({
      ...tab,
      prompts: tab.prompts.slice(0, -1),
      cancels: [],
    }));
  }

  /** The user refused, in whatever way. */
  async noteCancel(tabId: number): Promise<void> {
    await this.#change(tabId, (tab) => {
      return { ...tab, cancels: [...tab.cancels, this.#now()].slice(-MAX_CANCELS) };
    });
  }

  /** True once a minute for a tab whose calls are refused; asking counts. */
  async mayLogRefusal(tabId: number): Promise<boolean> {
    const { refusalLogged } = (await this.#stored.get())[tabId] ?? NONE;
    if (refusalLogged !== null && this.#isRecent(refusalLogged)) return false;
    await this.#change(tabId, (tab) => ({ ...tab, refusalLogged: this.#now() }));
    return true;
  }

  /** A time yet to come is of a clock that was put back since, and no longer counts. */
  #isRecent(at: number): boolean {
    const age = this.#now() - at;
    return age >= 0 && age < WINDOW_MS;
  }

  async #change(tabId: number, change: (tab: TabCalls) => TabCalls): Promise<void> {
    const all = await this.#stored.get();
    const changed: Calls = { ...all, [tabId]: change(all[tabId] ?? NONE) };
    const kept = Object.entries(changed).flatMap(([id, tab]) => {
      const prompts = tab.prompts.filter((at) => this.#isRecent(at));
      const cancels = this.#isRecent(tab.cancels.at(-1) ?? 0) ? tab.cancels : [];
      const refusalLogged = this.#isRecent(tab.refusalLogged ?? 0) ? tab.refusalLogged : null;
      const isEmpty = prompts.length + cancels.length === 0 && refusalLogged === null;
      return isEmpty ? [] : [[id, { prompts, cancels, refusalLogged }] as const];
    });
    await this.#stored.set(Object.fromEntries(kept));
  }
}
