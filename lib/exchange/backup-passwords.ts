// What is tried as the password of a backup for what somebody typed. A backup may be under an emergency key, whose text
// as it is printed is then its password; it may be typed in any grouping and case.

import { isWaykeyError, WaykeyError } from "../errors.ts";
import {
  formatEmergencyKey,
  hasFormOfEmergencyKey,
  parseEmergencyKey,
} from "../vault/emergency-key.ts";

/**
 * The one text that stands for an emergency key as a password: as it is printed, in capitals, in groups of four and one
 * of two, joined by hyphens.
 * @throws WaykeyError `vault/emergency-key-typo`
 */
export function emergencyKeyPassword(typed: string): string {
  const key = parseEmergencyKey(typed);
  try {
    return formatEmergencyKey(key);
  } finally {
    key.fill(0);
  }
}

/** What to try, in that order: of an emergency key its one text, and then what was typed, as it is. */
export function passwordsToTry(typed: string): readonly string[] {
  const key = findEmergencyKeyPassword(typed);
  return key === null || key === typed ? [typed] : [key, typed];
}

/** Why none of them opened it: a slip in what seems to be an emergency key, or another password. */
export function wrongPassword(typed: string): WaykeyError {
  if (hasFormOfEmergencyKey(typed) && findEmergencyKeyPassword(typed) === null) {
    return new WaykeyError("vault/emergency-key-typo", "A character of the emergency key is wrong");
  }
  return new WaykeyError("backup/password", "The password is not the one of this backup");
}

function findEmergencyKeyPassword(typed: string): string | null {
  try {
    return emergencyKeyPassword(typed);
  } catch (error) {
    if (isWaykeyError(error, "vault/emergency-key-typo")) return null;
    throw error;
  }
}
