// @vitest-environment jsdom

import { afterEach, describe, expect, it } from "vitest";
import type { MethodStatus } from "../../../lib/headway/methods.ts";
import { CLIENT, methodStatus, SAVED_AT } from "./fixtures.ts";
import { openDetails, showPopup } from "./one-account.tsx";
import {
  buttonNames,
  clearScreen,
  fakePorts,
  field,
  pageText,
  press,
  refuse,
  type,
} from "./screen.tsx";

afterEach(() => clearScreen());

/** The screen of an account with these statuses beside those that nobody knows. */
async function open(known: readonly MethodStatus[], refusal = false) {
  const methods = CLIENT.methods.map(
    ({ method }) => known.find((each) => each.method === method) ?? methodStatus(method),
  );
  const account = { ...CLIENT, methods };
  const client = await showPopup(account, {
    "account.note-method": () => (refusal ? refuse("account/calling-code") : null),
  });
  await openDetails(account);
  return client;
}

const noted = (method: string, answer: object) => ({
  method: "account.note-method",
  input: { id: CLIENT.id, method, answer },
});

describe("the ways to sign in of an account", () => {
  it("says of each of the five what is known", async () => {
    await open([
      methodStatus("authenticator", { state: "here", at: SAVED_AT }),
      methodStatus("phone", {
        state: "elsewhere",
        where: "my own",
        callingCode: "+1",
        at: SAVED_AT,
      }),
      methodStatus("security-key", { state: "none", at: SAVED_AT }),
    ]);
    const text = pageText();
    expect(text).toContain("Authenticator app");
    expect(text).toContain("In Waykey since Mar 3, 2026");
    expect(text).toContain("Set up: my own · number of +1 · you said so on Mar 3, 2026");
    expect(text).toContain("Not set up · you said so on Mar 3, 2026");
    expect(text).toContain("Not known");
    expect(text).not.toContain("Headway sends no codes");
    const names = buttonNames();
    expect(names.filter((name) => name.endsWith(": Authenticator app"))).toEqual([
      "I have it elsewhere too: Authenticator app",
    ]);
    expect(names).toContain("Change: Phone (text or call)");
  });

  it("says where one is that Waykey holds too, and takes that and its end", async () => {
    const held = methodStatus("biometrics", { state: "here", at: SAVED_AT });
    const code = methodStatus("recovery-code", { state: "here", at: SAVED_AT });
    const client = await open([held, code]);
    expect(buttonNames().filter((name) => name.startsWith("I have it elsewhere too"))).toEqual([
      "I have it elsewhere too: Fingerprint or face",
    ]);
    await press("I have it elsewhere too: Fingerprint or face");
    await type("On which device or manager?", "my MacBook");
    await press("Save");
    const answer = { state: "elsewhere", where: "my MacBook", callingCode: "" };
    expect(client.calls).toContainEqual(noted("biometrics", answer));
    await clearScreen();

    const note = { method: "biometrics", state: "elsewhere", where: "my MacBook" } as const;
    const elsewhereToo = [{ ...note, callingCode: null, at: SAVED_AT }];
    const account = { ...CLIENT, methods: [held, code], elsewhereToo };
    const draft = { kind: "place", accountId: CLIENT.id, ...note, callingCode: "" } as const;
    const saved = fakePorts({}, draft);
    const later = await showPopup(account, { "account.note-method": () => null }, saved);
    expect(saved.draft()).toBeNull();
    await openDetails(account);
    expect(pageText()).toContain(
      "Set up on another device or manager: my MacBook · you said so on Mar 3, 2026",
    );
    await press("Change: Fingerprint or face");
    expect(field("On which device or manager?").value).toBe("my MacBook");
    await press("Cancel");
    await press("It is elsewhere no more: Fingerprint or face");
    expect(later.calls).toContainEqual(noted("biometrics", { state: "unknown" }));
  });

  it("keeps a half-typed place until it is saved or given up, and no draft of something else", async () => {
    const methods = CLIENT.methods.map(({ method }) => methodStatus(method));
    const account = { ...CLIENT, methods };
    const ports = fakePorts();
    await showPopup(account, { "account.note-method": () => null }, ports);
    await openDetails(account);
    await press("I have it elsewhere: Phone (text or call)");
    await type("Which phone?", "my own");
    const left = {
      kind: "place",
      accountId: account.id,
      method: "phone",
      where: "my own",
    } as const;
    expect(ports.draft()).toEqual({ ...left, callingCode: "" });
    await clearScreen();

    const again = fakePorts({}, { ...left, callingCode: "+1" });
    const client = await showPopup(account, { "account.note-method": () => null }, again);
    expect(field("Which phone?").value).toBe("my own");
    expect(field("Country code of the number").value).toBe("+1");
    await press("Save");
    const answer = { state: "elsewhere", where: "my own", callingCode: "+1" };
    expect(client.calls).toContainEqual(noted("phone", answer));
    expect(again.draft()).toBeNull();
    await press("I have it elsewhere: Phone (text or call)");
    expect(field("Which phone?").value).toBe("");
    await type("Which phone?", "x");
    await press("Cancel");
    expect(again.draft()).toBeNull();
  });

  it.each([
    ["saved already", { state: "elsewhere", where: "my own", callingCode: "+1" }, true],
    [
      "with another number since",
      { state: "elsewhere", where: "my own", callingCode: "+44" },
      false,
    ],
    ["not saved", { state: "unknown" }, false],
  ] as const)("opens at a half-typed place unless it is %s", async (_, known, isDone) => {
    const methods = CLIENT.methods.map(({ method }) =>
      methodStatus(method, method === "phone" ? known : {}),
    );
    const ports = fakePorts(
      {},
      { kind: "place", accountId: CLIENT.id, method: "phone", where: "my own ", callingCode: "+1" },
    );
    await showPopup({ ...CLIENT, methods }, {}, ports);
    expect(buttonNames().includes("Details of ana@example.com Client")).toBe(isDone);
    expect(ports.draft() === null).toBe(isDone);
  });

  it("does not put into the user's mouth what a reset has noted", async () => {
    const ended = methodStatus("phone", { state: "none", at: SAVED_AT });
    const resetList = { at: SAVED_AT, doneOn: "2026-03-02", isOpen: false, ways: [] };
    const account = { ...CLIENT, methods: [ended], resetList };
    await showPopup(account, {});
    await openDetails(account);
    expect(pageText()).toContain("Not set up since the reset on Mar 2, 2026");
    expect(pageText()).not.toContain("you said so");
  });

  it("takes a one-click answer, and takes it back", async () => {
    const client = await open([methodStatus("phone", { state: "none", at: SAVED_AT })]);
    await press("Not set up: Security key");
    expect(client.calls).toContainEqual(noted("security-key", { state: "none" }));
    await press("I don’t know: Phone (text or call)");
    expect(client.calls).toContainEqual(noted("phone", { state: "unknown" }));
  });

  it("asks where it lives, and of a phone for its country", async () => {
    const client = await open([]);
    await press("I have it elsewhere: Phone (text or call)");
    await type("Which phone?", "my own");
    await type("Country code of the number", "+1");
    await press("Save");
    const answer = { state: "elsewhere", where: "my own", callingCode: "+1" };
    expect(client.calls).toContainEqual(noted("phone", answer));
    expect(pageText()).not.toContain("Which phone?");
  });

  it("keeps what was typed where the country's code is none, and says so", async () => {
    await open([], true);
    await press("I have it elsewhere: Phone (text or call)");
    await type("Which phone?", "my own");
    await type("Country code of the number", "US");
    await press("Save");
    expect(pageText()).toContain("This isn’t the country code of a phone number");
    expect(field("Which phone?").value).toBe("my own");
    await press("Cancel");
    expect(pageText()).not.toContain("This isn’t the country code");
  });

  it("takes that a recovery code kept elsewhere was used, once asked", async () => {
    const client = await open([
      methodStatus("recovery-code", { state: "elsewhere", where: "desk" }),
    ]);
    await press("It was used: Recovery code");
    expect(document.activeElement?.textContent).toBe("No, keep it");
    await press("No, keep it");
    expect(document.activeElement?.textContent).toBe("It was used");
    await press("It was used: Recovery code");
    await press("Yes, it was used");
    expect(client.calls).toContainEqual(noted("recovery-code", { state: "used" }));
    expect(buttonNames().filter((name) => name.startsWith("It was used:"))).toHaveLength(1);
  });

  it("says of a recovery code that it is used up, and since when", async () => {
    await open([methodStatus("recovery-code", { state: "used", at: SAVED_AT })]);
    expect(pageText()).toContain("Used up on Mar 3, 2026");
    // It would end the question for the one that came after it.
    expect(buttonNames()).not.toContain("I don’t know: Recovery code");
    expect(buttonNames()).toContain("Not set up: Recovery code");
    expect(buttonNames()).toContain("I have it elsewhere: Recovery code");
    expect(buttonNames()).not.toContain("It was used: Recovery code");
  });

  it("warns of a number that Headway does not serve", async () => {
    const where = { state: "elsewhere", where: "", callingCode: "+44", at: SAVED_AT } as const;
    await open([methodStatus("phone", where)]);
    expect(pageText()).toContain("Headway sends no codes to +44 numbers");
  });
});
