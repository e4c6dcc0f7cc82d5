// For properties of the form "reads it or refuses it".

import { type ErrorCode, isWaykeyError } from "../../../lib/errors.ts";

/** What `read` returns, or null if it threw a WaykeyError (of `code`). Whatever else it throws passes. */
export function orNull<T>(read: () => T, code?: ErrorCode): T | null {
  try {
    return read();
  } catch (error) {
    if (isWaykeyError(error, code)) return null;
    throw error;
  }
}

/** As `orNull`, of what is read in time. */
export async function orRefused<T>(read: () => Promise<T>, code?: ErrorCode): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (isWaykeyError(error, code)) return null;
    throw error;
  }
}
