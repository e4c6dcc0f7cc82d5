// @vitest-environment jsdom

import { afterEach, describe, expect, it } from "vitest";
import type { AccountView } from "../../../lib/app/views.ts";
import { CLIENT, pageView, PROVIDER, SAVED_AT } from "./fixtures.ts";
import { inputs, openPopup } from "./open-popup.tsx";
import {
  button,
  buttonNames,
  clearScreen,
  field,
  pageText,
  press,
  refuse,
  type,
} from "./screen.tsx";

afterEach(() => clearScreen());

const CODE = "QK7X2MPD9WVB4ZTH8NRC5JYG";
const NONE: AccountView = { ...CLIENT, recoveryCodes: [] };
const USED: AccountView = {
  ...CLIENT,
  recoveryCodes: [{ id: "recovery-1", masked: "••••", createdAt: SAVED_AT, usedAt: SAVED_AT }],
  successorSince: SAVED_AT,
};

const noted = (answer: object) => ({ id: CLIENT.id, method: "recovery-code", answer });

describe("a recovery code that the page shows", () => {
  const page = pageView({ kind: "recovery-shown", recoveryCode: CODE, email: CLIENT.email });

  it("is kept elsewhere by one press, and its place may be said", async () => {
    const { client } = await openPopup(
      [NONE],
      {
        "recovery.keep-elsewhere": () => ({ accountId: CLIENT.id }),
        "account.note-method": () => null,
      },
      page,
    );
    expect(pageText()).toContain("a printed copy elsewhere is safer, a copy here is handier.");
    await press("I keep it elsewhere");
    expect(inputs(client, "recovery.keep-elsewhere")).toEqual([
      { account: { accountId: CLIENT.id }, where: "" },
    ]);
    expect(pageText()).toContain("Waykey has not kept the code.");
    expect(document.activeElement).toBe(field("Where is it?"));
    await type("Where is it?", "in the desk");
    await press("Save place");
    expect(inputs(client, "account.note-method")).toEqual([
      noted({ state: "elsewhere", where: "in the desk", callingCode: "" }),
    ]);
    expect(buttonNames()).not.toContain("Save recovery code");
    expect(JSON.stringify(client.calls)).not.toContain(CODE);
  });

  it("is kept elsewhere without a place too, and in a new account", async () => {
    const { client } = await openPopup(
      [],
      { "recovery.keep-elsewhere": () => ({ accountId: "new" }) },
      page,
    );
    await press("I keep it elsewhere");
    expect(inputs(client, "recovery.keep-elsewhere")).toEqual([
      { account: { role: "client", email: CLIENT.email }, where: "" },
    ]);
    await press("Don’t say");
    expect(inputs(client, "account.note-method")).toEqual([]);
    expect(buttonNames()).not.toContain("Save place");
  });

  it("stays offered when that could not be noted", async () => {
    await openPopup([NONE], { "recovery.keep-elsewhere": () => refuse("vault/storage") }, page);
    await press("I keep it elsewhere");
    expect(buttonNames()).toContain("Save recovery code");
    expect(document.querySelector(".notice-error")).not.toBeNull();
  });
});

describe("a recovery code that is typed", () => {
  it("is saved from the account's screen, with the trade-off in view", async () => {
    const { client, become } = await openPopup([NONE], { "recovery.save": () => ({ id: "new" }) });
    await press("Details of ana@example.com Client");
    await press("Type a recovery code");
    expect(pageText()).toContain("a printed copy elsewhere is safer");
    await press("Save typed code");
    expect(document.activeElement).toBe(field("Recovery code"));
    become([CLIENT]);
    await type("Recovery code", CODE);
    await press("Save typed code");
    expect(inputs(client, "recovery.save")).toEqual([
      { code: CODE, account: { accountId: CLIENT.id } },
    ]);
    expect(buttonNames()).toContain("Reveal");
    expect(document.documentElement.outerHTML).not.toContain(CODE);
  });

  it("stays in the field when it is none, and the focus goes back", async () => {
    await openPopup([NONE], { "recovery.save": () => refuse("recovery/code") });
    await press("Details of ana@example.com Client");
    await press("Type a recovery code");
    await type("Recovery code", "short");
    await press("Save typed code");
    expect(pageText()).toContain("This doesn’t look like a recovery code");
    await press("Don’t keep it");
    expect(document.activeElement).toBe(button("Type a recovery code"));
  });
});

describe("the successor of a used recovery code", () => {
  it("is asked for on the home screen and the account's own", async () => {
    await openPopup([PROVIDER, USED]);
    expect(pageText()).toContain("Did you keep the new recovery code?");
    expect(pageText()).toContain("The last one was used on Mar 3, 2026.");
    await press("Details of ana@example.com Client");
    expect(buttonNames()).toContain("Headway showed none");
    expect(pageText()).toContain("Used recovery codes (1)");
    await clearScreen();
    await openPopup([CLIENT, PROVIDER]);
    expect(pageText()).not.toContain("Did you keep the new recovery code?");
  });

  it("is not asked for beside the page that shows it", async () => {
    await openPopup([USED], {}, pageView({ kind: "recovery-shown", recoveryCode: CODE }));
    expect(pageText()).not.toContain("Did you keep the new recovery code?");
    expect(buttonNames()).toContain("Save recovery code");
  });

  it("is declined: Headway showed none", async () => {
    const { client, become } = await openPopup([USED], { "account.note-method": () => null });
    become([{ ...USED, successorSince: null }]);
    await press("Headway showed none");
    expect(inputs(client, "account.note-method")).toEqual([noted({ state: "none" })]);
    expect(pageText()).not.toContain("Did you keep the new recovery code?");
  });

  it("is kept elsewhere", async () => {
    const { client, become } = await openPopup([USED], {
      "recovery.keep-elsewhere": () => ({ accountId: CLIENT.id }),
    });
    become([{ ...USED, successorSince: null }]);
    await press("I kept it elsewhere");
    await press("Don’t say");
    expect(inputs(client, "recovery.keep-elsewhere")).toEqual([
      { account: { accountId: CLIENT.id }, where: "" },
    ]);
    expect(pageText()).not.toContain("Noted: you keep it elsewhere");
  });

  it("is typed in", async () => {
    const { client, become } = await openPopup([USED], { "recovery.save": () => ({ id: "new" }) });
    become([CLIENT]);
    await press("Type it in");
    await type("Recovery code", CODE);
    await press("Save typed code");
    expect(inputs(client, "recovery.save")).toHaveLength(1);
    expect(pageText()).not.toContain("Did you keep the new recovery code?");
  });
});
