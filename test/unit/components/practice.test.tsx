// @vitest-environment jsdom

import { act } from "preact/test-utils";
import { afterEach, describe, expect, it, vi } from "vitest";
import { PracticeApp } from "../../../components/practice/practice-app.tsx";
import type { ShortcutView } from "../../../components/ports.ts";
import type { PracticeVerdict, VaultState } from "../../../lib/app/views.ts";
import { axeFaults } from "./axe-faults.ts";
import { vaultStatus } from "./fixtures.ts";
import { inputs, openPopup } from "./open-popup.tsx";
import {
  button,
  buttonNames,
  clearScreen,
  enter,
  fakeClient,
  fakePorts,
  field,
  type Handlers,
  pageText,
  press,
  refuse,
  settle,
  show,
  type,
} from "./screen.tsx";

afterEach(async () => {
  await clearScreen();
  vi.useRealTimers();
});

const KEYS: readonly ShortcutView[] = [
  { name: "_execute_action", description: "", shortcut: "Alt+Shift+K" },
  { name: "fill-code", description: "Fill", shortcut: "Alt+Shift+L" },
];

async function open(
  first: { state?: VaultState; verdict?: PracticeVerdict; keys?: readonly ShortcutView[] } = {},
  more: Handlers = {},
) {
  let { state = "unlocked" } = first;
  const listeners = new Set<(code: string) => void>();
  const client = fakeClient({
    "vault.status": () => vaultStatus(state),
    "practice.check": () => ({ verdict: first.verdict ?? "right" }),
    ...more,
  });
  const ports = fakePorts({ commands: { list: async () => first.keys ?? KEYS } });
  const onFill = (listener: (code: string) => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  await show(<PracticeApp client={client} ports={ports} onFill={onFill} />);
  return {
    client,
    ports,
    listeners,
    become: (next: VaultState) => (state = next),
    fill: async (code: string) => {
      await act(() => {
        for (const listener of listeners) listener(code);
      });
      await settle();
    },
  };
}

describe("the practice page", () => {
  it("shows nothing that what is still on its way would push", async () => {
    let answer = (): void => undefined;
    const asked = new Promise<void>((done) => (answer = done));
    await open(
      { state: "locked" },
      { "vault.status": () => asked.then(() => vaultStatus("locked")) },
    );
    expect(document.querySelector("h1")?.textContent).toBe("Practice page");
    expect(document.querySelectorAll(".card, .notice")).toHaveLength(0);
    answer();
    await settle();
    expect(pageText()).toContain("Unlock Waykey first");
    expect(document.querySelectorAll(".card")).toHaveLength(2);
  });

  it("says whose it is, and how a code is filled, with the shortcuts as they are set", async () => {
    await open();
    expect(document.querySelector("h1")?.textContent).toBe("Practice page");
    expect(pageText()).toContain("This page is Waykey’s own and not Headway’s");
    const steps = [...document.querySelectorAll("li")].map(({ textContent }) => textContent);
    expect(steps).toEqual([
      "Open Waykey by its button in the toolbar, or press Alt+Shift+K.",
      "Press “Fill the practice code”.",
      "Press “Continue” on this page.",
    ]);
    expect(pageText()).toContain("In place of 1 and 2, Alt+Shift+L fills the code at once");
    expect(field("Practice code").autocomplete).toBe("one-time-code");
    expect(await axeFaults()).toEqual([]);
  });

  it("names no shortcut that is not set", async () => {
    await open({ keys: KEYS.map((each) => ({ ...each, shortcut: "" })) });
    expect(document.querySelector("li")?.textContent).toBe(
      "Open Waykey by its button in the toolbar.",
    );
    expect(pageText()).not.toContain("In place of 1 and 2");
  });

  it("takes the code that is filled, and says after Continue what comes next on Headway", async () => {
    const { client, fill } = await open();
    await fill("123456");
    expect(field("Practice code").value).toBe("123456");
    expect(document.activeElement).toBe(field("Practice code"));
    expect(document.querySelector(".field [aria-live]")?.textContent).toBe(
      "Waykey has filled the practice code. Now press “Continue”.",
    );
    await press("Continue");
    expect(inputs(client, "practice.check")).toEqual([{ code: "123456" }]);
    expect(document.querySelector(".notice-success[role=status]")).not.toBeNull();
    expect(pageText()).toContain("Next, on Headway");
    expect(pageText()).toContain("open Waykey there and press “Scan QR on this page”");
    expect(document.querySelector('a[href="help.html#guide-authenticator"]')).not.toBeNull();
    expect(await axeFaults()).toEqual([]);
  });

  it.each<[PracticeVerdict, string]>([
    ["old", "A code changes every 30 seconds"],
    ["wrong", "type the six digits that it shows now: they change every 30 seconds"],
  ])("says of a code that is %s what to do, until another is there", async (verdict, hint) => {
    await open({ verdict });
    await type("Practice code", "111111");
    await enter("Practice code");
    expect(document.querySelector("[role=alert]")?.textContent).toContain(hint);
    expect(field("Practice code").getAttribute("aria-invalid")).toBe("true");
    expect(document.activeElement).toBe(field("Practice code"));
    expect(pageText()).not.toContain("Next, on Headway");
    expect(await axeFaults()).toEqual([]);
    await type("Practice code", "111112");
    expect(document.querySelector("[role=alert]")).toBeNull();
    expect(field("Practice code").hasAttribute("aria-invalid")).toBe(false);
  });

  it("says of an empty field that there is no code yet", async () => {
    await open({ verdict: "wrong" });
    await press("Continue");
    expect(pageText()).toContain("There is no code yet");
  });

  it("says nothing of a code that was handed in before the one that is there now", async () => {
    const { promise, resolve } = Promise.withResolvers<{ verdict: PracticeVerdict }>();
    const { fill } = await open({}, { "practice.check": () => promise });
    await type("Practice code", "111111");
    await press("Continue");
    await fill("123456");
    resolve({ verdict: "wrong" });
    await settle();
    expect(document.querySelector("[role=alert]")).toBeNull();
    expect(field("Practice code").value).toBe("123456");
  });

  it.each<[VaultState, string]>([
    ["none", "Set up Waykey first"],
    ["locked", "Unlock Waykey first"],
    ["unreadable", "Look at Waykey first"],
  ])("says with a vault that is %s what comes first, until it is open", async (state, title) => {
    const { become, ports } = await open({ state });
    expect(pageText()).toContain(title);
    expect(await axeFaults()).toEqual([]);
    become("unlocked");
    await ports.sayUnlocked();
    expect(pageText()).not.toContain(title);
    become("locked");
    await ports.sayLocked();
    expect(pageText()).toContain("Unlock Waykey first");
  });

  it("says so where the worker does not answer, and hears no fills once it is closed", async () => {
    const { listeners } = await open({}, { "practice.check": () => refuse("internal/unexpected") });
    await press("Continue");
    expect(document.querySelector("[role=alert]")).not.toBeNull();
    await clearScreen();
    expect(listeners.size).toBe(0);
  });
});

const practice = () => ({ code: "123456", expiresAt: Date.now() + 20_000, periodSeconds: 30 });

describe("the popup over the practice page", () => {
  it("shows the code on top, and fills it by a button that has the focus", async () => {
    const { client } = await openPopup([], {
      "practice.get": practice,
      "practice.fill": () => ({ filled: true }),
    });
    const [first] = document.querySelectorAll("main h2");
    expect(first?.textContent).toBe("Practice page");
    expect(document.querySelector(".code")?.textContent).toBe("123456");
    expect(document.activeElement).toBe(button("Fill the practice code"));
    expect(await axeFaults()).toEqual([]);
    await press("Fill the practice code");
    expect(inputs(client, "practice.fill")).toEqual([null]);
    expect(pageText()).toContain("The practice code is in the page");
    expect(inputs(client, "page.fill-code")).toEqual([]);
    expect(await axeFaults()).toEqual([]);
  });

  it("says where the page is not in front any more", async () => {
    await openPopup([], {
      "practice.get": practice,
      "practice.fill": () => ({ filled: false }),
    });
    await press("Fill the practice code");
    expect(pageText()).toContain("The practice page is not in front any more");
  });

  it("shows the next code when that of now runs out", async () => {
    vi.useFakeTimers({
      toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date"],
    });
    let code = "123456";
    await openPopup([], {
      "practice.get": () => ({ code, expiresAt: Date.now() + 9000, periodSeconds: 30 }),
    });
    code = "654321";
    await act(async () => void (await vi.advanceTimersByTimeAsync(8999)));
    expect(document.querySelector(".code")?.textContent).toBe("123456");
    await act(async () => void (await vi.advanceTimersByTimeAsync(1)));
    await settle();
    expect(document.querySelector(".code")?.textContent).toBe("654321");
  });

  it("has none of it over any other page, or where the worker says nothing of it", async () => {
    for (const answer of [() => null, () => refuse("internal/unexpected")]) {
      await openPopup([], { "practice.get": answer });
      expect(buttonNames()).toContain("Add a code");
      expect(buttonNames()).not.toContain("Fill the practice code");
      await clearScreen();
    }
  });

  it("has none of it while Waykey is locked", async () => {
    await openPopup([], {
      "vault.status": () => vaultStatus("locked"),
      "practice.get": practice,
    });
    expect(buttonNames()).toContain("Unlock");
    expect(buttonNames()).not.toContain("Fill the practice code");
  });
});
