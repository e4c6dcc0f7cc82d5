// The names in the session store that the extension's pages watch, apart from what the worker does with them:
// a page is to load nothing of that.

/** Where the key of the open vault lies: gone, once that is locked. */
export const SESSION_KEY = "session";

/** The note of a fill that failed, until it is told or old. */
export const FAILED_FILL_KEY = "failed-fill";

/** The code for the practice page, until that takes it. */
export const PRACTICE_FILL_KEY = "practice-fill";
