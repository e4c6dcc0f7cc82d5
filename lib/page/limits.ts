// Bounds on what one document may send through its private port, and on how long each end waits.

/** Longest message between shim and bridge, in UTF-16 units of its JSON text. */
export const MAX_MESSAGE_LENGTH = 256 * 1024;

/** Credential ids in one signal of a site. */
export const MAX_SIGNAL_IDS = 1024;

/** One text of a signal, in UTF-16 units; the longest credential id takes 1,364. */
export const MAX_SIGNAL_TEXT_LENGTH = 1400;

/** How often the shim makes sure of the bridge while a person decides. */
export const PING_EVERY_MS = 5000;

/** How long the shim may take to say what it finds of its override. */
export const CHECK_TIMEOUT_MS = 1000;

/** How long the bridge may take to say it heard. */
export const BRIDGE_TIMEOUT_MS = 1000;

/** How long the worker may take to say whether there is a vault. */
export const VAULT_TIMEOUT_MS = 1000;

/** How long the worker may take to accept a call before the browser answers it. */
export const ACCEPT_TIMEOUT_MS = 1000;

/**
 * How much later than decided a refusal reaches the page, so that its time tells nothing of why: not
 * whether the vault was locked, nor what it holds.
 */
export const REFUSAL_DELAY_MS = 500;
