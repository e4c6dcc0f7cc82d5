// Which recovery codes of pages the user keeps elsewhere, until the browser closes: they are not asked again to
// save one in Waykey. What is remembered tells a code from others and is none.

import * as v from "valibot";
import { isWaykeyError } from "../errors.ts";
import { recoveryFingerprint } from "../vault/recovery-lock.ts";
import type { App } from "./app.ts";
import { inspect, requirePage } from "./page-in-use.ts";

const KEY = "declined-recovery-codes";
const MAX_CODES = 16;

const Fingerprints = v.array(v.string());

async function declined({ ports }: App): Promise<readonly string[]> {
  const stored = v.safeParse(Fingerprints, await ports.sessionStore.get(KEY));
  return stored.success ? stored.output : [];
}

/** The code that the page in use shows is kept elsewhere. A page that is gone by now is none to ask on again. */
export async function declineShownCode(app: App): Promise<void> {
  const code = await shownCode(app);
  if (code === null) return;
  const fingerprint = recoveryFingerprint(code);
  await app.inTurn(async () => {
    const others = (await declined(app)).filter((each) => each !== fingerprint);
    await app.ports.sessionStore.set(KEY, [...others, fingerprint].slice(-MAX_CODES));
  });
}

async function shownCode(app: App): Promise<string | null> {
  try {
    return (await inspect(app, await requirePage(app))).recoveryCode;
  } catch (error) {
    if (isWaykeyError(error, "page/none") || isWaykeyError(error, "page/unreachable")) return null;
    throw error;
  }
}

export async function isDeclined(app: App, code: string | null): Promise<boolean> {
  return code !== null && (await declined(app)).includes(recoveryFingerprint(code));
}
