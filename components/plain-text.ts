// Dates and counts in words, in the user's own locale where the browser knows it.

/** `at` in epoch milliseconds, as a day. */
export function dateText(at: number): string {
  return new Intl.DateTimeFormat(undefined, { dateStyle: "medium" }).format(at);
}

/** `at` in epoch milliseconds, as a day and a time of day. */
export function timeText(at: number): string {
  return new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" }).format(at);
}

/** "1 passkey", "3 passkeys". */
export function countText(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** One dot for each character, so that nothing but the length shows. */
export function maskText(text: string): string {
  return "•".repeat(Array.from(text).length);
}
