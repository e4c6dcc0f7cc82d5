// A page's WebAuthn call from its arrival to its outcome: ask the user in the prompt, sign, hand over.
// Whatever is not ours, or goes wrong before the user was asked, goes to the browser's own WebAuthn
// (I1). Nothing depends on the worker staying alive: the state lies in the session store, the page's
// bridge comes back with `resume`, and the prompt asks by id.

import { WaykeyError } from "../errors.ts";
import type { CeremonyCall, CeremonyOutcome } from "../rpc/ceremony-messages.ts";
import type { App } from "./app.ts";
import { CallLimits } from "./call-limits.ts";
import { fittingPasskeys } from "./ceremony-claim.ts";
import { ALARM_PREFIX, CeremonyEnds, type EndNote, NATIVE, NOT_ALLOWED } from "./ceremony-ends.ts";
import { CeremonyGrants } from "./ceremony-grants.ts";
import { CeremonyIntake } from "./ceremony-intake.ts";
import { writeLog } from "./ceremony-log.ts";
import { needsVerification } from "./ceremony-need.ts";
import { type Ceremony, CeremonyStore, isSameRequester, type Requester } from "./ceremony-state.ts";
import { ceremonyView } from "./ceremony-view.ts";
import { allOf } from "./in-any-case.ts";
import { makeCeremonyResultReady } from "./load-ceremony-result.ts";
import { merelyNoted } from "./merely-noted.ts";
import { createMutex } from "./mutex.ts";
import { PreparedView } from "./prepared-view.ts";
import { PromptOpener } from "./prompt-opener.ts";
import { unlock } from "./unlock.ts";
import { type OpenVault, VaultAtHand } from "./vault-at-hand.ts";
import { verifyUser } from "./verification.ts";
import type { CeremonyView, UnlockProof, VerificationProof } from "./views.ts";
import { pageGone, type ReplyPort, WaitingPages } from "./waiting-pages.ts";

/** When the prompt stands; it takes no *Allow* for longer than that still. */
const PREPARE_AFTER_MS = 200;

/** All ceremonies of this browser, and the live ports of the pages that wait for them. */
export class Ceremonies {
  readonly #app: App;
  readonly #state: CeremonyStore;
  readonly #limits: CallLimits;
  readonly #pages = new WaitingPages();
  readonly #ends: CeremonyEnds;
  readonly #intake: CeremonyIntake;
  readonly #grants: CeremonyGrants;
  readonly #prompts: PromptOpener;
  /** Decisions are taken one after another: what was begun under one is not ended by another. */
  readonly #inTurn = createMutex();
  readonly #prepared: PreparedView;
  readonly #vaults: VaultAtHand;

  constructor(app: App) {
    this.#app = app;
    this.#state = new CeremonyStore(app.ports.sessionStore);
    this.#limits = new CallLimits(app.ports);
    this.#ends = new CeremonyEnds(app, this.#state, this.#pages);
    this.#intake = new CeremonyIntake(app, this.#state, this.#pages, this.#ends, this.#limits);
    this.#grants = new CeremonyGrants(app, this.#pages, this.#ends);
    this.#vaults = new VaultAtHand(app);
    this.#prepared = new PreparedView(app, this.#state, (id) => this.#look(id));
    this.#prompts = new PromptOpener(app, this.#state, this.#pages, this.#limits, this.#inTurn, {
      onOpening: (id) => this.#prepared.prepare(id),
    });
  }

  /**
   * A page's call arrives. Resolves with the ceremony's id once it is the user's to decide; null if it
   * has its outcome already.
   * @param saysCrossOrigin whether the page's bridge found a frame of another origin above the caller
   */
  async start(
    call: CeremonyCall,
    requester: Requester,
    port: ReplyPort,
    saysCrossOrigin = false,
  ): Promise<string | null> {
    const ceremony = await this.#inTurn(() =>
      this.#intake.accept(call, requester, port, saysCrossOrigin),
    );
    if (ceremony === null) {
      await writeLog(this.#app);
      return null;
    }
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
    this.#pages.add(ceremonyId, port);
    await this.#inTurn(async () => {
      const now = await this.#state.find(ceremonyId);
      if (now === null || now.outcome !== null) {
        await this.#ends.handOver(ceremonyId, now?.outcome ?? NOT_ALLOWED);
      }
    });
    if (ceremony.windowId === null) await this.#openPrompt(ceremony);
    return ceremonyId;
  }

  /** The page's port is gone, or the page aborted: nobody is left to answer. */
  async abandon(ceremonyId: string): Promise<void> {
    this.#pages.take(ceremonyId);
    await this.#endForGood(ceremonyId, { result: "page-left" });
  }

  /** What the prompt shows. @throws WaykeyError `ceremony/unknown` */
  async show(id: string): Promise<CeremonyView> {
    const view =
      (await this.#prepared.take(id)) ?? (await this.#look(id)) ?? (await this.#endAsNoneFits(id));
    void this.#makeAllowReady(view);
    return view;
  }

  /** What an *Allow* needs is made ready while the user reads, and not before the prompt stands. */
  async #makeAllowReady({ id, kind, state, origin, rpId }: CeremonyView): Promise<void> {
    await this.#app.ports.wait(PREPARE_AFTER_MS);
    await makeCeremonyResultReady(origin, this.#app.ports.random);
    if (kind !== "create" || state !== "ready") return;
    await this.#app.makeWritesReady();
    await merelyNoted(() => this.#vaults.lookAhead(id, [{ type: "rpId", value: rpId }]));
  }

  /** Null where the vault is open and no passkey in it fits. Changes nothing, as there may be no window yet. */
  async #look(id: string): Promise<CeremonyView | null> {
    const ceremony = await this.#require(id);
    // A prompt that a page brings up is no use of the vault: it must not put the lock off.
    const vault = ceremony.outcome === null ? await this.#vaults.open(id) : null;
    if (vault === null) return ceremonyView(this.#app, ceremony, null, []);
    const fitting = await fittingPasskeys(vault, ceremony);
    if (ceremony.call.kind === "get" && fitting.length === 0) return null;
    return ceremonyView(this.#app, ceremony, vault, fitting);
  }

  async #endAsNoneFits(id: string): Promise<CeremonyView> {
    const ceremony = await this.#require(id);
    await this.#end(id, NATIVE, { result: "none-fits", userVerified: ceremony.verified });
    return this.#endedView(ceremony);
  }

  /**
   * Unlocks the vault within a ceremony. Each proof counts as verifying the user for it (I3): the device
   * too answers none but a user that it has verified.
   */
  async unlock(id: string, proof: UnlockProof): Promise<CeremonyView> {
    await this.#require(id);
    await unlock(this.#app, proof);
    await this.#state.update(id, { verified: true });
    return this.show(id);
  }

  /**
   * The user allows. Repeating it is safe: a passkey made by a try that was cut off is replaced.
   * @throws WaykeyError `ceremony/unknown`, `ceremony/choice`, `ceremony/verification`,
   *   `ceremony/gone`, `vault/password`, `vault/locked`, `vault/storage`; of the area `verification`
   */
  async allow(
    id: string,
    passkeyId: string | null,
    proof: VerificationProof | null,
  ): Promise<CeremonyView> {
    const asked = await this.#require(id);
    if (asked.outcome !== null) return this.#endedView(asked);
    const opened = await this.#vaults.find(id);
    const allow = async () => {
      const userVerified = await this.#verify(asked, opened, proof);
      await this.#requirePage(id);
      await this.#inTurn(async () => {
        const ceremony = await this.#require(id);
        if (ceremony.outcome !== null) return;
        await this.#grant(ceremony, opened, passkeyId, userVerified);
        await merelyNoted(() => this.#limits.noteAllowed(ceremony.requester.tabId));
      });
      await writeLog(this.#app);
    };
    // The user's decision is a use of the vault, but the page is not to wait until that is noted.
    const heard = this.#pages.untilGone(id);
    const allowed = allow();
    const noted = Promise.race([heard, allowed.catch(() => undefined)]).then(() =>
      merelyNoted(() => this.#app.session.noteUse()),
    );
    await allOf([allowed, noted]);
    return this.#endedView(asked);
  }

  /** The vault was locked: who was verified may have gone. */
  async onLock(): Promise<void> {
    this.#prepared.onLock();
    this.#vaults.onLock();
    for (const { id } of await this.#state.all()) await this.#state.update(id, { verified: false });
  }

  /** The user has just asked for what this tab is going to ask: no earlier refusal stands against it. */
  async welcome(tabId: number): Promise<void> {
    await this.#inTurn(() => this.#limits.noteAllowed(tabId));
  }

  /** The user refuses. */
  async cancel(id: string): Promise<void> {
    const ceremony = await this.#state.find(id);
    if (ceremony === null || ceremony.outcome !== null) return;
    await this.#inTurn(async () => {
      await this.#limits.noteCancel(ceremony.requester.tabId);
      await this.#ends.finish(id, NOT_ALLOWED, { result: "cancelled" });
    });
    await writeLog(this.#app);
  }

  /** The user wants the browser's own authenticators: the call goes where it would have gone. */
  async useOther(id: string): Promise<void> {
    const ceremony = await this.#state.find(id);
    await this.#end(id, NATIVE, { result: "other-device" });
    if (ceremony !== null) await this.welcome(ceremony.requester.tabId);
  }

  /** The prompt's window was closed by the user. */
  async onWindowClosed(windowId: number): Promise<void> {
    const open = (await this.#state.all()).find((ceremony) => ceremony.windowId === windowId);
    if (open !== undefined) await this.cancel(open.id);
  }

  /** An alarm fired; true if it was one of ours. */
  async onAlarm(name: string): Promise<boolean> {
    if (!name.startsWith(ALARM_PREFIX)) return false;
    await this.#endForGood(name.slice(ALARM_PREFIX.length), { result: "timed-out" });
    return true;
  }

  async #openPrompt(ceremony: Ceremony): Promise<void> {
    try {
      if (!(await this.#prompts.open(ceremony))) await this.cancel(ceremony.id);
    } catch (error) {
      await this.#end(ceremony.id, NATIVE, { result: "no-window" });
      throw error;
    }
  }

  async #grant(
    ceremony: Ceremony,
    opened: OpenVault,
    passkeyId: string | null,
    userVerified: boolean,
  ): Promise<void> {
    try {
      await this.#grants.grant(ceremony, opened, passkeyId, userVerified);
    } catch (error) {
      // Who allows again, perhaps much later, is verified again.
      await this.#state.update(ceremony.id, { verified: false });
      throw error;
    }
  }

  /** True if the user was verified within the ceremony: exactly what the flags are to say (I3). */
  async #verify(
    ceremony: Ceremony,
    { vault, isOpen }: OpenVault,
    proof: VerificationProof | null,
  ): Promise<boolean> {
    if (proof !== null) {
      await isOpen;
      await verifyUser(this.#app, vault, proof);
      await this.#state.update(ceremony.id, { verified: true });
      return true;
    }
    if (await needsVerification(this.#app, vault, ceremony)) {
      throw new WaykeyError("ceremony/verification", "The user has to be verified for this");
    }
    return ceremony.verified;
  }

  /** Nothing is signed for a page that is gone. */
  async #requirePage(id: string): Promise<void> {
    if (await this.#pages.awaitReturn(id, this.#app.ports.wait)) return;
    await this.abandon(id);
    throw pageGone();
  }

  async #require(id: string): Promise<Ceremony> {
    const ceremony = await this.#state.find(id);
    if (ceremony === null) throw new WaykeyError("ceremony/unknown", "The request has ended");
    return ceremony;
  }

  #endedView(ceremony: Ceremony): Promise<CeremonyView> {
    return ceremonyView(this.#app, { ...ceremony, outcome: NOT_ALLOWED }, null, []);
  }

  async #end(id: string, outcome: CeremonyOutcome, note: EndNote): Promise<void> {
    await this.#inTurn(() => this.#ends.finish(id, outcome, note));
    await writeLog(this.#app);
  }

  /** As `#end` in a refusal, and whatever waits for the page's return is dropped. */
  async #endForGood(id: string, note: EndNote): Promise<void> {
    await this.#inTurn(async () => {
      const ceremony = await this.#state.find(id);
      if (ceremony !== null && ceremony.outcome !== null) {
        await this.#ends.dropUndelivered(ceremony, note);
      }
      await this.#ends.finish(id, NOT_ALLOWED, note);
      await this.#ends.forget(id);
    });
    await writeLog(this.#app);
  }
}
