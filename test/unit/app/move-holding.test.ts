import { describe, expect, it, vi } from "vitest";
import { removeAccount } from "../../../lib/app/accounts.ts";
import { moveHolding } from "../../../lib/app/move-holding.ts";
import { confirmOtp } from "../../../lib/app/one-time-codes.ts";
import { markRecoveryCodeUsed } from "../../../lib/app/recovery-codes.ts";
import type { RecoveryRecord } from "../../../lib/vault/schema.ts";
import { errorCode } from "../vault/error-code.ts";
import { account, fullPasskey, otp, recovery, settings } from "../vault/sample-records.ts";
import { unlockedWorld } from "./kit.ts";

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../vault/cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

const other = { ...account, id: "account-2", role: "client" as const };
const THERE = { accountId: other.id } as const;

describe("moving what an account holds", () => {
  it.each([otp, fullPasskey, recovery])("changes of a $kind its account alone", async (record) => {
    const { world, app } = await unlockedWorld([account, other, record]);
    world.now += 5;
    const before = world.store.commits;
    expect(await moveHolding(app, record.id, THERE)).toBe(other.id);
    expect(world.store.commits).toBe(before + 1);
    const moved = { ...record, accountId: other.id, updatedAt: world.now };
    expect(await world.vault().get(record.id)).toEqual(moved);
    expect((await world.vault().findByAccount(account.id)).records).toEqual([]);
    expect((await world.vault().findByAccount(other.id)).records).toEqual([moved]);
    // It goes with the account that it is in now.
    await removeAccount(app, account.id);
    expect(await world.vault().get(record.id)).toEqual(moved);
  });

  it("makes a new account for it in the same commit", async () => {
    const { world, app } = await unlockedWorld([account, otp]);
    const before = world.store.commits;
    const id = await moveHolding(app, otp.id, { role: "client", email: "Ada@Example.com" });
    expect(world.store.commits).toBe(before + 1);
    expect(await world.vault().get(id)).toMatchObject({ role: "client", email: "ada@example.com" });
    expect(await world.vault().get(otp.id)).toMatchObject({ accountId: id });
  });

  it("takes up what has no account, and leaves what is there already", async () => {
    const { world, app } = await unlockedWorld([other, { ...otp, accountId: null }]);
    await moveHolding(app, otp.id, THERE);
    const before = world.store.commits;
    expect(await moveHolding(app, otp.id, THERE)).toBe(other.id);
    expect(world.store.commits).toBe(before);
  });

  it("moves nothing, and makes no account, when the storage fails", async () => {
    const { world, app } = await unlockedWorld([account, recovery]);
    world.store.failNextCommit = "before";
    const move = () => moveHolding(app, recovery.id, { role: "client", email: "b@example.com" });
    expect(await errorCode(move)).toBe("vault/storage");
    expect(await world.vault().get(recovery.id)).toEqual(recovery);
    expect((await world.vault().list("account")).records).toEqual([account]);
  });

  it("is refused where the same is held already, and for what no account holds", async () => {
    const twin = { ...otp, id: "otp-9", accountId: other.id };
    const code = { ...recovery, id: "recovery-9", accountId: other.id, usedAt: 7 };
    const { world, app } = await unlockedWorld([account, other, otp, twin, recovery, code]);
    for (const id of [otp.id, recovery.id]) {
      expect(await errorCode(() => moveHolding(app, id, THERE))).toBe("account/held-there");
    }
    for (const id of [account.id, settings.id, "gone"]) {
      expect(await errorCode(() => moveHolding(app, id, THERE))).toBe("vault/no-record");
    }
    const away = () => moveHolding(app, otp.id, { accountId: "gone" });
    expect(await errorCode(away)).toBe("vault/no-record");
    expect(await world.vault().get(otp.id)).toEqual(otp);
  });
});

describe("a code that was to replace another", () => {
  const fresh = { ...otp, id: "otp-9", secret: "QUJDREVGR0hJSktMTU5PUA", replaces: [otp.id] };

  it("replaces nothing any more once it has gone elsewhere", async () => {
    const { world, app } = await unlockedWorld([account, other, otp, fresh]);
    await moveHolding(app, fresh.id, THERE);
    expect(await world.vault().get(fresh.id)).not.toHaveProperty("replaces");
    await confirmOtp(app, fresh.id);
    expect(await world.vault().get(otp.id)).toEqual(otp);
  });

  it("leaves the one alone that has gone elsewhere", async () => {
    const { world, app } = await unlockedWorld([account, other, otp, fresh]);
    await moveHolding(app, otp.id, THERE);
    await confirmOtp(app, fresh.id);
    expect(await world.vault().get(otp.id)).toMatchObject({ accountId: other.id });
  });
});

describe("a recovery code that comes to where one is good", () => {
  const there = (changes: Partial<RecoveryRecord>): RecoveryRecord => ({
    ...recovery,
    id: "recovery-9",
    accountId: other.id,
    code: "ZYXW9876VUTS5432RQPO1098",
    ...changes,
  });

  it.each([
    ["the later one of the two, which was there", 1, recovery.id, "recovery-9"],
    ["the later one of the two, which came", -1, "recovery-9", recovery.id],
    ["the one which came, of two as old", 0, "recovery-9", recovery.id],
  ])("leaves good %s, in one commit", async (_which, later, used, good) => {
    const held = there({ createdAt: recovery.createdAt + later });
    const { world, app } = await unlockedWorld([account, other, recovery, held]);
    const before = world.store.commits;
    await moveHolding(app, recovery.id, THERE);
    expect(world.store.commits).toBe(before + 1);
    expect(await world.vault().get(used)).toMatchObject({ usedAt: world.now });
    expect(await world.vault().get(good)).toMatchObject({ usedAt: null, accountId: other.id });
  });

  it("leaves it good if it is used up itself", async () => {
    const { world, app } = await unlockedWorld([
      account,
      other,
      { ...recovery, usedAt: 7 },
      there({}),
    ]);
    await moveHolding(app, recovery.id, THERE);
    expect(await world.vault().get(recovery.id)).toMatchObject({ usedAt: 7, accountId: other.id });
    expect(await world.vault().get("recovery-9")).toMatchObject({ usedAt: null });
  });

  it("forgets no use of either that is noted at the same time", async () => {
    const held = there({ createdAt: recovery.createdAt - 1 });
    const { world, app } = await unlockedWorld([account, other, recovery, held]);
    await Promise.all([
      moveHolding(app, recovery.id, THERE),
      markRecoveryCodeUsed(app, recovery.id),
    ]);
    expect(await world.vault().get(recovery.id)).toMatchObject({
      accountId: other.id,
      usedAt: world.now,
    });
  });
});
