// What Chromium makes of a database whose last write was cut off by a kill: its LevelDB takes the torn
// record for the end of the log, goes on writing behind it, finds the log corrupt at the start after
// that, and throws the whole database away. No kill hits that instant for certain, so it is made by hand.

import { appendFileSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { VAULT_PASSWORD, WaykeyUser } from "../flows/waykey-user.ts";
import { KIND } from "../rig/kind.ts";
import { startRig } from "../rig/rig.ts";
import { startWorld } from "../rig/world.ts";
import { addCode } from "./operations.ts";
import { workerAnswer } from "./worker-call.ts";

/** A record of 600 bytes by its head (checksum, length, type 1), of which 50 came. */
const TORN = Buffer.concat([Buffer.from([1, 2, 3, 4, 0x58, 0x02, 1]), Buffer.alloc(50, 7)]);

function tearLog(profile: string): void {
  const root = join(profile, "Default", "IndexedDB");
  const folder = readdirSync(root).find((name) => name.endsWith(".leveldb"));
  const log = readdirSync(join(root, folder ?? "")).find((name) => name.endsWith(".log"));
  appendFileSync(join(root, folder ?? "", log ?? ""), TORN);
}

export function declareTornLog(): void {
  describe.runIf(KIND === "chromium")("a vault whose database Chromium throws away", () => {
    it("is put back whole from the second copy", { timeout: 90_000 }, async () => {
      const world = await startWorld();
      const profile = mkdtempSync(join(tmpdir(), "waykey-torn-"));
      let rig = await startRig(KIND, world, { profile });
      try {
        await new WaykeyUser(rig).createVault();
        await rig.killBrowser();
        tearLog(profile);
        rig = await startRig(KIND, world, { profile });
        let page = await rig.openExtensionPage("options.html");
        await workerAnswer(page, "vault.unlock", { method: "password", password: VAULT_PASSWORD });
        const { method, input } = addCode("kept", "ada@example.com");
        await workerAnswer(page, method, input as never);
        await rig.killBrowser();
        rig = await startRig(KIND, world, { profile });
        page = await rig.openExtensionPage("options.html");
        const { state } = await workerAnswer(page, "vault.status", null);
        expect(state).toBe("locked");
        const { notices } = await workerAnswer(page, "condition.get", null);
        expect(notices.map(({ kind }) => kind)).toEqual(["vault-restored"]);
        await workerAnswer(page, "vault.unlock", { method: "password", password: VAULT_PASSWORD });
        const { accounts, unreadable } = await workerAnswer(page, "vault.contents", null);
        expect(unreadable).toEqual([]);
        expect(accounts.flatMap(({ otps }) => otps)).toHaveLength(1);
      } finally {
        await rig.close();
        await world.close();
        rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
      }
    });
  });
}
