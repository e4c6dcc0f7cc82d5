// @vitest-environment jsdom

import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { OptionsApp } from "../../../components/options/options-app.tsx";
import type { AccountView } from "../../../lib/app/views.ts";
import { CLIENT, NO_VERIFICATION, PREFERENCES, PROVIDER, SAVED_AT, SETTINGS } from "./fixtures.ts";
import { inputs, openPopup } from "./open-popup.tsx";
import {
  button,
  clearScreen,
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

const CODE = "QK7X2MPD9WVB4ZTH8NRC5JYG";
const KEY = "JBSW Y3DP EHPK 3PXP";
const URI = "otpauth://totp/Headway:ana?secret=JBSWY3DPEHPK3PXP&issuer=Headway";

beforeEach(() =>
  vi.useFakeTimers({ now: SAVED_AT, toFake: ["setTimeout", "clearTimeout", "Date"] }),
);
afterEach(async () => {
  await clearScreen();
  history.replaceState(null, "", "/");
  vi.useRealTimers();
});

async function open(accounts: readonly AccountView[], more: Handlers = {}) {
  const printed: string[] = [];
  const print = vi.fn<() => void>(() => {
    printed.push(document.querySelector(".print-sheet")?.textContent ?? "");
  });
  const client = fakeClient({
    "vault.status": () => ({ state: "unlocked" }),
    "settings.get": () => SETTINGS,
    "preferences.get": () => PREFERENCES,
    "clock.get": () => ({ allowed: false, correction: null }),
    "vault.contents": () => ({ accounts, unreadable: [] }),
    "verification.status": () => NO_VERIFICATION,
    "log.list": () => [],
    "sheet.secrets": ({ password, recoveryCode, otpId }) =>
      password === "right password"
        ? {
            recoveryCode: recoveryCode ? CODE : null,
            authenticator: otpId === null ? null : { key: KEY, uri: URI },
          }
        : refuse("vault/password"),
    ...more,
  });
  const ports = fakePorts({ print });
  await show(<OptionsApp client={client} ports={ports} />);
  return { client, ports, print, printed };
}

function list(label: string): HTMLSelectElement {
  const found = [...document.querySelectorAll("select")].find(
    (select) => select.labels[0]?.textContent === label,
  );
  if (found === undefined) throw new Error(`There is no list "${label}"`);
  return found;
}

async function choose(label: string, value: string): Promise<void> {
  const select = list(label);
  select.value = value;
  await act(() => void select.dispatchEvent(new Event("change", { bubbles: true })));
  await settle();
}

/** Effects after painting wait for a frame. */
async function frame(): Promise<void> {
  await act(() => vi.advanceTimersByTimeAsync(100).then(() => undefined));
  await settle();
}

async function endPrinting(): Promise<void> {
  await act(() => void window.dispatchEvent(new Event("afterprint")));
  await settle();
}

const html = () => document.documentElement.outerHTML;
const isClean = () =>
  [CODE, CODE.slice(0, 4), KEY, "qr-picture", "right password"].every(
    (secret) => !html().includes(secret),
  );

describe("the printed sheet of an account", () => {
  it("has the code after the password, and is gone when printing ends", async () => {
    const { client, print, printed } = await open([CLIENT]);
    await press("Print sheet");
    expect(document.activeElement).toBe(field("Password to print secrets"));
    await type("Password to print secrets", "wrong");
    await press("Print sheet");
    expect(pageText()).toContain("That’s not the right password");
    expect(print).not.toHaveBeenCalled();
    await type("Password to print secrets", "right password");
    await press("Print sheet");
    await frame();
    expect(inputs(client, "sheet.secrets").at(-1)).toEqual({
      id: CLIENT.id,
      recoveryCode: true,
      otpId: null,
      password: "right password",
    });
    expect(print).toHaveBeenCalledOnce();
    expect(printed[0]).toContain("ana@example.com · Client account · printed on Mar 3, 2026");
    expect(printed[0]).toContain(CODE);
    expect(printed[0]).toContain("“Reset 2FA”");
    expect(printed[0]).toContain("Whoever has this sheet");
    expect(printed[0]).not.toContain(KEY);
    await endPrinting();
    expect(isClean()).toBe(true);
    expect(field("Password to print secrets").value).toBe("");
    expect(pageText()).toContain("The sheet was wiped from this page.");
  });

  it("says of a code that was filled that it may be used up, before it is printed and on the paper", async () => {
    const recoveryCodes = CLIENT.recoveryCodes.map((code) => ({ ...code, filledAt: SAVED_AT }));
    const { printed } = await open([{ ...CLIENT, recoveryCodes }]);
    const asked = "This code was filled or copied on Mar 3, 2026 and may be used up.";
    expect(pageText()).toContain(asked);
    await type("Password to print secrets", "right password");
    await press("Print sheet");
    await frame();
    expect(printed[0]).toContain("This code was filled or copied on Mar 3, 2026, before it was");
    await act(() => field("With its recovery code").click());
    expect(pageText()).not.toContain(asked);
    await press("Print sheet");
    await frame();
    expect(printed[1]).not.toContain("filled or copied");
  });

  it("has a code of another shape as it is", async () => {
    const { printed } = await open([CLIENT], {
      "sheet.secrets": () => ({ recoveryCode: "ab3d-EF56 gh78", authenticator: null }),
    });
    await type("Password to print secrets", "right password");
    await press("Print sheet");
    await frame();
    expect(printed[0]).toContain("ab3d-EF56 gh78");
  });

  it("has a code with a passphrase of its own after that too", async () => {
    const recoveryCodes = CLIENT.recoveryCodes.map((code) => ({ ...code, hasPassphrase: true }));
    const { client, printed } = await open([{ ...CLIENT, recoveryCodes }], {
      "sheet.secrets": ({ passphrase }) =>
        passphrase === "its own passphrase"
          ? { recoveryCode: CODE, authenticator: null }
          : refuse("recovery/passphrase"),
    });
    await type("Password to print secrets", "right password");
    await press("Print sheet");
    expect(document.activeElement).toBe(field("Passphrase of this code"));
    await type("Passphrase of this code", "wrong");
    await press("Print sheet");
    expect(pageText()).toContain("That’s not the passphrase of this recovery code");
    expect(document.activeElement).toBe(field("Passphrase of this code"));
    await type("Passphrase of this code", "its own passphrase");
    await press("Print sheet");
    await frame();
    expect(printed[0]).toContain(CODE);
    expect(inputs(client, "sheet.secrets").at(-1)).toEqual({
      id: CLIENT.id,
      recoveryCode: true,
      otpId: null,
      password: "right password",
      passphrase: "its own passphrase",
    });
    await endPrinting();
    expect(isClean()).toBe(true);
    expect(html()).not.toContain("its own passphrase");
    await act(() => field("With its recovery code").click());
    expect(pageText()).not.toContain("Passphrase of this code");
  });

  it("has the key and its picture if they are chosen", async () => {
    const { client, printed } = await open([CLIENT]);
    await act(() => field("With its recovery code").click());
    await choose("Authenticator key and QR code", "otp-client");
    await type("Password to print secrets", "right password");
    await press("Print sheet");
    await frame();
    expect(inputs(client, "sheet.secrets")).toEqual([
      { id: CLIENT.id, recoveryCode: false, otpId: "otp-client", password: "right password" },
    ]);
    expect(printed[0]).toContain(KEY);
    expect(printed[0]).toContain("6 digits, every 30 s, SHA1");
    expect(document.querySelector(".print-sheet .qr-picture path")).not.toBeNull();
    expect(printed[0]).not.toContain(CODE);
    await endPrinting();
    expect(isClean()).toBe(true);
  });

  it("has no picture of a key that is too long for one", async () => {
    const { printed } = await open([CLIENT], {
      "sheet.secrets": () => ({
        recoveryCode: null,
        authenticator: { key: KEY, uri: `${URI}${"A".repeat(500)}` },
      }),
    });
    await choose("Authenticator key and QR code", "otp-client");
    await type("Password to print secrets", "right password");
    await press("Print sheet");
    await frame();
    expect(printed[0]).toContain(KEY);
    expect(document.querySelector(".qr-picture")).toBeNull();
  });

  it("is printed without secrets and without a password, with room to write", async () => {
    const { client, print, printed } = await open([PROVIDER]);
    expect(field("With its recovery code (none is kept)").disabled).toBe(true);
    expect(pageText()).toContain("Nothing secret is printed");
    await press("Print sheet");
    await frame();
    expect(print).toHaveBeenCalledOnce();
    expect(inputs(client, "sheet.secrets")).toEqual([]);
    expect(printed[0]).toContain("Provider account");
    expect(printed[0]).toContain("one week");
    expect(printed[0]).toContain("Nothing secret is printed on this sheet");
    expect(document.querySelectorAll(".sheet-key-blank li")).toHaveLength(6);
  });

  it.each([
    ["on request", async () => press("Wipe the sheet")],
    [
      "when the page is left",
      async () => act(() => void window.dispatchEvent(new Event("pagehide"))),
    ],
    [
      "after two minutes",
      async () => act(() => vi.advanceTimersByTimeAsync(120_000).then(() => undefined)),
    ],
  ])("is wiped %s where the browser does not say that printing has ended", async (_how, leave) => {
    const { print } = await open([CLIENT]);
    await type("Password to print secrets", "right password");
    await press("Print sheet");
    await frame();
    expect(html()).toContain(CODE.slice(0, 4));
    await press("Print again");
    expect(print).toHaveBeenCalledTimes(2);
    await leave();
    await settle();
    expect(isClean()).toBe(true);
  });

  it("goes with the page when Waykey locks", async () => {
    const { ports } = await open([CLIENT]);
    await type("Password to print secrets", "right password");
    await press("Print sheet");
    await frame();
    await ports.sayLocked();
    expect(isClean()).toBe(true);
  });

  it("can be printed once more after it was wiped", async () => {
    const { print } = await open([CLIENT]);
    for (const times of [1, 2]) {
      await type("Password to print secrets", "right password");
      await press("Print sheet");
      await frame();
      expect(print).toHaveBeenCalledTimes(times);
      await endPrinting();
      expect(isClean()).toBe(true);
    }
  });

  it("begins with the account that the user comes from, at the password", async () => {
    history.replaceState(null, "", "/options.html?account=client#print");
    await open([PROVIDER, CLIENT]);
    expect(list("Account to print").value).toBe(CLIENT.id);
    expect(document.activeElement).toBe(field("Password to print secrets"));
    await choose("Account to print", PROVIDER.id);
    expect(pageText()).toContain("Nothing secret is printed");
  });

  it("is one click away from a kept recovery code", async () => {
    const openOptions = vi.fn<() => Promise<void>>(() => Promise.resolve());
    const closeWindow = vi.fn<() => void>();
    const ports = fakePorts({ openOptions, closeWindow });
    await openPopup([CLIENT], {}, null, ports);
    await frame();
    await press("Details of ana@example.com Client");
    expect(button("Print").disabled).toBe(false);
    await press("Print");
    expect(openOptions).toHaveBeenCalledWith("print", CLIENT.id);
    expect(closeWindow).toHaveBeenCalledOnce();
  });
});
