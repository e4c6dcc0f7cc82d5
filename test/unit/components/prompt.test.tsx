// @vitest-environment jsdom

import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { PromptApp } from "../../../components/prompt/prompt-app.tsx";
import { promptId } from "../../../components/prompt/prompt-id.ts";
import { hasEncodedLetters, siteName } from "../../../components/prompt/site-name.ts";
import type { CeremonyView, VerificationProof } from "../../../lib/app/views.ts";
import { ceremonyView, vaultStatus } from "./fixtures.ts";
import {
  button,
  buttonNames,
  clearScreen,
  enter,
  fakeClient,
  type FakeClient,
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

const PASSWORD_PROOF: VerificationProof = { method: "password", password: "right password" };

const onEnded = vi.fn<() => void>();

async function open(view: CeremonyView, more: Handlers = {}): Promise<FakeClient> {
  const client = fakeClient({
    "vault.status": () => vaultStatus("locked"),
    "ceremony.show": () => view,
    "ceremony.allow": () => ({ ...view, state: "ended" }),
    "ceremony.cancel": () => null,
    "ceremony.use-other": () => null,
    ...more,
  });
  await show(<PromptApp client={client} ports={fakePorts()} id="ceremony-1" onEnded={onEnded} />);
  return client;
}

async function wait(ms: number): Promise<void> {
  await act(async () => {
    await vi.advanceTimersByTimeAsync(ms);
  });
  await settle();
}

function allowed(client: FakeClient): boolean {
  return client.calls.some((call) => call.method === "ceremony.allow");
}

function setVisibility(state: "visible" | "hidden"): void {
  Object.defineProperty(document, "visibilityState", { value: state, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}

const hasFocus = vi.spyOn(document, "hasFocus");

beforeEach(() => {
  hasFocus.mockReturnValue(true);
  onEnded.mockClear();
  vi.useFakeTimers({
    toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date"],
  });
  setVisibility("visible");
});

afterEach(async () => {
  await clearScreen();
  vi.useRealTimers();
});

it("hears of a lock from its first question on, and not from the next frame", () => {
  const client = fakeClient({ "ceremony.show": () => ceremonyView() });
  const onLock = vi.fn<() => () => void>(() => () => undefined);
  const root = document.body.appendChild(document.createElement("div"));
  const ports = fakePorts({ onLock });
  render(<PromptApp client={client} ports={ports} id="ceremony-1" onEnded={onEnded} />, root);
  expect(client.calls.map(({ method }) => method)).toEqual(["ceremony.show"]);
  expect(onLock).toHaveBeenCalledOnce();
});

describe("the prompt's decision", () => {
  it("has the contract's names and shows the whole origin", async () => {
    await open(ceremonyView());
    expect(buttonNames()).toEqual(["Allow", "Cancel", "Use another device or security key"]);
    expect(pageText()).toContain("https://sigmund.headway.co");
    expect(document.querySelector("h1")?.textContent).toBe("Sign in to Headway with a passkey");
  });

  it("does nothing when Allow is pressed in the first 400 ms, and allows at 800 ms", async () => {
    const client = await open(ceremonyView());
    for (let elapsed = 0; elapsed < 400; elapsed += 100) {
      expect(button("Allow").disabled).toBe(true);
      await press("Allow");
      await wait(100);
    }
    expect(allowed(client)).toBe(false);
    await wait(400);
    await press("Allow");
    expect(client.calls).toContainEqual({
      method: "ceremony.allow",
      input: { id: "ceremony-1", passkeyId: "passkey-1", proof: null },
    });
  });

  it("does not count Enter in the password field until it is armed", async () => {
    const client = await open(ceremonyView({ verification: ["password"] }));
    expect(document.activeElement).toBe(field("Password"));
    await type("Password", "right password");
    await enter("Password");
    expect(allowed(client)).toBe(false);
    await wait(600);
    await enter("Password");
    expect(client.calls).toContainEqual({
      method: "ceremony.allow",
      input: { id: "ceremony-1", passkeyId: "passkey-1", proof: PASSWORD_PROOF },
    });
  });

  it.each([
    ["the window changes its size", () => window.dispatchEvent(new Event("resize"))],
    ["the window gains the focus", () => window.dispatchEvent(new Event("focus"))],
    ["the window was hidden", () => (setVisibility("hidden"), setVisibility("visible"))],
  ])("disarms for another 500 ms when %s", async (_, disturb) => {
    await open(ceremonyView());
    await wait(600);
    expect(button("Allow").disabled).toBe(false);
    await act(() => {
      disturb();
    });
    expect(button("Allow").disabled).toBe(true);
    await wait(400);
    expect(button("Allow").disabled).toBe(true);
    await wait(200);
    expect(button("Allow").disabled).toBe(false);
  });

  it("disarms when the window is moved", async () => {
    await open(ceremonyView());
    await wait(600);
    Object.defineProperty(window, "screenX", { value: 77, configurable: true });
    await wait(150);
    expect(button("Allow").disabled).toBe(true);
  });

  it("never arms while the window is hidden", async () => {
    setVisibility("hidden");
    await open(ceremonyView());
    await wait(5000);
    expect(button("Allow").disabled).toBe(true);
  });

  it("never arms while the window has not the focus", async () => {
    hasFocus.mockReturnValue(false);
    await open(ceremonyView());
    await wait(5000);
    expect(button("Allow").disabled).toBe(true);
  });

  it("disarms when the focus goes, and counts anew from its return", async () => {
    await open(ceremonyView());
    await wait(600);
    await act(() => void window.dispatchEvent(new Event("blur")));
    expect(button("Allow").disabled).toBe(true);
    hasFocus.mockReturnValue(false);
    await wait(5000);
    expect(button("Allow").disabled).toBe(true);
    hasFocus.mockReturnValue(true);
    await act(() => void window.dispatchEvent(new Event("focus")));
    await wait(400);
    expect(button("Allow").disabled).toBe(true);
    await wait(200);
    expect(button("Allow").disabled).toBe(false);
  });

  it.each<readonly [string, CeremonyView["verification"]]>([
    ["nothing", []],
    ["the password", ["password"]],
    ["the PIN", ["pin", "password"]],
    ["the device", ["device", "password"]],
  ])("gives Cancel the focus on a creation that asks for %s", async (_, verification) => {
    await open(ceremonyView({ kind: "create", choices: [], verification }));
    expect(document.activeElement).toBe(button("Cancel"));
    expect(pageText()).toContain("Create a passkey for Headway");
    await wait(600);
    expect(document.activeElement).toBe(button("Cancel"));
  });

  it.each<readonly [string, CeremonyView["verification"]]>([
    ["Password", ["password"]],
    ["PIN", ["pin", "password"]],
  ])("gives the field %s the focus on a sign-in", async (name, verification) => {
    await open(ceremonyView({ verification }));
    expect(document.activeElement).toBe(field(name));
  });

  it("says when another site’s page shows the request, and whose", async () => {
    await open(ceremonyView({ topOrigin: "https://xn--abc.example" }));
    expect(pageText()).toContain("Inside a page of");
    expect(pageText()).toContain("https://xn--abc.example");
    expect(pageText()).toContain("Another site’s page shows this request");
    expect(pageText()).toContain("look-alike letters");
    await clearScreen();
    await open(ceremonyView());
    expect(pageText()).not.toContain("Inside a page of");
  });

  it("lets the user choose among several passkeys", async () => {
    const [first] = ceremonyView().choices;
    if (first === undefined) throw new TypeError("The fixture has no passkey");
    const second = { ...first, id: "passkey-2", label: "Desk" };
    const client = await open(ceremonyView({ choices: [first, second] }));
    expect(fieldNames()).toEqual(["ana@example.com, Laptop", "ana@example.com, Desk"]);
    await act(() => field("ana@example.com, Desk").click());
    await wait(600);
    await press("Allow");
    expect(client.calls).toContainEqual({
      method: "ceremony.allow",
      input: { id: "ceremony-1", passkeyId: "passkey-2", proof: null },
    });
  });

  it("sends an Allow out at once, and shows as busy only what takes a while", async () => {
    const { promise } = Promise.withResolvers<CeremonyView>();
    const client = await open(ceremonyView(), { "ceremony.allow": () => promise });
    await wait(600);
    button("Allow").click();
    // In the very turn of the click, before anything is drawn.
    expect(allowed(client)).toBe(true);
    await wait(140);
    expect(button("Allow").getAttribute("aria-busy")).toBeNull();
    await wait(20);
    expect(button("Allow").getAttribute("aria-busy")).toBe("true");
    button("Allow").click();
    expect(client.calls.filter(({ method }) => method === "ceremony.allow")).toHaveLength(1);
  });

  it("takes a double click for one, though nothing is shown as busy yet", async () => {
    const { promise } = Promise.withResolvers<CeremonyView>();
    const client = await open(ceremonyView(), { "ceremony.allow": () => promise });
    await wait(600);
    button("Allow").click();
    button("Allow").click();
    expect(client.calls.filter(({ method }) => method === "ceremony.allow")).toHaveLength(1);
  });

  it("stays after a wrong password and says so", async () => {
    await open(ceremonyView({ verification: ["password"] }), {
      "ceremony.allow": () => refuse("vault/password"),
    });
    await wait(600);
    await type("Password", "wrong");
    await press("Allow");
    expect(document.querySelector('[role="alert"]')?.textContent).toContain(
      "That’s not the right password",
    );
    expect(field("Password").value).toBe("");
    expect(document.activeElement).toBe(field("Password"));
    for (const name of ["Allow", "Cancel", "Use another device or security key"]) {
      expect(button(name).disabled).toBe(false);
      expect(button(name).getAttribute("aria-busy")).toBeNull();
    }
    expect(onEnded).not.toHaveBeenCalled();
  });

  it("allows with the right password after a wrong one", async () => {
    const client = await open(ceremonyView({ verification: ["password"] }), {
      "ceremony.allow": ({ proof }) =>
        proof?.method === "password" && proof.password === "right password"
          ? ceremonyView({ state: "ended" })
          : refuse("vault/password"),
    });
    await wait(600);
    await type("Password", "wrong");
    await enter("Password");
    await enter("Password");
    expect(client.calls.filter((call) => call.method === "ceremony.allow")).toHaveLength(1);
    await type("Password", "right password");
    await enter("Password");
    expect(pageText()).toContain("Done");
  });

  it("shows which passkey it signs in with when there is but one, and leaves Allow unfocused", async () => {
    await open(ceremonyView());
    expect(document.querySelector(".account-line")?.textContent).toMatch(
      /ana@example\.com.*Laptop/u,
    );
    expect(fieldNames()).toEqual([]);
    await wait(600);
    expect(document.activeElement).toBe(document.body);
  });

  it("labels the field that asks for the password", async () => {
    await open(ceremonyView({ verification: ["password"] }));
    expect(fieldNames()).toEqual(["Password"]);
    expect(buttonNames()).toEqual(["Allow", "Cancel", "Use another device or security key"]);
  });

  it("flags an address that is new, and one with encoded letters", async () => {
    await open(ceremonyView({ firstTime: true, origin: "https://xn--abc.headway.co" }));
    expect(pageText()).toContain("First time at this address");
    expect(pageText()).toContain("look-alike letters");
  });
});

describe("the ways out of the prompt", () => {
  it.each([
    ["Cancel", "ceremony.cancel"],
    ["Use another device or security key", "ceremony.use-other"],
  ])("%s works at once, locked or not, and closes", async (name, method) => {
    for (const state of ["ready", "locked"] as const) {
      const client = await open(ceremonyView({ state }));
      await press(name);
      expect(client.calls).toContainEqual({ method, input: { id: "ceremony-1" } });
      await clearScreen();
    }
    expect(onEnded).toHaveBeenCalledTimes(2);
  });

  it.each([
    ["get", "Sign in to Headway with a passkey."],
    ["create", "Create a passkey for Headway."],
  ] as const)(
    "names a %s while the vault is locked, and the site that asks",
    async (kind, words) => {
      await open(ceremonyView({ state: "locked", kind, choices: [], userName: "ana@example.com" }));
      expect(document.querySelector("h1")?.textContent).toBe("Unlock Waykey to go on");
      expect(pageText()).toContain(words);
      expect(pageText()).toContain("https://sigmund.headway.co");
      expect(document.querySelector("dl dd")?.textContent).toBe(ceremonyView().rpId);
      expect(pageText()).not.toContain("First time");
      expect(pageText().includes("ana@example.com")).toBe(kind === "create");
    },
  );

  it("unlocks first when the vault is locked, and arms Allow anew", async () => {
    const client = await open(ceremonyView({ state: "locked", choices: [] }), {
      "ceremony.unlock": ({ proof }) =>
        proof.method === "password" && proof.password === "right password"
          ? ceremonyView()
          : refuse("vault/password"),
    });
    expect(buttonNames()).toEqual(["Unlock", "Cancel", "Use another device or security key"]);
    await wait(2000);
    await type("Password", "wrong");
    await press("Unlock");
    expect(pageText()).toContain("That’s not the right password");
    expect(field("Password").value).toBe("");
    expect(document.activeElement).toBe(field("Password"));
    await type("Password", "right password");
    await press("Unlock");
    expect(button("Allow").disabled).toBe(true);
    await wait(5000);
    expect(allowed(client)).toBe(false);
    await press("Allow");
    expect(allowed(client)).toBe(true);
  });

  it("closes itself when the ceremony has ended", async () => {
    await open(ceremonyView({ state: "ended" }));
    expect(onEnded).not.toHaveBeenCalled();
    await wait(1000);
    expect(onEnded).toHaveBeenCalledTimes(1);
  });

  it("says why nothing can be decided, and waits for the user", async () => {
    await open(ceremonyView(), { "ceremony.show": () => refuse("ceremony/gone") });
    expect(pageText()).toContain("The page that asked has gone away");
    await wait(5000);
    expect(onEnded).not.toHaveBeenCalled();
    await press("Close");
    expect(onEnded).toHaveBeenCalledTimes(1);
  });
});

describe("the prompt's address", () => {
  it.each([
    ["https://x/prompt.html?id=a1", "a1"],
    ["https://x/prompt.html#id=a1", "a1"],
    ["https://x/prompt.html", null],
    ["https://x/prompt.html?id=", null],
  ])("reads %s as %s", (address, id) => {
    expect(promptId(new URL(address))).toBe(id);
  });

  it("calls only headway.co and what is under it Headway", () => {
    expect(siteName("headway.co")).toBe("Headway");
    expect(siteName("sigmund.headway.co")).toBe("Headway");
    expect(siteName("evilheadway.co")).toBe("evilheadway.co");
    expect(hasEncodedLetters("https://sigmund.headway.co")).toBe(false);
    expect(hasEncodedLetters("https://xn--a.headway.co")).toBe(true);
  });
});
