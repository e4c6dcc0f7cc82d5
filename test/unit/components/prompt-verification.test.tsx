// @vitest-environment jsdom

import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { DevicePort } from "../../../components/ports.ts";
import { PromptApp } from "../../../components/prompt/prompt-app.tsx";
import type {
  CeremonyView,
  DeviceAssertion,
  DeviceChallenge,
  VerificationProof,
} from "../../../lib/app/views.ts";
import { WaykeyError } from "../../../lib/errors.ts";
import { ceremonyView } from "./fixtures.ts";
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
  NO_DEVICE,
  pageText,
  press,
  refuse,
  settle,
  show,
  type,
} from "./screen.tsx";

const WAYS_OUT = ["Cancel", "Use another device or security key"];
const CHALLENGE: DeviceChallenge = { challenge: "AAAA", rpId: null, credentialIds: ["BBBB"] };
const ASSERTION: DeviceAssertion = {
  credentialId: "BBBB",
  clientDataJSON: "CCCC",
  authenticatorData: "DDDD",
  signature: "EEEE",
};

async function open(
  view: CeremonyView,
  more: Handlers = {},
  device: DevicePort = NO_DEVICE,
): Promise<FakeClient> {
  const client = fakeClient({
    "ceremony.show": () => view,
    "ceremony.allow": () => ({ ...view, state: "ended" }),
    "verification.challenge": () => CHALLENGE,
    ...more,
  });
  const ports = fakePorts({ device });
  await show(<PromptApp client={client} ports={ports} id="ceremony-1" onEnded={() => undefined} />);
  return client;
}

async function wait(ms: number): Promise<void> {
  await act(async () => {
    await vi.advanceTimersByTimeAsync(ms);
  });
  await settle();
}

function proofs(client: FakeClient): readonly (VerificationProof | null)[] {
  return client.calls
    .filter((call) => call.method === "ceremony.allow")
    .map((call) => (call.input as { proof: VerificationProof | null }).proof);
}

beforeEach(() => {
  vi.spyOn(document, "hasFocus").mockReturnValue(true);
  vi.useFakeTimers({
    toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date"],
  });
});

afterEach(async () => {
  await clearScreen();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe("the ways to be verified in the prompt", () => {
  it("shows the best one, and a switch to every other", async () => {
    await open(ceremonyView({ verification: ["device", "pin", "password"] }));
    expect(fieldNames()).toEqual([]);
    expect(buttonNames()).toEqual([
      "Allow with this device",
      "Use PIN instead",
      "Use password instead",
      ...WAYS_OUT,
    ]);
    await press("Use PIN instead");
    expect(fieldNames()).toEqual(["PIN"]);
    expect(document.activeElement).toBe(field("PIN"));
    expect(buttonNames()).toEqual([
      "Allow",
      "Use this device instead",
      "Use password instead",
      ...WAYS_OUT,
    ]);
    await press("Use password instead");
    expect(fieldNames()).toEqual(["Password"]);
    expect(document.activeElement).toBe(field("Password"));
  });

  it("asks for nothing where nothing is needed", async () => {
    const client = await open(ceremonyView());
    expect(fieldNames()).toEqual([]);
    expect(buttonNames()).toEqual(["Allow", ...WAYS_OUT]);
    await wait(600);
    await press("Allow");
    expect(proofs(client)).toEqual([null]);
  });

  it("hides the PIN as it is typed, and lets it have letters", async () => {
    await open(ceremonyView({ verification: ["pin", "password"] }));
    expect(field("PIN").type).toBe("password");
    expect(field("PIN").hasAttribute("inputmode")).toBe(false);
  });

  it("arms anew after every switch, and never focuses Allow", async () => {
    const client = await open(ceremonyView({ verification: ["pin", "device", "password"] }));
    await wait(600);
    expect(button("Allow").disabled).toBe(false);
    button("Use this device instead").focus();
    await press("Use this device instead");
    expect(button("Allow with this device").disabled).toBe(true);
    expect(document.activeElement?.textContent).toContain("Your device asks");
    await press("Allow with this device");
    await wait(400);
    expect(button("Allow with this device").disabled).toBe(true);
    await wait(200);
    expect(button("Allow with this device").disabled).toBe(false);
    expect(proofs(client)).toEqual([]);
  });

  it("sends nothing before it is armed, however the form is submitted", async () => {
    const client = await open(ceremonyView({ verification: ["pin", "password"] }));
    await type("PIN", "4711x");
    await act(() => field("PIN").form?.requestSubmit());
    await settle();
    expect(proofs(client)).toEqual([]);
    await wait(600);
    await act(() => field("PIN").form?.requestSubmit());
    await settle();
    expect(proofs(client)).toEqual([{ method: "pin", pin: "4711x" }]);
  });

  it("forgets what was typed for one secret when another is asked for", async () => {
    await open(ceremonyView({ verification: ["pin", "password"] }));
    await type("PIN", "4711x");
    await press("Use password instead");
    expect(field("Password").value).toBe("");
  });
});

describe("the PIN in the prompt", () => {
  const view = ceremonyView({ verification: ["pin", "password"] });

  it("is sent as the proof, and not before it is typed", async () => {
    const client = await open(view);
    await wait(600);
    await press("Allow");
    expect(proofs(client)).toEqual([]);
    expect(document.activeElement).toBe(field("PIN"));
    await type("PIN", "4711x");
    await enter("PIN");
    expect(proofs(client)).toEqual([{ method: "pin", pin: "4711x" }]);
  });

  it("is asked for again after a wrong one", async () => {
    await open(view, { "ceremony.allow": () => refuse("verification/pin") });
    await wait(600);
    await type("PIN", "1111");
    await press("Allow");
    expect(document.querySelector('[role="alert"]')?.textContent).toContain(
      "That’s not the right PIN",
    );
    expect(field("PIN").value).toBe("");
    expect(document.activeElement).toBe(field("PIN"));
  });

  it("gives way to the password after too many wrong ones", async () => {
    const client = await open(view, {
      "ceremony.allow": ({ proof }) =>
        proof?.method === "pin"
          ? refuse("verification/pin-blocked")
          : ceremonyView({ state: "ended" }),
    });
    await wait(600);
    await type("PIN", "1111");
    await press("Allow");
    expect(pageText()).toContain("Too many wrong PINs. Type your password.");
    expect(document.querySelector('[role="alert"]')).toBeNull();
    expect(fieldNames()).toEqual(["Password"]);
    expect(document.activeElement).toBe(field("Password"));
    expect(buttonNames()).toEqual(["Allow", ...WAYS_OUT]);
    await wait(600);
    await type("Password", "right password");
    await press("Allow");
    expect(proofs(client).at(-1)).toEqual({ method: "password", password: "right password" });
    expect(pageText()).toContain("Done");
  });

  it("is not offered while it is blocked, and the prompt says why", async () => {
    await open(ceremonyView({ verification: ["password"], pinBlocked: true }));
    expect(pageText()).toContain("Too many wrong PINs. Type your password.");
    expect(buttonNames()).not.toContain("Use PIN instead");
  });
});

describe("the device in the prompt", () => {
  const view = ceremonyView({ verification: ["device", "pin", "password"] });

  it("signs the worker's challenge, which goes back as the proof", async () => {
    const verify = vi.fn<DevicePort["verify"]>(() => Promise.resolve(ASSERTION));
    const client = await open(view, {}, { ...NO_DEVICE, verify });
    await wait(600);
    await press("Allow with this device");
    expect(verify).toHaveBeenCalledExactlyOnceWith(CHALLENGE);
    expect(proofs(client)).toEqual([{ method: "device", assertion: ASSERTION }]);
    expect(pageText()).toContain("Done");
  });

  it("is asked for nothing before Allow is armed", async () => {
    const verify = vi.fn<DevicePort["verify"]>(() => Promise.resolve(ASSERTION));
    const client = await open(view, {}, { ...NO_DEVICE, verify });
    await wait(400);
    await press("Allow with this device");
    expect(verify).not.toHaveBeenCalled();
    expect(client.calls.map((call) => call.method)).toEqual(["ceremony.show"]);
  });

  it("leaves the prompt open when the user declines there, with the other ways", async () => {
    const client = await open(view);
    await wait(600);
    await press("Allow with this device");
    expect(document.querySelector('[role="alert"]')?.textContent).toContain(
      "Your device did not verify you",
    );
    expect(proofs(client)).toEqual([]);
    await press("Use PIN instead");
    expect(document.querySelector('[role="alert"]')).toBeNull();
    await wait(600);
    await type("PIN", "4711x");
    await press("Allow");
    expect(proofs(client)).toEqual([{ method: "pin", pin: "4711x" }]);
  });

  it("gets a fresh challenge for every try", async () => {
    const challenges = ["AAAA", "FFFF"];
    const seen: string[] = [];
    const verify: DevicePort["verify"] = ({ challenge }) => {
      seen.push(challenge);
      return Promise.reject(new WaykeyError("verification/device", "Declined"));
    };
    await open(
      view,
      {
        "verification.challenge": () => ({ ...CHALLENGE, challenge: challenges.shift() ?? "" }),
      },
      { ...NO_DEVICE, verify },
    );
    await wait(600);
    await press("Allow with this device");
    await press("Allow with this device");
    expect(seen).toEqual(["AAAA", "FFFF"]);
  });
});
