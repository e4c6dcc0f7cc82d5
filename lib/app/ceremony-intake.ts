// How a page's call becomes a ceremony: checked, counted, and taken up in the place of an older one of
// its tab. A conditional `create` never comes to the user: it is granted at once or is the browser's.

import { isWaykeyError } from "../errors.ts";
import type { CeremonyCall, CeremonyOutcome } from "../rpc/ceremony-messages.ts";
import type { App } from "./app.ts";
import { spendSignIn } from "./assisted-sign-ins.ts";
import type { CallLimits } from "./call-limits.ts";
import { claimCall, mayHaveAnswer } from "./ceremony-claim.ts";
import {
  ALARM_PREFIX,
  type CeremonyEnds,
  logEntryOf,
  NATIVE,
  NOT_ALLOWED,
} from "./ceremony-ends.ts";
import { noteInLog } from "./ceremony-log.ts";
import type { Ceremony, CeremonyStore, Requester } from "./ceremony-state.ts";
import { loadCeremonyResult } from "./load-ceremony-result.ts";
import { findUpgradeVault } from "./passkey-upgrade.ts";
import type { ReplyPort, WaitingPages } from "./waiting-pages.ts";

/** Takes calls up. Its callers take turns. */
export class CeremonyIntake {
  readonly #app: App;
  readonly #state: CeremonyStore;
  readonly #pages: WaitingPages;
  readonly #ends: CeremonyEnds;
  readonly #limits: CallLimits;

  constructor(
    app: App,
    state: CeremonyStore,
    pages: WaitingPages,
    ends: CeremonyEnds,
    limits: CallLimits,
  ) {
    this.#app = app;
    this.#state = state;
    this.#pages = pages;
    this.#ends = ends;
    this.#limits = limits;
  }

  /** Begins the ceremony, in the place of an older one of the tab; null if that was all. */
  async accept(
    call: CeremonyCall,
    requester: Requester,
    port: ReplyPort,
    saysCrossOrigin: boolean,
  ): Promise<Ceremony | null> {
    const answer = (outcome: CeremonyOutcome): null => {
      port.send({ type: "outcome", outcome });
      return null;
    };
    // Given up while it waited for its turn, as all but the last of a flood.
    if (!port.isOpen()) return null;
    const claim = await claimCall(this.#app, call, requester, saysCrossOrigin);
    if (claim.kind === "native") return answer(NATIVE);
    if (claim.kind === "error") {
      answer({ kind: "error", name: claim.name });
      await this.#noteRefusal({ call, requester, rpId: claim.rpId }, "contradictory");
      return null;
    }
    const { ceremony } = claim;
    if (call.kind === "create" && call.mediation === "conditional") {
      await this.#upgrade(ceremony, port);
      return null;
    }
    // Before the look into the vault: a page that is refused must not learn what lies there.
    if (!(await this.#limits.mayPrompt(requester.tabId))) {
      answer(NOT_ALLOWED);
      await this.#noteRefusal(ceremony, "refused");
      return null;
    }
    if (!(await mayHaveAnswer(this.#app, ceremony))) return answer(NATIVE);
    // It took too long, and the browser answers by now.
    if (!port.isOpen()) return null;
    for (const other of await this.#state.all()) {
      if (other.requester.tabId !== requester.tabId) continue;
      await this.#ends.finish(other.id, NOT_ALLOWED, { result: "page-left" });
    }
    await this.#begin(ceremony, port);
    port.send({ type: "accepted", ceremonyId: ceremony.id });
    return ceremony;
  }

  async #begin(ceremony: Ceremony, port: ReplyPort): Promise<void> {
    await this.#app.ports.alarms.set(ALARM_PREFIX + ceremony.id, ceremony.expiresAt);
    await this.#state.add(ceremony);
    this.#pages.add(ceremony.id, port);
  }

  /** Of what a tab is refused without the user one line a minute, so that it cannot wash the log out. */
  async #noteRefusal(
    refused: Pick<Ceremony, "call" | "requester" | "rpId">,
    result: "refused" | "contradictory",
  ): Promise<void> {
    if (!(await this.#limits.mayLogRefusal(refused.requester.tabId))) return;
    await noteInLog(this.#app, logEntryOf(refused, { result }, this.#app.ports.now()));
  }

  /** Makes a passkey without a prompt if the site may have one; else the browser answers. */
  async #upgrade(ceremony: Ceremony, port: ReplyPort): Promise<void> {
    const vault = await findUpgradeVault(this.#app, ceremony);
    if (vault === null) {
      port.send({ type: "outcome", outcome: NATIVE });
      return;
    }
    await spendSignIn(this.#app.ports, ceremony.requester.tabId);
    await this.#begin(ceremony, port);
    try {
      const { createPasskey } = await loadCeremonyResult();
      const outcome = await createPasskey(this.#app, vault, ceremony, {
        userPresent: false,
        userVerified: false,
      });
      if (port.isOpen()) await this.#ends.finish(ceremony.id, outcome, { result: "created" });
      else await this.#ends.finish(ceremony.id, NOT_ALLOWED, { result: "page-left" });
    } catch (error) {
      await this.#ends.finish(ceremony.id, NATIVE, null);
      if (!isWaykeyError(error)) throw error;
    }
  }
}
