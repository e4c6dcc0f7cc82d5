// @vitest-environment jsdom

import { act } from "preact/test-utils";
import { afterEach, describe, expect, it, vi } from "vitest";
import { groupEmergencyKey } from "../../../components/access/emergency-key-text.ts";
import { OptionsApp } from "../../../components/options/options-app.tsx";
import { PopupApp } from "../../../components/popup/popup-app.tsx";
import type { DevicePort } from "../../../components/ports.ts";
import { PromptApp } from "../../../components/prompt/prompt-app.tsx";
import type { DeviceUnlockQuestion, UnlockProof, UnlockWay } from "../../../lib/app/views.ts";
import { type ErrorCode, WaykeyError } from "../../../lib/errors.ts";
import {
  ceremonyView,
  CLIENT,
  NO_VERIFICATION,
  SETTINGS,
  vaultStatus,
  PREFERENCES,
} from "./fixtures.ts";
import {
  button,
  buttonNames,
  clearScreen,
  enter,
  fakeClient,
  type FakeClient,
  fakePorts,
  type FakePorts,
  field,
  fieldNames,
  type Handlers,
  NO_DEVICE,
  pageText,
  press,
  refuse,
  settle,
  show,
  type,
} from "./screen.tsx";

const ALL: readonly UnlockWay[] = ["device", "pin", "password", "emergency-key"];
const EMERGENCY_KEY = "0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ-42";
const QUESTION: DeviceUnlockQuestion = {
  rpId: null,
  credentials: [{ credentialId: "AAAA", prfSalt: "BBBB" }],
};
const DEVICE_PROOF = { method: "device", credentialId: "AAAA", prfOutput: "CCCC" } as const;
const WAYS_OUT = ["Cancel", "Use another device or security key"];

function answeringDevice(): DevicePort & { asked: DeviceUnlockQuestion[] } {
  const asked: DeviceUnlockQuestion[] = [];
  return {
    ...NO_DEVICE,
    asked,
    unlock: (question) => {
      asked.push(question);
      return Promise.resolve(DEVICE_PROOF);
    },
  };
}

type World = {
  readonly ways?: readonly UnlockWay[];
  /** What each way is refused with; it opens the vault if it is not here. */
  readonly refusals?: Partial<Record<UnlockWay, ErrorCode>>;
  readonly more?: Handlers;
};

function lockedVault(world: World): FakeClient & { lock(): void } {
  let isOpen = false;
  const answer = ({ method }: UnlockProof) => {
    const code = world.refusals?.[method];
    if (code !== undefined) refuse(code);
    isOpen = true;
    return null;
  };
  const client = fakeClient({
    "vault.status": () => vaultStatus(isOpen ? "unlocked" : "locked", world.ways ?? ALL),
    "vault.unlock": answer,
    "vault.reclaim": () => {
      isOpen = true;
      return null;
    },
    "vault.device-question": () => QUESTION,
    "vault.change-password": () => null,
    "vault.contents": () => ({ accounts: [CLIENT], unreadable: [] }),
    "settings.get": () => SETTINGS,
    "preferences.get": () => PREFERENCES,
    "clock.get": () => ({ allowed: false, correction: null }),
    "verification.status": () => NO_VERIFICATION,
    "log.list": () => [],
    "page.inspect": () => null,
    "page.self-check": () => ({ host: "", state: "no-page" }),
    "otp.codes": () => [],
    "ceremony.show": () => ceremonyView(isOpen ? {} : { state: "locked", choices: [] }),
    "ceremony.unlock": ({ proof }) => (answer(proof), ceremonyView()),
    ...world.more,
  });
  return Object.assign(client, {
    lock: () => {
      isOpen = false;
    },
  });
}

async function openPopup(world: World, ports: FakePorts = fakePorts()) {
  const client = lockedVault(world);
  await show(<PopupApp client={client} ports={ports} />);
  return client;
}

async function openOptions(world: World, ports: FakePorts = fakePorts()) {
  const client = lockedVault(world);
  await show(<OptionsApp client={client} ports={ports} />);
  return client;
}

async function openPrompt(world: World, ports: FakePorts = fakePorts()) {
  const client = lockedVault(world);
  await show(<PromptApp client={client} ports={ports} id="ceremony-1" onEnded={() => undefined} />);
  return client;
}

function inputs(client: FakeClient, method: string): readonly unknown[] {
  return client.calls.filter((call) => call.method === method).map((call) => call.input);
}

afterEach(clearScreen);

describe("the ways to unlock", () => {
  it("show the quickest first, and a quiet switch to every other", async () => {
    await openPopup({});
    expect(fieldNames()).toEqual([]);
    expect(buttonNames()).toEqual([
      "Unlock with this device",
      "Use your PIN instead",
      "Use your password instead",
      "Use your emergency key",
    ]);
    await press("Use your PIN instead");
    expect(fieldNames()).toEqual(["PIN"]);
    expect(document.activeElement).toBe(field("PIN"));
    expect(buttonNames()).toEqual([
      "Unlock",
      "Use this device instead",
      "Use your password instead",
      "Use your emergency key",
    ]);
    await press("Use this device instead");
    expect(document.activeElement).toBe(button("Unlock with this device"));
  });

  it("are the password alone, with no switch, where nothing else is set up", async () => {
    await openPopup({ ways: ["password"] });
    expect(buttonNames()).toEqual(["Unlock"]);
    expect(document.activeElement).toBe(field("Password"));
  });

  it("send what was typed with its way, and nothing before something was", async () => {
    const client = await openPopup({ ways: ["pin", "password"] });
    await press("Unlock");
    expect(inputs(client, "vault.unlock")).toEqual([]);
    await type("PIN", "4711x");
    await enter("PIN");
    expect(inputs(client, "vault.unlock")).toEqual([{ method: "pin", pin: "4711x" }]);
    expect(buttonNames()).toContain("Lock");
  });

  it("forget what was typed for one when another is chosen", async () => {
    await openPopup({ ways: ["pin", "password"] });
    await type("PIN", "4711x");
    await press("Use your password instead");
    expect(field("Password").value).toBe("");
    expect(field("Password").type).toBe("password");
  });

  it("ask for the PIN again after a wrong one", async () => {
    await openPopup({ ways: ["pin", "password"], refusals: { pin: "verification/pin" } });
    await type("PIN", "1111");
    await press("Unlock");
    expect(pageText()).toContain("That’s not the right PIN");
    expect(field("PIN").value).toBe("");
    expect(document.activeElement).toBe(field("PIN"));
  });

  it.each([
    ["verification/pin-blocked", "pin", "Too many wrong PINs", ["device", "pin", "password"]],
    [
      "verification/none",
      "pin",
      "This way to verify you isn’t set up any more",
      ["device", "pin", "password"],
    ],
    ["vault/password-due", "pin", "It’s time to type your password once", ["pin", "password"]],
  ] as const)(
    "give place to the password after %s, and say why",
    async (code, way, words, ways) => {
      await openPopup({ ways, refusals: { [way]: code } });
      if (ways[0] !== "pin") await press("Use your PIN instead");
      await type("PIN", "1111");
      await press("Unlock");
      expect(document.querySelector('[role="status"].notice')?.textContent).toContain(words);
      expect(document.querySelector('[role="alert"]')).toBeNull();
      expect(document.activeElement).toBe(field("Password"));
      expect(buttonNames()).not.toContain("Use your PIN instead");
    },
  );

  it("close the device as well when the password is due, and never the emergency key", async () => {
    const device = answeringDevice();
    await openPopup({ refusals: { device: "vault/password-due" } }, fakePorts({ device }));
    await press("Unlock with this device");
    expect(fieldNames()).toEqual(["Password"]);
    expect(buttonNames()).toEqual(["Unlock", "Use your emergency key"]);
  });

  it("lead to the emergency key where there is no password to type", async () => {
    await openPopup({
      ways: ["pin", "emergency-key"],
      refusals: { pin: "verification/pin-blocked" },
    });
    await type("PIN", "1111");
    await press("Unlock");
    expect(fieldNames()).toEqual(["Emergency key"]);
  });
});

describe("the device at the locked vault", () => {
  it("is asked the worker's question after a click, never before", async () => {
    const device = answeringDevice();
    const client = await openPopup({}, fakePorts({ device }));
    expect(document.activeElement).toBe(button("Unlock with this device"));
    expect(device.asked).toEqual([]);
    expect(inputs(client, "vault.device-question")).toEqual([]);
    await press("Unlock with this device");
    expect(device.asked).toEqual([QUESTION]);
    expect(inputs(client, "vault.unlock")).toEqual([DEVICE_PROOF]);
    expect(buttonNames()).toContain("Lock");
  });

  it("may decline: the screen stays, with the way to the password", async () => {
    const client = await openPopup({});
    await press("Unlock with this device");
    expect(document.querySelector('[role="alert"]')?.textContent).toContain(
      "Your device did not verify you",
    );
    expect(inputs(client, "vault.unlock")).toEqual([]);
    expect(buttonNames()).toContain("Use your password instead");
    await press("Use your password instead");
    expect(document.querySelector('[role="alert"]')).toBeNull();
  });

  it("gives place to the password where it was taken away in another window", async () => {
    const gone = { "vault.device-question": () => refuse("vault/no-slot") };
    await openPopup({ ways: ["device", "password"], more: gone });
    await press("Unlock with this device");
    expect(pageText()).toContain("This way to unlock isn’t set up");
    expect(buttonNames()).toEqual(["Unlock"]);
    expect(document.activeElement).toBe(field("Password"));
  });

  it("is asked in a tab where the popup is Firefox's, which would close", async () => {
    const device = answeringDevice();
    const openTab = vi.fn<() => Promise<void>>(() => Promise.resolve());
    const closeWindow = vi.fn<() => void>();
    const ports = fakePorts({ browser: "firefox", device, openOptions: openTab, closeWindow });
    await openPopup({}, ports);
    expect(pageText()).toContain("so a tab opens for it");
    await press("Unlock with this device");
    expect(openTab).toHaveBeenCalledOnce();
    expect(closeWindow).toHaveBeenCalledOnce();
    expect(device.asked).toEqual([]);
    await clearScreen();
    await openOptions({}, ports);
    await press("Unlock with this device");
    expect(device.asked).toEqual([QUESTION]);
  });
});

describe("the emergency key at the locked vault", () => {
  it("is typed into one plain field that the browser does not fill", async () => {
    await openPopup({});
    await press("Use your emergency key");
    const input = field("Emergency key");
    expect(document.activeElement).toBe(input);
    expect(input.type).toBe("text");
    expect(input.autocomplete).toBe("off");
    expect(input.className).toBe("field-mono");
  });

  it.each([
    ["0123456", "0123-456"],
    ["0123-", "0123"],
    ["0123 4567", "0123-4567"],
    ["abcd–efgh", "ABCD-EFGH"],
    ["", ""],
  ])("writes %j in groups", (typed, written) => {
    expect(groupEmergencyKey(typed)).toBe(written);
  });

  it("is grouped as it is typed, and left alone where it is corrected in the middle", async () => {
    await openPopup({});
    await press("Use your emergency key");
    await type("Emergency key", "01234567");
    expect(field("Emergency key").value).toBe("0123-4567");
    const input = field("Emergency key");
    await act(() => {
      input.value = "01x23-4567";
      input.setSelectionRange(3, 3);
      input.dispatchEvent(new Event("input", { bubbles: true }));
    });
    await settle();
    expect(input.value).toBe("01x23-4567");
  });

  it("keeps what was typed after a slip, and says at the field that there is one", async () => {
    await openPopup({ refusals: { "emergency-key": "vault/emergency-key-typo" } });
    await press("Use your emergency key");
    await type("Emergency key", "0123");
    await press("Unlock");
    const input = field("Emergency key");
    expect(input.value).toBe("0123");
    expect(input.getAttribute("aria-invalid")).toBe("true");
    expect(document.activeElement).toBe(input);
    expect(document.querySelector(".field-error")?.textContent).toContain("There is a slip");
    expect(document.querySelector('[role="alert"]')).toBeNull();
  });

  it("leads to a new password, which it proves", async () => {
    const client = await openPopup({});
    await press("Use your emergency key");
    await type("Emergency key", EMERGENCY_KEY);
    await press("Unlock");
    expect(document.querySelector("h1")?.textContent).toBe("Choose a new password");
    expect(buttonNames()).toEqual(["Not now", "Save new password"]);
    expect(document.activeElement).toBe(field("New password"));
    await type("New password", "short");
    await press("Save new password");
    expect(inputs(client, "vault.change-password")).toEqual([]);
    await type("New password", "correct horse battery");
    await type("Repeat password", "correct horse battery");
    await press("Save new password");
    expect(inputs(client, "vault.change-password")).toEqual([
      {
        proof: { method: "emergency-key", emergencyKey: EMERGENCY_KEY },
        newPassword: "correct horse battery",
      },
    ]);
    expect(buttonNames()).toContain("Add a code");
  });

  it("lets the new password wait, and shows nothing of the vault before that is said", async () => {
    const client = await openOptions({});
    await press("Use your emergency key");
    await type("Emergency key", EMERGENCY_KEY);
    await press("Unlock");
    expect(client.calls.filter(({ method }) => /contents|beginning/.test(method))).toEqual([]);
    await press("Not now");
    expect(inputs(client, "vault.change-password")).toEqual([]);
    expect(document.querySelector("h1")?.textContent).toBe("Settings and backup");
  });

  it("is forgotten when the vault locks before a new password is chosen", async () => {
    const ports = fakePorts();
    const client = await openPopup({}, ports);
    await press("Use your emergency key");
    await type("Emergency key", EMERGENCY_KEY);
    await press("Unlock");
    client.lock();
    await ports.sayLocked();
    expect(document.querySelector("h1")?.textContent).toBe("Waykey is locked");
    await press("Use your password instead");
    await type("Password", "right password");
    await press("Unlock");
    expect(document.querySelector("h1")?.textContent).not.toBe("Choose a new password");
  });
});

describe("a vault whose ways to unlock were altered", () => {
  const altered = { password: "vault/altered", "emergency-key": "vault/altered" } as const;

  it("is explained, and opened only after a confirmation, with the same password", async () => {
    const client = await openPopup({ ways: ["password"], refusals: altered });
    await type("Password", "right password");
    await press("Unlock");
    expect(document.querySelector('[role="alert"]')?.textContent).toContain(
      "Something other than Waykey changed how this vault is unlocked",
    );
    expect(document.activeElement).toBe(button("Leave it locked"));
    await press("Open it anyway and drop the other ways to unlock");
    expect(inputs(client, "vault.reclaim")).toEqual([]);
    expect(document.activeElement).toBe(button("Don’t open it"));
    await press("Open Waykey and drop them");
    expect(inputs(client, "vault.reclaim")).toEqual([
      { method: "password", password: "right password" },
    ]);
    expect(pageText()).toContain("The other ways to unlock were dropped");
    expect(buttonNames()).toContain("Lock");
  });

  it("stays locked if the user wants that, and forgets what was typed", async () => {
    const client = await openPopup({ ways: ["password"], refusals: altered });
    await type("Password", "right password");
    await press("Unlock");
    await press("Open it anyway and drop the other ways to unlock");
    await press("Don’t open it");
    expect(document.activeElement).toBe(button("Open it anyway and drop the other ways to unlock"));
    await press("Leave it locked");
    expect(field("Password").value).toBe("");
    expect(document.activeElement).toBe(field("Password"));
    expect(inputs(client, "vault.reclaim")).toEqual([]);
  });

  it("is opened by the emergency key too, which then leads to a new password", async () => {
    const client = await openPopup({ refusals: altered });
    await press("Use your emergency key");
    await type("Emergency key", EMERGENCY_KEY);
    await press("Unlock");
    await press("Open it anyway and drop the other ways to unlock");
    await press("Open Waykey and drop them");
    expect(inputs(client, "vault.reclaim")).toEqual([
      { method: "emergency-key", emergencyKey: EMERGENCY_KEY },
    ]);
    expect(document.querySelector("h1")?.textContent).toBe("Choose a new password");
  });

  it("asks for the password first where the device found it out", async () => {
    const device = answeringDevice();
    await openPopup({ refusals: { device: "vault/altered" } }, fakePorts({ device }));
    await press("Unlock with this device");
    expect(pageText()).toContain("Something other than Waykey changed");
    expect(fieldNames()).toEqual(["Password"]);
    expect(buttonNames()).toEqual(["Unlock", "Use your emergency key"]);
  });
});

describe("the locked prompt", () => {
  it("offers the ways to unlock, and takes no focus for the device's button", async () => {
    await openPrompt({});
    expect(buttonNames()).toEqual([
      "Unlock with this device",
      "Use your PIN instead",
      "Use your password instead",
      "Use your emergency key",
      ...WAYS_OUT,
    ]);
    expect(document.activeElement).toBe(document.body);
  });

  it("goes on with the device's answer, and in Firefox as well, where it is a window", async () => {
    const device = answeringDevice();
    const client = await openPrompt({}, fakePorts({ device, browser: "firefox" }));
    await press("Unlock with this device");
    expect(inputs(client, "ceremony.unlock")).toEqual([{ id: "ceremony-1", proof: DEVICE_PROOF }]);
    expect(buttonNames()).toEqual(["Allow", ...WAYS_OUT]);
    expect(button("Allow").disabled).toBe(true);
  });

  it("goes on after an altered vault was reclaimed", async () => {
    const client = await openPrompt({
      ways: ["password"],
      refusals: { password: "vault/altered" },
    });
    await type("Password", "right password");
    await press("Unlock");
    await press("Open it anyway and drop the other ways to unlock");
    await press("Open Waykey and drop them");
    expect(inputs(client, "vault.reclaim")).toHaveLength(1);
    expect(buttonNames()).toEqual(["Allow", ...WAYS_OUT]);
  });

  it("goes on by itself when the vault was opened elsewhere meanwhile", async () => {
    let isOpen = false;
    await openPrompt({
      more: {
        "vault.status": () => vaultStatus(isOpen ? "unlocked" : "locked"),
        "ceremony.show": () => ceremonyView(isOpen ? {} : { state: "locked", choices: [] }),
      },
    });
    expect(buttonNames()).toEqual(["Unlock", ...WAYS_OUT]);
    isOpen = true;
    await act(() => {
      window.dispatchEvent(new Event("blur"));
      window.dispatchEvent(new Event("focus"));
    });
    await settle();
    expect(buttonNames()).toEqual(["Allow", ...WAYS_OUT]);
  });

  it("keeps the ways out when the ways in can't be read, and looks again on demand", async () => {
    let works = false;
    await openPrompt({
      more: {
        "vault.status": () => {
          if (!works) throw new WaykeyError("rpc/unreachable", "Down");
          return vaultStatus("locked");
        },
      },
    });
    expect(buttonNames()).toEqual(["Try again", ...WAYS_OUT]);
    works = true;
    await press("Try again");
    expect(buttonNames()).toEqual(["Unlock", ...WAYS_OUT]);
  });
});

describe("a lock from elsewhere", () => {
  it.each([
    ["popup", openPopup],
    ["options", openOptions],
  ] as const)("empties the %s at once and asks to unlock", async (_, open) => {
    const ports = fakePorts();
    const client = await open({ ways: ["password"] }, ports);
    await type("Password", "right password");
    await press("Unlock");
    expect(pageText()).toContain(CLIENT.email);
    client.lock();
    await ports.sayLocked();
    expect(pageText()).not.toContain(CLIENT.email);
    expect(buttonNames()).toEqual(["Unlock"]);
  });

  it("takes the content away before the worker has answered anything", async () => {
    const ports = fakePorts();
    let answers = true;
    await openPopup(
      {
        more: {
          "vault.status": () =>
            answers ? vaultStatus("unlocked") : new Promise<never>(() => undefined),
        },
      },
      ports,
    );
    expect(pageText()).toContain(CLIENT.email);
    answers = false;
    await ports.sayLocked();
    expect(pageText()).not.toContain(CLIENT.email);
    expect(buttonNames()).toEqual([]);
  });

  it("takes the decision of a prompt back to the ways to unlock", async () => {
    const ports = fakePorts();
    const client = await openPrompt({ ways: ["password"] }, ports);
    await type("Password", "right password");
    await press("Unlock");
    expect(pageText()).toContain("ana@example.com");
    client.lock();
    await ports.sayLocked();
    expect(pageText()).not.toContain("ana@example.com");
    expect(buttonNames()).toEqual(["Unlock", ...WAYS_OUT]);
  });

  it("changes nothing about a prompt that has ended", async () => {
    const ports = fakePorts();
    let asked = 0;
    await openPrompt(
      {
        ways: ["password"],
        more: {
          "ceremony.unlock": () => ceremonyView({ state: "ended" }),
          "ceremony.show": () =>
            asked++ === 0
              ? ceremonyView({ state: "locked", choices: [] })
              : refuse("ceremony/unknown"),
        },
      },
      ports,
    );
    await type("Password", "right password");
    await press("Unlock");
    expect(pageText()).toContain("Done");
    await ports.sayLocked();
    expect(pageText()).toContain("Done");
  });
});
