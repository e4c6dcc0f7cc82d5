// What a part counts for in the last line: vitest's parts by their tests, the others one each.

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/**
 * @param {unknown} value
 * @returns {number} the value if it can be a count, else 0
 */
function countOf(value) {
  return typeof value === "number" && Number.isInteger(value) && value > 0 ? value : 0;
}

/**
 * @param {string} text
 * @returns {Record<string, unknown>} empty if the report was cut short
 */
function parseReport(text) {
  try {
    return /** @type {Record<string, unknown>} */ (JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

/**
 * A failure that no test shows (a file that does not load, a crash, a time-out, no test at all)
 * counts one.
 * @param {string | null} report vitest's JSON report; null if the part writes none or left none
 * @param {{ ok: boolean, counts: boolean }} part
 * @returns {Counts}
 */
export function countPart(report, { ok, counts }) {
  if (!counts) return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
  const fields = parseReport(report ?? "{}");
  const passed = countOf(fields["numPassedTests"]);
  const failed = countOf(fields["numFailedTests"]);
  const skipped = countOf(fields["numPendingTests"]) + countOf(fields["numTodoTests"]);
  const unseen = failed === 0 && (!ok || passed === 0) ? 1 : 0;
  return { passed, failed: failed + unseen, skipped };
}

/**
 * @param {readonly Counts[]} all
 * @returns {Counts}
 */
export function sumCounts(all) {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const counts of all) {
    sum.passed += counts.passed;
    sum.failed += counts.failed;
    sum.skipped += counts.skipped;
  }
  return sum;
}

/**
 * @param {Counts} counts
 * @returns {string} such as "12 passed, 0 failed"
 */
export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}
