// What was set up before a reset at Headway, as a list to tick off while it is set up again. Waykey ticks what it
// holds again, and what the user has said since that they have elsewhere; the user ticks the rest.

import { dayOfMidnight } from "./civil-day.ts";
import { type Method, METHODS, type MethodNote, type MethodStatus } from "./methods.ts";

/** Whether Waykey held it, or it was elsewhere. */
export const PLACES = ["here", "elsewhere"] as const;

export type Place = (typeof PLACES)[number];

/** What the user says of a way of the list. `again`: it is set up again, outside of Waykey. */
export const WAY_WORDS = ["open", "again", "dropped"] as const;

export type WayWord = (typeof WAY_WORDS)[number];

export type WayBefore = Pick<MethodNote, "method" | "where" | "callingCode"> & {
  readonly place: Place;
  readonly word: WayWord;
  /** When that was said, or the list was begun; epoch milliseconds. */
  readonly at: number;
};

export type ResetList = {
  /** When the reset was noted, by which one list is known from another; epoch milliseconds. */
  readonly at: number;
  /**
   * When the day began on which it was done at Headway, epoch milliseconds; missing: when it was noted. The day itself
   * is `resetDay`.
   */
  readonly doneAt?: number | undefined;
  /** That day, as the calendar of where the user was has it; missing: earlier versions kept no more than `doneAt`. */
  readonly doneOn?: string | undefined;
  readonly isOpen: boolean;
  /** When it was opened or closed last, epoch milliseconds. */
  readonly turnedAt: number;
  /** At most one of each method and place. */
  readonly ways: readonly WayBefore[];
};

/** `here`: in Waykey. `elsewhere`: set up again, and not in Waykey. */
export type Settled = Place | "dropped";

export type ListedWay = WayBefore & {
  /** Null while it is to be seen to. */
  readonly settled: Settled | null;
};

export type WayName = Pick<WayBefore, "method" | "place">;

const HOUR_MS = 60 * 60_000;

/** When a reset was done at Headway, as far as the user knows. Times are epoch milliseconds. */
export type ResetDay = {
  readonly start: number;
  readonly end: number;
};

/**
 * Whether what was added then may have been set up after the reset already: on the day of it or later, or within the
 * last hour, and where the day is today also since support let the provider in.
 * @param letInAt null where support did not. Times are epoch milliseconds.
 */
export function mayBeNew(
  createdAt: number,
  { start, end }: ResetDay,
  letInAt: number | null,
  now: number,
): boolean {
  const isToday = now <= end;
  return createdAt >= Math.min(start, now - HOUR_MS, (isToday ? letInAt : null) ?? start);
}

/** Equal for the same way of a list. */
export function wayKey({ method, place }: WayName): string {
  return `${method} ${place}`;
}

function hasWay(ways: readonly WayName[], way: WayName): boolean {
  return ways.some((each) => wayKey(each) === wayKey(way));
}

/** What the user says of a reset. */
export type ResetTold = {
  /** The methods that are set up elsewhere still: it did not end them. */
  readonly kept: readonly Method[];
  /** When the day of it began, epoch milliseconds; null: it was done just now. */
  readonly doneAt: number | null;
  /** The day on which it was done at Headway, as `isCivilDay`. */
  readonly doneOn: string;
};

/**
 * The list that a reset begins: every way that was set up and that it has ended, in the order of METHODS, and what an
 * earlier list that is still open has left to be seen to. An earlier list stays where there is nothing to put in its
 * place.
 * @param statuses by what Waykey held before the reset
 * @param notes what was said before it, at most one of each method
 */
export function listOfReset(
  statuses: readonly MethodStatus[],
  notes: readonly MethodNote[],
  earlier: ResetList | undefined,
  now: number,
  { kept, doneAt, doneOn }: ResetTold,
): ResetList | undefined {
  const fresh = { word: "open", at: now } as const;
  const ways = METHODS.flatMap((method): readonly WayBefore[] => {
    const isHere = statuses.some((status) => status.method === method && status.state === "here");
    const note = notes.find((each) => each.method === method && each.state === "elsewhere");
    const isKept = kept.includes(method);
    const left = earlier?.isOpen === true ? listedWays(earlier, statuses, notes) : [];
    const before = left.filter((way) => way.method === method && way.settled === null);
    const held = { method, place: "here", where: "", callingCode: null, ...fresh } as const;
    const found: readonly WayBefore[] = [
      ...(isHere ? [held] : []),
      ...(note === undefined || isKept ? [] : [elsewhereBefore(note, fresh)]),
    ];
    const others = before.filter((way) => !hasWay(found, way));
    return [...found, ...others.map(({ settled: _open, ...way }) => ({ ...way, ...fresh }))];
  });
  if (ways.length === 0) return earlier;
  const day = { ...(doneAt !== null && { doneAt }), doneOn };
  return { at: now, ...day, isOpen: true, turnedAt: now, ways };
}

/** The day on which a reset was done; null where an earlier version noted it on that day, and kept when. */
export function resetDay({ doneAt, doneOn }: Pick<ResetList, "doneAt" | "doneOn">): string | null {
  return doneOn ?? (doneAt === undefined ? null : dayOfMidnight(doneAt));
}

function elsewhereBefore(
  { method, where, callingCode }: MethodNote,
  fresh: Pick<WayBefore, "word" | "at">,
): WayBefore {
  return { method, place: "elsewhere", where, callingCode, ...fresh };
}

/**
 * The list's ways with what has become of each.
 * @param statuses by what Waykey holds now and Headway knows
 * @param notes what was said since the reset, at most one of each method
 */
export function listedWays(
  { ways }: ResetList,
  statuses: readonly MethodStatus[],
  notes: readonly MethodNote[],
): readonly ListedWay[] {
  return ways.map((way) => ({ ...way, settled: settledBy(way, ways, statuses, notes) }));
}

/** A recovery code that may be used up ticks nothing off, until it is known whether it was. */
function isSurelyHere(statuses: readonly MethodStatus[], wanted: Method): boolean {
  const status = statuses.find(({ method }) => method === wanted);
  return status?.state === "here" && status.filledAt === undefined;
}

function settledBy(
  way: WayBefore,
  ways: readonly WayBefore[],
  statuses: readonly MethodStatus[],
  notes: readonly MethodNote[],
): Settled | null {
  const { method, place, word } = way;
  // Of a method that was both here and elsewhere, the one that is here again says nothing of the other.
  const isAlone = ways.filter((each) => each.method === method).length === 1;
  const isHere = isSurelyHere(statuses, method);
  if (isHere && (place === "here" || isAlone)) return "here";
  const note = notes.find((each) => each.method === method && each.state === "elsewhere");
  const isSaid = note !== undefined && (word === "again" || isAlone);
  if (isSaid && (word !== "dropped" || note.at > way.at)) return "elsewhere";
  return word === "dropped" ? "dropped" : null;
}

/** The list with that word of one of its ways; it opens again where there is something to see to again. */
export function withWord(list: ResetList, name: WayName, word: WayWord, at: number): ResetList {
  const ways = list.ways.map((way) => (wayKey(way) === wayKey(name) ? { ...way, word, at } : way));
  return word === "open" ? { ...list, isOpen: true, turnedAt: at, ways } : { ...list, ways };
}

/** What two copies of an account say of it: the list of the later reset; of the same, what was said last. */
export function laterList(
  left: ResetList | undefined,
  right: ResetList | undefined,
): ResetList | undefined {
  if (left === undefined || right === undefined) return left ?? right;
  if (left.at !== right.at) return left.at > right.at ? left : right;
  const turned = right.turnedAt > left.turnedAt ? right : left;
  const ways = left.ways.map((way) => {
    const other = right.ways.find((each) => wayKey(each) === wayKey(way));
    return other !== undefined && other.at > way.at ? other : way;
  });
  const more = right.ways.filter((way) => !hasWay(left.ways, way));
  return { ...left, isOpen: turned.isOpen, turnedAt: turned.turnedAt, ways: [...ways, ...more] };
}
