// @vitest-environment jsdom

// Runs axe over the screens that every user passes. jsdom draws nothing, so that colours and sizes
// are not looked at here.

import { run } from "axe-core";
import type { ComponentChild } from "preact";
import { afterEach, describe, expect, it } from "vitest";
import { OptionsApp } from "../../../components/options/options-app.tsx";
import { PopupApp } from "../../../components/popup/popup-app.tsx";
import { PromptApp } from "../../../components/prompt/prompt-app.tsx";
import type { AccountView, CeremonyView, PageView, VaultState } from "../../../lib/app/views.ts";
import {
  ceremonyView,
  CLIENT,
  logEntry,
  pageView,
  passkeyView,
  PROVIDER,
  SAVED_AT,
  SETTINGS,
  vaultStatus,
} from "./fixtures.ts";
import { buttonNames, clearScreen, fakeClient, fakePorts, press, show } from "./screen.tsx";

const CHOICES = ceremonyView({}).choices;

const HOLDER: AccountView = {
  ...CLIENT,
  passkeys: [
    passkeyView("passkey-1", { label: "Laptop" }),
    passkeyView("passkey-2", { label: "Desk", hidden: { at: SAVED_AT, by: "site" } }),
  ],
};

function worker(state: VaultState, page: PageView | null, ceremony: CeremonyView) {
  return fakeClient({
    "vault.status": () => vaultStatus(state),
    "vault.contents": () => ({ accounts: [HOLDER, PROVIDER], unreadable: [] }),
    "settings.get": () => SETTINGS,
    "page.inspect": () => page,
    "page.self-check": () => ({
      host: "headway.co",
      state: page === null ? "no-page" : "in-place",
    }),
    "verification.status": () => ({
      pin: "set",
      device: { createdAt: SAVED_AT, unlocks: true },
      emergencyKey: { createdAt: SAVED_AT },
    }),
    "log.list": () => [logEntry()],
    "otp.codes": ({ ids }) =>
      ids.map((id) => ({ id, code: "123456", nextCode: "654321", expiresAt: 4e12 })),
    "ceremony.show": () => ceremony,
  });
}

function popup(state: VaultState, page: PageView | null = null): ComponentChild {
  return <PopupApp client={worker(state, page, ceremonyView({}))} ports={fakePorts()} />;
}

function prompt(changes: Partial<CeremonyView>, state: VaultState = "unlocked"): ComponentChild {
  const client = worker(state, null, ceremonyView(changes));
  return (
    <PromptApp client={client} ports={fakePorts()} id="ceremony-1" onEnded={() => undefined} />
  );
}

/** The rules of axe that what is on the screen breaks, with the elements that break them. */
async function faults(): Promise<readonly string[]> {
  const { violations, passes } = await run(document.body, {
    rules: { "color-contrast": { enabled: false } },
  });
  expect(passes.length).toBeGreaterThan(0);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

afterEach(clearScreen);

describe("the screens", () => {
  it.each<[string, ComponentChild]>([
    ["first run", popup("none")],
    ["locked", popup("locked")],
    ["home", popup("unlocked")],
    ["home beside a field for a code", popup("unlocked", pageView({ kind: "otp-challenge" }))],
    ["home beside a waiting sign-in", popup("unlocked", pageView({ passkeys: CHOICES }))],
    [
      "options",
      <OptionsApp client={worker("unlocked", null, ceremonyView({}))} ports={fakePorts()} />,
    ],
    ["prompt for a new passkey", prompt({ kind: "create" })],
    ["prompt for a sign-in", prompt({ kind: "get" })],
    ["prompt that asks for the PIN", prompt({ verification: ["pin", "device", "password"] })],
    ["prompt that asks the device", prompt({ verification: ["device", "password"] })],
    [
      "prompt in another site’s page, with the PIN blocked",
      prompt({
        kind: "create",
        topOrigin: "https://example.com",
        verification: ["password"],
        pinBlocked: true,
      }),
    ],
    ["locked prompt", prompt({ state: "locked" }, "locked")],
    ["ended prompt", prompt({ state: "ended" })],
  ])("%s: axe finds no fault", async (_, node) => {
    await show(node);
    expect(await faults()).toEqual([]);
  });

  it.each(["Add a code", "Details of ana@example.com Client"])(
    "%s: axe finds no fault",
    async (name) => {
      await show(popup("unlocked"));
      await press(name);
      expect(await faults()).toEqual([]);
    },
  );

  it.each([
    ["Change PIN", "Set PIN"],
    ["Remove PIN", "Keep PIN"],
    ["Stop using this device", "Keep using this device"],
    ["Clear the list", "Clear it for good"],
  ])("options after %s: axe finds no fault", async (opener, shown) => {
    const client = worker("unlocked", null, ceremonyView({}));
    await show(<OptionsApp client={client} ports={fakePorts()} />);
    await press(opener);
    expect(buttonNames()).toContain(shown);
    expect(await faults()).toEqual([]);
  });

  it("would be found at fault for a field without a name", async () => {
    await show(<input type="text" />);
    expect(await faults()).not.toEqual([]);
  });
});
