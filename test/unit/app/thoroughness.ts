// How many of the calls at which something can be interrupted are tried: every 24th in the ordinary run, or so,
// from another one on each day of WAYKEY_DAY, the two moments of a call in turn; all of them in the long one.

const isThorough = process.env["WAYKEY_THOROUGH"] === "yes";

/** Has no divisor in common with the strides, so that every call has its day. */
const FURTHER_EACH_DAY = 5;

const day = Number(process.env["WAYKEY_DAY"] ?? "0");

/**
 * The calls to try, counted from 1, without end.
 * @param ordinary the stride of the ordinary run: 12 where there are few calls
 */
export function* callsToTry(moment: "before" | "after", ordinary: 12 | 24 = 24): Generator<number> {
  const stride = isThorough ? 1 : ordinary;
  const shift = day * FURTHER_EACH_DAY + (moment === "before" ? 0 : stride / 2);
  for (let call = 1 + Math.floor(shift % stride); ; call += stride) yield call;
}
