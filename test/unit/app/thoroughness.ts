// How many of the calls at which something can be interrupted are tried: every twelfth in the ordinary
// run, the two moments of a call in turn, and all of them in the long one.

const STRIDE = process.env["WAYKEY_THOROUGH"] === "yes" ? 1 : 12;

/** The calls to try, from 1 on, without end. */
export function* callsToTry(moment: "before" | "after"): Generator<number> {
  const start = moment === "before" || STRIDE === 1 ? 1 : 1 + STRIDE / 2;
  for (let call = start; ; call += STRIDE) yield call;
}
