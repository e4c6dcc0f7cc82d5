// @vitest-environment jsdom
import { afterEach, describe, expect, it } from "vitest";
import { NewDeviceSection } from "../../../components/options/new-device-section.tsx";
import { Shell } from "../../../components/shell.tsx";
import type { AccountView, VaultCheck } from "../../../lib/app/views.ts";
import type { MoveNote } from "../../../lib/headway/moving.ts";
import { CLIENT, methodStatus, PROVIDER, SAVED_AT } from "./fixtures.ts";
import { inputs } from "./open-popup.tsx";
import {
  buttonNames,
  clearScreen,
  fakeClient,
  fakePorts,
  field,
  pageText,
  press,
  settle,
  show,
} from "./screen.tsx";

const CHECK: VaultCheck = {
  numbers: [0, 2047, 1, 2],
  counts: { accounts: 2, otps: 1, passkeys: 0, recoveryCodes: 3 },
  unreadable: 0,
};

async function open(
  check: VaultCheck = CHECK,
  browser: "chrome" | "firefox" = "chrome",
  accounts: readonly AccountView[] = [CLIENT, PROVIDER],
) {
  let steps: readonly MoveNote[] = [{ step: "backup", at: SAVED_AT }];
  const client = fakeClient({
    "vault.check": () => check,
    "otp.codes": () => [],
    "move.steps": () => ({ steps }),
    "move.tick": ({ step, done }) => {
      const others = steps.filter((note) => note.step !== step);
      steps = done ? [...others, { step, at: SAVED_AT }] : others;
      return null;
    },
  });
  await show(
    <Shell client={client} ports={fakePorts({ browser })}>
      <NewDeviceSection accounts={accounts} />
    </Shell>,
  );
  await settle();
  return client;
}

const RESTORED = "It is restored there";

async function answer(value: string): Promise<void> {
  document.querySelector<HTMLInputElement>(`input[value=${value}]`)?.click();
  await settle();
}

afterEach(clearScreen);

describe("moving to another device", () => {
  it("shows the phrase on request alone, with what it is of", async () => {
    await open();
    expect(pageText()).not.toContain("Check phrase");
    expect(pageText()).toContain("The steps appear once all above is ticked");
    await press("Show the check phrase");
    expect(pageText()).toContain("abandon zoo ability able");
    expect(pageText()).toContain("2 accounts, 1 code, 0 passkeys, 3 recovery codes");
    expect(buttonNames()).toContain("Show it anew");
  });

  it.each([
    ["chrome", "Remove from Chrome"],
    ["firefox", "Remove Extension"],
  ] as const)(
    "says how Waykey is removed in %s only after the same words, and all that comes before",
    async (browser, how) => {
      await open(CHECK, browser);
      for (const step of [RESTORED, "I have signed in with the other device"]) {
        field(step).click();
        await settle();
      }
      await press("Show the check phrase");
      await answer("different");
      expect(pageText()).toContain("The two don’t hold the same");
      expect(pageText()).not.toContain(how);
      await answer("same");
      expect(pageText()).not.toContain(how);
      field("My other app is synced, or I have my recovery code").click();
      await settle();
      expect(pageText()).toContain(how);
      await press("Show it anew");
      expect(pageText()).not.toContain(how);
    },
  );

  it("says how to remove nothing where something can't be read, which the other device lacks", async () => {
    await open({ ...CHECK, unreadable: 1 });
    for (const step of [
      RESTORED,
      "I have signed in with the other device",
      "My other app is synced, or I have my recovery code",
    ]) {
      field(step).click();
      await settle();
    }
    await press("Show the check phrase");
    await answer("same");
    expect(pageText()).toContain("Not all that is here is on the other device");
    expect(pageText()).not.toContain("The other device holds all that this one does");
    expect(pageText()).not.toContain("Remove from Chrome");
  });

  it("has steps to tick, which come back as they were, and each tick can be taken away", async () => {
    const client = await open();
    expect(field("The file is at the other device").checked).toBe(true);
    expect(pageText()).toContain("Ticked on Mar 3, 2026");
    expect(field(RESTORED).checked).toBe(false);
    field(RESTORED).click();
    await settle();
    expect(field(RESTORED).checked).toBe(true);
    field(RESTORED).click();
    await settle();
    expect(inputs(client, "move.tick")).toEqual([
      { step: "restore", done: true },
      { step: "restore", done: false },
    ]);
    await press("Show the check phrase");
    await answer("same");
    expect(field("Both showed the same words").checked).toBe(true);
    await answer("different");
    expect(field("Both showed the same words").checked).toBe(false);
  });

  it("begins anew for another device, without the ticks of an earlier move", async () => {
    const client = await open();
    field(RESTORED).click();
    await settle();
    await press("Another device: take all ticks away");
    expect(field(RESTORED).checked).toBe(false);
    expect(field("The file is at the other device").checked).toBe(false);
    expect(inputs(client, "move.tick").slice(1)).toEqual([
      { step: "backup", done: false },
      { step: "restore", done: false },
    ]);
    expect(buttonNames()).not.toContain("Another device: take all ticks away");
  });

  it("says what does not come along with Waykey, by account", async () => {
    const elsewhere = { state: "elsewhere", where: "Ente Auth" } as const;
    const methods = CLIENT.methods.map((status) =>
      status.method === "authenticator" ? methodStatus("authenticator", elsewhere) : status,
    );
    const finding = { kind: "not-backed-up", weight: "warning", at: null } as const;
    const note = { method: "biometrics", state: "elsewhere", where: "my MacBook" } as const;
    const elsewhereToo = [{ ...note, callingCode: null, at: 5 }];
    const client = { ...CLIENT, methods, elsewhereToo, findings: [finding] };
    await open(CHECK, "chrome", [client, PROVIDER]);
    const text = pageText();
    expect(text).toContain(
      "sync any other authenticator app that you use, or have your recovery code",
    );
    expect(text).toContain(
      "ana@example.com (Client): you have this elsewhere: “Authenticator app” (Ente Auth) and “Fingerprint or face” (my MacBook).",
    );
    expect(text).toContain("ana@example.com (Provider): no recovery code is known to be kept.");
    expect(text).toContain("make one now");
    await clearScreen();
    await open();
    expect(pageText()).not.toContain("make one now");
  });

  it("says what is in no backup", async () => {
    await open({ ...CHECK, unreadable: 1 });
    await press("Show the check phrase");
    expect(pageText()).toContain("1 entry can’t be read, and is in no backup");
  });
});
