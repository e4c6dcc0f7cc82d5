// What a site tells of its passkeys by the signal methods (WebAuthn §5.1.10): one that it no longer
// knows is hidden, one that it takes again is shown, changed names are taken over: of passkeys that were
// made or used at the origin that tells it, for a sibling of it is not believed. Nothing is ever deleted,
// what the user hid stays hidden, and the site learns nothing. While the vault is locked the
// signals wait, and the next unlock applies them.

import type { PasskeySignal } from "../rpc/ceremony-messages.ts";
import { passkeyUser } from "../vault/blind-index.ts";
import type { PasskeyRecord } from "../vault/schema.ts";
import type { Vault } from "../vault/vault.ts";
import { truncateName } from "../webauthn/truncate-name.ts";
import { type App, findOpenVault, hasVault } from "./app.ts";
import { findRpId, isServed } from "./ceremony-claim.ts";
import { noteInLog, writeLog } from "./ceremony-log.ts";
import type { Requester } from "./ceremony-state.ts";
import type { CeremonyLogEntry } from "./views.ts";

const PENDING = "pending-signals";
const COUNTS = "signal-counts";
const MAX_PENDING = 50;
const WINDOW_MS = 60_000;
const MAX_IN_WINDOW = 60;

type PendingSignal = { readonly origin: string; readonly signal: PasskeySignal };
type Verdict = Extract<CeremonyLogEntry["result"], "hidden" | "shown" | "renamed">;

/**
 * A site's signal arrives. One that is not the sender's to give, or is one too many of its tab, comes
 * to nothing. An open vault is written before this resolves.
 * @throws WaykeyError of the areas `vault`, `record`
 */
export async function receiveSignal(
  app: App,
  signal: PasskeySignal,
  requester: Requester,
): Promise<void> {
  const { origin, tabId } = requester;
  if (!isServed(requester) || !(await hasVault(app))) return;
  const rpId = await findRpId(origin, signal.rpId);
  if (rpId === null) return;
  await app.logInTurn(async () => {
    if (!(await countSignal(app, tabId))) return;
    const pending = [...(await pendingSignals(app)), { origin, signal: { ...signal, rpId } }];
    await app.ports.sessionStore.set(PENDING, pending.slice(-MAX_PENDING));
  });
  await applySignals(app);
  await writeLog(app);
}

/** Applies what waits, if the vault is open. @throws WaykeyError of the areas `vault`, `record` */
export async function applySignals(app: App): Promise<void> {
  const changes = await app.logInTurn(async () => {
    const vault = await findOpenVault(app, "look");
    const pending = vault === null ? [] : await pendingSignals(app);
    if (vault === null || pending.length === 0) return [];
    const changed: CeremonyLogEntry[] = [];
    for (const { origin, signal } of pending) {
      changed.push(...(await apply(app, vault, origin, signal)));
    }
    await app.ports.sessionStore.remove(PENDING);
    return changed;
  });
  for (const entry of changes) await noteInLog(app, entry);
}

async function pendingSignals(app: App): Promise<readonly PendingSignal[]> {
  return ((await app.ports.sessionStore.get(PENDING)) ?? []) as readonly PendingSignal[];
}

/** False for one too many within a minute. */
async function countSignal({ ports }: App, tabId: number): Promise<boolean> {
  const now = ports.now();
  const isRecent = (at: number) => at <= now && now - at < WINDOW_MS;
  const stored = ((await ports.sessionStore.get(COUNTS)) ?? {}) as Record<string, number[]>;
  const recent = Object.entries(stored)
    .map(([id, times]) => [id, times.filter(isRecent)] as const)
    .filter(([, times]) => times.length > 0);
  const counts = Object.fromEntries(recent);
  const ofTab = counts[tabId] ?? [];
  if (ofTab.length >= MAX_IN_WINDOW) return false;
  await ports.sessionStore.set(COUNTS, { ...counts, [tabId]: [...ofTab, now] });
  return true;
}

/** Changes what the signal speaks of, and says what it changed. */
async function apply(
  app: App,
  vault: Vault,
  origin: string,
  signal: PasskeySignal,
): Promise<readonly CeremonyLogEntry[]> {
  const now = app.ports.now();
  const { records } = await findMeant(vault, signal);
  const entries: CeremonyLogEntry[] = [];
  const known = records.filter(({ origins }) => origins.includes(origin));
  for (const { id } of known.filter((record) => change(record, signal, now) !== null)) {
    let verdict: Verdict | null = null;
    const written = await app.inTurn(() =>
      vault.update(id, "passkey", (record) => {
        const changed = change(record, signal, now);
        verdict = changed?.verdict ?? null;
        return changed?.record ?? record;
      }),
    );
    if (verdict !== null) entries.push(entryOf(written, origin, verdict, now));
  }
  return entries;
}

/** The passkeys that a signal can be about. */
function findMeant(vault: Vault, signal: PasskeySignal) {
  return signal.kind === "unknown-credential"
    ? vault.find("credentialId", signal.credentialId)
    : vault.find("passkeyUser", passkeyUser(signal.rpId, signal.userId));
}

/** The passkey as the signal leaves it, or null if it leaves it as it is. */
function change(
  record: PasskeyRecord,
  signal: PasskeySignal,
  now: number,
): { readonly record: PasskeyRecord; readonly verdict: Verdict } | null {
  if (signal.kind === "unknown-credential") {
    const isMeant = record.credentialId === signal.credentialId && record.rpId === signal.rpId;
    return isMeant ? hide(record, now) : null;
  }
  if (record.userHandle !== signal.userId) return null;
  if (signal.kind === "current-user-details") return rename(record, signal, now);
  const isAccepted = signal.allAcceptedCredentialIds.includes(record.credentialId);
  return isAccepted ? show(record, now) : hide(record, now);
}

function hide(record: PasskeyRecord, now: number) {
  if (record.hidden !== null) return null;
  const hidden = { at: now, by: "site" as const };
  return { record: { ...record, hidden, updatedAt: now }, verdict: "hidden" as const };
}

function show(record: PasskeyRecord, now: number) {
  if (record.hidden?.by !== "site") return null;
  return { record: { ...record, hidden: null, updatedAt: now }, verdict: "shown" as const };
}

/** A label that the user gave stays; one that is still the site's name follows it. */
function rename(
  record: PasskeyRecord,
  signal: Extract<PasskeySignal, { kind: "current-user-details" }>,
  now: number,
) {
  const userName = truncateName(signal.name);
  const userDisplayName = truncateName(signal.displayName);
  if (record.userName === userName && record.userDisplayName === userDisplayName) return null;
  const isOwnLabel = record.label !== record.userDisplayName && record.label !== record.userName;
  const label = isOwnLabel ? record.label : userDisplayName || userName;
  const renamed = { ...record, userName, userDisplayName, label, updatedAt: now };
  return { record: renamed, verdict: "renamed" as const };
}

function entryOf(
  { rpId, userName }: PasskeyRecord,
  origin: string,
  result: Verdict,
  at: number,
): CeremonyLogEntry {
  const unasked = { userPresent: false, userVerified: false };
  return { at, kind: "signal", origin, rpId, userName, ...unasked, result };
}
