// JSON of unknown origin: how deep it may be is settled before it is parsed, and only an object's own members of the
// asked type are ever looked at.

import { WaykeyError } from "../../errors.ts";

const MAX_DEPTH = 64;

/**
 * @returns undefined for text that is no JSON
 * @throws WaykeyError `import/damaged` for JSON deeper than any export is
 */
export function parseJson(text: string): unknown {
  const start = text.trimStart().charAt(0);
  if (start !== "{" && start !== "[") return undefined;
  checkDepth(text);
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function checkDepth(text: string): void {
  let depth = 0;
  let isQuoted = false;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (isQuoted) {
      if (unit === 0x5c) at++;
      else if (unit === 0x22) isQuoted = false;
    } else if (unit === 0x22) isQuoted = true;
    else if (unit === 0x7b || unit === 0x5b) {
      depth++;
      if (depth > MAX_DEPTH) throw new WaykeyError("import/damaged", "The file is nested too deep");
    } else if (unit === 0x7d || unit === 0x5d) depth--;
  }
}

/** The value under these keys, one within the other; undefined if there is none. */
export function at(value: unknown, ...keys: readonly string[]): unknown {
  let found = value;
  for (const key of keys) {
    if (!isObject(found) || !Object.hasOwn(found, key)) return undefined;
    found = (found as Record<string, unknown>)[key];
  }
  return found;
}

/** A text, or a number as text; empty if it is neither. */
export function textAt(value: unknown, ...keys: readonly string[]): string {
  const found = at(value, ...keys);
  if (typeof found === "string") return found;
  return typeof found === "number" ? String(found) : "";
}

/** A whole number that is not negative; NaN if it is none. */
export function wholeAt(value: unknown, ...keys: readonly string[]): number {
  const found = at(value, ...keys);
  return typeof found === "number" && Number.isSafeInteger(found) && found >= 0
    ? found
    : Number.NaN;
}

/** A list; empty if it is none. */
export function listAt(value: unknown, ...keys: readonly string[]): readonly unknown[] {
  const found = at(value, ...keys);
  return Array.isArray(found) ? found : [];
}

export function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
