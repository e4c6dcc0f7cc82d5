// @vitest-environment jsdom

// jsdom gives the focus to what is folded too: where that matters, the tests look at the section itself.

import { act } from "preact/test-utils";
import { afterEach, describe, expect, it } from "vitest";
import {
  methodsGist,
  passkeysGist,
  recoveryGist,
  resetGist,
  sectionsDue,
} from "../../../components/account/account-sections.ts";
import type { AccountView } from "../../../lib/app/views.ts";
import type { FindingKind } from "../../../lib/headway/health.ts";
import { CLIENT, methodStatus, passkeyView, SAVED_AT } from "./fixtures.ts";
import { openDetails } from "./one-account.tsx";
import { openPopup } from "./open-popup.tsx";
import { button, clearScreen, field, press, settle } from "./screen.tsx";

afterEach(() => clearScreen());

function having(kind: FindingKind): AccountView {
  return { ...CLIENT, findings: [{ kind, weight: "warning", at: SAVED_AT }] };
}

const ANSWERED = CLIENT.methods.map((status) =>
  status.state === "unknown" ? methodStatus(status.method, { state: "none" }) : status,
);

/** With an unserved phone and two other ways. */
const COVERED: AccountView = {
  ...CLIENT,
  findings: [{ kind: "phone-not-served", weight: "advice", at: SAVED_AT }],
};

function section(title: string): HTMLDetailsElement {
  const found = [...document.querySelectorAll("details")].find(
    (details) => details.querySelector("summary h2")?.textContent === title,
  );
  return found ?? expect.fail(`No section is called ${title}`);
}

function openTitles(): readonly (string | undefined)[] {
  return [...document.querySelectorAll(".folding[open] h2")].map((title) => title.textContent);
}

async function turn(title: string): Promise<void> {
  const details = section(title);
  const turned = new Promise((resolve) =>
    details.addEventListener("toggle", resolve, { once: true }),
  );
  await act(async () => {
    details.querySelector("summary")?.click();
    await turned;
  });
  await settle();
}

describe("the sections of an account that are open by themselves", () => {
  it.each([
    ["none, where all is well", { ...CLIENT, findings: [] }, []],
    ["none for what the check-up asks itself", having("password-not-unique"), []],
    ["the recovery code's, where none is kept", having("no-recovery-code"), ["recovery"]],
    ["the recovery code's, once it is used", having("recovery-code-used"), ["recovery"]],
    ["the same, while the new one is asked for", { ...CLIENT, successorSince: 1 }, ["recovery"]],
    ["the ways', where more may be known to the user", having("one-way-only"), ["methods"]],
    ["the ways', where no second step is known", having("no-second-step"), ["methods"]],
    ["the ways', where the only code is untried", having("code-untried"), ["methods"]],
    ["the ways', where Headway can't reach the phone", having("phone-not-served"), ["methods"]],
    ["none, where each way has its answer", { ...having("one-way-only"), methods: ANSWERED }, []],
    ["none, where such a phone is covered", COVERED, []],
    ["that of the reset, while the week runs", having("reset-due"), ["reset"]],
    ["that of the reset, when the week is over", having("reset-late"), ["reset"]],
  ] as const)("are %s", (_, account, due) => {
    expect(sectionsDue(account)).toEqual(due);
  });
});

describe("what a folded section says of its inside", () => {
  const kept = (state: "elsewhere" | "none") => ({
    ...CLIENT,
    recoveryCodes: [],
    methods: [methodStatus("recovery-code", { state })],
  });

  it.each([
    ["kept here", CLIENT],
    ["kept elsewhere", kept("elsewhere")],
    ["none kept", kept("none")],
    ["used: where is the new one?", { ...kept("none"), successorSince: SAVED_AT }],
  ])("is, of the recovery code, %s", (gist, account) => {
    expect(recoveryGist(account)).toBe(gist);
  });

  it("counts the passkeys, the ways, and the week to its end", () => {
    expect(passkeysGist({ ...CLIENT, passkeys: [] })).toBe("none kept");
    const hidden = passkeyView("passkey-2", { hidden: { at: SAVED_AT, by: "site" } });
    expect(passkeysGist({ ...CLIENT, passkeys: [...CLIENT.passkeys, hidden] })).toBe(
      "1 passkey, 1 hidden",
    );
    expect(methodsGist(CLIENT)).toBe("3 of 5");
    expect(resetGist(CLIENT)).toBe("lost a way in?");
    expect(resetGist({ ...CLIENT, exemptedAt: SAVED_AT })).toBe("let in until Mar 10, 2026");
  });
});

describe("the sections of an account's screen", () => {
  it("are folded until they are opened", async () => {
    await openPopup([CLIENT]);
    await openDetails(CLIENT);
    expect(openTitles()).toEqual([]);
    await turn("Passkeys");
    expect(openTitles()).toEqual(["Passkeys"]);
    await turn("Passkeys");
    expect(openTitles()).toEqual([]);
  });

  it("open when a question comes up in them, and stay so when it is answered", async () => {
    const used = {
      ...CLIENT,
      recoveryCodes: CLIENT.recoveryCodes.map((code) => ({ ...code, usedAt: SAVED_AT })),
    };
    const { become } = await openPopup([CLIENT], {
      "recovery.mark-used": () => {
        become([{ ...used, successorSince: SAVED_AT }]);
        return null;
      },
      "account.note-method": () => {
        become([used]);
        return null;
      },
    });
    await openDetails(CLIENT);
    await press("Mark as used");
    await press("Yes, it was used");
    expect(openTitles()).toEqual(["Recovery code"]);
    await press("Headway showed none");
    expect(openTitles()).toEqual(["Recovery code"]);
  });

  it("open for the question that a finding leads to, which takes the focus each time", async () => {
    const account = { ...having("no-recovery-code"), recoveryCodes: [], methods: ANSWERED };
    account.methods = [...ANSWERED.slice(0, -1), methodStatus("recovery-code")];
    await openPopup([account]);
    await openDetails(account);
    expect(openTitles()).toEqual(["Recovery code"]);
    for (let times = 0; times < 2; times++) {
      await press("I have it elsewhere");
      expect(openTitles()).toEqual(["Recovery code", "Ways to sign in"]);
      expect(document.activeElement).toBe(field("Where is it?"));
      await turn("Ways to sign in");
      expect(openTitles()).toEqual(["Recovery code"]);
      button("I have it elsewhere").focus();
    }
  });

  it("are as they were after the travel check, with the focus at its button", async () => {
    await openPopup([CLIENT]);
    await openDetails(CLIENT);
    await turn("Travel check");
    await turn("This account");
    await press("I’m leaving the US");
    await press("Back");
    expect(openTitles()).toEqual(["Travel check", "This account"]);
    expect(document.activeElement).toBe(button("I’m leaving the US"));
  });
});
