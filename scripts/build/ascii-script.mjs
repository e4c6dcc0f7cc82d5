// Scripts in ASCII alone: a browser decodes such a file at once and keeps it at a byte a character, which a worker that is
// woken for every sign-in gains by.

const WIDE = /[\u0080-\uFFFF]/g;

/**
 * The same script with every character beyond ASCII as the escape \uXXXX of its code units, which ECMAScript reads as the
 * character in strings, templates, regular expressions and names. (The raw strings of a tagged template would differ.)
 *
 * @param {string} code
 */
export function asciiScript(code) {
  return code.replaceAll(WIDE, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
