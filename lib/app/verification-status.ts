// What is set up beside the password, to unlock with or to be verified by: from the vault's record and
// from the header, whichever knows.

import { readStoredHeader } from "../vault/stored-header.ts";
import { slotsOfKind } from "../vault/unlock.ts";
import { type App, requireVault } from "./app.ts";
import { pinState } from "./verification.ts";
import { findVerification } from "./verification-record.ts";
import type { VerificationStatus } from "./views.ts";

/**
 * A device slot without a device in the record, which a death or damage may leave, is shown all the
 * same: nothing opens the vault and is not shown.
 * @throws WaykeyError `vault/locked`, `vault/none`, `vault/storage`
 */
export async function getVerificationStatus(app: App): Promise<VerificationStatus> {
  const record = await findVerification(await requireVault(app));
  const header = await readStoredHeader(app.ports.store);
  const [slot] = slotsOfKind(header, "device");
  const [emergency] = slotsOfKind(header, "emergency");
  const createdAt = record?.device?.createdAt ?? slot?.createdAt;
  return {
    pin: pinState(record?.pin ?? null),
    device: createdAt === undefined ? null : { createdAt, unlocks: slot !== undefined },
    emergencyKey: emergency === undefined ? null : { createdAt: emergency.createdAt },
  };
}
