// Draws each table as SVG: a dot for each round, a stroke at the median.

import * as Plot from "@observablehq/plot";
import { JSDOM } from "jsdom";
import type { Table } from "../measure/claims.ts";

const WIDTH = 760;
const ROW = 26;
const LEFT = 190;

/** The arms in the order in which they first came. */
export function armsOf({ rounds }: Table): readonly string[] {
  return [...new Set(rounds.flatMap((round) => Object.keys(round)))];
}

export function drawTable(table: Table): string {
  const { document } = new JSDOM("").window;
  const arms = armsOf(table);
  const points = table.rounds.flatMap((round) =>
    Object.entries(round).map(([arm, value]) => ({ arm, value })),
  );
  const svg = Plot.plot({
    document,
    width: WIDTH,
    height: ROW * arms.length + 60,
    marginLeft: LEFT,
    style: { background: "white", color: "black", fontSize: "12px" },
    x: { label: `${table.title}, ${table.unit}`, type: "log", grid: true, tickFormat: "~g" },
    y: { domain: arms, label: null },
    marks: [
      Plot.dot(
        points.filter(({ value }) => value > 0),
        {
          x: "value",
          y: "arm",
          r: 2.5,
          fill: "#2b6c8f",
          fillOpacity: 0.45,
        },
      ),
      Plot.tickX(
        points.filter(({ value }) => value > 0),
        Plot.groupY({ x: "median" }, { x: "value", y: "arm", stroke: "#b3261e", strokeWidth: 2.5 }),
      ),
    ],
  });
  svg.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  return `${svg.outerHTML}\n`;
}
