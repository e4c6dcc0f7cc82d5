// @vitest-environment jsdom

// Runs axe over the screens that every user passes. jsdom draws nothing, so that colours and sizes
// are not looked at here.

import { run } from "axe-core";
import type { ComponentChild } from "preact";
import { afterEach, describe, expect, it } from "vitest";
import { OptionsApp } from "../../../components/options/options-app.tsx";
import { PopupApp } from "../../../components/popup/popup-app.tsx";
import { PromptApp } from "../../../components/prompt/prompt-app.tsx";
import type { CeremonyView, PageView, VaultState } from "../../../lib/app/views.ts";
import { ceremonyView, CLIENT, pageView, PROVIDER, SETTINGS } from "./fixtures.ts";
import { clearScreen, fakeClient, fakePorts, press, show } from "./screen.tsx";

function worker(state: VaultState, page: PageView | null, ceremony: CeremonyView) {
  return fakeClient({
    "vault.status": () => ({ state }),
    "vault.contents": () => ({ accounts: [CLIENT, PROVIDER], unreadable: [] }),
    "settings.get": () => SETTINGS,
    "page.inspect": () => page,
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
    [
      "options",
      <OptionsApp client={worker("unlocked", null, ceremonyView({}))} ports={fakePorts()} />,
    ],
    ["prompt for a new passkey", prompt({ kind: "create" })],
    ["prompt for a sign-in", prompt({ kind: "get" })],
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

  it("would be found at fault for a field without a name", async () => {
    await show(<input type="text" />);
    expect(await faults()).not.toEqual([]);
  });
});
