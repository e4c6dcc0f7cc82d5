// Tables as comma-separated values (RFC 4180): quoted fields may hold commas, quotes and line breaks. Excel saves them
// with semicolons or tabs as well, which the head of a table tells.

import { damaged } from "./encoded.ts";

const MAX_ROWS = 100_000;
const MAX_COLUMNS = 256;
/** Of the first line, as far as it is looked at for the names of columns. */
const MAX_HEAD_LENGTH = 1024;
const DELIMITERS = [",", ";", "\t"] as const;
const QUOTED = /"(?:[^"]|"")*(?:"|$)/g;
/** Excel's own line, before the head. */
const STATED = /^sep=([,;\t])\r?\n/i;

/** The names of the columns as a file begins, in lower case, to know a table by. */
export function columnsOf(text: string): readonly string[] {
  const [head = ""] = text
    .slice(0, MAX_HEAD_LENGTH)
    .replace(STATED, "")
    .split(/[\r\n]/);
  return head.split(delimiterOf(text)).map((name) => unquoted(name.trim()).trim().toLowerCase());
}

function unquoted(name: string): string {
  return name.replace(/^"(.*)"$/, "$1");
}

function delimiterOf(text: string): string {
  const stated = STATED.exec(text)?.[1];
  if (stated !== undefined) return stated;
  const [head = ""] = text
    .slice(0, MAX_HEAD_LENGTH)
    .replaceAll(QUOTED, "")
    .split(/[\r\n]/);
  const counts = DELIMITERS.map((delimiter) => head.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ",";
}

/**
 * The rows that are not empty.
 * @throws WaykeyError `import/damaged` for a quote that does not end, or more than any table has
 */
export function parseCsv(text: string): readonly (readonly string[])[] {
  const delimiter = delimiterOf(text);
  const endOfField = new RegExp(`[${delimiter}\\r\\n]`, "g");
  const rows: string[][] = [];
  let row: string[] = [];
  let at = STATED.exec(text)?.[0].length ?? 0;

  function endRow(): void {
    if (row.some((field) => field !== "")) rows.push(row);
    if (rows.length > MAX_ROWS) throw damaged("The table has too many rows");
    row = [];
  }

  function readPlain(): string {
    endOfField.lastIndex = at;
    const end = endOfField.exec(text)?.index ?? text.length;
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
    // What stands between the quote and the field's end belongs to nothing.
    readPlain();
    return parts.join('"');
  }

  while (at < text.length) {
    row.push(text.charAt(at) === '"' ? readQuoted() : readPlain());
    if (row.length > MAX_COLUMNS) throw damaged("The table has too many columns");
    if (text.charAt(at) !== delimiter) endRow();
    at++;
  }
  endRow();
  return rows;
}
