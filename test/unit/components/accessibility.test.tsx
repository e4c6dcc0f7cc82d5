// @vitest-environment jsdom

// Runs axe over the screens that every user passes. jsdom draws nothing, so that colours and sizes
// are not looked at here.

import type { ComponentChild } from "preact";
import { act } from "preact/test-utils";
import { afterEach, describe, expect, it } from "vitest";
import { OptionsApp } from "../../../components/options/options-app.tsx";
import { loadLateScreens } from "../../../components/popup/late-screens.ts";
import { PopupApp } from "../../../components/popup/popup-app.tsx";
import { PromptApp } from "../../../components/prompt/prompt-app.tsx";
import { HelpApp } from "../../../components/trouble/help-app.tsx";
import { CancelWork } from "../../../components/work/cancel-work.tsx";
import { WorkProgress } from "../../../components/work/work-progress.tsx";
import type {
  AccountView,
  CeremonyView,
  PageView,
  UnlockProof,
  UnlockWay,
  VaultState,
} from "../../../lib/app/views.ts";
import { axeFaults } from "./axe-faults.ts";
import {
  ceremonyView,
  CLIENT,
  EVERY_NOTICE,
  logEntry,
  NO_VERIFICATION,
  otpView,
  pageView,
  passkeyView,
  PROVIDER,
  SAVED_AT,
  SETTINGS,
  vaultStatus,
  PREFERENCES,
} from "./fixtures.ts";
import {
  buttonNames,
  clearScreen,
  fakeClient,
  fakePorts,
  field,
  fieldNames,
  type Handlers,
  pageText,
  press,
  refuse,
  settle,
  show,
  type,
} from "./screen.tsx";

await loadLateScreens();

const CHOICES = ceremonyView({}).choices;

const HOLDER: AccountView = {
  ...CLIENT,
  otps: [...CLIENT.otps, otpView("otp-counter", { type: "hotp", digits: 10 })],
  passkeys: [
    passkeyView("passkey-1", { label: "Laptop" }),
    passkeyView("passkey-2", { label: "Desk", hidden: { at: SAVED_AT, by: "site" } }),
  ],
};

function worker(
  state: VaultState,
  page: PageView | null,
  ceremony: CeremonyView,
  more: Handlers = {},
) {
  return fakeClient({
    "vault.status": () => vaultStatus(state),
    "vault.contents": () => ({ accounts: [HOLDER, PROVIDER], unreadable: [] }),
    "settings.get": () => SETTINGS,
    "preferences.get": () => PREFERENCES,
    "clock.get": () => ({ allowed: false, correction: null }),
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
    "emergency-key.make": () => ({ emergencyKey: "0123-4567-42" }),
    "log.list": () => [logEntry()],
    "otp.codes": ({ ids }) =>
      ids.map((id) => ({
        id,
        code: "123456",
        nextCode: "654321",
        expiresAt: 4e12,
        endsSoonAt: 4e12,
      })),
    "ceremony.show": () => ceremony,
    ...more,
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

afterEach(clearScreen);

describe("the screens", () => {
  it.each<[string, ComponentChild]>([
    ["first run", popup("none")],
    ["help", <HelpApp client={worker("unlocked", null, ceremonyView({}))} ports={fakePorts()} />],
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
    expect(await axeFaults()).toEqual([]);
  });

  it.each(["older", "altered"] as const)(
    "popup and options with notices and the decision %s: axe finds no fault",
    async (decision) => {
      const client = { "condition.get": () => ({ notices: EVERY_NOTICE, decision }) };
      for (const node of [
        <PopupApp
          client={worker("unlocked", null, ceremonyView({}), client)}
          ports={fakePorts()}
        />,
        <OptionsApp
          client={worker("unlocked", null, ceremonyView({}), client)}
          ports={fakePorts()}
        />,
      ]) {
        await show(node);
        expect(buttonNames()).toContain("OK");
        expect(await axeFaults()).toEqual([]);
        if (buttonNames().includes("Save settings")) {
          await press(decision === "older" ? "Keep what is here" : "Accept what is here");
          expect(buttonNames()).toContain("Decide later");
          expect(await axeFaults()).toEqual([]);
        }
        await clearScreen();
      }
    },
  );

  it("an export under review, and what became of it: axe finds no fault", async () => {
    const line = {
      name: "Headway: a@b.co",
      kind: "otp",
      notes: [],
      code: null,
      sameAs: null,
      suggestedAccountId: null,
    } as const;
    const lines = [
      { ...line, verdict: "new", suggestedEmail: "a@b.co" },
      { ...line, verdict: "refused", code: "otp/secret", suggestedEmail: "" },
    ] as const;
    const texts = ["otpauth-migration://x"];
    const draft = { texts, isEnough: true, left: [], accounts: {} };
    const client = worker("unlocked", null, ceremonyView({}), {
      "import.preview": () => ({ size: 2, parts: [0], verdicts: ["taken"], lines }),
      "import.add": () => ({ lines: lines.map((each) => ({ ...each, done: "added" })) }),
    });
    const ports = fakePorts(
      {},
      { kind: "add", text: "", account: null, replace: null, export: draft },
    );
    await show(<OptionsApp client={client} ports={ports} />);
    expect(fieldNames()).toContain("E-mail of 1. Headway: a@b.co");
    expect(await axeFaults()).toEqual([]);
    await press("Add 1 code");
    expect(buttonNames()).toContain("Done");
    expect(await axeFaults()).toEqual([]);
  });

  it("an export to another app, and its QR codes: axe finds no fault", async () => {
    const line = { kind: "otp", name: "Headway: a@b.co" } as const;
    const client = worker("unlocked", null, ceremonyView({}), {
      "export.preview": () => ({
        isSealed: false,
        taken: [line],
        lessened: [{ kind: "passkey", name: "headway.co: a@b.co" }],
        left: [{ ...line, code: "put-away" }],
        byCounter: 1,
        outOfUse: 1,
        unreadable: 1,
      }),
      "export.make": () => ({
        count: 2,
        kind: "pages",
        pages: ["otpauth://a", "otpauth://b"].map((text) => ({ text, names: [line.name] })),
      }),
    });
    await show(<OptionsApp client={client} ports={fakePorts()} />);
    const list = document.querySelector<HTMLSelectElement>("#export select");
    if (list === null) throw new Error("There is no list of apps");
    list.value = "qr-codes";
    await act(() => void list.dispatchEvent(new Event("change", { bubbles: true })));
    await settle();
    expect(buttonNames()).toContain("Show QR codes");
    expect(await axeFaults()).toEqual([]);
    await type("Waykey password to export", "a password");
    await press("Show QR codes");
    expect(buttonNames()).toContain("Next QR code");
    expect(await axeFaults()).toEqual([]);
  });

  it("a backup under the emergency key: axe finds no fault", async () => {
    const client = worker("unlocked", null, ceremonyView({}), {
      "verification.status": () => ({ ...NO_VERIFICATION, emergencyKey: { createdAt: 7 } }),
    });
    await show(<OptionsApp client={client} ports={fakePorts()} />);
    await act(() => field("My printed emergency key").click());
    await settle();
    expect(fieldNames()).toContain("Emergency key");
    await press("Create backup");
    expect(await axeFaults()).toEqual([]);
  });

  it.each([null, 0.5])("long work of which %s is done: axe finds no fault", async (share) => {
    const progress = { step: "seal", share, mayCancel: true, leftMs: 12_000 } as const;
    const run = () => Promise.reject(new TypeError("nothing runs"));
    const work = { progress, mayCancel: true, isCancelling: false, cancel: () => undefined, run };
    await show(
      <main>
        <h1>Waykey</h1>
        <WorkProgress work={work} />
        <CancelWork work={work} />
      </main>,
    );
    expect(pageText()).toContain("About 15 seconds left");
    expect(await axeFaults()).toEqual([]);
  });

  it("locked with notices: axe finds no fault", async () => {
    const client = worker("locked", null, ceremonyView({}), {
      "condition.get": () => ({ notices: EVERY_NOTICE, decision: null }),
    });
    await show(<PopupApp client={client} ports={fakePorts()} />);
    expect(buttonNames()).toContain("OK");
    expect(await axeFaults()).toEqual([]);
  });

  it("a vault that can't be read: axe finds no fault", async () => {
    const client = fakeClient({
      "vault.status": () => ({ state: "unreadable", reason: "vault/storage", canUseCopy: true }),
      "vault.export-sealed": () => ({ fileName: "waykey-sealed.json", text: "{}" }),
    });
    await show(<PopupApp client={client} ports={fakePorts()} />);
    await press("Save what is stored as a file");
    expect(await axeFaults()).toEqual([]);
    await press("Use the second copy");
    expect(buttonNames()).toContain("Go on with the second copy");
    expect(await axeFaults()).toEqual([]);
  });

  it("a vault that can be put aside: axe finds no fault", async () => {
    const client = fakeClient({
      "vault.status": () => ({ state: "unreadable", reason: "vault/damaged", canUseCopy: false }),
    });
    await show(<PopupApp client={client} ports={fakePorts()} />);
    await press("Start a new vault and keep what is here");
    expect(buttonNames()).toContain("Put it aside and start anew");
    expect(await axeFaults()).toEqual([]);
  });

  it.each(["Add a code", "Details of ana@example.com Client"])(
    "%s: axe finds no fault",
    async (name) => {
      await show(popup("unlocked"));
      await press(name);
      expect(await axeFaults()).toEqual([]);
    },
  );

  it.each([
    ["popup", popup("unlocked")],
    [
      "full page",
      <OptionsApp client={worker("unlocked", null, ceremonyView({}))} ports={fakePorts()} />,
    ],
  ])("an account on the %s with all sections open: axe finds no fault", async (_, node) => {
    await show(node);
    await press("Details of ana@example.com Client");
    const sections = [...document.querySelectorAll<HTMLDetailsElement>("details.folding")];
    expect(sections.length).toBe(6);
    for (const section of sections) section.open = true;
    expect(await axeFaults()).toEqual([]);
  });

  it.each([
    ["Change password", "Save new password"],
    ["Remove emergency key", "Keep emergency key"],
    ["Change PIN", "Set PIN"],
    ["Remove PIN", "Keep PIN"],
    ["Stop using this device", "Keep using this device"],
    ["Clear the list", "Clear it for good"],
  ])("options after %s: axe finds no fault", async (opener, shown) => {
    const client = worker("unlocked", null, ceremonyView({}));
    await show(<OptionsApp client={client} ports={fakePorts()} />);
    await press(opener);
    expect(buttonNames()).toContain(shown);
    expect(await axeFaults()).toEqual([]);
  });

  it.each<[string, readonly UnlockWay[], readonly string[]]>([
    ["the device first", ["device", "pin", "password", "emergency-key"], []],
    ["the PIN", ["pin", "password"], []],
    ["the emergency key", ["password", "emergency-key"], ["Use your emergency key"]],
    ["a slip in the emergency key", ["emergency-key"], ["Unlock"]],
    ["an altered vault", ["password"], ["Unlock"]],
    [
      "an altered vault about to be opened",
      ["password"],
      ["Unlock", "Open it anyway and drop the other ways to unlock"],
    ],
  ])("locked with %s: axe finds no fault", async (_, ways, presses) => {
    const answer = ({ method }: UnlockProof) =>
      refuse(method === "password" ? "vault/altered" : "vault/emergency-key-typo");
    const client = fakeClient({
      "vault.status": () => vaultStatus("locked", ways),
      "vault.unlock": answer,
      "ceremony.unlock": ({ proof }) => answer(proof),
      "ceremony.show": () => ceremonyView({ state: "locked", choices: [] }),
    });
    for (const node of [
      <PopupApp client={client} ports={fakePorts()} />,
      <PromptApp client={client} ports={fakePorts()} id="ceremony-1" onEnded={() => undefined} />,
    ]) {
      await show(node);
      for (const name of presses) {
        const [secret] = fieldNames();
        if (secret !== undefined) await type(secret, "something");
        await press(name);
      }
      expect(await axeFaults()).toEqual([]);
      await clearScreen();
    }
  });

  it("a new password after the emergency key: axe finds no fault", async () => {
    let isOpen = false;
    const client = fakeClient({
      "vault.status": () => vaultStatus(isOpen ? "unlocked" : "locked", ["emergency-key"]),
      "vault.unlock": () => {
        isOpen = true;
        return null;
      },
    });
    await show(<PopupApp client={client} ports={fakePorts()} />);
    await type("Emergency key", "0123");
    await press("Unlock");
    expect(buttonNames()).toContain("Save new password");
    expect(await axeFaults()).toEqual([]);
  });

  it("an emergency key being made: axe finds no fault", async () => {
    const client = worker("unlocked", null, ceremonyView({}));
    await show(<OptionsApp client={client} ports={fakePorts()} />);
    await press("Make a new one");
    expect(await axeFaults()).toEqual([]);
    await type("Password", "right password");
    await press("Show the key");
    expect(await axeFaults()).toEqual([]);
    await press("I have it on paper");
    await press("Keep this key");
    expect(document.querySelector(".field-error")).not.toBeNull();
    expect(await axeFaults()).toEqual([]);
  });

  it("would be found at fault for a field without a name", async () => {
    await show(<input type="text" />);
    expect(await axeFaults()).not.toEqual([]);
  });
});
