// What tells one build of Waykey from another. Pages and content scripts of an earlier build may
// live on after an update; they are recognised by it and answered with a refusal.

declare const WAYKEY_BUILD: string;

/** A hash of the sources and the version, set by the build. */
export const BUILD = WAYKEY_BUILD;

/** The event name by which the two content scripts of one build find each other. */
export const CHANNEL_NAME = `waykey-${BUILD}`;

/** The name under which the script that reads pages leaves its maker for the bridge of its build. */
export const READER_NAME = `waykey-reader-${BUILD}`;
