import { beforeEach, describe, expect, it } from "vitest";
import {
  awaitReader,
  createLateReader,
  type LateReader,
  offerReader,
} from "../../../lib/page/late-reader.ts";
import type { PageReader, PageReaderInput } from "../../../lib/page/page-reader.ts";

const input = {} as PageReaderInput;
const reader: PageReader = {
  answer: () => Promise.reject(new Error("unused")),
  wanted: () => null,
};

let world: object;
let fetched: number;
let given: PageReaderInput[];

/** The worker runs the script of the build `name` in the world. */
function run(name: string): void {
  offerReader(world, name, (it) => {
    given.push(it);
    return reader;
  });
}

beforeEach(() => {
  world = {};
  fetched = 0;
  given = [];
});

describe("the reader that comes when it is needed", () => {
  function late(fetch: () => Promise<unknown>): LateReader {
    const one = createLateReader(() => {
      fetched++;
      return fetch();
    }, input);
    awaitReader(world, "reader", one.take);
    return one;
  }

  it("is fetched and made once, however many ask", async () => {
    const one = late(async () => run("reader"));
    expect(one.isThere()).toBe(false);
    expect(await Promise.all([one.get(), one.get()])).toEqual([reader, reader]);
    expect(one.isThere()).toBe(true);
    expect(await one.get()).toBe(reader);
    expect({ fetched, given }).toEqual({ fetched: 1, given: [input] });
  });

  it.each([
    ["it is not fetched", () => Promise.reject(new Error("no worker"))],
    ["it does not come", () => Promise.resolve(false)],
    ["that of another build comes", async () => run("other")],
  ])("is not there where %s, and is fetched anew when asked for again", async (_, fetch) => {
    let isWell = false;
    const one = late(async () => (isWell ? run("reader") : fetch()));
    await expect(one.get()).rejects.toThrow(Error);
    expect(one.isThere()).toBe(false);
    isWell = true;
    expect(await one.get()).toBe(reader);
    expect(fetched).toBe(2);
  });

  it("may come before it is asked for, and is made once, however often it comes", async () => {
    const one = late(() => Promise.reject(new Error("no worker")));
    run("reader");
    run("reader");
    expect(await one.get()).toBe(reader);
    expect({ fetched, given }).toEqual({ fetched: 0, given: [input] });
  });

  it("is given to nobody whom the world has only inherited under its name, as an element of the page", () => {
    world = Object.create({ reader: () => expect.unreachable() }) as object;
    run("reader");
    expect(given).toEqual([]);
  });
});
