// @vitest-environment jsdom

import { afterEach, describe, expect, it } from "vitest";
import type { AccountView } from "../../../lib/app/views.ts";
import type { Method, MethodStatus } from "../../../lib/headway/methods.ts";
import { HelpApp } from "../../../components/trouble/help-app.tsx";
import { CLIENT, methodStatus, PROVIDER, SAVED_AT } from "./fixtures.ts";
import { openDetails, showPopup } from "./one-account.tsx";
import {
  button,
  buttonNames,
  clearScreen,
  fakeClient,
  fakePorts,
  pageText,
  press,
  show,
  type,
} from "./screen.tsx";

afterEach(() => clearScreen());

function having(
  known: Partial<Record<Method, Partial<MethodStatus>>>,
  account: AccountView = CLIENT,
): AccountView {
  const methods = account.methods.map(({ method }) => methodStatus(method, known[method]));
  return { ...account, methods, otps: [], findings: [] };
}

const PHONE_ONLY = having({ phone: { state: "elsewhere", callingCode: "+1" } });

async function open(account: AccountView) {
  const opened: unknown[] = [];
  const ports = fakePorts({
    openOptions: (...where) => {
      opened.push(where);
      return Promise.resolve();
    },
  });
  const client = await showPopup(account, { "account.note-method": () => null }, ports);
  await openDetails(account);
  await press("I’m leaving the US");
  return { client, opened };
}

const alarms = () =>
  [...document.querySelectorAll(".finding-alarm .row-title")].map((each) => each.textContent);

describe("the travel check of an account", () => {
  it("is a screen of its own, and Back gives the focus to its button", async () => {
    await open(PHONE_ONLY);
    expect(document.activeElement?.textContent).toBe("Before you leave the US");
    expect(pageText()).not.toContain("Ways to sign in");
    await press("Back");
    expect(document.activeElement).toBe(button("I’m leaving the US"));
  });

  it("says in red of a phone that is the only way, and leads to where another is set up", async () => {
    await open(PHONE_ONLY);
    expect(alarms()).toEqual(["Urgent: The phone is the only way that is known"]);
    const link = document.querySelector<HTMLAnchorElement>(".finding-alarm a");
    expect(link?.href).toBe("https://headway.co/");
    expect(pageText()).toContain("Don’t count on codes by text or call");
  });

  it("sends a provider to the portal", async () => {
    await open(having({ phone: { state: "elsewhere" } }, PROVIDER));
    expect(document.querySelector<HTMLAnchorElement>(".finding-alarm a")?.href).toBe(
      "https://sigmund.headway.co/",
    );
    expect(pageText()).toContain("the Login tab");
  });

  it("says what works offline, and has no alarm then", async () => {
    await open(having({ authenticator: { state: "here" }, biometrics: { state: "elsewhere" } }));
    expect(alarms()).toEqual([]);
    expect(pageText()).toContain("In good order: Codes from your authenticator app work offline");
    expect(pageText()).toContain("Take along what your passkeys are on");
  });

  it("takes the phone for the only way where Headway has never taken the code", async () => {
    const account = having({
      authenticator: { state: "here" },
      phone: { state: "elsewhere", callingCode: "+1" },
    });
    const untried = { kind: "code-untried", weight: "advice", at: null } as const;
    await open({ ...account, findings: [untried] });
    expect(alarms()).toEqual(["Urgent: The phone is the only way that is known"]);
    expect(pageText()).toContain("Your code has not been tried yet");
    expect(pageText()).not.toContain("work offline");
  });

  it("asks where the recovery code is, in place", async () => {
    const { client } = await open(PHONE_ONLY);
    await press("I have it elsewhere");
    await press("Cancel");
    expect(document.activeElement).toBe(button("I have it elsewhere"));
    await press("I have it elsewhere");
    await type("Where is it?", "in the passport");
    await press("Save");
    expect(client.calls).toContainEqual({
      method: "account.note-method",
      input: {
        id: CLIENT.id,
        method: "recovery-code",
        answer: { state: "elsewhere", where: "in the passport", callingCode: "" },
      },
    });
  });

  it("leads to printing the recovery code of that account, and to the backup", async () => {
    const account = having({
      authenticator: { state: "here" },
      "recovery-code": { state: "here" },
    });
    const finding = { kind: "not-backed-up", weight: "warning", at: null } as const;
    const { opened } = await open({ ...account, findings: [finding] });
    await press("Print it");
    await press("Make a backup");
    expect(opened).toEqual([
      ["print", CLIENT.id],
      ["backup", undefined],
    ]);
  });

  it.each(["reset-due", "reset-late"] as const)(
    "is in alarm for a provider with %s",
    async (kind) => {
      const account = having({ authenticator: { state: "here" } }, PROVIDER);
      const finding = { kind, weight: "alarm", at: 5 } as const;
      await open({ ...account, findings: [finding] });
      expect(alarms()).toEqual(["Urgent: Your reset at Headway is still to be done"]);
      const links = [...document.querySelectorAll(".finding-alarm a")].map(
        (link) => link.textContent,
      );
      expect(links).toEqual(["Open the provider portal", "Headway’s help and support"]);
    },
  );

  it("takes the answer to whether a recovery code was used", async () => {
    const account = having({ "recovery-code": { state: "here", filledAt: SAVED_AT } });
    const recoveryCodes = CLIENT.recoveryCodes.map((code) => ({ ...code, filledAt: SAVED_AT }));
    const used: unknown[] = [];
    const client = fakeClient({
      "vault.status": () => ({ state: "unlocked" }),
      "vault.contents": () => ({ accounts: [{ ...account, recoveryCodes }], unreadable: [] }),
      "recovery.mark-used": (input) => {
        used.push(input);
        return null;
      },
    });
    await show(<HelpApp client={client} ports={fakePorts()} />);
    await press("I am travelling outside the US");
    expect(pageText()).toContain("It was filled or copied on Mar 3, 2026.");
    await press("Yes, it was used");
    expect(used).toEqual([{ id: "recovery-1" }]);
  });

  it("is what the help says of a journey, once it knows the account", async () => {
    const client = fakeClient({
      "vault.status": () => ({ state: "unlocked" }),
      "vault.contents": () => ({ accounts: [PHONE_ONLY], unreadable: [] }),
    });
    await show(<HelpApp client={client} ports={fakePorts()} />);
    await press("I am travelling outside the US");
    expect(alarms()).toEqual(["Urgent: The phone is the only way that is known"]);
    expect(buttonNames()).toContain("I have it elsewhere");
  });
});
