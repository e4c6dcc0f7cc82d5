// The key slots of the device: what the header holds of them, and how they go.

import type { Bytes } from "../bytes/bytes.ts";
import { changeSlots } from "../vault/change-slots.ts";
import type { DeviceSlot } from "../vault/header.ts";
import { readStoredHeader } from "../vault/stored-header.ts";
import { slotsOfKind } from "../vault/unlock.ts";
import type { App } from "./app.ts";

/** @throws WaykeyError `vault/none`, `vault/damaged`, `vault/version`, `vault/storage` */
export async function deviceSlots(app: App): Promise<readonly DeviceSlot[]> {
  return slotsOfKind(await readStoredHeader(app.ports.store), "device");
}

/**
 * Removes every device slot in one change of the header. Another kind of slot is always left.
 * @param vaultKey 32 bytes
 * @throws WaykeyError as `changeSlots`
 */
export async function dropDeviceSlots(app: App, vaultKey: Bytes): Promise<void> {
  if ((await deviceSlots(app)).length === 0) return;
  await changeSlots(app.ports.store, vaultKey, (slots) =>
    slots.filter(({ kind }) => kind !== "device"),
  );
}
