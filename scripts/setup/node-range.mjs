// The part of npm's version ranges that package.json's `engines.node` uses: `^1.2.3` and `>=1.2.3`
// joined by `||`. Anything else is refused, so that a range is never half understood.

/** @typedef {readonly [major: number, minor: number, patch: number]} Version */

/**
 * @param {string} text such as "v24.21.0" or "24.21.0"
 * @returns {Version}
 * @throws {RangeError} if the text is no plain version
 */
export function parseVersion(text) {
  const match = /^v?(\d+)\.(\d+)\.(\d+)$/.exec(text.trim());
  if (match === null) throw new RangeError(`not a version: "${text}"`);
  return [Number(match[1]), Number(match[2]), Number(match[3])];
}

/**
 * @param {Version} a
 * @param {Version} b
 * @returns {number} negative, zero or positive as `a` is older than, equal to or newer than `b`
 */
function compareVersions(a, b) {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}

/**
 * @param {string} version
 * @param {string} range
 * @returns {boolean} whether the version lies in the range
 * @throws {RangeError} if either cannot be read
 */
export function satisfiesRange(version, range) {
  const actual = parseVersion(version);
  const answers = range.split("||").map((part) => {
    const match = /^(\^|>=)(\d+\.\d+\.\d+)$/.exec(part.trim());
    if (match === null) throw new RangeError(`not a range of the kind understood here: "${part}"`);
    const floor = parseVersion(match[2] ?? "");
    if (compareVersions(actual, floor) < 0) return false;
    return match[1] === ">=" || actual[0] === floor[0];
  });
  return answers.includes(true);
}
