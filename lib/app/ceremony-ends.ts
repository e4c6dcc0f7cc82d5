// The end of a ceremony: decided once, handed over to the page, noted in the log, and then forgotten.
// If the page is not there, the outcome waits for its return until the ceremony's time is up.

import { isWaykeyError } from "../errors.ts";
import type { CeremonyOutcome } from "../rpc/ceremony-messages.ts";
import { type App, findOpenVault } from "./app.ts";
import { noteInLog } from "./ceremony-log.ts";
import type { Ceremony, CeremonyStore } from "./ceremony-state.ts";
import { allOf, inAnyCase } from "./in-any-case.ts";
import { merelyNoted } from "./merely-noted.ts";
import type { CeremonyLogEntry } from "./views.ts";
import type { WaitingPages } from "./waiting-pages.ts";

export const ALARM_PREFIX = "ceremony:";
export const NATIVE: CeremonyOutcome = { kind: "native" };
export const NOT_ALLOWED: CeremonyOutcome = { kind: "error", name: "NotAllowedError" };

/** So long the prompt stays for a page that is slow to take its outcome. */
const HEARD_WITHIN_MS = 100;

/** What the log is to say of an end beside the request itself. */
export type EndNote = Pick<CeremonyLogEntry, "result"> &
  Partial<Pick<CeremonyLogEntry, "userName" | "userPresent" | "userVerified">>;

/** The log's line for a ceremony that ended now, or for a call that was never one. */
export function logEntryOf(
  { call, requester, rpId }: Pick<Ceremony, "call" | "requester" | "rpId">,
  note: EndNote,
  at: number,
): CeremonyLogEntry {
  const { kind } = call;
  const userName = call.kind === "create" ? call.options.user.name : "";
  const flags = { userPresent: false, userVerified: false };
  return { at, kind, origin: requester.origin, rpId, userName, ...flags, ...note };
}

/** Ends ceremonies. Its callers take turns. */
export class CeremonyEnds {
  readonly #app: App;
  readonly #state: CeremonyStore;
  readonly #pages: WaitingPages;

  constructor(app: App, state: CeremonyStore, pages: WaitingPages) {
    this.#app = app;
    this.#state = state;
    this.#pages = pages;
  }

  /** Decides a ceremony that is undecided, closes its prompt, and hands the outcome over. */
  async finish(id: string, outcome: CeremonyOutcome, note: EndNote | null): Promise<void> {
    // In one write, so that the page waits for no other.
    const isHandedOver = this.#pages.has(id);
    const ended = await this.#state.update(id, { outcome, isHandedOver });
    if (ended === null) return;
    await inAnyCase([
      () => this.#tell(ended, outcome),
      async () => {
        if (outcome.kind !== "created") await this.dropUnheard(ended);
      },
      // What was decided is in the log, though its window hangs.
      async () => {
        if (note === null) return;
        await noteInLog(this.#app, logEntryOf(ended, note, this.#app.ports.now()));
      },
    ]);
  }

  /** Closes the prompt and hands the outcome over, each whatever becomes of the other. */
  async #tell({ id, windowId }: Ceremony, outcome: CeremonyOutcome): Promise<void> {
    const close = async () => {
      if (windowId !== null) await this.#app.ports.prompts.close(windowId);
    };
    // The browser's own dialog wants the focus that the prompt has, and so does a page that is refused and asks for
    // something else at once.
    const wantsFocus = outcome.kind === "native" || outcome.kind === "error";
    if (wantsFocus) return inAnyCase([close, () => this.handOver(id, outcome)]);
    // Else the page comes first: a browser that closes a window does nothing else for a while.
    let isGiven = false;
    const give = async () => {
      const heard = this.#pages.untilGone(id);
      isGiven = await this.#give(id, outcome);
      if (isGiven) await Promise.race([heard, this.#app.ports.wait(HEARD_WITHIN_MS)]);
    };
    const forget = async () => {
      if (isGiven) await merelyNoted(() => this.forget(id));
    };
    await inAnyCase([give, () => allOf([close(), forget()])]);
  }

  /**
   * The page has not heard of the passkey that was made for it, and never will: it goes, and the log says
   * so. One that the page may have heard of stays.
   */
  async dropUndelivered(ceremony: Ceremony, note: EndNote): Promise<void> {
    if (ceremony.outcome?.kind !== "created" || ceremony.isHandedOver) return;
    await this.dropUnheard(ceremony);
    await noteInLog(this.#app, logEntryOf(ceremony, note, this.#app.ports.now()));
  }

  /** Gives the outcome to the page if it is there, and forgets the ceremony then. */
  async handOver(id: string, outcome: CeremonyOutcome): Promise<void> {
    if (await this.#give(id, outcome)) await merelyNoted(() => this.forget(id));
  }

  /** False if the page is not there: it has not heard of the outcome, then. */
  async #give(id: string, outcome: CeremonyOutcome): Promise<boolean> {
    await this.#state.noteHandOver(id, this.#pages.has(id));
    if (!this.#pages.has(id)) {
      // It may have left while that was noted.
      await this.#state.noteHandOver(id, false);
      return false;
    }
    this.#pages.take(id)?.send({ type: "outcome", outcome });
    return true;
  }

  /** The alarm goes last: what could not be forgotten is tried again when its time is up. */
  async forget(id: string): Promise<void> {
    await this.#state.remove(id);
    await this.#app.ports.alarms.clear(ALARM_PREFIX + id);
  }

  /**
   * Removes the passkey that an *Allow* may have kept before it was cut off: no site has heard of it.
   * While the vault is locked it has to stay, and where the storage fails.
   */
  async dropUnheard({ id, call }: Ceremony): Promise<void> {
    if (call.kind !== "create") return;
    try {
      const vault = await findOpenVault(this.#app, "look");
      await vault?.remove([id]);
    } catch (error) {
      // It stays, then, in the user's sight; the call that ends, or the next one, goes on.
      if (!isWaykeyError(error, "vault/storage")) throw error;
    }
  }
}
