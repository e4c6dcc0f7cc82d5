// A table with a line for each of what may be thousands of entries: the first of them, and more on a press.

import type { ComponentChildren } from "preact";
import { useFirstLines } from "../add/use-first-lines.tsx";

export type LinesTableProps<T> = {
  readonly label: string;
  /** The columns' heads, as many as `cellsOf` gives cells. */
  readonly heads: readonly string[];
  readonly lines: readonly T[];
  readonly cellsOf: (line: T) => readonly ComponentChildren[];
};

export function LinesTable<T>({ label, heads, lines, cellsOf }: LinesTableProps<T>) {
  const { shown, more } = useFirstLines(lines.length);
  return (
    <>
      <div class="table-frame" tabIndex={0} role="region" aria-label={label}>
        <table>
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.slice(0, shown).map((line, row) => (
              <tr key={row}>
                {cellsOf(line).map((cell, column) => (
                  <td key={column}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {more}
    </>
  );
}
