// The challenges that the device's authenticator is to sign. They lie in the session store, are good
// once and for two minutes, and only the newest few are kept.

import { encodeBase64url } from "../bytes/base64url.ts";
import { WaykeyError } from "../errors.ts";
import type { App } from "./app.ts";

const KEY = "device-challenges";
const CHALLENGE_BYTES = 32;
const GOOD_MS = 2 * 60_000;
const MAX_OPEN = 8;

type OpenChallenge = { readonly challenge: string; readonly at: number };

async function openChallenges(app: App): Promise<readonly OpenChallenge[]> {
  const stored = ((await app.ports.sessionStore.get(KEY)) ?? []) as readonly OpenChallenge[];
  const now = app.ports.now();
  return stored.filter(({ at }) => at <= now && now - at < GOOD_MS);
}

/** A fresh challenge, 32 random bytes as base64url. */
export async function issueChallenge(app: App): Promise<string> {
  return app.inTurn(async () => {
    const challenge = encodeBase64url(app.ports.random(CHALLENGE_BYTES));
    const open = [...(await openChallenges(app)), { challenge, at: app.ports.now() }];
    await app.ports.sessionStore.set(KEY, open.slice(-MAX_OPEN));
    return challenge;
  });
}

/** Spends a challenge. @throws WaykeyError `verification/device` unless it is an open one */
export async function spendChallenge(app: App, challenge: string): Promise<void> {
  await app.inTurn(async () => {
    const open = await openChallenges(app);
    const left = open.filter((candidate) => candidate.challenge !== challenge);
    if (left.length === open.length) {
      throw new WaykeyError("verification/device", "The device answered an old question");
    }
    await app.ports.sessionStore.set(KEY, left);
  });
}
