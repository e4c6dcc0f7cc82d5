// Holds two observations of one shape against each other, field by field.

import type { Described, Observation } from "../../site/client/observe.ts";

/** One field that is not the same: its path, and both values as JSON. */
export type Difference = {
  readonly shape: string;
  readonly path: string;
  readonly browser: string;
  readonly waykey: string;
};

/** A difference that stays, with its reason. */
export type KnownDifference = {
  /** All shapes unless given. */
  readonly shapes?: RegExp;
  readonly path: RegExp;
  readonly reason: string;
};

function flatten(value: Described, path: string, into: Map<string, string>): void {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    // The order of members is part of what a site sees.
    into.set(`${path}{}`, Object.keys(value).join(" "));
    for (const [name, item] of Object.entries(value)) flatten(item, `${path}.${name}`, into);
  } else {
    into.set(path, JSON.stringify(value));
  }
}

function fieldsOf(observation: Observation): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  const { end, seen, notes } = observation;
  flatten({ end, seen, notes }, "", fields);
  return fields;
}

export function compare(
  shape: string,
  browser: Observation,
  waykey: Observation,
): readonly Difference[] {
  const [left, right] = [fieldsOf(browser), fieldsOf(waykey)];
  const paths = [...new Set([...left.keys(), ...right.keys()])];
  return paths.flatMap((path) => {
    const [a, b] = [left.get(path) ?? "absent", right.get(path) ?? "absent"];
    return a === b ? [] : [{ shape, path, browser: a, waykey: b }];
  });
}

export function isKnown(difference: Difference, known: readonly KnownDifference[]): boolean {
  return known.some((entry) => covers(entry, difference));
}

export function covers(entry: KnownDifference, { shape, path }: Difference): boolean {
  return (entry.shapes === undefined || entry.shapes.test(shape)) && entry.path.test(path);
}
