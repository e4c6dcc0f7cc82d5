// The code a promise or a call fails with, so that a test states exactly which failure it expects.

import { isWaykeyError } from "../../../lib/errors.ts";

/** The code of the WaykeyError that `work` throws; "none" if it throws nothing. */
export async function errorCode(work: () => unknown): Promise<string> {
  try {
    await work();
  } catch (error) {
    if (isWaykeyError(error)) return error.code;
    throw error;
  }
  return "none";
}
