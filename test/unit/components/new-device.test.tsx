// @vitest-environment jsdom
import { afterEach, describe, expect, it } from "vitest";
import { NewDeviceSection } from "../../../components/options/new-device-section.tsx";
import { Shell } from "../../../components/shell.tsx";
import type { VaultCheck } from "../../../lib/app/views.ts";
import { CLIENT, PROVIDER } from "./fixtures.ts";
import {
  buttonNames,
  clearScreen,
  fakeClient,
  fakePorts,
  pageText,
  press,
  show,
} from "./screen.tsx";

const CHECK: VaultCheck = {
  numbers: [0, 2047, 1, 2],
  counts: { accounts: 2, otps: 1, passkeys: 0, recoveryCodes: 3 },
  unreadable: 0,
};

async function open(check: VaultCheck = CHECK, browser: "chrome" | "firefox" = "chrome") {
  const client = fakeClient({ "vault.check": () => check, "otp.codes": () => [] });
  await show(
    <Shell client={client} ports={fakePorts({ browser })}>
      <NewDeviceSection accounts={[CLIENT, PROVIDER]} />
    </Shell>,
  );
}

async function answer(value: string): Promise<void> {
  document.querySelector<HTMLInputElement>(`input[value=${value}]`)?.click();
  await Promise.resolve();
}

afterEach(clearScreen);

describe("moving to another device", () => {
  it("shows the phrase on request alone, with what it is of", async () => {
    await open();
    expect(pageText()).not.toContain("Check phrase");
    expect(pageText()).toContain("The steps appear once both show the same words.");
    await press("Show the check phrase");
    expect(pageText()).toContain("abandon zoo ability able");
    expect(pageText()).toContain("2 accounts, 1 code, 0 passkeys, 3 recovery codes");
    expect(buttonNames()).toContain("Show it anew");
  });

  it.each([
    ["chrome", "Remove from Chrome"],
    ["firefox", "Remove Extension"],
  ] as const)(
    "says how Waykey is removed in %s only after the same words",
    async (browser, how) => {
      await open(CHECK, browser);
      await press("Show the check phrase");
      await answer("different");
      expect(pageText()).toContain("The two don’t hold the same");
      expect(pageText()).not.toContain(how);
      await answer("same");
      expect(pageText()).toContain(how);
      await press("Show it anew");
      expect(pageText()).not.toContain(how);
    },
  );

  it("says what is in no backup", async () => {
    await open({ ...CHECK, unreadable: 1 });
    await press("Show the check phrase");
    expect(pageText()).toContain("1 entry can’t be read, and is in no backup");
  });
});
