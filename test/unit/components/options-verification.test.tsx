// @vitest-environment jsdom

import { afterEach, describe, expect, it, vi } from "vitest";
import { checkNewPin } from "../../../components/options/pin-check.ts";
import { VerificationSection } from "../../../components/options/verification-section.tsx";
import type { DevicePort } from "../../../components/ports.ts";
import { Shell } from "../../../components/shell.tsx";
import type {
  DeviceChallenge,
  DeviceRegistration,
  VerificationStatus,
} from "../../../lib/app/views.ts";
import { WaykeyError } from "../../../lib/errors.ts";
import { NO_VERIFICATION, SAVED_AT } from "./fixtures.ts";
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
  NO_DEVICE,
  pageText,
  press,
  refuse,
  show,
  type,
} from "./screen.tsx";

const CHALLENGE: DeviceChallenge = { challenge: "AAAA", rpId: null, credentialIds: [] };
const REGISTRATION: DeviceRegistration = {
  credentialId: "BBBB",
  publicKey: "CCCC",
  algorithm: -7,
  clientDataJSON: "DDDD",
  authenticatorData: "EEEE",
  prf: { salt: "FFFF", output: "GGGG" },
};
const DEVICE = { createdAt: SAVED_AT, unlocks: true };

/** A vault whose password is "right password". */
async function open(
  first: VerificationStatus,
  more: Handlers = {},
  ports: FakePorts = fakePorts(),
): Promise<FakeClient> {
  let status = first;
  const check = ({ password }: { password: string }) => {
    if (password !== "right password") refuse("vault/password");
  };
  const change = (next: Partial<VerificationStatus>) => {
    status = { ...status, ...next };
    return null;
  };
  const client = fakeClient({
    "verification.status": () => status,
    "verification.challenge": () => CHALLENGE,
    "verification.set-pin": (input) => (check(input), change({ pin: "set" })),
    "verification.remove-pin": (input) => (check(input), change({ pin: "none" })),
    "verification.add-device": (input) => (
      check(input),
      change({ device: { createdAt: SAVED_AT, unlocks: input.registration.prf !== null } })
    ),
    "verification.remove-device": (input) => (check(input), change({ device: null })),
    ...more,
  });
  await show(
    <Shell client={client} ports={ports}>
      <VerificationSection />
    </Shell>,
  );
  return client;
}

function withDevice(register: DevicePort["register"]): FakePorts {
  return fakePorts({
    device: { ...NO_DEVICE, isAvailable: () => Promise.resolve(true), register },
  });
}

async function typePin(pin: string, repeated: string, password: string): Promise<void> {
  await type("New PIN", pin);
  await type("Repeat PIN", repeated);
  await type("Password", password);
  await press("Set PIN");
}

afterEach(clearScreen);

describe("the PIN in the settings", () => {
  it.each([
    ["none", "No PIN is set.", ["Set PIN"]],
    ["set", "A PIN is set.", ["Change PIN", "Remove PIN"]],
    ["blocked", "The PIN is blocked", ["Change PIN", "Remove PIN"]],
  ] as const)("says whether it is set: %s", async (pin, words, names) => {
    await open({ ...NO_VERIFICATION, pin });
    expect(pageText()).toContain(words);
    expect(buttonNames()).toEqual(names);
    expect(fieldNames()).toEqual([]);
  });

  it("says that it opens Waykey too, until when, and what five wrong tries do", async () => {
    await open(NO_VERIFICATION);
    expect(pageText()).toContain(
      "also opens Waykey when it is locked, until the browser is closed",
    );
    expect(pageText()).toContain("Five wrong tries take that away");
  });

  it("is set after it was typed twice, with the password", async () => {
    const client = await open(NO_VERIFICATION);
    await press("Set PIN");
    expect(fieldNames()).toEqual(["New PIN", "Repeat PIN", "Password"]);
    expect(buttonNames()).toContain("Not now");
    expect(document.activeElement).toBe(field("New PIN"));
    await typePin("47b", "47b", "right password");
    await typePin("4711b", "4711c", "right password");
    await typePin("4711b", "4711b", "");
    expect(pageText()).toContain("Type your Waykey password.");
    expect(client.calls.map((call) => call.method)).toEqual(["verification.status"]);
    await typePin("4711b", "4711b", "right password");
    expect(client.calls).toContainEqual({
      method: "verification.set-pin",
      input: { password: "right password", pin: "4711b" },
    });
    expect(pageText()).toContain("A PIN is set.");
    expect(document.activeElement).toBe(button("Change PIN"));
  });

  it("asks again after a wrong password, and for another PIN after a weak one", async () => {
    await open(NO_VERIFICATION);
    await press("Set PIN");
    await typePin("4711b", "4711b", "wrong");
    expect(pageText()).toContain("That’s not the right password");
    expect(field("Password").value).toBe("");
    expect(document.activeElement).toBe(field("Password"));
    await clearScreen();
    await open(NO_VERIFICATION, { "verification.set-pin": () => refuse("verification/weak-pin") });
    await press("Set PIN");
    await typePin("1234", "1234", "right password");
    expect(pageText()).toContain("This PIN is too easy to guess");
    expect(document.activeElement).toBe(field("New PIN"));
  });

  it("is removed after the password, and leaves the focus where it can be set again", async () => {
    const client = await open({ ...NO_VERIFICATION, pin: "set" });
    await press("Remove PIN");
    expect(fieldNames()).toEqual(["Password"]);
    expect(buttonNames()).toEqual(["Keep PIN", "Remove PIN"]);
    await type("Password", "right password");
    await press("Remove PIN");
    expect(client.calls).toContainEqual({
      method: "verification.remove-pin",
      input: { password: "right password" },
    });
    expect(pageText()).toContain("No PIN is set.");
    expect(document.activeElement).toBe(button("Set PIN"));
  });

  it.each([
    ["Change PIN", "Not now"],
    ["Remove PIN", "Keep PIN"],
    ["Stop using this device", "Keep using this device"],
  ])("gives the focus back to %s after %s", async (opener, cancel) => {
    await open({ ...NO_VERIFICATION, pin: "set", device: DEVICE });
    await press(opener);
    await press(cancel);
    expect(document.activeElement).toBe(button(opener));
  });

  it("shares the one field for the password with the device", async () => {
    await open({ ...NO_VERIFICATION, pin: "set", device: DEVICE });
    await press("Remove PIN");
    await press("Stop using this device");
    expect(fieldNames()).toEqual(["Password"]);
    expect(buttonNames()).toContain("Remove PIN");
    expect(buttonNames()).not.toContain("Keep PIN");
  });

  it.each([
    ["123", "123", true, false],
    ["1234", "1234", false, false],
    ["1234", "1235", false, true],
    ["x".repeat(64), "x".repeat(64), false, false],
    ["x".repeat(65), "x".repeat(65), true, false],
  ])("checks %j and %j before they are sent", (pin, repeated, isPinWrong, isRepeatedWrong) => {
    const problems = checkNewPin(pin, repeated);
    expect([problems.pin !== null, problems.repeated !== null]).toEqual([
      isPinWrong,
      isRepeatedWrong,
    ]);
  });
});

describe("the device in the settings", () => {
  it("is enrolled with the worker's challenge and the password", async () => {
    const register = vi.fn<DevicePort["register"]>(() => Promise.resolve(REGISTRATION));
    const client = await open(NO_VERIFICATION, {}, withDevice(register));
    await press("Use this device");
    expect(fieldNames()).toEqual(["Password"]);
    await press("Enroll this device");
    expect(register).not.toHaveBeenCalled();
    await type("Password", "right password");
    await press("Enroll this device");
    expect(register).toHaveBeenCalledExactlyOnceWith(CHALLENGE, "Waykey on this device");
    expect(client.calls).toContainEqual({
      method: "verification.add-device",
      input: { password: "right password", registration: REGISTRATION },
    });
    expect(document.activeElement).toBe(button("Stop using this device"));
  });

  it("makes no second credential for the same enrolment after a wrong password", async () => {
    const register = vi.fn<DevicePort["register"]>(() => Promise.resolve(REGISTRATION));
    await open(NO_VERIFICATION, {}, withDevice(register));
    await press("Use this device");
    await type("Password", "wrong");
    await press("Enroll this device");
    expect(pageText()).toContain("That’s not the right password");
    await type("Password", "right password");
    await press("Enroll this device");
    expect(register).toHaveBeenCalledOnce();
    expect(buttonNames()).toContain("Stop using this device");
  });

  it("makes a new one when the worker refuses the first", async () => {
    const register = vi.fn<DevicePort["register"]>(() => Promise.resolve(REGISTRATION));
    const refuseOnce = { "verification.add-device": () => refuse("verification/device") };
    await open(NO_VERIFICATION, refuseOnce, withDevice(register));
    await press("Use this device");
    await type("Password", "right password");
    await press("Enroll this device");
    await press("Enroll this device");
    expect(pageText()).toContain("Your device did not verify you");
    expect(register).toHaveBeenCalledTimes(2);
  });

  it("says when the user declines at the device, and sends nothing", async () => {
    const declined: DevicePort["register"] = () =>
      Promise.reject(new WaykeyError("verification/device", "Declined"));
    const client = await open(NO_VERIFICATION, {}, withDevice(declined));
    await press("Use this device");
    await type("Password", "right password");
    await press("Enroll this device");
    expect(pageText()).toContain("Your device did not verify you");
    expect(client.calls.map((call) => call.method)).not.toContain("verification.add-device");
  });

  it("is no longer used after the password", async () => {
    const client = await open({ ...NO_VERIFICATION, device: DEVICE });
    expect(pageText()).toContain("verifies you since");
    await press("Stop using this device");
    await type("Password", "right password");
    await press("Stop using this device");
    expect(client.calls).toContainEqual({
      method: "verification.remove-device",
      input: { password: "right password" },
    });
    expect(buttonNames()).toEqual(["Set PIN"]);
  });

  it.each([
    ["chrome", "the browser finds none here."],
    ["firefox", "Firefox 150 or newer"],
  ] as const)("says for %s why it can't be used, and offers no button", async (browser, words) => {
    await open(NO_VERIFICATION, {}, fakePorts({ browser }));
    expect(pageText()).toContain(words);
    expect(buttonNames()).toEqual(["Set PIN"]);
  });

  it.each([
    [true, "It also opens Waykey when it is locked."],
    [false, "Your device or browser can’t open Waykey when it is locked."],
  ])("says whether it also unlocks: %s", async (unlocks, words) => {
    await open({ ...NO_VERIFICATION, device: { createdAt: SAVED_AT, unlocks } });
    expect(pageText()).toContain(words);
  });

  it("says after the enrolment that it does not unlock, where it has no PRF", async () => {
    const register: DevicePort["register"] = () => Promise.resolve({ ...REGISTRATION, prf: null });
    await open(NO_VERIFICATION, {}, withDevice(register));
    await press("Use this device");
    expect(pageText()).toContain("Whoever can unlock this device can open Waykey");
    await type("Password", "right password");
    await press("Enroll this device");
    expect(pageText()).toContain("can’t open Waykey when it is locked");
    expect(pageText()).not.toContain("It also opens Waykey");
  });
});
