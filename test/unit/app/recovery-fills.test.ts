import { describe, expect, it, vi } from "vitest";
import { noteReset } from "../../../lib/app/resets.ts";
import {
  keepRecoveryCodeElsewhere,
  markRecoveryCodeUsed,
  saveRecoveryCode,
} from "../../../lib/app/recovery-codes.ts";
import { noteFilled, noteNotUsed, takeBackFill } from "../../../lib/app/recovery-fills.ts";
import { requireRecord } from "../../../lib/app/app.ts";
import { vaultContents } from "../../../lib/app/vault-contents.ts";
import { errorCode } from "../vault/error-code.ts";
import { account, otp, recovery } from "../vault/sample-records.ts";
import { unlockedWorld } from "./kit.ts";
import { JUST_NOW } from "./reset-all.ts";

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../vault/cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

const OTHER = { ...account, id: "account-2", email: "b@example.com" };
const OF_OTHER = {
  ...recovery,
  id: "recovery-2",
  accountId: OTHER.id,
  code: "ZYXW9876VUTS5432RQPO1098",
};
const OF_ADA = { accountId: account.id } as const;

async function filledWorld() {
  const { world, app } = await unlockedWorld([account, OTHER, otp, recovery, OF_OTHER]);
  const views = async () => (await vaultContents(app)).accounts;
  const codes = async () => (await views()).flatMap(({ recoveryCodes }) => recoveryCodes);
  const held = async () => requireRecord(world.vault(), "recovery", recovery.id);
  return { world, app, views, codes, held };
}

describe("a recovery code that was filled or copied", () => {
  it("is asked after, each for itself, until that is answered", async () => {
    const { world, app, codes } = await filledWorld();
    const first = world.now;
    await noteFilled(app, recovery.id);
    const second = (world.now += 5);
    await noteFilled(app, OF_OTHER.id);
    expect((await codes()).map(({ id, filledAt }) => [id, filledAt])).toEqual([
      [recovery.id, first],
      [OF_OTHER.id, second],
    ]);
    await noteNotUsed(app, OF_OTHER.id);
    expect((await codes()).map(({ filledAt }) => filledAt)).toEqual([first, null]);
    await markRecoveryCodeUsed(app, recovery.id);
    expect((await codes()).map(({ filledAt }) => filledAt)).toEqual([null, null]);
  });

  it("was used when it was filled, and not when the user came to say so", async () => {
    const { world, app, held } = await filledWorld();
    const filledAt = world.now;
    await noteFilled(app, recovery.id);
    world.now += 60_000;
    await markRecoveryCodeUsed(app, recovery.id);
    expect(await held()).toEqual({
      ...recovery,
      usedAt: filledAt,
      endedBy: "used",
      updatedAt: world.now,
    });
  });

  it("is good again by the user's word, with when that was said", async () => {
    const { world, app, held } = await filledWorld();
    await noteFilled(app, recovery.id);
    world.now += 5;
    await noteNotUsed(app, recovery.id);
    expect(await held()).toEqual({ ...recovery, notUsedAt: world.now, updatedAt: world.now });
  });

  it("is good by the user's word too where they save it again, which answers the question", async () => {
    const { world, app, codes, held } = await filledWorld();
    const save = () => saveRecoveryCode(app, recovery.code, OF_ADA);
    await noteFilled(app, recovery.id);
    world.now += 5;
    const before = world.store.commits;
    expect(await save()).toBe(recovery.id);
    expect(world.store.commits).toBe(before + 1);
    expect((await codes()).map(({ filledAt }) => filledAt)).toEqual([null, null]);
    const answered = { ...recovery, notUsedAt: world.now, updatedAt: world.now };
    expect(await held()).toEqual(answered);
    world.now += 5;
    await save();
    expect(await held()).toEqual(answered);
    // A word that was given stands when the code gets a passphrase.
    await saveRecoveryCode(app, recovery.code, OF_ADA, "seven quiet herons fly");
    expect(await held()).toMatchObject({ notUsedAt: answered.notUsedAt });
  });

  it("is in the check-up neither in order nor used", async () => {
    const { world, app, views } = await filledWorld();
    await noteFilled(app, recovery.id);
    const [view] = await views();
    const finding = { kind: "recovery-code-filled", weight: "warning", at: world.now };
    expect(view?.findings).toContainEqual(finding);
    expect(view?.successorSince).toBeNull();
    await noteNotUsed(app, recovery.id);
    expect((await views())[0]?.findings).not.toContainEqual(finding);
  });

  it.each([
    ["replaced", (app) => saveRecoveryCode(app, "QK7X2MPD9WVB4ZTH8NRC5JYG", OF_ADA)],
    ["replaced", (app) => keepRecoveryCodeElsewhere(app, OF_ADA, "")],
    ["reset", (app) => noteReset(app, account.id, [recovery.id], JUST_NOW)],
  ] as readonly (readonly [string, (app: Parameters<typeof noteReset>[0]) => Promise<unknown>])[])(
    "is asked after no more once it has ended: %s",
    async (endedBy, end) => {
      const { app, views, held } = await filledWorld();
      await noteFilled(app, recovery.id);
      await end(app);
      const ended = (await views())[0]?.recoveryCodes.find(({ id }) => id === recovery.id);
      expect(ended).toMatchObject({ endedBy, filledAt: null });
      expect(await held()).not.toHaveProperty("filledAt");
    },
  );

  it("is asked after though an earlier fill of it comes to nothing, and as before by the last", async () => {
    const { world, app, held } = await filledWorld();
    const first = await noteFilled(app, recovery.id);
    world.now += 5;
    const second = await noteFilled(app, recovery.id);
    await takeBackFill(app, recovery.id, first);
    expect(await held()).toMatchObject({ filledAt: second.at });
    await takeBackFill(app, recovery.id, second);
    expect(await held()).toMatchObject({ filledAt: first.at });
  });

  it("is none that has ended, nor one that is not there", async () => {
    const { world, app, held } = await filledWorld();
    await markRecoveryCodeUsed(app, recovery.id);
    const used = await held();
    world.now += 5;
    await noteFilled(app, recovery.id);
    await noteNotUsed(app, recovery.id);
    expect(await held()).toEqual(used);
    for (const note of [noteFilled, noteNotUsed]) {
      expect(await errorCode(() => note(app, otp.id))).toBe("vault/no-record");
      expect(await errorCode(() => note(app, "gone"))).toBe("vault/no-record");
    }
  });
});
