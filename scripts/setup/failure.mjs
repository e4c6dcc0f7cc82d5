// What the set-up says when it cannot go on: one line on stderr and exit code 1, no stack trace.

/** An expected failure of the set-up: what could not be done, and what helps. */
export class SetupFailure extends Error {
  /**
   * @param {string} what what could not be done, a full sentence
   * @param {string} help what the reader can do about it, a full sentence
   */
  constructor(what, help) {
    super(`${what} ${help}`.replace(/\s+/g, " ").trim());
    this.name = "SetupFailure";
  }
}
