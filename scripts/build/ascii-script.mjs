// Scripts in ASCII alone: a browser decodes such a file at once and keeps it at a byte a character, which a worker that is
// woken for every sign-in gains by.

/** A backslash goes with what it escapes: one that stayed would make the next backslash a character. */
const ESCAPED_OR_WIDE = /\\[^]|[\u0080-\uFFFF]/g;
const WIDE = /[\u0080-\uFFFF]/;
/** After a backslash they are no character, but let a string go on in the next line. */
const LINE_ENDS = /[\u2028\u2029]/;

/**
 * The same script with every character beyond ASCII as the escape \uXXXX of its code units, which ECMAScript reads as the
 * character in strings, templates, regular expressions and names. (The raw strings of a tagged template would differ.)
 *
 * @param {string} code
 */
export function asciiScript(code) {
  return code.replaceAll(ESCAPED_OR_WIDE, (match) => {
    const unit = match.slice(-1);
    if (!WIDE.test(unit)) return match;
    if (match.length > 1 && LINE_ENDS.test(unit)) return "";
    return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}
