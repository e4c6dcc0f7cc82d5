// The text of docs/benchmarks.md, from the same data as its pictures.

import { quantile } from "simple-statistics";
import { type Claim, holds, type Table, type Unit } from "../measure/claims.ts";
import { valuesOf } from "../measure/statistics.ts";
import { armsOf } from "./plot.ts";
import { BROWSER_NAMES, idOf, type Results, type TakenPart } from "./results.ts";

const DIGITS: Readonly<Record<Unit, number>> = { ms: 1, MiB: 1, bytes: 0, "×": 2, "": 2 };

function format(value: number, unit: Unit): string {
  const digits = Number.isInteger(value) && unit !== "ms" ? 0 : DIGITS[unit];
  return value.toLocaleString("en", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

function measured({ value, unit }: Claim): string {
  const { estimate, low, high } = value;
  const shown = `${format(estimate, unit)}${unit === "×" ? "×" : unit === "" ? "" : ` ${unit}`}`;
  return low === high ? shown : `${shown} (${format(low, unit)} to ${format(high, unit)})`;
}

function boundText({ bound, unit }: Claim): string {
  if (bound === null) return "";
  return "atMost" in bound
    ? `at most ${bound.atMost.toLocaleString("en")}${unit === "×" ? "×" : ` ${unit}`.trimEnd()}`
    : `interval includes ${bound.includes}`;
}

function claimRow(claim: Claim): string {
  const verdict = claim.bound === null ? "" : holds(claim) ? "yes" : "**no**";
  return `| ${claim.name} | ${measured(claim)} | ${boundText(claim)} | ${verdict} |`;
}

function tableRows(table: Table): readonly string[] {
  return armsOf(table).map((arm) => {
    const values = valuesOf(table.rounds, arm);
    const [median, p95] = [0.5, 0.95].map((part) => format(quantile(values, part), table.unit));
    return `| ${arm} | ${median} | ${p95} | ${values.length} |`;
  });
}

function section(part: TakenPart): readonly string[] {
  const { tables, claims } = part.result;
  return [
    `## ${part.title}: ${BROWSER_NAMES[part.browser]}`,
    "",
    "| figure | measured (95 %) | bound | kept |",
    "| --- | --- | --- | --- |",
    ...claims.map(claimRow),
    "",
    ...tables.flatMap((table, i) => [
      `![${table.title}](benchmarks/${idOf(part)}-${i + 1}.svg)`,
      "",
      `| ${table.title}, ${table.unit} | median | p95 | rounds |`,
      "| --- | --- | --- | --- |",
      ...tableRows(table),
      "",
    ]),
  ];
}

export function writeMarkdown({ takenAt, machine, parts }: Results): string {
  const browsers = Object.entries(machine.browsers)
    .map(([kind, version]) => `${BROWSER_NAMES[kind as keyof typeof BROWSER_NAMES]} ${version}`)
    .join(", ");
  return [
    "# Benchmarks",
    "",
    "Written by `npm run bench` from what it measured; the raw figures are in [results.json](benchmarks/results.json).",
    "What is compared was taken in turn within one run, A B A B, on the same machine. Medians with intervals of 95 % by the",
    "bootstrap over rounds; of fewer than ten rounds, and of a p95 of fewer than forty, such an interval says little more than how far",
    "the rounds lay apart. In the pictures, each dot is a round and each stroke a median. `npm run bench -- --check` fails where a",
    "bound is not kept: by the estimate, or by an interval that leaves 0 out; one that includes 0 does not show that there is no difference.",
    "",
    `Taken on ${takenAt.slice(0, 10)}: ${machine.processor}, ${machine.cores} cores, ${machine.memoryGiB} GiB, ${machine.system}; ${browsers}; Node ${machine.node}.`,
    "",
    ...parts.flatMap(section),
  ]
    .join("\n")
    .trimEnd()
    .concat("\n");
}
