import { beforeEach, describe, expect, it } from "vitest";
import { bucketCopy } from "../../../lib/vault/copy-buckets.ts";
import { type CopyEntry, type CopyStore, encodeEntry } from "../../../lib/vault/copy-store.ts";
import { errorCode } from "./error-code.ts";
import { MemoryArea } from "./memory-area.ts";
import { createSeededRandom } from "./seeded-random.ts";

const random = createSeededRandom("copy-buckets");
const outerId = () => Buffer.from(random(32)).toString("base64url");
const entry = (name: string, value = 1): [string, CopyEntry] => [name, encodeEntry(name, value)];

let area: MemoryArea;
let copy: CopyStore;

/** The lines of a bucket, each by its fields. */
function linesAt(key: string): readonly string[][] {
  const text = JSON.parse(area.values.get(key) ?? '""') as string;
  return text.split("\n").map((line) => line.split("\t"));
}

beforeEach(() => {
  area = new MemoryArea();
  copy = bucketCopy(area);
});

describe("the second copy in buckets", () => {
  it("gives back what was written, by name, and lists it", async () => {
    const names = ["header", "manifest", ...Array.from({ length: 40 }, outerId)];
    await copy.write(new Map(names.map((name) => entry(name))));
    expect(await copy.read([...names, "absent"])).toEqual([
      ...names.map((name) => encodeEntry(name, 1)),
      undefined,
    ]);
    expect((await copy.names()).toSorted()).toEqual(names.toSorted());
  });

  it("has no more than 1,026 keys, however many records, and fills them evenly", async () => {
    const names = Array.from({ length: 20_000 }, outerId).toSorted();
    await copy.write(new Map(["header", "manifest", ...names].map((name) => entry(name))));
    expect(area.values.size).toBe(1026);
    const sizes = [...area.values]
      .filter(([key]) => key.startsWith("records/"))
      .map(([, value]) => (JSON.parse(value) as string).split("\n").length);
    expect(Math.max(...sizes)).toBeLessThan(50);
    expect(Math.min(...sizes)).toBeGreaterThan(1);
  });

  it("keeps header and manifest alone, and puts them down in one write with the records", async () => {
    const id = outerId();
    await copy.write(new Map([entry("header"), entry("manifest"), entry(id)]));
    const [keys = []] = area.writes;
    expect(area.writes).toHaveLength(1);
    expect(keys.toSorted()).toEqual(["header", "manifest", expect.stringMatching(/^records\//)]);
    expect(JSON.parse(area.values.get("header") ?? "")).toEqual(encodeEntry("header", 1));
  });

  it("chooses a record's bucket by the first ten bits of its outer id", async () => {
    for (let i = 0; i < 50; i++) {
      const bytes = Buffer.from(random(32));
      const id = bytes.toString("base64url");
      await copy.write(new Map([entry(id)]));
      const key = `records/${bytes.readUInt16BE(0) >> 6}`;
      expect(linesAt(key).map(([name]) => name)).toContain(id);
    }
  });

  it("lists a bucket however many lines somebody has put there", async () => {
    const lines = Array.from({ length: 200_000 }, (_, i) => `AA${i}\t\t`);
    area.values.set("records/0", JSON.stringify(lines.join("\n")));
    expect(await copy.names()).toHaveLength(lines.length);
  });

  it("is a line of name, checksum and body for each entry", async () => {
    const [, one] = entry("AAone", 1);
    const [, two] = entry("AAtwo", 2);
    await copy.write(new Map([entry("AAone", 1), entry("AAtwo", 2)]));
    expect(linesAt("records/0")).toEqual([
      ["AAone", one.checksum, one.body],
      ["AAtwo", two.checksum, two.body],
    ]);
  });

  it("carries whatever a body may say", async () => {
    const told = encodeEntry("AAone", {
      text: 'tab\t "quotes" \n\r \u2028 \u0000 \ud83d\ude00 \\',
    });
    await copy.write(new Map([["AAone", told]]));
    expect(await copy.read(["AAone"])).toEqual([told]);
    expect(linesAt("records/0")).toHaveLength(1);
  });

  it("reads a bucket that is an object, and makes it a text with the next write", async () => {
    const was = Object.fromEntries([entry("AAone"), entry("AAtwo")]);
    area.values.set("records/0", JSON.stringify(was));
    expect((await copy.names()).toSorted()).toEqual(["AAone", "AAtwo"]);
    expect(await copy.read(["AAone", "AAtwo"])).toEqual(Object.values(was));
    await copy.write(new Map([entry("AAtwo", 2)]));
    expect(linesAt("records/0").map(([name]) => name)).toEqual(["AAone", "AAtwo"]);
    expect(await copy.read(["AAone"])).toEqual([encodeEntry("AAone", 1)]);
  });

  it("keeps a line that is none, and the others of its bucket", async () => {
    const [, one] = entry("AAone");
    const lines = ["rubbish", `AAone\t${one.checksum}\t${one.body}`, "too\tmany\tfields\there", ""];
    area.values.set("records/0", JSON.stringify(lines.join("\n")));
    const rest = "rubbish\ntoo\tmany\tfields\there\n";
    expect(await copy.names()).toEqual(["records/0", "AAone"]);
    expect(await copy.read(["records/0", "AAone"])).toEqual([rest, one]);
    await copy.write(new Map([entry("AAtwo")]));
    expect(await copy.read(["records/0", "AAone"])).toEqual([rest, one]);
    expect((await copy.names()).toSorted()).toEqual(["AAone", "AAtwo", "records/0"]);
    await copy.remove(["records/0"]);
    expect(linesAt("records/0").map(([name]) => name)).toEqual(["AAone", "AAtwo"]);
  });

  it.each([
    "rotten",
    { body: "1" },
    { body: "1", checksum: 2 },
    { body: "1", checksum: "2", more: 3 },
    { body: "line\nbreak", checksum: "2" },
    { body: "1", checksum: "a\ttab" },
  ])("keeps an entry that has no line as it is: %o", async (odd) => {
    area.values.set("records/0", JSON.stringify({ AAodd: odd }));
    await copy.write(new Map([entry("AAone")]));
    expect(await copy.read(["AAodd", "AAone"])).toEqual([odd, encodeEntry("AAone", 1)]);
    await copy.remove(["AAodd"]);
    expect(await copy.names()).toEqual(["AAone"]);
  });

  it("writes the bucket of what changed and leaves the others in it as they were", async () => {
    const together = ["AAone", "AAtwo", "ABthree", "ADfour"];
    await copy.write(new Map(together.map((name) => entry(name))));
    await copy.write(new Map([entry("AAtwo", 2)]));
    expect(area.writes).toEqual([["records/0"], ["records/0"]]);
    const values = [1, 2, 1, 1];
    expect(await copy.read(together)).toEqual(
      together.map((name, i) => encodeEntry(name, values[i])),
    );
  });

  it("loses nothing when two writes of one bucket are under way", async () => {
    await Promise.all([
      copy.write(new Map([entry("AAone")])),
      copy.write(new Map([entry("AAtwo")])),
      copy.remove(["AAthree"]),
    ]);
    expect((await copy.names()).toSorted()).toEqual(["AAone", "AAtwo"]);
  });

  it("removes entries, and the key of a bucket with the last of them", async () => {
    await copy.write(new Map([entry("header"), entry("AAone"), entry("AAtwo"), entry("zzz")]));
    await copy.remove(["AAone", "zzz", "absent"]);
    expect(await copy.names()).toEqual(["header", "AAtwo"]);
    await copy.remove(["AAtwo", "header"]);
    expect([...area.values.keys()]).toEqual([]);
  });

  it("keeps what is no bucket as an entry of its own, and lists it, until it is removed", async () => {
    area.values.set("records/0", '"rubbish"');
    expect(await copy.names()).toEqual(["records/0"]);
    expect(await copy.read(["records/0", "AAone"])).toEqual(["rubbish", undefined]);
    await copy.write(new Map([entry("AAone")]));
    expect(await copy.names()).toEqual(["records/0", "AAone"]);
    expect(await copy.read(["records/0", "AAone"])).toEqual(["rubbish", encodeEntry("AAone", 1)]);
    await copy.remove(["records/0"]);
    expect(await copy.names()).toEqual(["AAone"]);
  });

  it("passes over keys that are not its own", async () => {
    area.values.set("something", '"else"');
    expect(await copy.names()).toEqual([]);
    expect(await copy.read(["something"])).toEqual([undefined]);
  });

  it("holds all of a write or none of it, wherever it fails", async () => {
    const before = new Map([entry("header"), entry("AAone"), entry("zzz")]);
    const after = new Map([entry("header", 2), entry("AAtwo", 2), entry("zzz", 2)]);
    const whole = { AAone: 1, zzz: 2, header: 2, AAtwo: 2 };
    for (let left = 0; ; left++) {
      area = new MemoryArea();
      copy = bucketCopy(area);
      await copy.write(before);
      area.left = left;
      const code = await errorCode(() => copy.write(after));
      area.left = Infinity;
      const names = Object.keys(whole).filter((name) => code === "none" || name !== "AAtwo");
      expect((await copy.names()).toSorted()).toEqual(names.toSorted());
      expect(await copy.read(names)).toEqual(
        names.map((name) => encodeEntry(name, code === "none" ? whole[name as "zzz"] : 1)),
      );
      if (code === "none") break;
      expect(code).toBe("vault/storage");
    }
  });
});
