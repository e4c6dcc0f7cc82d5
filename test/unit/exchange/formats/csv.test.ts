import { describe, expect, it } from "vitest";
import { columnsOf, parseCsv } from "../../../../lib/exchange/formats/csv.ts";

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
    [
      "a;b\n1,5;c",
      [
        ["a", "b"],
        ["1,5", "c"],
      ],
    ],
    [
      'a\tb\n"1\t;";c\td',
      [
        ["a", "b"],
        ["1\t;", "d"],
      ],
    ],
    ['"a;b;\n;",c', [["a;b;\n;", "c"]]],
    ['";;"";",a', [[';;";', "a"]]],
    ["sep=;\r\na,b;c", [["a,b", "c"]]],
    ["sep=,\na;b;c,d", [["a;b;c", "d"]]],
    ["sep=|\na|b", [["sep=|"], ["a|b"]]],
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

describe("columnsOf", () => {
  it.each([
    ["a,B\n1,2", ["a", "b"]],
    ['"a";" b "\r\n', ["a", "b"]],
    ["sep=\t\r\na,x\tb", ["a,x", "b"]],
    ["", [""]],
  ])("reads the names of %j", (text, names) => {
    expect(columnsOf(text)).toEqual(names);
  });
});
