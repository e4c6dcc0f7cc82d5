import { describe, expect, it, vi } from "vitest";
import { vaultContents } from "../../../lib/app/vault-contents.ts";
import type { App } from "../../../lib/app/app.ts";
import { noteMethod } from "../../../lib/app/account-notes.ts";
import {
  keepRecoveryCodeElsewhere,
  markRecoveryCodeUsed,
  removeRecoveryCode,
  revealRecoveryCode,
  saveRecoveryCode,
  takeBackRecoveryCode,
} from "../../../lib/app/recovery-codes.ts";
import { errorCode } from "../vault/error-code.ts";
import { account, otp, recovery } from "../vault/sample-records.ts";
import { PASSWORD, unlockedWorld } from "./kit.ts";

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../vault/cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

const NEXT = "ZYXW9876VUTS5432RQPO1098";
const OF_ADA = { accountId: account.id } as const;

describe("saving a recovery code", () => {
  it("ends the one before it, which is not said to have been used, in the same commit", async () => {
    const { world, app } = await unlockedWorld([account, recovery]);
    const before = world.store.commits;
    const id = await saveRecoveryCode(app, "zyxw9876-vuts5432 rqpo1098", OF_ADA);
    expect(world.store.commits).toBe(before + 1);
    expect(await world.vault().get(recovery.id)).toMatchObject({
      usedAt: world.now,
      endedBy: "replaced",
    });
    expect(await world.vault().get(id)).toMatchObject({ code: NEXT, usedAt: null });
  });

  it("changes neither if the storage fails", async () => {
    const { world, app } = await unlockedWorld([account, recovery]);
    world.store.failNextCommit = "before";
    expect(await errorCode(() => saveRecoveryCode(app, NEXT, OF_ADA))).toBe("vault/storage");
    expect((await world.vault().list("recovery")).records).toEqual([recovery]);
  });

  it("keeps a good code once and as it is", async () => {
    const { world, app } = await unlockedWorld([account, recovery]);
    expect(await saveRecoveryCode(app, recovery.code.toLowerCase(), OF_ADA)).toBe(recovery.id);
    expect((await world.vault().list("recovery")).records).toEqual([recovery]);
  });

  it("makes a code that was marked as used the good one again, in one commit", async () => {
    const { world, app } = await unlockedWorld([account, recovery]);
    await markRecoveryCodeUsed(app, recovery.id);
    const next = await saveRecoveryCode(app, NEXT, OF_ADA);
    const before = world.store.commits;
    const now = (world.now += 5);
    expect(await saveRecoveryCode(app, recovery.code, OF_ADA)).toBe(recovery.id);
    expect(world.store.commits).toBe(before + 1);
    expect(await world.vault().get(recovery.id)).toEqual({
      ...recovery,
      notUsedAt: now,
      updatedAt: now,
    });
    expect(await world.vault().get(next)).toMatchObject({ usedAt: now });
    expect((await world.vault().list("recovery")).records).toHaveLength(2);
  });

  it("keeps one good code when two windows save at once", async () => {
    const { world, app } = await unlockedWorld([account]);
    const third = "AAAA1111BBBB2222CCCC3333";
    await Promise.all([NEXT, NEXT, third].map((code) => saveRecoveryCode(app, code, OF_ADA)));
    const { records } = await world.vault().list("recovery");
    expect(records).toHaveLength(2);
    expect(records.filter(({ usedAt }) => usedAt === null).map(({ code }) => code)).toEqual([
      third,
    ]);
  });

  it("leaves another account's code alone, and makes the account if need be", async () => {
    const { world, app } = await unlockedWorld([account, recovery]);
    await saveRecoveryCode(app, NEXT, { role: "client", email: account.email });
    expect(await world.vault().get(recovery.id)).toEqual(recovery);
    expect((await world.vault().list("account")).records).toHaveLength(2);
  });

  it.each(["", "short", `${NEXT}A`, "ZYXW9876VUTS5432RQPO109!"])(
    "refuses %j and keeps nothing",
    async (text) => {
      const { world, app } = await unlockedWorld([account, recovery]);
      expect(await errorCode(() => saveRecoveryCode(app, text, OF_ADA))).toBe("recovery/code");
      expect((await world.vault().list("recovery")).records).toEqual([recovery]);
    },
  );
});

describe("a recovery code of another shape", () => {
  it("is kept only where the user says that it is so, as it is, and read again", async () => {
    const { app } = await unlockedWorld([account]);
    const text = "ab3d-EF56 gh78";
    expect(await errorCode(() => saveRecoveryCode(app, text, OF_ADA))).toBe("recovery/code");
    const id = await saveRecoveryCode(app, text, OF_ADA, null, "as-typed");
    expect(await revealRecoveryCode(app, id, PASSWORD)).toBe(text);
    const [view] = (await vaultContents(app)).accounts;
    expect(view?.recoveryCodes[0]?.masked).toBe("•".repeat(text.length));
  });

  it("gets no passphrase of its own where trying would find it out", async () => {
    const { app } = await unlockedWorld([account]);
    const lock = () =>
      saveRecoveryCode(app, "ab3d-EF56", OF_ADA, "another good battery", "as-typed");
    expect(await errorCode(lock)).toBe("recovery/too-short-to-lock");
  });
});

describe("revealing a recovery code", () => {
  it("asks for the password even when unlocked", async () => {
    const { app } = await unlockedWorld([account, recovery]);
    for (const password of ["", "wrong password", `${PASSWORD} `]) {
      expect(await errorCode(() => revealRecoveryCode(app, recovery.id, password))).toBe(
        "vault/password",
      );
    }
    expect(await revealRecoveryCode(app, recovery.id, PASSWORD)).toBe(recovery.code);
  });

  it("does not work behind a lock, nor for anything else in the vault", async () => {
    const { app } = await unlockedWorld([account, recovery]);
    expect(await errorCode(() => revealRecoveryCode(app, account.id, PASSWORD))).toBe(
      "vault/no-record",
    );
    await app.session.lock();
    expect(await errorCode(() => revealRecoveryCode(app, recovery.id, PASSWORD))).toBe(
      "vault/locked",
    );
  });
});

describe("using up and removing", () => {
  it("keeps the day of the first use", async () => {
    const { world, app } = await unlockedWorld([account, recovery]);
    const first = (world.now += 5);
    await markRecoveryCodeUsed(app, recovery.id);
    world.now += 5;
    await markRecoveryCodeUsed(app, recovery.id);
    expect(await world.vault().get(recovery.id)).toMatchObject({ usedAt: first, endedBy: "used" });
  });

  it("is taken back where it was a mistake, but for no second good code", async () => {
    const { world, app } = await unlockedWorld([account, recovery]);
    await markRecoveryCodeUsed(app, recovery.id);
    world.now += 5;
    await takeBackRecoveryCode(app, recovery.id);
    const taken = { ...recovery, notUsedAt: world.now, updatedAt: world.now };
    expect(await world.vault().get(recovery.id)).toEqual(taken);
    expect(await revealRecoveryCode(app, recovery.id, PASSWORD)).toBe(recovery.code);

    const next = await saveRecoveryCode(app, NEXT, OF_ADA);
    await takeBackRecoveryCode(app, recovery.id);
    expect(await world.vault().get(recovery.id)).toMatchObject({ usedAt: world.now });
    expect(await world.vault().get(next)).toMatchObject({ usedAt: null });
    expect(await errorCode(() => takeBackRecoveryCode(app, account.id))).toBe("vault/no-record");
  });

  it("removes a code and nothing else", async () => {
    const { world, app } = await unlockedWorld([account, recovery]);
    expect(await errorCode(() => removeRecoveryCode(app, account.id))).toBe("vault/no-record");
    await removeRecoveryCode(app, recovery.id);
    expect(await world.records()).toEqual([account]);
  });
});

describe("a code that is kept elsewhere", () => {
  const accountOf = async (app: App) => {
    const { accounts } = await vaultContents(app);
    return accounts[0];
  };
  const statusOf = async (app: App) =>
    (await accountOf(app))?.methods.find(({ method }) => method === "recovery-code");

  it("is noted, and replaces the one before it, which nobody has used, in one commit", async () => {
    const { world, app } = await unlockedWorld([account, recovery]);
    const before = world.store.commits;
    expect(await keepRecoveryCodeElsewhere(app, OF_ADA, " in the desk ")).toBe(account.id);
    expect(world.store.commits).toBe(before + 1);
    expect((await accountOf(app))?.recoveryCodes).toMatchObject([
      { usedAt: world.now, endedBy: "replaced" },
    ]);
    expect(await statusOf(app)).toMatchObject({ state: "elsewhere", where: "in the desk" });
    expect((await accountOf(app))?.successorSince).toBeNull();
    // Once that one is lost, nothing was used of which there is no successor.
    world.now += 5;
    await noteMethod(app, account.id, "recovery-code", { state: "none" });
    const kinds = (await accountOf(app))?.findings.map(({ kind }) => kind);
    expect(kinds).not.toContain("recovery-code-not-replaced");
  });

  it("is remembered to be used where Headway gave none for it", async () => {
    const { world, app } = await unlockedWorld([account, otp]);
    const usedAt = world.now;
    await noteMethod(app, account.id, "recovery-code", { state: "used" });
    world.now += 5;
    await noteMethod(app, account.id, "recovery-code", { state: "none" });
    expect(await statusOf(app)).toMatchObject({ state: "none", at: world.now, usedAt });
    const finding = { kind: "recovery-code-not-replaced", weight: "warning", at: usedAt };
    expect((await accountOf(app))?.findings).toContainEqual(finding);
    world.now += 5;
    await noteMethod(app, account.id, "recovery-code", { state: "none" });
    expect((await accountOf(app))?.findings).toContainEqual(finding);
    // Of one that came after it nothing was said.
    await noteMethod(app, account.id, "recovery-code", {
      state: "elsewhere",
      where: "",
      callingCode: "",
    });
    await noteMethod(app, account.id, "recovery-code", { state: "none" });
    expect((await accountOf(app))?.findings).not.toContainEqual(finding);
  });

  it("makes the account if need be, and leaves codes that were used as they are", async () => {
    const used = { ...recovery, usedAt: 7 };
    const { world, app } = await unlockedWorld([account, used]);
    const before = world.store.commits;
    const id = await keepRecoveryCodeElsewhere(app, { role: "client", email: "b@example.com" }, "");
    expect(world.store.commits).toBe(before + 1);
    expect(await world.vault().get(id)).toMatchObject({
      email: "b@example.com",
      methods: [{ method: "recovery-code", state: "elsewhere", where: "" }],
    });
    await keepRecoveryCodeElsewhere(app, OF_ADA, "");
    expect(await world.vault().get(recovery.id)).toEqual(used);
  });

  it("changes nothing when the storage fails", async () => {
    const { world, app } = await unlockedWorld([account, recovery]);
    world.store.failNextCommit = "before";
    const keep = () => keepRecoveryCodeElsewhere(app, OF_ADA, "");
    expect(await errorCode(keep)).toBe("vault/storage");
    expect(await world.records()).toEqual([account, recovery]);
  });
});

describe("the successor of a used code", () => {
  const successor = async (app: App) => (await vaultContents(app)).accounts[0]?.successorSince;

  it("is asked for until it is kept", async () => {
    const { world, app } = await unlockedWorld([account, recovery]);
    expect(await successor(app)).toBeNull();
    await markRecoveryCodeUsed(app, recovery.id);
    expect(await successor(app)).toBe(world.now);
    await saveRecoveryCode(app, NEXT, OF_ADA);
    expect(await successor(app)).toBeNull();
  });

  it("is asked for until the user says that it is elsewhere, or that there was none", async () => {
    const { world, app } = await unlockedWorld([account, recovery]);
    await noteMethod(app, account.id, "recovery-code", { state: "none" });
    world.now += 5;
    await markRecoveryCodeUsed(app, recovery.id);
    expect(await successor(app)).toBe(world.now);
    await noteMethod(app, account.id, "recovery-code", { state: "none" });
    expect(await successor(app)).toBeNull();
  });

  it("is asked for of a code on paper that was used, until it is kept; and not once it is removed", async () => {
    const { world, app } = await unlockedWorld([account]);
    const kept = { state: "elsewhere", where: "desk", callingCode: "" } as const;
    await noteMethod(app, account.id, "recovery-code", kept);
    expect(await successor(app)).toBeNull();
    world.now += 5;
    await noteMethod(app, account.id, "recovery-code", { state: "used" });
    expect(await successor(app)).toBe(world.now);
    // What older versions, which don't know of the use, believe.
    const { records } = await world.vault().list("account");
    expect(records[0]?.methods).toMatchObject([{ state: "unknown", usedAt: world.now }]);
    world.now += 5;
    const next = await saveRecoveryCode(app, NEXT, OF_ADA);
    expect(await successor(app)).toBeNull();
    await removeRecoveryCode(app, next);
    expect(await successor(app)).toBeNull();
  });

  it("is where it was said to be, after a copy of it here is removed", async () => {
    const { world, app } = await unlockedWorld([account, recovery]);
    await markRecoveryCodeUsed(app, recovery.id);
    world.now += 5;
    const kept = { state: "elsewhere", where: "desk", callingCode: "" } as const;
    await noteMethod(app, account.id, "recovery-code", kept);
    world.now += 5;
    const copy = await saveRecoveryCode(app, NEXT, OF_ADA);
    await removeRecoveryCode(app, copy);
    expect(await successor(app)).toBeNull();
    const { records } = await world.vault().list("account");
    expect(records[0]?.methods).toMatchObject([{ state: "elsewhere", where: "desk" }]);
  });

  it("is not asked for when it was kept and is removed", async () => {
    const { world, app } = await unlockedWorld([account, recovery]);
    await markRecoveryCodeUsed(app, recovery.id);
    world.now += 5;
    const next = await saveRecoveryCode(app, NEXT, OF_ADA);
    world.now += 5;
    await removeRecoveryCode(app, next);
    expect(await successor(app)).toBeNull();
    // Nor does removing what has no history, or is history itself, say anything of the account.
    await removeRecoveryCode(app, recovery.id);
    const { records } = await world.vault().list("account");
    expect(records[0]?.methods).toEqual([
      { method: "recovery-code", state: "unknown", where: "", callingCode: null, at: world.now },
    ]);
  });
});
