// The clock that codes by time are made for: the computer's, or that with a correction which the user has
// asked for. The check compares it with the time that the page in use gets from Headway; it is off until the
// user allows it, and runs only when they press for it. None of it is a secret: it is kept beside the vault.

import * as v from "valibot";
import { isWaykeyError, WaykeyError } from "../errors.ts";
import type { App } from "./app.ts";
import { parseClockReading } from "./page-answers.ts";
import type { ClockCheck, ClockState } from "./views.ts";

const KEY = "clock";

/** A computer whose clock is further off than a day has another trouble, such as its time zone. */
const MAX_CORRECTION_MS = 24 * 60 * 60_000;

/** `Date` names whole seconds: the moment lies half of one after it, give or take as much. */
const HALF_SECOND_MS = 500;

/** Two processes of one computer may read its clock so far apart. */
const SAME_CLOCK_MS = 50;

const AT_FIRST: ClockState = { allowed: false, correction: null };

const Stored = v.object({
  allowed: v.boolean(),
  correction: v.nullable(
    v.object({
      offsetMs: v.pipe(
        v.number(),
        v.integer(),
        v.minValue(-MAX_CORRECTION_MS),
        v.maxValue(MAX_CORRECTION_MS),
      ),
      at: v.number(),
    }),
  ),
});

/** What cannot be read counts as not set. */
export async function getClock(app: App): Promise<ClockState> {
  try {
    const stored = v.safeParse(Stored, await app.ports.kept.get(KEY));
    return stored.success ? stored.output : AT_FIRST;
  } catch (error) {
    if (isWaykeyError(error, "vault/storage")) return AT_FIRST;
    throw error;
  }
}

/** By how much codes are made ahead of the computer's clock, milliseconds; mostly 0. */
export async function codeOffset(app: App): Promise<number> {
  return (await getClock(app)).correction?.offsetMs ?? 0;
}

/** The moment that codes by time are made for, epoch milliseconds. */
export async function codeTime(app: App): Promise<number> {
  return Math.max(0, app.ports.now() + (await codeOffset(app)));
}

/** @throws WaykeyError `vault/storage` */
export async function allowClockCheck(app: App, allowed: boolean): Promise<void> {
  await app.inTurn(async () => {
    await app.ports.kept.set(KEY, { ...(await getClock(app)), allowed });
  });
}

/**
 * Makes codes for a clock that is ahead of the computer's by `offsetMs`; null: for the computer's own.
 * @throws WaykeyError `vault/storage`
 */
export async function correctClock(app: App, offsetMs: number | null): Promise<void> {
  const correction = offsetMs === null ? null : { offsetMs, at: app.ports.now() };
  await app.inTurn(async () => {
    await app.ports.kept.set(KEY, { ...(await getClock(app)), correction });
  });
}

/**
 * Has the page in use ask its own server for the time, and compares.
 * @throws WaykeyError `clock/off` unless the user allows it; `clock/unreadable` if the server named no time;
 *   `page/none`, `page/unreachable`
 */
export async function checkClock(app: App): Promise<ClockCheck> {
  if (!(await getClock(app)).allowed) {
    throw new WaykeyError("clock/off", "The clock check is switched off");
  }
  const page = await app.ports.pages.inUse();
  if (page === null) throw new WaykeyError("page/none", "No Headway page is in use");
  const asked = app.ports.now();
  const reading = parseClockReading(await app.ports.pages.ask(page.tabId, { type: "read-clock" }));
  if (!reading.read) throw new WaykeyError("clock/unreadable", "The server named no time");
  const { serverMs, startedMs, endedMs, isAged } = reading;
  const isPlausible =
    asked - SAME_CLOCK_MS <= startedMs &&
    startedMs <= endedMs &&
    endedMs <= app.ports.now() + SAME_CLOCK_MS;
  if (!isPlausible) throw new WaykeyError("clock/unreadable", "The page's times make no sense");
  return {
    host: page.origin.replace("https://", ""),
    offsetMs: Math.round(serverMs + HALF_SECOND_MS - (startedMs + endedMs) / 2),
    // An answer out of a cache on the way says in whole seconds how old it is.
    uncertaintyMs: Math.ceil(HALF_SECOND_MS * (isAged ? 3 : 1) + (endedMs - startedMs) / 2),
  };
}
