// The text and the pictures of the benchmarks.

import { describe, expect, it } from "vitest";
import { count } from "../../bench/measure/claims.ts";
import { writeMarkdown } from "../../bench/report/markdown.ts";
import { drawTable } from "../../bench/report/plot.ts";

const TABLE = {
  title: "Unlocking",
  unit: "ms",
  rounds: [
    { native: 100, ours: 120 },
    { native: 110, ours: 130 },
    { native: 300, ours: 330 },
  ],
} as const;

const MACHINE = {
  processor: "A processor",
  cores: 2,
  memoryGiB: 24,
  system: "Linux 6",
  node: "24.0.0",
  browsers: { chromium: "150.0" },
};

const TEXT = writeMarkdown({
  takenAt: "2026-01-02T03:04:05.000Z",
  machine: MACHINE,
  parts: [
    {
      name: "unlock",
      title: "Unlocking",
      browser: "chromium",
      result: {
        tables: [TABLE],
        claims: [
          count("an unlock against native", "×", 1.2, { atMost: 1.4 }),
          count("too much", "ms", 9, { atMost: 3 }),
          { ...count("loads", "ms", 1), value: { estimate: 1, low: -2, high: 4 } },
        ],
      },
    },
  ],
});

describe("the text of the benchmarks", () => {
  it("says where and when they were taken", () => {
    expect(TEXT).toContain(
      "Taken on 2026-01-02: A processor, 2 cores, 24 GiB, Linux 6; Chromium 150.0; Node 24.0.0.",
    );
  });

  it("says of each figure whether its bound is kept", () => {
    expect(TEXT).toContain("| an unlock against native | 1.20× | at most 1.4× | yes |");
    expect(TEXT).toContain("| too much | 9.0 ms | at most 3 ms | **no** |");
    expect(TEXT).toContain("| loads | 1.0 ms (-2.0 to 4.0) |  |  |");
  });

  it("says what its intervals can't", () => {
    expect(TEXT).toContain("of fewer than ten rounds, and of a p95 of fewer than forty");
    expect(TEXT).toContain("one that includes 0 does not show that there is no difference");
  });

  it("has a row for each arm and names its picture", () => {
    expect(TEXT).toContain("| ours | 130.0 | 310.0 | 3 |");
    expect(TEXT).toContain("![Unlocking](benchmarks/unlock-chromium-1.svg)");
  });
});

it("draws a dot for each round and a stroke for each median", () => {
  const svg = drawTable(TABLE);
  expect(svg.startsWith("<svg")).toBe(true);
  expect(svg).toContain('xmlns="http://www.w3.org/2000/svg"');
  expect(svg.match(/<circle/g)).toHaveLength(6);
  expect(svg).toContain("native");
  expect(svg).not.toContain("<script");
});
