// Which tabs were signed in with Waykey's help a short while ago, and by which record of the vault: that
// lets a site have a passkey made without a prompt (WebAuthn §5.1.3, conditional mediation), once for
// each sign-in. Whose sign-in it was lies in the vault alone, which a lock closes.

import type { Clock, SessionStore } from "./ports.ts";

const KEY = "assisted-sign-ins";
const GOOD_MS = 5 * 60_000;

type Ports = { readonly sessionStore: SessionStore; readonly now: Clock };

export type SignIn = {
  readonly origin: string;
  readonly at: number;
  /** The passkey that signed, or the entry whose code was accepted. */
  readonly recordId: string;
};
/** By tab. */
type SignIns = Readonly<Record<string, SignIn>>;

async function recentSignIns(ports: Ports): Promise<SignIns> {
  const stored = ((await ports.sessionStore.get(KEY)) ?? {}) as SignIns;
  const now = ports.now();
  const isRecent = (at: number) => at <= now && now - at <= GOOD_MS;
  return Object.fromEntries(Object.entries(stored).filter(([, { at }]) => isRecent(at)));
}

/**
 * A code that Waykey filled was accepted in that tab, or it signed in with a passkey.
 * @param recordId the entry or the passkey
 */
export async function noteSignIn(
  ports: Ports,
  tabId: number,
  origin: string,
  recordId: string,
): Promise<void> {
  const signIn: SignIn = { origin, at: ports.now(), recordId };
  await ports.sessionStore.set(KEY, { ...(await recentSignIns(ports)), [tabId]: signIn });
}

/** The sign-in of that tab at that origin with Waykey's help within the last 5 minutes, or null. */
export async function findSignIn(
  ports: Ports,
  tabId: number,
  origin: string,
): Promise<SignIn | null> {
  const signIn = (await recentSignIns(ports))[tabId];
  return signIn?.origin === origin ? signIn : null;
}

/** Uses the sign-in up. */
export async function spendSignIn(ports: Ports, tabId: number): Promise<void> {
  const { [tabId]: _spent, ...rest } = await recentSignIns(ports);
  await ports.sessionStore.set(KEY, rest);
}

/** A lock ends it. */
export async function forgetSignIns(store: SessionStore): Promise<void> {
  await store.remove(KEY);
}
