// The day in the name of a file, as the calendar of where the user is has it: in the evening of America the one of
// Greenwich is tomorrow's.

/** Such as "2026-11-28". @param at epoch milliseconds */
export function fileDay(at: number): string {
  const date = new Date(at);
  const two = (number: number) => String(number).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
