import { describe, expect, it } from "vitest";
import { declineShownCode } from "../../../lib/app/declined-codes.ts";
import { inspectPage } from "../../../lib/app/pages.ts";
import { saveRecoveryCode } from "../../../lib/app/recovery-codes.ts";
import { account } from "../vault/sample-records.ts";
import { unlockedWorld, type World } from "./kit.ts";
import { PAGE } from "./page-port.ts";

const CODE = "ZYXW9876VUTS5432RQPO1098";

function shows(world: World, recoveryCode: string | null): void {
  world.pages.page = { tabId: PAGE.tabId, origin: PAGE.origin };
  const rest = { kind: "recovery-shown", email: null, conditional: null } as const;
  world.pages.answers.inspect = { ...rest, recoveryCode };
}

describe("a recovery code that the user keeps elsewhere", () => {
  it("is known on its page again, in the next worker and behind a lock, and no other is", async () => {
    const { world, app } = await unlockedWorld([account]);
    shows(world, CODE);
    expect(await inspectPage(app)).toMatchObject({ recoveryCodeDeclined: false });
    await declineShownCode(app);
    const next = world.bear().app;
    expect(await inspectPage(next)).toMatchObject({ recoveryCodeDeclined: true });
    await next.session.lock();
    expect(await inspectPage(next)).toMatchObject({ recoveryCodeDeclined: true });
    shows(world, CODE.replace("Z", "A"));
    expect(await inspectPage(next)).toMatchObject({ recoveryCodeDeclined: false });
  });

  it("is not itself in what is remembered, which is no more than a few", async () => {
    const { world, app } = await unlockedWorld([account]);
    for (let n = 10; n < 40; n++) {
      shows(world, CODE.slice(0, -2) + String(n));
      await declineShownCode(app);
    }
    const stored = world.sessionStore.values.get("declined-recovery-codes") as string[];
    expect(stored).toHaveLength(16);
    expect(JSON.stringify(stored)).not.toContain(CODE.slice(0, 8));
  });

  it("is kept if it is saved after all", async () => {
    const { world, app } = await unlockedWorld([account]);
    shows(world, CODE);
    await declineShownCode(app);
    await saveRecoveryCode(app, CODE, { accountId: account.id });
    expect(await inspectPage(app)).toMatchObject({ recoveryCodeKept: true });
  });

  it("is nothing to remember where no page shows one", async () => {
    const { world, app } = await unlockedWorld([account]);
    world.pages.page = null;
    await declineShownCode(app);
    shows(world, null);
    await declineShownCode(app);
    expect(world.sessionStore.values.has("declined-recovery-codes")).toBe(false);
  });
});
