// How many of the calls at which something can be interrupted are tried: every 24th in the ordinary run, from
// another one on each day of WAYKEY_DAY, the two moments of a call in turn; all of them in the long one.

const STRIDE = process.env["WAYKEY_THOROUGH"] === "yes" ? 1 : 24;

/** Has no divisor in common with the stride, so that every call has its day. */
const FURTHER_EACH_DAY = 5;

const day = Number(process.env["WAYKEY_DAY"] ?? "0");

/** The calls to try, counted from 1, without end. */
export function* callsToTry(moment: "before" | "after"): Generator<number> {
  const shift = day * FURTHER_EACH_DAY + (moment === "before" ? 0 : STRIDE / 2);
  for (let call = 1 + Math.floor(shift % STRIDE); ; call += STRIDE) yield call;
}
