// @vitest-environment jsdom

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { OptionsApp } from "../../../components/options/options-app.tsx";
import type { AccountView } from "../../../lib/app/views.ts";
import { CLIENT, NO_VERIFICATION, PREFERENCES, PROVIDER, SETTINGS } from "./fixtures.ts";
import {
  button,
  buttonNames,
  clearScreen,
  fakeClient,
  fakePorts,
  fieldNames,
  type Handlers,
  pageText,
  press,
  show,
  type,
} from "./screen.tsx";

const DETAILS = "Details of ana@example.com Client";
const CODE = /747 ?217/;

beforeEach(() => {
  history.replaceState(null, "", "/options.html#accounts");
  // jsdom has nothing to scroll.
  Element.prototype.scrollIntoView = () => undefined;
});
afterEach(clearScreen);

async function open(more: Handlers = {}, first: readonly AccountView[] = [PROVIDER, CLIENT]) {
  let accounts = first;
  const openOptions = vi.fn<() => Promise<void>>(() => Promise.resolve());
  const closeWindow = vi.fn<() => void>();
  const client = fakeClient({
    "vault.status": () => ({ state: "unlocked" }),
    "settings.get": () => SETTINGS,
    "clock.get": () => ({ allowed: false, correction: null }),
    "vault.contents": () => ({ accounts, unreadable: [] }),
    "verification.status": () => NO_VERIFICATION,
    "log.list": () => [],
    "otp.codes": ({ ids }) =>
      ids.map((id) => {
        const endsSoonAt = Date.now() + 20_000;
        return { id, code: "747217", endsSoonAt, expiresAt: endsSoonAt + 5000, nextCode: "374775" };
      }),
    "account.remove": ({ id }) => {
      accounts = accounts.filter((account) => account.id !== id);
      return null;
    },
    ...more,
  });
  await show(<OptionsApp client={client} ports={fakePorts({ openOptions, closeWindow })} />);
  return { client, openOptions, closeWindow };
}

const hasSections = () => buttonNames().includes("Create backup");

describe("an account on the full page", () => {
  it("stands in the place of the sections, and gives the focus back when it is left", async () => {
    await open();
    expect(hasSections()).toBe(true);
    await press(DETAILS);
    expect(hasSections()).toBe(false);
    expect(document.querySelectorAll("main:not([hidden])").length).toBe(1);
    expect(document.querySelector("main:not([hidden]) h1")).toBe(document.activeElement);
    expect(document.activeElement).toBe(document.querySelector("h1"));
    expect(buttonNames()).toContain("Remove account");
    await press("Back");
    expect(hasSections()).toBe(true);
    expect(document.activeElement).toBe(button(DETAILS));
  });

  it("shows its code, unless the user has codes hidden", async () => {
    await open();
    await press(DETAILS);
    expect(pageText()).toMatch(CODE);
    await clearScreen();
    await open({ "preferences.get": () => ({ ...PREFERENCES, hidesCodes: true }) });
    await press(DETAILS);
    expect(pageText()).not.toMatch(CODE);
    expect(buttonNames()).toContain("Show code");
  });

  it("leads to its print on the same page, which stays", async () => {
    const { openOptions, closeWindow } = await open();
    await press(DETAILS);
    await press("Print");
    expect(hasSections()).toBe(true);
    expect(document.querySelector<HTMLSelectElement>("#print select")?.value).toBe(CLIENT.id);
    expect(location.hash).toBe("#print");
    expect(openOptions).not.toHaveBeenCalled();
    expect(closeWindow).not.toHaveBeenCalled();
  });

  it("leads to the section that a finding names, whose heading takes the focus", async () => {
    const finding = { kind: "not-backed-up", weight: "warning", at: null } as const;
    await open({}, [{ ...CLIENT, findings: [finding] }]);
    await press(DETAILS);
    await press("Make a backup");
    expect(document.activeElement?.id).toBe("backup-title");
  });

  it("is left by a link of the head, and by the browser's own way back", async () => {
    await open();
    await press(DETAILS);
    document.querySelector<HTMLElement>('nav a[href="#clock"]')?.click();
    await vi.waitFor(() => expect(hasSections()).toBe(true));
    await press(DETAILS);
    history.back();
    await vi.waitFor(() => expect(hasSections()).toBe(true));
    expect(hasSections()).toBe(true);
  });

  it("is gone when it is removed, and its list has the focus", async () => {
    await open();
    await press(DETAILS);
    await press("Remove account");
    await press("Remove account for good");
    expect(hasSections()).toBe(true);
    expect(buttonNames()).not.toContain(DETAILS);
    expect(document.activeElement?.id).toBe("accounts-title");
  });
});

describe("the list of many accounts on the full page", () => {
  const MANY = Array.from({ length: 120 }, (_, index) => ({
    ...CLIENT,
    id: `account-${index}`,
    email: `person${index}@example.com`,
  }));
  const listed = () => document.querySelectorAll(".overview").length;

  it("draws fifty at a time, and finds any of them", async () => {
    await open({}, MANY);
    expect(listed()).toBe(50);
    expect(pageText()).toContain("50 of 120 accounts are shown.");
    await press("Show more");
    expect(listed()).toBe(100);
    await press("Show more");
    expect(listed()).toBe(120);
    expect(buttonNames()).not.toContain("Show more");
    await type("Search accounts", "person119 client");
    expect(listed()).toBe(1);
    expect(pageText()).toContain("1 account matches.");
    await type("Search accounts", "nobody at all");
    expect(listed()).toBe(0);
    expect(pageText()).toContain("No account matches “nobody at all”.");
    await type("Search accounts", "");
    expect(listed()).toBe(50);
  });

  it("leaves letters that are typed elsewhere to the page", async () => {
    await open({}, MANY);
    const before = document.activeElement;
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "p", bubbles: true }));
    expect(document.activeElement).toBe(before);
  });

  it("shows the account that was left, however far down", async () => {
    await open({}, MANY);
    await type("Search accounts", "person99");
    await press("Details of person99@example.com Client");
    await press("Back");
    expect(listed()).toBe(100);
    expect(document.activeElement).toBe(button("Details of person99@example.com Client"));
  });

  it("has no search where five are seen at a glance", async () => {
    await open({}, MANY.slice(0, 5));
    expect(fieldNames()).not.toContain("Search accounts");
  });
});
