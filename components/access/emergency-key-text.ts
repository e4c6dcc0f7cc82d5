// How an emergency key is written while it is typed. Whether it is one, the worker says.

const SEPARATORS = /[\s\u00AD\u2010-\u2015\u2212-]/gu;
const GROUP = /.{1,4}/gu;

function characters(text: string): string {
  return text.replaceAll(SEPARATORS, "").toUpperCase();
}

/** In capitals, and in groups of four joined by hyphens, as it is printed. */
export function groupEmergencyKey(text: string): string {
  return (characters(text).match(GROUP) ?? []).join("-");
}

/** The groups of a whole key as it was made. */
export function emergencyKeyGroups(emergencyKey: string): readonly string[] {
  return emergencyKey.split("-");
}

/**
 * Whether `typed` is that part of a key, read as the worker reads one: O as 0, I and L as 1. `part` has no
 * hyphens.
 */
export function isSamePart(typed: string, part: string): boolean {
  const read = characters(typed).replaceAll("O", "0").replaceAll(/[IL]/gu, "1");
  return read === part;
}
