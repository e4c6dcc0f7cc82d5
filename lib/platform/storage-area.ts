// Every use of `storage.local` and `storage.session`: it ends, since every write of the vault waits for it,
// and it fails in Waykey's own words.

import { WaykeyError } from "../errors.ts";

const PATIENCE_MS = 3000;

/** @throws WaykeyError `vault/storage` when `work` fails, or does not end within 3 s */
export async function useStorageArea<T>(work: () => Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new DOMException("The extension's storage does not answer", "TimeoutError"));
    }, PATIENCE_MS);
  });
  try {
    return await Promise.race([work(), late]);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.name : "unknown";
    throw new WaykeyError("vault/storage", `The extension's storage failed (${reason})`, { cause });
  } finally {
    clearTimeout(timer);
  }
}
