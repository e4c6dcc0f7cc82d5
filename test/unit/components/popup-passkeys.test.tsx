// @vitest-environment jsdom

import { afterEach, describe, expect, it, vi } from "vitest";
import { passkeyCount } from "../../../components/passkey-count.ts";
import { loadLateScreens } from "../../../components/popup/late-screens.ts";
import { PopupApp } from "../../../components/popup/popup-app.tsx";
import type { AccountView, PageView, PasskeyView, SelfCheck } from "../../../lib/app/views.ts";
import { ceremonyView, CLIENT, pageView, passkeyView, SAVED_AT } from "./fixtures.ts";
import {
  button,
  buttonNames,
  clearScreen,
  fakeClient,
  type FakeClient,
  fakePorts,
  type FakePorts,
  type Handlers,
  pageText,
  press,
  refuse,
  show,
} from "./screen.tsx";

await loadLateScreens();

const CHOICES = ceremonyView().choices;

type World = { accounts?: readonly AccountView[]; page?: PageView | null; check?: SelfCheck };

async function open(
  world: World,
  more: Handlers = {},
  ports: FakePorts = fakePorts(),
): Promise<FakeClient> {
  const client = fakeClient({
    "vault.status": () => ({ state: "unlocked" }),
    "vault.contents": () => ({ accounts: world.accounts ?? [], unreadable: [] }),
    "page.inspect": () => world.page ?? null,
    "page.self-check": () => world.check ?? { host: "", state: "no-page" },
    "otp.codes": () => [],
    ...more,
  });
  await show(<PopupApp client={client} ports={ports} />);
  return client;
}

async function openAccount(passkeys: readonly PasskeyView[], more: Handlers = {}) {
  const client = await open({ accounts: [{ ...CLIENT, passkeys }] }, more);
  await press("Details of ana@example.com Client");
  return client;
}

afterEach(clearScreen);

describe("the self-check in the popup", () => {
  it.each([
    ["in-place", "Passkeys work on this page"],
    ["no-access", "The browser keeps Waykey from headway.co: allow it"],
    ["no-script", "Reload the page."],
    ["replaced", "Another extension or the page itself answers passkey requests here"],
    ["locked", "Waykey can’t put itself back"],
    ["not-allowed", "This page doesn’t let passkeys be used in it"],
  ] as const)("says on a page where it is %s what to do", async (state, words) => {
    await open({ page: pageView({}), check: { host: "headway.co", state } });
    expect(pageText()).toContain(words);
    expect(document.querySelectorAll(".notice")).toHaveLength(state === "in-place" ? 0 : 1);
  });

  it("says nothing on any other page, nor while it is not known", async () => {
    await open({});
    expect(document.querySelector(".notice")).toBeNull();
    expect(pageText()).not.toContain("Passkeys work");
    await clearScreen();
    await open({}, { "page.self-check": () => new Promise<SelfCheck>(() => undefined) });
    expect(document.querySelector(".notice")).toBeNull();
  });

  it("says once why the page can't be looked at", async () => {
    const silent = { "page.inspect": () => refuse("page/unreachable") };
    await open({ check: { host: "headway.co", state: "no-script" } }, silent);
    expect(document.querySelectorAll(".notice")).toHaveLength(1);
    await clearScreen();
    await open({}, { ...silent, "page.self-check": () => refuse("page/unreachable") });
    expect(document.querySelectorAll(".notice")).toHaveLength(1);
    expect(pageText()).toContain("Waykey can’t see into this page");
  });

  it("shows what else keeps it from an answer", async () => {
    await open({}, { "page.self-check": () => refuse("internal/unexpected") });
    expect(pageText()).toContain("Something went wrong in Waykey");
  });

  it("asks the browser for access in the click itself, and looks again once it is given", async () => {
    let check: SelfCheck = { host: "headway.co", state: "no-access" };
    const requestAccess = vi.fn<() => Promise<boolean>>(() => {
      check = { host: "headway.co", state: "no-script" };
      return Promise.resolve(true);
    });
    await open({}, { "page.self-check": () => check }, fakePorts({ requestAccess }));
    button("Allow access").click();
    expect(requestAccess).toHaveBeenCalledOnce();
    await press("Allow access");
    expect(pageText()).toContain("Waykey isn’t in this page yet");
    expect(buttonNames()).not.toContain("Allow access");
  });

  it("says when access is still not given", async () => {
    const client = await open({ check: { host: "headway.co", state: "no-access" } });
    await press("Allow access");
    expect(document.querySelector('[role="status"]')?.textContent).toContain(
      "It is still not allowed",
    );
    expect(client.calls.filter((call) => call.method === "page.self-check")).toHaveLength(1);
  });
});

describe("a sign-in that waits in the page", () => {
  it("is offered with its account, has the focus, and closes the popup once it has begun", async () => {
    const closeWindow = vi.fn<() => void>();
    const client = await open(
      { page: pageView({ passkeys: CHOICES }) },
      { "page.sign-in": () => ({ begun: true }) },
      fakePorts({ closeWindow }),
    );
    expect(pageText()).toContain("For ana@example.com.");
    expect(document.activeElement).toBe(button("Sign in with passkey"));
    expect(closeWindow).not.toHaveBeenCalled();
    await press("Sign in with passkey");
    expect(client.calls).toContainEqual({ method: "page.sign-in", input: null });
    expect(closeWindow).toHaveBeenCalledOnce();
  });

  it("has one button for several passkeys, since the prompt asks which", async () => {
    const [first] = CHOICES;
    if (first === undefined) throw new TypeError("The fixture has no passkey");
    const second = { ...first, id: "passkey-2", userName: "b@example.com" };
    await open({ page: pageView({ passkeys: [first, second] }) });
    expect(pageText()).toContain("2 passkeys fit this page.");
    expect(buttonNames().filter((name) => name === "Sign in with passkey")).toHaveLength(1);
  });

  it("says when the page does not wait any more, and stays", async () => {
    const closeWindow = vi.fn<() => void>();
    await open(
      { page: pageView({ passkeys: CHOICES }) },
      { "page.sign-in": () => ({ begun: false }) },
      fakePorts({ closeWindow }),
    );
    await press("Sign in with passkey");
    expect(pageText()).toContain("The page no longer waits for a passkey");
    expect(closeWindow).not.toHaveBeenCalled();
  });

  it("is not offered where no passkey fits", async () => {
    await open({ page: pageView({}) });
    expect(buttonNames()).not.toContain("Sign in with passkey");
  });
});

describe("the passkeys of an account", () => {
  const laptop = passkeyView("passkey-1", { label: "Laptop" });
  const desk = passkeyView("passkey-2", {
    label: "Desk",
    hidden: { at: SAVED_AT, by: "site" },
  });

  it("say where they were used", async () => {
    const origins = ["https://headway.co", "https://care.headway.co"];
    await openAccount([passkeyView("passkey-1", { origins, lastUsedAt: SAVED_AT })]);
    expect(pageText()).toContain("Used at https://headway.co, https://care.headway.co");
  });

  it("that were not used yet say where they were made, and not that they were used there", async () => {
    const origins = ["https://headway.co"];
    await openAccount([passkeyView("passkey-1", { origins, lastUsedAt: null })]);
    expect(pageText()).toContain("not used yet");
    expect(pageText()).toContain("Made at https://headway.co");
    expect(pageText()).not.toContain("Used at");
  });

  it("that are hidden stand apart, with the reason", async () => {
    const byUser = passkeyView("passkey-3", { hidden: { at: SAVED_AT, by: "user" } });
    await openAccount([laptop, desk, byUser]);
    const id = Array.from(document.querySelectorAll("h3")).find(
      (title) => title.textContent === "Hidden passkeys",
    )?.id;
    const list = document.querySelector(`ul[aria-labelledby="${id}"]`);
    expect(list?.querySelectorAll("li")).toHaveLength(2);
    expect(list?.textContent).toMatch(/Headway no longer knows this passkey · since .*2026/u);
    expect(list?.textContent).toMatch(/Hidden by you · since .*2026/u);
    expect(list?.textContent).not.toContain("Laptop");
  });

  it("have no list of hidden ones where none is", async () => {
    await openAccount([laptop]);
    expect(pageText()).not.toContain("Hidden passkeys");
  });

  it.each([
    ["Hide passkey Laptop", { id: "passkey-1", hidden: true }],
    ["Show again: passkey Desk", { id: "passkey-2", hidden: false }],
  ])("%s does so at once, since it can be undone", async (name, input) => {
    const client = await openAccount([laptop, desk], { "passkey.hide": () => null });
    await press(name);
    expect(client.calls).toContainEqual({ method: "passkey.hide", input });
  });

  it("warn before the last one that is offered is removed", async () => {
    await openAccount([laptop, desk]);
    await press("Remove passkey Laptop");
    expect(pageText()).toContain("It is the last passkey of this account");
    await press("Keep passkey");
    await press("Remove passkey Desk");
    expect(pageText()).toContain("You can then no longer sign in to headway.co with it");
    expect(pageText()).not.toContain("It is the last passkey of this account");
    await clearScreen();
    await openAccount([laptop, passkeyView("passkey-2", { label: "Desk" })]);
    await press("Remove passkey Laptop");
    expect(pageText()).not.toContain("It is the last passkey of this account");
  });

  it("are counted, hidden ones apart", () => {
    expect(passkeyCount([])).toBe("0 passkeys");
    expect(passkeyCount([laptop])).toBe("1 passkey");
    expect(passkeyCount([laptop, desk])).toBe("1 passkey, 1 hidden");
  });
});
