// A page's WebAuthn call from its arrival to its outcome: ask the user in the prompt, sign, hand over.
// Whatever is not ours, or goes wrong before the user was asked, goes to the browser's own WebAuthn (I1). Nothing depends on the worker staying alive: the state lies in the
// session store, the page's bridge comes back with `resume`, and the prompt asks by id.

import { isWaykeyError, WaykeyError } from "../errors.ts";
import type { CeremonyCall, CeremonyOutcome, CeremonyReply } from "../rpc/ceremony-messages.ts";
import { verifyPassword } from "../vault/unlock.ts";
import type { Vault } from "../vault/vault.ts";
import { type App, findOpenVault, requireVault } from "./app.ts";
import { fittingPasskeys, prepareCeremony } from "./ceremony-claim.ts";
import { createPasskey, notePasskeyUse, signIn } from "./ceremony-result.ts";
import { type Ceremony, CeremonyStore, isSameRequester, type Requester } from "./ceremony-state.ts";
import { ceremonyView, needsVerification } from "./ceremony-view.ts";
import { createMutex } from "./mutex.ts";
import { unlockWithPassword } from "./unlock.ts";
import type { CeremonyView } from "./views.ts";

/** The page's end of a ceremony. */
export type ReplyPort = { send(reply: CeremonyReply): void };

const ALARM_PREFIX = "ceremony:";
const NATIVE: CeremonyOutcome = { kind: "native" };
const NOT_ALLOWED: CeremonyOutcome = { kind: "error", name: "NotAllowedError" };

/** How long *Allow* waits for a page whose bridge is just coming back after the worker died. */
const PAGE_RETURN_MS = 2_000;

type Deliverable = { readonly port: ReplyPort; readonly requester: Requester };

function pageGone(): WaykeyError {
  return new WaykeyError("ceremony/gone", "The page that asked is gone");
}

/** All ceremonies of this browser, and the live ports of the pages that wait for them. */
export class Ceremonies {
  readonly #app: App;
  readonly #state: CeremonyStore;
  readonly #waiting = new Map<string, Deliverable>();
  readonly #arrivals = new Map<string, () => void>();
  /** Ceremonies whose prompt is on its way. */
  readonly #opening = new Set<string>();
  /** Decisions are taken one after another: what was begun under one is not ended by another. */
  readonly #inTurn = createMutex();

  constructor(app: App) {
    this.#app = app;
    this.#state = new CeremonyStore(app.ports.sessionStore);
  }

  /** A page's call arrives. Resolves with the ceremony's id once it is the user's to decide. */
  async start(call: CeremonyCall, requester: Requester, port: ReplyPort): Promise<string | null> {
    const ceremony = await this.#inTurn(() => this.#accept(call, requester, port));
    if (ceremony === null) return null;
    await this.#openPrompt(ceremony);
    return ceremony.id;
  }

  /** The page's bridge is back after the worker died. Foreign or unknown ids end in a refusal. */
  async resume(ceremonyId: string, requester: Requester, port: ReplyPort): Promise<string | null> {
    const ceremony = await this.#state.find(ceremonyId);
    if (ceremony === null || !isSameRequester(ceremony.requester, requester)) {
      port.send({ type: "outcome", outcome: NOT_ALLOWED });
      return null;
    }
    this.#waiting.set(ceremonyId, { port, requester });
    this.#arrivals.get(ceremonyId)?.();
    await this.#inTurn(async () => {
      const now = await this.#state.find(ceremonyId);
      if (now === null || now.outcome !== null) {
        await this.#handOver(ceremonyId, now?.outcome ?? NOT_ALLOWED);
      }
    });
    if (ceremony.windowId === null) await this.#openPrompt(ceremony);
    return ceremonyId;
  }

  /** The page's port is gone, or the page aborted: nobody is left to answer. */
  async abandon(ceremonyId: string): Promise<void> {
    this.#waiting.delete(ceremonyId);
    await this.#inTurn(async () => {
      await this.#finish(ceremonyId, NOT_ALLOWED);
      await this.#forget(ceremonyId);
    });
  }

  /** What the prompt shows. @throws WaykeyError `ceremony/unknown` */
  async show(id: string): Promise<CeremonyView> {
    const ceremony = await this.#require(id);
    const vault = ceremony.outcome === null ? await findOpenVault(this.#app) : null;
    if (vault !== null && ceremony.call.kind === "get") {
      const fitting = await fittingPasskeys(vault, ceremony);
      if (fitting.length === 0) {
        await this.#end(id, NATIVE);
        return ceremonyView({ ...ceremony, outcome: NATIVE }, null, []);
      }
      return ceremonyView(ceremony, vault, fitting);
    }
    return ceremonyView(ceremony, vault, []);
  }

  /** Unlocks the vault within a ceremony, which counts as verifying the user for it (I3). */
  async unlock(id: string, password: string): Promise<CeremonyView> {
    await this.#require(id);
    await unlockWithPassword(this.#app, password);
    await this.#state.update(id, { verified: true });
    return this.show(id);
  }

  /**
   * The user allows. Repeating it is safe: a passkey made by a try that was cut off is replaced.
   * @throws WaykeyError `ceremony/unknown`, `ceremony/choice`, `ceremony/verification`,
   *   `ceremony/gone`, `vault/password`, `vault/locked`, `vault/storage`
   */
  async allow(
    id: string,
    passkeyId: string | null,
    password: string | null,
  ): Promise<CeremonyView> {
    const asked = await this.#require(id);
    if (asked.outcome !== null) return ceremonyView(asked, null, []);
    const vault = await requireVault(this.#app);
    const userVerified = await this.#verify(asked, password);
    await this.#requirePage(id);
    return this.#inTurn(async () => {
      const ceremony = await this.#require(id);
      if (ceremony.outcome === null) {
        if (!this.#waiting.has(id)) throw pageGone();
        const { call } = ceremony;
        if (call.kind === "create") await this.#create(ceremony, vault, userVerified);
        else await this.#signIn(ceremony, vault, passkeyId, userVerified);
      }
      return ceremonyView({ ...ceremony, outcome: NOT_ALLOWED }, null, []);
    });
  }

  async cancel(id: string): Promise<void> {
    await this.#end(id, NOT_ALLOWED);
  }

  /** The user wants the browser's own authenticators: the call goes where it would have gone. */
  async useOther(id: string): Promise<void> {
    await this.#end(id, NATIVE);
  }

  /** The prompt's window was closed by the user. */
  async onWindowClosed(windowId: number): Promise<void> {
    const open = (await this.#state.all()).find((ceremony) => ceremony.windowId === windowId);
    if (open !== undefined) await this.#end(open.id, NOT_ALLOWED);
  }

  /** An alarm fired; true if it was one of ours. */
  async onAlarm(name: string): Promise<boolean> {
    if (!name.startsWith(ALARM_PREFIX)) return false;
    const id = name.slice(ALARM_PREFIX.length);
    await this.#inTurn(async () => {
      await this.#finish(id, NOT_ALLOWED);
      await this.#forget(id);
    });
    return true;
  }

  /** Begins the ceremony, in the place of an older one of the tab; null if the browser answers. */
  async #accept(
    call: CeremonyCall,
    requester: Requester,
    port: ReplyPort,
  ): Promise<Ceremony | null> {
    const ceremony = await prepareCeremony(this.#app, call, requester);
    if (ceremony === null) {
      port.send({ type: "outcome", outcome: NATIVE });
      return null;
    }
    for (const other of await this.#state.all()) {
      if (other.requester.tabId === requester.tabId) await this.#finish(other.id, NOT_ALLOWED);
    }
    await this.#app.ports.alarms.set(ALARM_PREFIX + ceremony.id, ceremony.expiresAt);
    await this.#state.add(ceremony);
    this.#waiting.set(ceremony.id, { port, requester });
    port.send({ type: "accepted", ceremonyId: ceremony.id });
    return ceremony;
  }

  /** Opens the prompt of a ceremony that is still undecided and has none. */
  async #openPrompt({ id, requester }: Ceremony): Promise<void> {
    if (this.#opening.has(id)) return;
    this.#opening.add(id);
    try {
      // In turn, so that of many calls in a row only the last opens a window.
      const now = await this.#inTurn(() => this.#state.find(id));
      if (now === null || now.outcome !== null || now.windowId !== null) return;
      const windowId = await this.#app.ports.prompts.open(id, requester.tabId);
      const updated = await this.#state.update(id, { windowId });
      if (updated === null) await this.#app.ports.prompts.close(windowId);
    } catch (error) {
      await this.#end(id, NATIVE);
      throw error;
    } finally {
      this.#opening.delete(id);
    }
  }

  async #create(ceremony: Ceremony, vault: Vault, userVerified: boolean): Promise<void> {
    const outcome = await createPasskey(this.#app, vault, ceremony, userVerified);
    // The page may have left while the passkey was being written.
    if (!this.#waiting.has(ceremony.id)) {
      await this.#dropUnheard(ceremony);
      throw pageGone();
    }
    await this.#finish(ceremony.id, outcome);
  }

  async #signIn(
    ceremony: Ceremony,
    vault: Vault,
    passkeyId: string | null,
    userVerified: boolean,
  ): Promise<void> {
    const fitting = await fittingPasskeys(vault, ceremony);
    const passkey = fitting.find((record) => record.id === passkeyId);
    if (passkey === undefined) {
      throw new WaykeyError("ceremony/choice", "Choose one of the passkeys");
    }
    if (!this.#waiting.has(ceremony.id)) throw pageGone();
    await this.#finish(ceremony.id, signIn(ceremony, passkey, userVerified));
    await notePasskeyUse(this.#app, vault, passkey.id, ceremony.requester.origin);
  }

  async #verify(ceremony: Ceremony, password: string | null): Promise<boolean> {
    if (!needsVerification(ceremony)) return ceremony.verified;
    if (password === null || password === "") {
      throw new WaykeyError("ceremony/verification", "The password is needed for this");
    }
    await verifyPassword(this.#app.ports.store, password);
    return true;
  }

  /** Nothing is signed for a page that is gone. */
  async #requirePage(id: string): Promise<void> {
    if (!this.#waiting.has(id)) {
      const arrival = new Promise<void>((resolve) => this.#arrivals.set(id, resolve));
      await Promise.race([arrival, this.#app.ports.wait(PAGE_RETURN_MS)]);
      this.#arrivals.delete(id);
    }
    if (this.#waiting.has(id)) return;
    await this.abandon(id);
    throw pageGone();
  }

  async #require(id: string): Promise<Ceremony> {
    const ceremony = await this.#state.find(id);
    if (ceremony === null) throw new WaykeyError("ceremony/unknown", "The request has ended");
    return ceremony;
  }

  async #end(id: string, outcome: CeremonyOutcome): Promise<void> {
    await this.#inTurn(() => this.#finish(id, outcome));
  }

  /**
   * Decides a ceremony once, closes its prompt, and hands the outcome over if the page is there. If
   * it is not, the outcome waits for its `resume` until the ceremony's time is up. Only in turn.
   */
  async #finish(id: string, outcome: CeremonyOutcome): Promise<void> {
    const ended = await this.#state.update(id, { outcome });
    if (ended === null) return;
    try {
      if (ended.windowId !== null) await this.#app.ports.prompts.close(ended.windowId);
    } finally {
      await this.#handOver(id, outcome);
    }
    if (outcome.kind !== "created") await this.#dropUnheard(ended);
  }

  /**
   * Removes the passkey that an *Allow* may have kept before it was cut off: no site has heard of it.
   * While the vault is locked it has to stay, and where the storage fails.
   */
  async #dropUnheard({ id, call }: Ceremony): Promise<void> {
    if (call.kind !== "create") return;
    try {
      const vault = await findOpenVault(this.#app, "look");
      await vault?.remove([id]);
    } catch (error) {
      // It stays, then, in the user's sight; the call that ends, or the next one, goes on.
      if (!isWaykeyError(error, "vault/storage")) throw error;
    }
  }

  async #handOver(id: string, outcome: CeremonyOutcome): Promise<void> {
    const waiting = this.#waiting.get(id);
    if (waiting === undefined) return;
    this.#waiting.delete(id);
    waiting.port.send({ type: "outcome", outcome });
    await this.#forget(id);
  }

  async #forget(id: string): Promise<void> {
    await this.#app.ports.alarms.clear(ALARM_PREFIX + id);
    await this.#state.remove(id);
  }
}
