// @vitest-environment jsdom

import { afterEach, describe, expect, it } from "vitest";
import { GIVEN_NAMES } from "../../../lib/headway/given-names.ts";
import { HelpApp } from "../../../components/trouble/help-app.tsx";
import type { AccountView } from "../../../lib/app/views.ts";
import { timeText } from "../../../components/plain-text.ts";
import { CLIENT, methodStatus, PROVIDER } from "./fixtures.ts";
import {
  clearScreen,
  fakeClient,
  fakePorts,
  field,
  pageText,
  press,
  settle,
  show,
} from "./screen.tsx";

afterEach(() => clearScreen());

const HELD: AccountView = {
  ...CLIENT,
  methods: CLIENT.methods.map(({ method }) =>
    methodStatus(method, method === "biometrics" ? { state: "here" } : {}),
  ),
};

async function open(accounts: readonly AccountView[] | null) {
  let held = accounts;
  const ports = fakePorts();
  const client = fakeClient({
    "vault.status": () => ({ state: held === null ? "locked" : "unlocked", ways: ["password"] }),
    "vault.contents": () => ({ accounts: held ?? [], unreadable: [] }),
  });
  await show(<HelpApp client={client} ports={ports} />);
  const unlock = async (found: readonly AccountView[]) => {
    held = found;
    await ports.sayUnlocked();
  };
  return { unlock };
}

async function choose(label: string): Promise<void> {
  field(label).click();
  await settle();
}

describe("the help for those who can’t sign in", () => {
  it("is for the only account, and can be asked of one that Waykey doesn’t hold", async () => {
    await open([HELD]);
    await press("Fingerprint or face isn’t offered");
    expect(pageText()).toContain("Waykey itself holds your fingerprint or face");
    expect(pageText()).toContain("press “Allow”");
    await choose("Another account: Provider");
    await press("Fingerprint or face isn’t offered");
    expect(pageText()).not.toContain("Waykey itself holds");
    expect(pageText()).toContain("Login tab");
    await choose("ana@example.com (Client)");
    expect(pageText()).toContain("What happens?");
  });

  it("goes on, after an unlock elsewhere, with what is known of the account", async () => {
    const { unlock } = await open(null);
    await choose("Client");
    await press("Fingerprint or face isn’t offered");
    expect(pageText()).toContain("work only on the device");
    await unlock([HELD, PROVIDER]);
    expect(pageText()).toContain("Waykey itself holds your fingerprint or face");
    expect(field("ana@example.com (Client)").checked).toBe(true);
  });

  it("says while Waykey is locked that it may hold the recovery code, and what it knows once it is open", async () => {
    const { unlock } = await open(null);
    expect(pageText()).toContain("Waykey is locked. Unlock it with its button");
    await choose("Client");
    await press("I lost my phone, my key or an app");
    await press("No, nothing works");
    await press("No, or I can’t find it");
    expect(pageText()).toContain("Look for your recovery code: a printout");
    const methods = CLIENT.methods.map((status) =>
      status.method === "recovery-code" ? { ...status, state: "here" as const } : status,
    );
    await unlock([{ ...CLIENT, methods }]);
    expect(pageText()).toContain("Waykey holds your recovery code");
    expect(pageText()).not.toContain("Waykey is locked");
  });

  it("names no code as a way that Headway has never taken, and to a provider the end of a running week", async () => {
    const end = Date.UTC(2026, 11, 7, 18);
    const findings = [
      { kind: "reset-due", weight: "alarm", at: end },
      { kind: "code-untried", weight: "alarm", at: null },
    ] as const;
    const methods = PROVIDER.methods.map(({ method }) =>
      methodStatus(method, method === "authenticator" ? { state: "here" } : {}),
    );
    await open([{ ...PROVIDER, methods, findings }]);
    await press("I lost my phone, my key or an app");
    await press("Yes, I have another way");
    expect(pageText()).not.toContain("Waykey holds “Authenticator app”");
    expect(pageText()).toContain("Headway has taken no code from Waykey for this account yet");
    expect(pageText()).toContain(
      `Sign in to the provider portal by ${timeText(end)} at the latest, better today`,
    );
    expect(pageText()).not.toContain("When they have let you in");
  });

  it("asks whose an account is that can't be read, and says the steps for that role", async () => {
    await open([{ ...HELD, email: GIVEN_NAMES.unreadable }]);
    expect(pageText()).toContain("(account not readable) (Role not known)");
    expect(pageText()).not.toContain("What happens?");
    await choose("Provider");
    await press("Fingerprint or face isn’t offered");
    expect(pageText()).toContain("Login tab");
    await choose("Client");
    await press("Fingerprint or face isn’t offered");
    expect(pageText()).toContain("open Settings on headway.co");
    expect(pageText()).toContain("Waykey itself holds");
  });

  it("asks again, after an unlock, where several accounts could be meant", async () => {
    const { unlock } = await open(null);
    await choose("Client");
    await unlock([HELD, { ...HELD, id: "other", email: "b@example.com" }]);
    expect(field("Another account: Client").checked).toBe(true);
    expect(pageText()).toContain("b@example.com (Client)");
  });
});
