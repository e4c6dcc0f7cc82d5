// The practice page: a newcomer fills a code there before it counts. Its secret is known to everybody and opens
// nothing; the vault, the accounts and the backups know nothing of it. No page of the web has a part in it.

import { encodeUtf8 } from "../bytes/utf8.ts";
import {
  DEFAULT_ALGORITHM,
  DEFAULT_DIGITS,
  DEFAULT_PERIOD_SECONDS,
  type OtpParameters,
} from "../otp/parameters.ts";
import type { TimedCode } from "../otp/time-steps.ts";
import { totpAt } from "../otp/totp.ts";
import { type App, requireVault } from "./app.ts";
import { PRACTICE_FILL_KEY } from "./session-keys.ts";
import type { PracticeFill, PracticeVerdict, PracticeView } from "./views.ts";

const PRACTICE: Pick<OtpParameters, "secret" | "algorithm" | "digits" | "periodSeconds"> = {
  secret: encodeUtf8("Waykey practice page"),
  algorithm: DEFAULT_ALGORITHM,
  digits: DEFAULT_DIGITS,
  periodSeconds: DEFAULT_PERIOD_SECONDS,
};

/** A code is taken for so many steps after its own, as sites do: RFC 6238, section 5.2. */
const TAKEN_STEPS = 1;
/** For so many steps, five minutes, it is known as one that was right. */
const KNOWN_STEPS = 10;

/** @param epochMs epoch milliseconds */
export function practiceCodeAt(epochMs: number): TimedCode {
  return totpAt(PRACTICE, epochMs);
}

/**
 * The practice code of now, while the practice page is in use; null while it is not.
 * @throws WaykeyError `vault/none`, `vault/locked`
 */
export async function practiceView(app: App): Promise<PracticeView | null> {
  await requireVault(app, "look");
  if ((await app.ports.pages.practiceTab()) === null) return null;
  const { code, expiresAt } = practiceCodeAt(app.ports.now());
  return { code, expiresAt, periodSeconds: PRACTICE.periodSeconds };
}

/**
 * Leaves the code of now to the practice page, if that is in use: it takes it from the session store.
 * Resolves with whether it is.
 * @throws WaykeyError `vault/none`, `vault/locked` where it is in use
 */
export async function fillPractice(app: App): Promise<boolean> {
  const { pages, sessionStore, now } = app.ports;
  const tabId = await pages.practiceTab();
  if (tabId === null) return false;
  await requireVault(app);
  const at = now();
  const fill: PracticeFill = { tabId, code: practiceCodeAt(at).code, at };
  await sessionStore.set(PRACTICE_FILL_KEY, fill);
  return true;
}

/** What a site would say to that code. @param typed as the user left it in the field */
export function checkPractice(app: App, typed: string): PracticeVerdict {
  const code = typed.replaceAll(/\s/g, "");
  const now = app.ports.now();
  for (let step = 0; step <= KNOWN_STEPS; step++) {
    const at = now - step * PRACTICE.periodSeconds * 1000;
    if (practiceCodeAt(at).code === code) return step <= TAKEN_STEPS ? "right" : "old";
  }
  return "wrong";
}
