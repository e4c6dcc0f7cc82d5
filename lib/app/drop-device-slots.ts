// How the device's key slots go.

import type { Bytes } from "../bytes/bytes.ts";
import { changeSlots } from "../vault/change-slots.ts";
import { readStoredHeader } from "../vault/stored-header.ts";
import { slotsOfKind } from "../vault/unlock.ts";
import type { App } from "./app.ts";

/**
 * Removes every device slot in one change of the header. Another kind of slot is always left.
 * @param vaultKey 32 bytes
 * @throws WaykeyError as `changeSlots`
 */
export async function dropDeviceSlots(app: App, vaultKey: Bytes): Promise<void> {
  if (slotsOfKind(await readStoredHeader(app.ports.store), "device").length === 0) return;
  await changeSlots(app.ports.store, vaultKey, (slots) =>
    slots.filter(({ kind }) => kind !== "device"),
  );
}
