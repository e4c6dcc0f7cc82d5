// @vitest-environment jsdom
import { act } from "preact/test-utils";
import { afterEach, describe, expect, it, vi } from "vitest";
import { WaykeyError } from "../../../lib/errors.ts";
import type { AccountView, OtpCode, PageView, VaultContents } from "../../../lib/app/views.ts";
import { CLIENT, otpView, pageView, vaultStatus } from "./fixtures.ts";
import { passIdleTime } from "./idle.ts";
import { inputs, openPopup } from "./open-popup.tsx";
import {
  buttonNames,
  clearScreen,
  type FakePorts,
  fakePorts,
  field,
  type Handlers,
  pageText,
  press,
  settle,
  type,
} from "./screen.tsx";

const accounts = Array.from({ length: 130 }, (_, i): AccountView => {
  const email = `person-${100 + i}@example.com`;
  return { ...CLIENT, id: `account-${i}`, email, otps: [otpView(`otp-${i}`)] };
});
const first = accounts.slice(0, 24);

describe("a popup over a large vault", () => {
  let state: "unlocked" | "locked";
  /** Answers the question for the whole. */
  let answer: (contents: VaultContents | WaykeyError) => Promise<void>;

  async function open(
    page: PageView | null = null,
    ports: FakePorts = fakePorts(),
    more: Handlers = {},
  ) {
    const { promise, resolve, reject } = Promise.withResolvers<VaultContents>();
    answer = async (contents) => {
      if (contents instanceof WaykeyError) reject(contents);
      else resolve(contents);
      await settle();
    };
    state = "unlocked";
    const handlers = {
      "vault.status": () => vaultStatus(state),
      "vault.beginning": () => ({ accounts: first, unreadable: [], areFirst: true as const }),
      "vault.contents": () => promise,
      ...more,
    };
    const { client } = await openPopup(accounts, handlers, page, ports);
    return client;
  }

  const whole = () => answer({ accounts, unreadable: [] });
  const rows = () => buttonNames().filter((name) => name.startsWith("Details of"));

  afterEach(async () => {
    vi.useRealTimers();
    await clearScreen();
  });

  it("shows the beginning and its codes at once, and the rest when that has come", async () => {
    const client = await open();
    expect(rows().length).toBeGreaterThan(5);
    expect(inputs(client, "otp.codes")).toHaveLength(1);
    const before = rows();
    await whole();
    await act(() => void passIdleTime());
    expect(rows().slice(0, before.length)).toEqual(before);
    expect(rows()).toHaveLength(50);
    expect(pageText()).toContain("50 of 130");
    expect(inputs(client, "vault.beginning")).toHaveLength(1);
    expect(inputs(client, "vault.contents")).toHaveLength(1);
  });

  it("lists none that others will come before, though it tells of it above the list", async () => {
    const told = {
      ...CLIENT,
      id: "account-99",
      email: "person-199@example.com",
      successorSince: 1,
    };
    const beginning = [...first, told];
    await open(null, fakePorts(), {
      "vault.beginning": () => ({ accounts: beginning, unreadable: [], areFirst: true as const }),
    });
    await act(() => void passIdleTime());
    expect(pageText()).toContain("person-199@example.com");
    const before = rows();
    expect(before).toHaveLength(24);
    await answer({ accounts: accounts.with(99, told), unreadable: [] });
    await act(() => void passIdleTime());
    expect(rows().slice(0, before.length)).toEqual(before);
  });

  it("answers a search when it has all of them, and says so until then", async () => {
    await open();
    await type("Search accounts", "person-2");
    expect(rows()).toEqual([]);
    expect(pageText()).toContain("Opening your codes");
    expect(pageText()).not.toContain("0 accounts");
    await whole();
    expect(field("Search accounts").value).toBe("person-2");
    expect(rows().length).toBeGreaterThan(5);
    expect(pageText()).toContain("30 accounts");
  });

  it("asks for the others when its codes are there", async () => {
    const { promise, resolve } = Promise.withResolvers<readonly OtpCode[]>();
    const client = await open(null, fakePorts(), { "otp.codes": () => promise });
    expect(rows().length).toBeGreaterThan(5);
    expect(inputs(client, "vault.contents")).toEqual([]);
    resolve([]);
    await settle();
    expect(inputs(client, "vault.contents")).toHaveLength(1);
  });

  it("opens an account when it has all of them, whether its codes are there or not", async () => {
    await open(null, fakePorts(), { "otp.codes": () => new Promise(() => undefined) });
    await press(rows()[0] ?? "");
    expect(pageText()).toContain("Opening your codes");
    await whole();
    expect(pageText()).toContain("person-100@example.com");
    expect(buttonNames()).not.toContain("Add an account");
  });

  it.each([
    ["a page of Headway's in use", pageView({ kind: "signed-in" }), fakePorts()],
    [
      "something left half done",
      null,
      fakePorts({}, { kind: "account", account: { role: "client", email: "" } }),
    ],
  ])("waits for all of them with %s", async (_, page, ports) => {
    const client = await open(page, ports);
    expect(rows()).toEqual([]);
    expect(pageText()).toContain("Opening your codes");
    await whole();
    expect(pageText()).not.toContain("Opening your codes");
    expect(inputs(client, "vault.contents")).toHaveLength(1);
  });

  it("keeps what is shown and typed where the page in use answers late, and asks no second time", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const { promise, resolve } = Promise.withResolvers<PageView | null>();
    const client = await open(null, fakePorts(), { "page.inspect": () => promise });
    await act(() => void vi.advanceTimersByTime(250));
    await settle();
    await type("Search accounts", "person-2");
    resolve(pageView({ kind: "otp-challenge" }));
    await settle();
    expect(field("Search accounts").value).toBe("person-2");
    expect(buttonNames().filter((name) => name.startsWith("Fill"))).toEqual([]);
    await whole();
    expect(field("Search accounts").value).toBe("person-2");
    expect(buttonNames().some((name) => name.startsWith("Fill"))).toBe(true);
    expect(inputs(client, "vault.contents")).toHaveLength(1);
  });

  it("says why the rest does not come", async () => {
    await open();
    await answer(new WaykeyError("vault/storage", "The browser's storage failed"));
    expect(rows()).toEqual([]);
    expect(buttonNames()).toContain("Try again");
  });

  it("goes back to the lock where the vault was locked meanwhile", async () => {
    await open();
    state = "locked";
    await answer(new WaykeyError("vault/locked", "The vault is locked"));
    expect(rows()).toEqual([]);
    expect(buttonNames()).toContain("Unlock");
  });
});
