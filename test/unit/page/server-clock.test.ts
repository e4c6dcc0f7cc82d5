import { describe, expect, it } from "vitest";
import { readServerClock } from "../../../lib/page/server-clock.ts";

const LOCATION = { origin: "https://headway.co", pathname: "/login", search: "?state=1" };
const DATE = "Sun, 06 Nov 1994 08:49:37 GMT";
const DATE_MS = Date.UTC(1994, 10, 6, 8, 49, 37);

type Headers = { readonly date: string | null; readonly age: string | null } | null;

/** Asks a server that answers so, in turn, each answer taking 100 ms. */
async function read(...answers: readonly Headers[]) {
  const asked: string[] = [];
  let now = 1000;
  const reading = await readServerClock({
    location: LOCATION,
    now: () => now,
    head: async (address) => {
      now += 100;
      asked.push(address);
      return answers[asked.length - 1] ?? null;
    },
  });
  return { reading, asked };
}

describe("the time of the page's own server", () => {
  it("is that of an answer at the page's own address, whose query may be good for one use alone", async () => {
    expect(await read({ date: DATE, age: null })).toEqual({
      reading: { read: true, serverMs: DATE_MS, startedMs: 1000, endedMs: 1100, isAged: false },
      asked: ["https://headway.co/login"],
    });
  });

  it("is asked for again where that leads elsewhere or names no time", async () => {
    for (const first of [null, { date: null, age: null }, { date: "soon", age: null }]) {
      const { reading, asked } = await read(first, { date: DATE, age: null });
      expect(reading).toMatchObject({ serverMs: DATE_MS, startedMs: 1100, endedMs: 1200 });
      expect(asked.at(-1)).toBe("https://headway.co/robots.txt");
    }
  });

  it("counts the age of an answer out of a cache on the way", async () => {
    const { reading } = await read({ date: DATE, age: "30" });
    expect(reading).toMatchObject({ serverMs: DATE_MS + 30_000, isAged: true });
  });

  it.each(["-1", "1.5", "old"])("passes over an answer of the age %s", async (age) => {
    expect((await read({ date: DATE, age })).reading).toEqual({ read: false });
  });

  it("is not there without an answer", async () => {
    const { reading, asked } = await read();
    expect(reading).toEqual({ read: false });
    expect(asked).toHaveLength(2);
  });
});
