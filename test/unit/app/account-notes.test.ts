import { describe, expect, it } from "vitest";
import { vaultContents } from "../../../lib/app/vault-contents.ts";
import type { App } from "../../../lib/app/app.ts";
import { noteMethod } from "../../../lib/app/account-notes.ts";
import { confirmOtp } from "../../../lib/app/one-time-codes.ts";
import { errorCode } from "../vault/error-code.ts";
import { account, otp, passkey } from "../vault/sample-records.ts";
import { unlockedWorld } from "./kit.ts";

const elsewhere = (where: string, callingCode = "") =>
  ({ state: "elsewhere", where, callingCode }) as const;

async function statusOf(app: App, method: string) {
  const { accounts } = await vaultContents(app);
  return accounts[0]?.methods.find((status) => status.method === method);
}

describe("what the user says of a method", () => {
  it("is kept with its date, and takes the place of an earlier word", async () => {
    const { world, app } = await unlockedWorld([account]);
    await noteMethod(app, account.id, "phone", elsewhere("  my own ", "0044"));
    expect(await statusOf(app, "phone")).toEqual({
      method: "phone",
      state: "elsewhere",
      where: "my own",
      callingCode: "+44",
      at: world.now,
    });
    world.now += 1000;
    await noteMethod(app, account.id, "phone", { state: "none" });
    expect(await statusOf(app, "phone")).toMatchObject({ state: "none", at: world.now });
    await noteMethod(app, account.id, "phone", { state: "unknown" });
    expect(await statusOf(app, "phone")).toMatchObject({ state: "unknown" });
    const held = await world.vault().get(account.id);
    expect(held).toMatchObject({ methods: [{ method: "phone", state: "unknown" }] });
  });

  it("leaves the other methods and the rest of the account alone", async () => {
    const { world, app } = await unlockedWorld([{ ...account, favourite: true }]);
    await noteMethod(app, account.id, "phone", elsewhere(""));
    await noteMethod(app, account.id, "security-key", elsewhere("key ring", "+1"));
    expect(await world.vault().get(account.id)).toMatchObject({
      ...account,
      favourite: true,
      updatedAt: world.now,
    });
    expect(await statusOf(app, "phone")).toMatchObject({ state: "elsewhere", where: "" });
    // Only a phone has a number.
    expect(await statusOf(app, "security-key")).toMatchObject({ callingCode: null });
  });

  it("does not hide what is here", async () => {
    const { app } = await unlockedWorld([account, { ...otp, accountId: account.id }]);
    await noteMethod(app, account.id, "authenticator", { state: "none" });
    expect(await statusOf(app, "authenticator")).toMatchObject({
      state: "here",
      at: otp.createdAt,
    });
  });

  it("is a way in beside the passkeys of that method that are here alone", async () => {
    const { app } = await unlockedWorld([account, passkey]);
    const alarms = async () => {
      const { accounts } = await vaultContents(app);
      return accounts[0]?.findings.filter(({ kind }) => kind === "passkeys-only-here").length;
    };
    expect(await alarms()).toBe(1);
    await noteMethod(app, account.id, "biometrics", elsewhere("my MacBook"));
    await noteMethod(app, account.id, "security-key", elsewhere("my YubiKey"));
    expect(await alarms()).toBe(0);
    await noteMethod(app, account.id, "biometrics", { state: "unknown" });
    await noteMethod(app, account.id, "security-key", { state: "unknown" });
    expect(await alarms()).toBe(1);
  });

  it("is a way of its own beside a code that Headway has never taken", async () => {
    const { app } = await unlockedWorld([account, otp]);
    const found = async () => {
      const { accounts } = await vaultContents(app);
      return (accounts[0]?.findings ?? []).map(({ kind, weight }) => `${kind}: ${weight}`);
    };
    expect(await found()).toContain("code-untried: alarm");
    expect(await found()).not.toContain("one-way-only: warning");
    await noteMethod(app, account.id, "authenticator", elsewhere("another app"));
    expect((await found()).join()).not.toContain("code-untried");
    expect(await found()).toContain("one-way-only: warning");
    await noteMethod(app, account.id, "authenticator", { state: "none" });
    await confirmOtp(app, otp.id);
    expect((await found()).join()).not.toContain("code-untried");
    expect(await found()).toContain("one-way-only: warning");
  });

  it("is refused for a number's code that is none, and for what is no account", async () => {
    const { world, app } = await unlockedWorld([account, otp]);
    const wrong = () => noteMethod(app, account.id, "phone", elsewhere("", "US"));
    expect(await errorCode(wrong)).toBe("account/calling-code");
    expect(await world.vault().get(account.id)).toEqual(account);
    for (const id of [otp.id, "gone"]) {
      const note = () => noteMethod(app, id, "phone", { state: "none" });
      expect(await errorCode(note)).toBe("vault/no-record");
    }
  });
});
