// The way out for whoever cannot get in: wherever no unlock can succeed, what is stored can be saved.

import { describe, expect, it } from "vitest";
import { unlock, vaultStatus } from "../../../lib/app/unlock.ts";
import { exportAllSealed } from "../../../lib/app/vault-condition.ts";
import { errorCode } from "../vault/error-code.ts";
import { account, otp } from "../vault/sample-records.ts";
import { PROOF, World } from "./kit.ts";

type Header = { slots: { kdf: { memoryKiB: number; iterations: number; parallelism: number } }[] };

describe("a header whose costs are out of bounds, in both copies", () => {
  it.each([
    { memoryKiB: 8 },
    { memoryKiB: 2 ** 32 },
    { iterations: 2 ** 31 },
    { parallelism: 255 },
  ])("is shown as unreadable, and what is stored can be saved: %o", async (hostile) => {
    const world = new World();
    await world.makeVault([account, otp]);
    const header = structuredClone(world.store.header) as Header;
    const [slot] = header.slots;
    if (slot === undefined) throw new Error("There must be a slot");
    Object.assign(slot.kdf, hostile);
    world.store.header = header;
    const { app } = world.bear();
    expect(await errorCode(() => unlock(app, PROOF))).toBe("kdf/parameters");
    expect(await errorCode(() => exportAllSealed(app))).toBe("none");
    expect((await vaultStatus(app)).state).toBe("unreadable");
  });
});
