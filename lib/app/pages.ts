// What Waykey does with the page in use besides filling: look at it, fetch its pictures, press its way to other
// methods, and have a sign-in begin that waits in it.

import { isWaykeyError } from "../errors.ts";
import { roleOf } from "../headway/hosts.ts";
import type { OtherMethodPress } from "../rpc/page-messages.ts";
import { recoveryFingerprint } from "../vault/recovery-lock.ts";
import type { RecoveryRecord } from "../vault/schema.ts";
import type { Vault } from "../vault/vault.ts";
import type { RequestOptionsJSON } from "../webauthn/json-types.ts";
import { type App, findOpenVault } from "./app.ts";
import { accountSignedIn } from "./account-signed-in.ts";
import { passkeysFor } from "./ceremony-claim.ts";
import { passkeyChoices } from "./ceremony-view.ts";
import type { Ceremonies } from "./ceremonies.ts";
import { isDeclined } from "./declined-codes.ts";
import { parseBegun, parseImages, parseOtherMethodPress } from "./page-answers.ts";
import { inspect, requirePage } from "./page-in-use.ts";
import { noteLook } from "./pending-fills.ts";
import type { PageView, PasskeyChoice } from "./views.ts";

/**
 * What the page in use shows, or null if it is not one of Headway's.
 * @throws WaykeyError `page/unreachable` if it gives no answer, or none that makes sense
 */
export async function inspectPage(app: App): Promise<PageView | null> {
  const page = await app.ports.pages.inUse();
  if (page === null) return null;
  const seen = await inspect(app, page);
  const { kind, hasField, email, recoveryCode, conditional } = seen;
  await noteLook(app, page, seen);
  const vault = recoveryCode === null ? null : await findOpenVault(app);
  const kept = await findKeptCode(vault, recoveryCode);
  return {
    origin: page.origin,
    host: page.origin.replace("https://", ""),
    role: roleOf(page.origin),
    kind,
    hasField,
    email,
    accountId: await accountSignedIn(app, page),
    recoveryCode,
    recoveryCodeKept: kept !== null,
    recoveryCodeFilled: kept?.filledAt !== undefined,
    recoveryCodeDeclined: await isDeclined(app, recoveryCode),
    passkeys: conditional === null ? [] : await waitingPasskeys(app, page.origin, conditional),
  };
}

async function findKeptCode(
  vault: Vault | null,
  code: string | null,
): Promise<RecoveryRecord | null> {
  if (vault === null || code === null) return null;
  for (const value of [code, recoveryFingerprint(code)]) {
    const [kept] = await vault.findSome("recoveryCode", value, 1, ({ usedAt }) => usedAt === null);
    if (kept !== undefined) return kept;
  }
  return null;
}

/** The passkeys that a conditional `get` of that origin would take; none while locked. */
async function waitingPasskeys(
  app: App,
  origin: string,
  options: RequestOptionsJSON,
): Promise<readonly PasskeyChoice[]> {
  const vault = await findOpenVault(app, "look");
  if (vault === null) return [];
  try {
    return passkeyChoices(await passkeysFor(vault, origin, options));
  } catch (error) {
    if (isWaykeyError(error) && error.code.startsWith("webauthn/")) return [];
    throw error;
  }
}

/**
 * Makes a ceremony of the conditional `get` that waits in the page in use.
 * @throws WaykeyError `page/none`, `page/unreachable`
 */
export async function signInOnPage(
  app: App,
  ceremonies: Pick<Ceremonies, "welcome">,
): Promise<{ begun: boolean }> {
  const { tabId } = await requirePage(app);
  await ceremonies.welcome(tabId);
  return parseBegun(await app.ports.pages.ask(tabId, { type: "begin-conditional" }));
}

/** Pictures of the page in use that may hold a barcode. @throws WaykeyError `page/none` */
export async function pageImages(app: App): Promise<{ images: readonly string[] }> {
  const { tabId } = await requirePage(app);
  return parseImages(await app.ports.pages.ask(tabId, { type: "images" }));
}

/** Presses what leads to the other methods on the page in use. @throws WaykeyError `page/none` */
export async function tryAnotherMethod(app: App): Promise<OtherMethodPress> {
  const { tabId } = await requirePage(app);
  return parseOtherMethodPress(await app.ports.pages.ask(tabId, { type: "try-another-method" }));
}
