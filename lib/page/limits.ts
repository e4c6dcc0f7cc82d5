// Bounds on what one document may send through its private port, and on how long each end waits.

/** Longest message between shim and bridge, in UTF-16 units of its JSON text. */
export const MAX_MESSAGE_LENGTH = 256 * 1024;

/** Calls a document may make within any minute. */
export const MAX_CALLS_PER_MINUTE = 30;

/** How long the bridge may take to say it heard, and to say whether there is a vault. */
export const BRIDGE_TIMEOUT_MS = 1000;

/** How long the worker may take to accept a call before the browser answers it. */
export const ACCEPT_TIMEOUT_MS = 1000;
