// What an *Allow* comes to: the passkey is made, or the signature given, and the page has it.

import { WaykeyError } from "../errors.ts";
import type { App } from "./app.ts";
import { noteSignIn } from "./assisted-sign-ins.ts";
import { findFittingPasskey } from "./ceremony-claim.ts";
import type { CeremonyEnds } from "./ceremony-ends.ts";
import type { Ceremony } from "./ceremony-state.ts";
import { loadCeremonyResult } from "./load-ceremony-result.ts";
import { merelyNoted } from "./merely-noted.ts";
import type { OpenVault } from "./vault-at-hand.ts";
import { pageGone, type WaitingPages } from "./waiting-pages.ts";

/** Grants what undecided ceremonies ask for. Its callers take turns. */
export class CeremonyGrants {
  readonly #app: App;
  readonly #pages: WaitingPages;
  readonly #ends: CeremonyEnds;

  constructor(app: App, pages: WaitingPages, ends: CeremonyEnds) {
    this.#app = app;
    this.#pages = pages;
    this.#ends = ends;
  }

  /**
   * @param passkeyId the user's choice for a `get`
   * @throws WaykeyError `ceremony/choice`, `ceremony/gone`, `vault/locked`, `vault/storage`, `webauthn/key`
   */
  async grant(
    ceremony: Ceremony,
    opened: OpenVault,
    passkeyId: string | null,
    userVerified: boolean,
  ): Promise<void> {
    if (!this.#pages.has(ceremony.id)) throw pageGone();
    if (ceremony.call.kind === "create") await this.#create(ceremony, opened, userVerified);
    else await this.#signIn(ceremony, opened, passkeyId, userVerified);
  }

  async #create(
    ceremony: Ceremony,
    { vault, isOpen }: OpenVault,
    userVerified: boolean,
  ): Promise<void> {
    await isOpen;
    const flags = { userPresent: true, userVerified };
    const { createPasskey } = await loadCeremonyResult();
    const outcome = await createPasskey(this.#app, vault, ceremony, flags);
    // The page may have left while the passkey was being written.
    if (!this.#pages.has(ceremony.id)) {
      await this.#ends.dropUnheard(ceremony);
      throw pageGone();
    }
    const result = outcome.kind === "created" ? "created" : "already-registered";
    await this.#ends.finish(ceremony.id, outcome, { result, ...flags });
  }

  async #signIn(
    ceremony: Ceremony,
    { vault, isOpen }: OpenVault,
    passkeyId: string | null,
    userVerified: boolean,
  ): Promise<void> {
    const { id, requester } = ceremony;
    const [passkey] = await Promise.all([
      passkeyId === null ? null : findFittingPasskey(vault, ceremony, passkeyId),
      isOpen,
    ]);
    if (passkey === null) {
      throw new WaykeyError("ceremony/choice", "Choose one of the passkeys");
    }
    const flags = { userPresent: true, userVerified };
    const { keepLargeBlob, notePasskeyUse, signIn } = await loadCeremonyResult();
    const { outcome, largeBlob } = await signIn(ceremony, passkey, flags);
    if (largeBlob !== null) await keepLargeBlob(this.#app, vault, passkey.id, largeBlob);
    if (!this.#pages.has(id)) throw pageGone();
    const { userName } = passkey;
    await this.#ends.finish(id, outcome, { result: "signed-in", userName, ...flags });
    const { tabId, origin } = requester;
    await merelyNoted(() => noteSignIn(this.#app.ports, tabId, origin, passkey.id));
    await merelyNoted(() => notePasskeyUse(this.#app, vault, passkey.id, origin));
  }
}
