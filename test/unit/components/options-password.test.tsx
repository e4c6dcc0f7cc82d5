// @vitest-environment jsdom

import { useCallback } from "preact/hooks";
import { act } from "preact/test-utils";
import { afterEach, describe, expect, it, vi } from "vitest";
import { isSamePart } from "../../../components/access/emergency-key-text.ts";
import { OptionsApp } from "../../../components/options/options-app.tsx";
import { PasswordSection } from "../../../components/options/password-section.tsx";
import { Shell } from "../../../components/shell.tsx";
import { useLoad } from "../../../components/use-load.ts";
import { useRpc } from "../../../components/use-rpc.tsx";
import type { VerificationStatus } from "../../../lib/app/views.ts";
import { NO_VERIFICATION, SAVED_AT, SETTINGS, vaultStatus } from "./fixtures.ts";
import {
  button,
  buttonNames,
  clearScreen,
  fakeClient,
  type FakeClient,
  fakePorts,
  type FakePorts,
  field,
  fieldNames,
  type Handlers,
  pageText,
  press,
  refuse,
  show,
  type,
} from "./screen.tsx";

const KEY = "0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ-4A";
const WITH_KEY: VerificationStatus = { ...NO_VERIFICATION, emergencyKey: { createdAt: SAVED_AT } };

function worker(first: VerificationStatus, more: Handlers): FakeClient {
  let status = first;
  const check = (password: string) => {
    if (password !== "right password") refuse("vault/password");
  };
  return fakeClient({
    "verification.status": () => status,
    "vault.change-password": ({ proof }) => {
      check(proof.method === "password" ? proof.password : "");
      return null;
    },
    "emergency-key.make": ({ password }) => (check(password), { emergencyKey: KEY }),
    "emergency-key.keep": ({ password }) => {
      check(password);
      status = WITH_KEY;
      return null;
    },
    "emergency-key.remove": ({ password }) => {
      check(password);
      status = NO_VERIFICATION;
      return null;
    },
    ...more,
  });
}

function Section() {
  const { call } = useRpc();
  const load = useCallback(() => call("verification.status", null), [call]);
  return <PasswordSection status={useLoad(load)} />;
}

async function open(
  first: VerificationStatus = NO_VERIFICATION,
  more: Handlers = {},
  ports: FakePorts = fakePorts(),
): Promise<FakeClient> {
  const client = worker(first, more);
  await show(
    <Shell client={client} ports={ports}>
      <Section />
    </Shell>,
  );
  return client;
}

async function makeKey(opener = "Make an emergency key"): Promise<void> {
  await press(opener);
  await type("Password", "right password");
  await press("Show the key");
}

function inputs(client: FakeClient, method: string): readonly unknown[] {
  return client.calls.filter((call) => call.method === method).map((call) => call.input);
}

/** Every text and every field's value on the page. */
function everything(): string {
  const values = Array.from(document.querySelectorAll("input"), (input) => input.value);
  return `${document.documentElement.outerHTML} ${values.join(" ")}`;
}

afterEach(clearScreen);

describe("the password in the settings", () => {
  it("is nothing that a browser may keep, while it is shown", async () => {
    await open();
    await press("Change password");
    const states = () =>
      ["New password", "Repeat password"].map((name) => {
        const { type, autocomplete } = field(name);
        return `${type}, ${autocomplete}`;
      });
    expect(states()).toEqual(["password, new-password", "password, new-password"]);
    await act(() => field("Show what I type").click());
    expect(states()).toEqual(["text, off", "text, off"]);
  });

  it("is changed with the old one, and the new one twice", async () => {
    const client = await open();
    await press("Change password");
    expect(fieldNames()).toEqual([
      "Current password",
      "New password",
      "Repeat password",
      "Show what I type",
    ]);
    expect(document.activeElement).toBe(field("Current password"));
    await press("Save new password");
    await type("Current password", "right password");
    await type("New password", "short");
    await press("Save new password");
    expect(document.activeElement).toBe(field("New password"));
    await type("New password", "correct horse battery");
    await type("Repeat password", "correct horse");
    await press("Save new password");
    expect(document.activeElement).toBe(field("Repeat password"));
    expect(inputs(client, "vault.change-password")).toEqual([]);
    await type("Repeat password", "correct horse battery");
    await press("Save new password");
    expect(inputs(client, "vault.change-password")).toEqual([
      {
        proof: { method: "password", password: "right password" },
        newPassword: "correct horse battery",
      },
    ]);
    expect(pageText()).toContain("Password changed.");
    expect(fieldNames()).toEqual([]);
    expect(document.activeElement).toBe(button("Change password"));
  });

  it("is asked for again after a wrong one; the new one stays", async () => {
    await open();
    await press("Change password");
    await type("Current password", "wrong");
    await type("New password", "correct horse battery");
    await type("Repeat password", "correct horse battery");
    await press("Save new password");
    expect(pageText()).toContain("That’s not the right password");
    expect(field("Current password").value).toBe("");
    expect(field("New password").value).toBe("correct horse battery");
    expect(document.activeElement).toBe(field("Current password"));
  });
});

describe("the emergency key in the settings", () => {
  it("says whether there is one, since when, and that it can't be printed again", async () => {
    await open();
    expect(pageText()).toContain("There is none.");
    expect(buttonNames()).toEqual(["Change password", "Make an emergency key"]);
    await clearScreen();
    await open(WITH_KEY);
    expect(pageText()).toMatch(/Made on .*2026/u);
    expect(pageText()).toContain("It can’t be shown or printed again.");
    expect(buttonNames()).toEqual(["Change password", "Make a new one", "Remove emergency key"]);
  });

  it("is shown once after the password, and printed on demand", async () => {
    const print = vi.fn<() => void>();
    const client = await open(NO_VERIFICATION, {}, fakePorts({ print }));
    await press("Make an emergency key");
    await type("Password", "wrong");
    await press("Show the key");
    expect(pageText()).toContain("That’s not the right password");
    expect(pageText()).not.toContain("0123");
    await type("Password", "right password");
    await press("Show the key");
    expect(document.querySelector(".emergency-key")?.textContent).toBe(KEY);
    expect(document.activeElement).toBe(button("Print"));
    expect(print).not.toHaveBeenCalled();
    await press("Print");
    expect(print).toHaveBeenCalledOnce();
    expect(inputs(client, "emergency-key.keep")).toEqual([]);
  });

  it("prints a sheet with the title, the date, the key and how to use it", async () => {
    await open();
    await makeKey();
    const sheet = document.querySelector(".print-sheet");
    const groups = Array.from(
      sheet?.querySelectorAll(".sheet-key li") ?? [],
      (li) => li.textContent,
    );
    expect(groups.join("-")).toBe(KEY);
    expect(sheet?.textContent).toContain("Waykey emergency key");
    expect(sheet?.textContent).toContain("Made on ");
    expect(sheet?.textContent).toContain("Use your emergency key");
    expect(sheet?.querySelectorAll("button, input, a")).toHaveLength(0);
    expect(sheet?.querySelectorAll(".sheet-line").length).toBeGreaterThan(2);
  });

  it("is kept only after its last two groups were typed while it is out of sight", async () => {
    const client = await open();
    await makeKey();
    await press("I have it on paper");
    expect(everything()).not.toContain("WXYZ");
    expect(document.activeElement).toBe(field("Last 6 characters of the key"));
    for (const wrong of ["", "4A", "WXYZ-4B", "VWXYZ-4A"]) {
      await type("Last 6 characters of the key", wrong);
      await press("Keep this key");
      expect(pageText()).toContain("That’s not how the key ends.");
    }
    expect(inputs(client, "emergency-key.keep")).toEqual([]);
    await type("Last 6 characters of the key", "wxyz-4a");
    await press("Keep this key");
    expect(inputs(client, "emergency-key.keep")).toEqual([
      { password: "right password", emergencyKey: KEY },
    ]);
    expect(pageText()).toMatch(/Made on .*2026/u);
    expect(document.activeElement).toBe(button("Make a new one"));
  });

  it("can be looked at again before it is kept, and leaves the page with the panel", async () => {
    const client = await open();
    await makeKey();
    await press("I have it on paper");
    await press("Show the key again");
    expect(document.querySelector(".emergency-key")?.textContent).toBe(KEY);
    await press("Throw this key away");
    expect(everything()).not.toContain("WXYZ");
    expect(inputs(client, "emergency-key.keep")).toEqual([]);
    expect(document.activeElement).toBe(button("Make an emergency key"));
    await press("Make an emergency key");
    expect(fieldNames()).toEqual(["Password"]);
    expect(field("Password").value).toBe("");
  });

  it("says plainly that a new one replaces the old", async () => {
    await open(WITH_KEY);
    await press("Make a new one");
    expect(pageText()).toContain("It replaces the old key.");
    await type("Password", "right password");
    await press("Show the key");
    await press("I have it on paper");
    expect(pageText()).toContain("The old key stops working then.");
  });

  it("stays in its panel when it can't be kept, and says why", async () => {
    await open(NO_VERIFICATION, { "emergency-key.keep": () => refuse("vault/storage") });
    await makeKey();
    await press("I have it on paper");
    await type("Last 6 characters of the key", "WXYZ4A");
    await press("Keep this key");
    expect(pageText()).toContain("The browser could not save this");
    expect(buttonNames()).toContain("Show the key again");
  });

  it("is removed after the password", async () => {
    const client = await open(WITH_KEY);
    await press("Remove emergency key");
    expect(buttonNames()).toContain("Keep emergency key");
    await type("Password", "right password");
    await press("Remove emergency key");
    expect(inputs(client, "emergency-key.remove")).toEqual([{ password: "right password" }]);
    expect(pageText()).toContain("There is none.");
    expect(document.activeElement).toBe(button("Make an emergency key"));
  });

  it("leaves the page at once when the vault locks", async () => {
    const ports = fakePorts();
    let isOpen = true;
    const client = worker(NO_VERIFICATION, {
      "vault.status": () => vaultStatus(isOpen ? "unlocked" : "locked"),
      "settings.get": () => SETTINGS,
      "vault.contents": () => ({ accounts: [], unreadable: [] }),
      "log.list": () => [],
    });
    await show(<OptionsApp client={client} ports={ports} />);
    await makeKey();
    expect(everything()).toContain("WXYZ");
    isOpen = false;
    await ports.sayLocked();
    expect(everything()).not.toContain("WXYZ");
    expect(buttonNames()).toEqual(["Unlock"]);
  });

  it.each([
    ["4A", "4A", true],
    [" 4-a ", "4A", true],
    ["oi", "01", true],
    ["", "4A", false],
    ["WXYZ-4A", "4A", false],
    ["WXYZ-4A", "WXYZ4A", true],
  ])("reads %j for %j: %s", (typed, part, same) => {
    expect(isSamePart(typed, part)).toBe(same);
  });
});
