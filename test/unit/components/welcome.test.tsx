// @vitest-environment jsdom
import { afterEach, describe, expect, it } from "vitest";
import { WelcomeApp } from "../../../components/welcome/welcome-app.tsx";
import type { OptionsSection } from "../../../components/ports.ts";
import type { AccountView, DeviceChallenge } from "../../../lib/app/views.ts";
import { axeFaults } from "./axe-faults.ts";
import { CLIENT, NO_VERIFICATION } from "./fixtures.ts";
import {
  buttonNames,
  clearScreen,
  fakeClient,
  fakePorts,
  type FakePorts,
  type Handlers,
  pageText,
  press,
  settle,
  show,
  type,
} from "./screen.tsx";

const CHALLENGE = { challenge: "AAAA" } as DeviceChallenge;
const PASSWORD = "seven blue herons at dawn";

afterEach(clearScreen);

async function open(more: Handlers = {}, ports: Partial<FakePorts> = {}) {
  let hasVault = false;
  const client = fakeClient({
    "vault.status": () => ({ state: hasVault ? "unlocked" : "none" }),
    "vault.create": () => {
      hasVault = true;
      return null;
    },
    "vault.contents": () => ({ accounts: [], unreadable: [] }),
    "verification.status": () => NO_VERIFICATION,
    ...more,
  });
  await show(<WelcomeApp client={client} ports={fakePorts(ports)} />);
  await settle();
  return client;
}

async function choosePassword(): Promise<void> {
  await type("New password", PASSWORD);
  await type("Repeat password", PASSWORD);
  await press("Create vault");
  await settle();
}

const headings = (level: 1 | 2) =>
  [...document.querySelectorAll(`h${level}`)].map(({ textContent }) => textContent);

async function answer(label: string): Promise<void> {
  const found = [...document.querySelectorAll("label")].find(
    ({ textContent }) => textContent === label,
  );
  found?.click();
  await settle();
}

describe("the welcome page", () => {
  it("has the password chosen first, then shows the steps, with the focus on their title", async () => {
    const client = await open();
    expect(headings(1)).toEqual(["Welcome to Waykey"]);
    expect(await axeFaults()).toEqual([]);
    await choosePassword();
    expect(client.calls).toContainEqual({ method: "vault.create", input: { password: PASSWORD } });
    expect(headings(1)).toEqual(["Waykey is ready"]);
    expect(document.activeElement?.textContent).toBe("Waykey is ready");
    expect(headings(2)).toEqual([
      "Bring in what you have",
      "Keep Waykey in sight",
      "Try it once",
      "Unlock with this device",
    ]);
    expect(pageText()).not.toContain("Done");
    expect(await axeFaults()).toEqual([]);
  });

  it.each<[string, string, OptionsSection]>([
    ["With codes from Google Authenticator", "Add codes by camera or picture", "add"],
    ["With another authenticator app or a password manager", "Import a file", "import"],
    ["With Waykey on another computer", "Restore a backup", "restore"],
  ])("leads whoever signs in “%s” on by “%s”", async (held, button, section) => {
    const opened: unknown[] = [];
    await open({}, { openOptions: async (where) => void opened.push(where) });
    await choosePassword();
    await answer(held);
    expect(await axeFaults()).toEqual([]);
    await press(button);
    expect(opened).toEqual([section]);
  });

  it.each(["With my password only", "With codes by text message or phone call"])(
    "leads whoever signs in “%s” to the guides",
    async (held) => {
      await open();
      await choosePassword();
      expect(document.querySelector('a[href="help.html#guides"]')).toBeNull();
      await answer(held);
      expect(document.querySelector('a[href="help.html#guides"]')).not.toBeNull();
    },
  );

  it.each([
    ["chrome", "then the pin beside Waykey"],
    ["firefox", "choose “Pin to Toolbar”"],
  ] as const)("says in %s how to keep the button in sight", async (browser, words) => {
    await open({}, { browser });
    await choosePassword();
    expect(pageText()).toContain(words);
  });

  it("says of each step that it is done, once it is, to whoever comes back", async () => {
    let isPinned = false;
    let accounts: AccountView[] = [];
    await open(
      { "vault.contents": () => ({ accounts, unreadable: [] }) },
      { isPinned: () => Promise.resolve(isPinned) },
    );
    await choosePassword();
    expect(pageText()).toContain("Press the puzzle piece");
    isPinned = true;
    accounts = [CLIENT];
    window.dispatchEvent(new Event("blur"));
    window.dispatchEvent(new Event("focus"));
    await settle();
    expect(pageText().match(/Done/g)).toHaveLength(2);
    expect(pageText()).not.toContain("Press the puzzle piece");
  });

  it("offers the device where there is one, and enrolls it after the password", async () => {
    const registration = { prf: null } as never;
    const client = await open(
      { "verification.challenge": () => CHALLENGE, "verification.add-device": () => null },
      {
        device: {
          isAvailable: () => Promise.resolve(true),
          register: () => Promise.resolve(registration),
          verify: () => Promise.reject(new Error("unused")),
          unlock: () => Promise.reject(new Error("unused")),
        },
      },
    );
    await choosePassword();
    await press("Use this device");
    await type("Password", PASSWORD);
    await press("Enroll this device");
    await settle();
    expect(client.calls).toContainEqual({
      method: "verification.add-device",
      input: { password: PASSWORD, registration },
    });
    expect(buttonNames()).toContain("Use this device");
  });
});
