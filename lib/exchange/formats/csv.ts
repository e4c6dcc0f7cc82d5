// Tables as comma-separated values (RFC 4180): quoted fields may hold commas, quotes and line breaks.

import { damaged } from "./encoded.ts";

const MAX_ROWS = 100_000;
const MAX_COLUMNS = 256;
const END_OF_FIELD = /[,\r\n]/g;

/**
 * The rows that are not empty.
 * @throws WaykeyError `import/damaged` for a quote that does not end, or more than any table has
 */
export function parseCsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;

  function endRow(): void {
    if (row.some((field) => field !== "")) rows.push(row);
    if (rows.length > MAX_ROWS) throw damaged("The table has too many rows");
    row = [];
  }

  function readPlain(): string {
    END_OF_FIELD.lastIndex = at;
    const end = END_OF_FIELD.exec(text)?.index ?? text.length;
    const field = text.slice(at, end);
    at = end;
    return field;
  }

  /** A quote within it is written twice. */
  function readQuoted(): string {
    const parts: string[] = [];
    do {
      const end = text.indexOf('"', at + 1);
      if (end < 0) throw damaged("The table has a quote that does not end");
      parts.push(text.slice(at + 1, end));
      at = end + 1;
    } while (text.charAt(at) === '"');
    // What stands between the quote and the comma belongs to nothing.
    readPlain();
    return parts.join('"');
  }

  while (at < text.length) {
    row.push(text.charAt(at) === '"' ? readQuoted() : readPlain());
    if (row.length > MAX_COLUMNS) throw damaged("The table has too many columns");
    if (text.charAt(at) !== ",") endRow();
    at++;
  }
  endRow();
  return rows;
}
