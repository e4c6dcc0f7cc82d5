// Reads the time of the page's own server from the `Date` of an answer to this script, in which the page has no
// part. The page's own address is asked for first, without
// its query, which may be good for one use alone; one that leads elsewhere, as to a log-in for somebody
// without cookies, is not followed, and the server's robots.txt is asked for instead.

import type { ClockReading } from "../rpc/page-messages.ts";
import type { Head } from "./runtime.ts";

/** In tests a clock and a server of their own. */
export type ServerClockInput = {
  readonly location: Pick<Location, "origin" | "pathname">;
  readonly head: Head;
  readonly now: () => number;
};

export async function readServerClock(input: ServerClockInput): Promise<ClockReading> {
  const { origin, pathname } = input.location;
  for (const address of [`${origin}${pathname}`, `${origin}/robots.txt`]) {
    const startedMs = input.now();
    const headers = await input.head(address);
    const endedMs = input.now();
    const dateMs = Date.parse(headers?.date ?? "");
    const ageSeconds = Number(headers?.age ?? 0);
    if (Number.isNaN(dateMs) || !Number.isInteger(ageSeconds) || ageSeconds < 0) continue;
    const isAged = ageSeconds > 0;
    return { read: true, serverMs: dateMs + ageSeconds * 1000, startedMs, endedMs, isAged };
  }
  return { read: false };
}
