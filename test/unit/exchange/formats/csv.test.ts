import { describe, expect, it } from "vitest";
import { parseCsv } from "../../../../lib/exchange/formats/csv.ts";

describe("parseCsv", () => {
  it.each([
    [
      "a,b\r\nc,d\r\n",
      [
        ["a", "b"],
        ["c", "d"],
      ],
    ],
    [
      "a,b\nc,d",
      [
        ["a", "b"],
        ["c", "d"],
      ],
    ],
    [
      "a,b\rc,d",
      [
        ["a", "b"],
        ["c", "d"],
      ],
    ],
    ['"a,b","c""d","e\r\nf"', [["a,b", 'c"d', "e\r\nf"]]],
    ['"","""",""""""', [["", '"', '""']]],
    ["a,,b", [["a", "", "b"]]],
    ["a\n\n,,\nb", [["a"], ["b"]]],
    ["", []],
    ['a"b,c', [['a"b', "c"]]],
  ])("reads %j", (text, rows) => {
    expect(parseCsv(text)).toEqual(rows);
  });

  it("refuses a quote that does not end, and what no table has", () => {
    for (const text of ['a,"b', '"', ",".repeat(300), "a\n".repeat(100_001)]) {
      expect(() => parseCsv(text)).toThrow(expect.objectContaining({ code: "import/damaged" }));
    }
  });

  it("has no trouble with one field of 40 MB", () => {
    const field = 'x""'.repeat(10_000_000);
    expect(parseCsv(`"${field}"`)[0]?.[0]).toHaveLength(20_000_000);
  });
});
