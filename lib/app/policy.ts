// What an organization that manages the browser has laid down for Waykey (docs/policy.md). It can only tighten: what
// a user has set to guard more stays so. A value that is there and can't be read counts as the strict one.

import type { App } from "./app.ts";
import type { Policy, Settings } from "./views.ts";

/** Of a longest time that is there and can't be read: the default of the settings. */
const UNREADABLE_MINUTES = 15;
const LONGEST_MINUTES = 1440;

/** What is in force now; the browser tells of it anew each time. */
export async function policyOf(app: App): Promise<Policy> {
  return parsePolicy(await app.ports.policy.read());
}

/** @param laidDown as the browser gives it, unchecked */
export function parsePolicy(laidDown: Readonly<Record<string, unknown>>): Policy {
  return {
    passwordOnly: isOrdered(laidDown["passwordOnly"]),
    maxAutoLockMinutes: longestMinutes(laidDown["maxAutoLockMinutes"]),
    noPlainExport: isOrdered(laidDown["noPlainExport"]),
  };
}

function isOrdered(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false;
}

function longestMinutes(value: unknown): number | null {
  if (value === undefined || value === null) return null;
  const isWhole = typeof value === "number" && Number.isInteger(value) && value >= 1;
  return isWhole ? Math.min(value, LONGEST_MINUTES) : UNREADABLE_MINUTES;
}

/** Those settings as far as the policy lets them be. */
export function withinPolicy(settings: Settings, { maxAutoLockMinutes }: Policy): Settings {
  const longest = maxAutoLockMinutes ?? settings.autoLockMinutes;
  return { ...settings, autoLockMinutes: Math.min(settings.autoLockMinutes, longest) };
}
