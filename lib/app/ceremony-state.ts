// One WebAuthn call that waits for the user. It lies in the session store, so that it outlasts the
// worker and an unlock; all changes go through one queue, so that two of them never cross.

import type { CeremonyCall, CeremonyOutcome } from "../rpc/ceremony-messages.ts";
import { createMutex } from "./mutex.ts";
import type { SessionStore } from "./ports.ts";
import { SessionValue } from "./session-value.ts";

const KEY = "ceremonies";

/** Who asks, as the browser says it of the port's sender. */
export type Requester = {
  readonly tabId: number;
  readonly frameId: number;
  /** Chromium and Firefox both name the document; null where a browser does not. */
  readonly documentId: string | null;
  readonly origin: string;
  /** The origin of the tab's page; null if the browser does not say it. */
  readonly topOrigin: string | null;
};

export type Ceremony = {
  readonly id: string;
  readonly requester: Requester;
  readonly call: CeremonyCall;
  /** Whether any frame above the requester's is of another origin. */
  readonly crossOrigin: boolean;
  readonly rpId: string;
  readonly createdAt: number;
  readonly expiresAt: number;
  /** The prompt's window; null until it is open. */
  readonly windowId: number | null;
  /** The user was verified within this ceremony. */
  readonly verified: boolean;
  /** Set once, when it is decided; kept until the page has it. */
  readonly outcome: CeremonyOutcome | null;
  /** Set before the page is told the outcome: from then on it may have heard of it. */
  readonly isHandedOver: boolean;
};

type Ceremonies = Readonly<Record<string, Ceremony>>;

/** Ids come from outside; one that an object inherits names no ceremony. */
function own(all: Ceremonies, id: string): Ceremony | undefined {
  return Object.hasOwn(all, id) ? all[id] : undefined;
}

/** Same document: a ceremony may be resumed and signed for this requester and no other. */
export function isSameRequester(left: Requester, right: Requester): boolean {
  return (
    left.tabId === right.tabId &&
    left.frameId === right.frameId &&
    left.documentId === right.documentId &&
    left.origin === right.origin &&
    left.topOrigin === right.topOrigin
  );
}

/** The open ceremonies. Only this class writes the key, so what it reads is what it wrote. */
export class CeremonyStore {
  readonly #stored: SessionValue<Ceremonies>;
  readonly #inTurn = createMutex();

  constructor(store: SessionStore) {
    this.#stored = new SessionValue<Ceremonies>(store, KEY, {});
  }

  async find(id: string): Promise<Ceremony | null> {
    return own(await this.#stored.get(), id) ?? null;
  }

  async all(): Promise<readonly Ceremony[]> {
    return Object.values(await this.#stored.get());
  }

  async add(ceremony: Ceremony): Promise<void> {
    await this.#inTurn(async () => {
      await this.#stored.set({ ...(await this.#stored.get()), [ceremony.id]: ceremony });
    });
  }

  /**
   * Applies `change` to a ceremony and resolves with the new state; null if it is gone, or if it is
   * decided already: an outcome is never replaced.
   */
  async update(
    id: string,
    change: Partial<Pick<Ceremony, "windowId" | "verified" | "outcome" | "isHandedOver">>,
  ): Promise<Ceremony | null> {
    return this.#inTurn(async () => {
      const all = await this.#stored.get();
      const before = own(all, id);
      if (before === undefined || before.outcome !== null) return null;
      const after = { ...before, ...change };
      try {
        await this.#stored.set({ ...all, [id]: after });
      } catch (error) {
        // It may have done its work all the same, and what was decided is to be told then: it is never decided again.
        const isDecided = (own(await this.#stored.get(), id)?.outcome ?? null) !== null;
        if (!isDecided) throw error;
      }
      return after;
    });
  }

  /** Whether the page may have heard of the outcome. */
  async noteHandOver(id: string, isHandedOver: boolean): Promise<void> {
    await this.#inTurn(async () => {
      const all = await this.#stored.get();
      const before = own(all, id);
      if (before === undefined || before.isHandedOver === isHandedOver) return;
      await this.#stored.set({ ...all, [id]: { ...before, isHandedOver } });
    });
  }

  async remove(id: string): Promise<void> {
    await this.#inTurn(async () => {
      const { [id]: _gone, ...rest } = await this.#stored.get();
      await this.#stored.set(rest);
    });
  }
}
