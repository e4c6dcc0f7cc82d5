// Which tabs were signed in with Waykey's help a short while ago: that lets a site have a passkey made
// without a prompt (WebAuthn §5.1.3, conditional mediation), once for each sign-in.

import type { Clock, SessionStore } from "./ports.ts";

const KEY = "assisted-sign-ins";
const GOOD_MS = 5 * 60_000;

type Ports = { readonly sessionStore: SessionStore; readonly now: Clock };
/** By tab. */
type SignIns = Readonly<Record<string, { readonly origin: string; readonly at: number }>>;

async function recentSignIns(ports: Ports): Promise<SignIns> {
  const stored = ((await ports.sessionStore.get(KEY)) ?? {}) as SignIns;
  const now = ports.now();
  const isRecent = (at: number) => at <= now && now - at <= GOOD_MS;
  return Object.fromEntries(Object.entries(stored).filter(([, { at }]) => isRecent(at)));
}

/** A code that Waykey filled was accepted in that tab, or it signed in with a passkey. */
export async function noteSignIn(ports: Ports, tabId: number, origin: string): Promise<void> {
  const signIn = { origin, at: ports.now() };
  await ports.sessionStore.set(KEY, { ...(await recentSignIns(ports)), [tabId]: signIn });
}

/** Whether that tab was signed in at that origin with Waykey's help within the last 5 minutes. */
export async function wasSignedIn(ports: Ports, tabId: number, origin: string): Promise<boolean> {
  return (await recentSignIns(ports))[tabId]?.origin === origin;
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
