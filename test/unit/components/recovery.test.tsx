// @vitest-environment jsdom

import { act } from "preact/test-utils";
import { afterEach, describe, expect, it } from "vitest";
import type { AccountView } from "../../../lib/app/views.ts";
import { CLIENT, methodStatus, pageView, PROVIDER, SAVED_AT } from "./fixtures.ts";
import { inputs, openPopup } from "./open-popup.tsx";
import {
  button,
  buttonNames,
  clearScreen,
  fakePorts,
  field,
  pageText,
  press,
  refuse,
  settle,
  type,
} from "./screen.tsx";

afterEach(() => clearScreen());

const CODE = "QK7X2MPD9WVB4ZTH8NRC5JYG";
const NONE: AccountView = { ...CLIENT, recoveryCodes: [] };
const USED: AccountView = {
  ...CLIENT,
  recoveryCodes: [
    {
      id: "recovery-1",
      masked: "••••",
      createdAt: SAVED_AT,
      usedAt: SAVED_AT,
      endedBy: "used",
      endedOn: null,
      filledAt: null,
      hasPassphrase: false,
    },
  ],
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
        "page.decline-recovery-code": () => null,
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
      {
        "recovery.keep-elsewhere": () => ({ accountId: "new" }),
        "page.decline-recovery-code": () => null,
      },
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

  it("is not asked about again once it is kept elsewhere, and can be saved after all", async () => {
    const declined = { ...page, recoveryCodeDeclined: true };
    const { client } = await openPopup(
      [NONE],
      { "recovery.save": () => ({ id: "new" }) },
      declined,
    );
    expect(pageText()).toContain("You keep this recovery code elsewhere");
    expect(buttonNames()).not.toContain("Save recovery code");
    await press("Save it here after all");
    await press("Save recovery code");
    expect(inputs(client, "recovery.save")).toHaveLength(1);
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

describe("a recovery code of another shape than Waykey knows", () => {
  it("is kept as it was typed, once the user has said that it stands so on Headway's page", async () => {
    const { client } = await openPopup([NONE], {
      "recovery.save": ({ asTyped }) =>
        asTyped === true ? { id: "new" } : refuse("recovery/code"),
    });
    await press("Details of ana@example.com Client");
    await press("Type a recovery code");
    await type("Recovery code", "short");
    await press("Save typed code");
    expect(buttonNames()).not.toContain("Keep it as I typed it");
    await type("Recovery code", "ab3d-EF56");
    expect(buttonNames()).not.toContain("Keep it as I typed it");
    await press("Save typed code");
    expect(pageText()).toContain("If Headway’s page shows it exactly so");
    await press("Keep it as I typed it");
    expect(inputs(client, "recovery.save").at(-1)).toEqual({
      code: "ab3d-EF56",
      account: { accountId: CLIENT.id },
      asTyped: true,
    });
  });
});

describe("a half-typed recovery code", () => {
  it("is there again when the popup is opened, and is forgotten once it is saved", async () => {
    const ports = fakePorts();
    await openPopup([NONE, PROVIDER], { "recovery.save": () => ({ id: "new" }) }, null, ports);
    await press("Details of ana@example.com Client");
    await press("Type a recovery code");
    await type("Recovery code", "ABCD EFGH");
    const left = { kind: "recovery", accountId: CLIENT.id, code: "ABCD EFGH" } as const;
    expect(ports.draft()).toEqual(left);
    for (const account of [NONE, { ...NONE, successorSince: SAVED_AT }]) {
      await clearScreen();
      const again = fakePorts({}, left);
      await openPopup([account, PROVIDER], { "recovery.save": () => ({ id: "new" }) }, null, again);
      expect(field("Recovery code").value).toBe("ABCD EFGH");
      await press("Save typed code");
      expect(again.draft()).toBeNull();
    }
  });

  it("is not asked for where it was saved by the press that closed the popup", async () => {
    const left = { kind: "recovery", accountId: CLIENT.id, code: CODE } as const;
    const ports = fakePorts({}, left);
    await openPopup([CLIENT, PROVIDER], {}, null, ports);
    expect(buttonNames()).toContain("Details of ana@example.com Client");
    expect(ports.draft()).toBeNull();
  });

  it("is forgotten before it is said to be saved", async () => {
    const left = { kind: "recovery", accountId: CLIENT.id, code: CODE } as const;
    const ports = fakePorts({}, left);
    let finish = () => {};
    const forgotten = new Promise<void>((resolve) => (finish = resolve));
    const slow = { ...ports, drafts: { ...ports.drafts, set: () => forgotten } };
    const { client, become } = await openPopup(
      [NONE, PROVIDER],
      { "recovery.save": () => ({ id: "new" }) },
      null,
      slow,
    );
    become([CLIENT, PROVIDER]);
    await press("Save typed code");
    expect(inputs(client, "recovery.save")).toHaveLength(1);
    expect(buttonNames()).not.toContain("Reveal");
    finish();
    await settle();
    expect(buttonNames()).toContain("Reveal");
  });

  it("does not push out a setup key that is being added", async () => {
    const adding = {
      kind: "add",
      text: "JBSW",
      account: null,
      replace: null,
      export: null,
    } as const;
    const ports = fakePorts();
    await openPopup([NONE], {}, null, ports);
    await press("Details of ana@example.com Client");
    await ports.drafts.set(adding);
    await press("Type a recovery code");
    await type("Recovery code", "ABCD");
    expect(ports.draft()).toEqual(adding);
    await press("Don’t keep it");
    expect(ports.draft()).toEqual(adding);
  });
});

describe("a recovery code that was filled", () => {
  const FILLED: AccountView = {
    ...CLIENT,
    recoveryCodes: CLIENT.recoveryCodes.map((code) => ({ ...code, filledAt: SAVED_AT })),
    methods: CLIENT.methods.map((status) =>
      status.method === "recovery-code" ? { ...status, filledAt: SAVED_AT } : status,
    ),
    findings: [{ kind: "recovery-code-filled", weight: "warning", at: SAVED_AT }],
  };

  it("is asked after where the account shows its codes, whose section is open", async () => {
    const { client, become } = await openPopup([FILLED], { "recovery.mark-used": () => null });
    await press("Details of ana@example.com Client");
    expect(pageText()).toContain("was it used?");
    expect(pageText()).toContain("In Waykey, filled or copied on Mar 3, 2026: it may be used up");
    become([USED]);
    await press("Mark as used");
    expect(inputs(client, "recovery.mark-used")).toEqual([{ id: "recovery-1" }]);
    expect(pageText()).not.toContain("Was the recovery code used?");
    expect(pageText()).toContain("Earlier recovery codes (1)");
  });

  it("is asked after in the check-up, and works still by the user's word", async () => {
    const { client, become } = await openPopup([FILLED], { "recovery.not-used": () => null });
    await press("Details of ana@example.com Client");
    expect(pageText()).toContain("Was your recovery code used on Mar 3, 2026?");
    become([CLIENT]);
    await press("No, it still works");
    expect(inputs(client, "recovery.not-used")).toEqual([{ id: "recovery-1" }]);
    expect(pageText()).not.toContain("Was your recovery code used");
    expect(buttonNames()).toContain("Mark as used");
  });
});

describe("the successor of a used recovery code", () => {
  it("is asked for on the home screen and the account's own", async () => {
    await openPopup([PROVIDER, USED]);
    expect(pageText()).toContain("Did you keep the new recovery code?");
    expect(pageText()).toContain("The last one was used on Mar 3, 2026.");
    await press("Details of ana@example.com Client");
    expect(buttonNames()).toContain("Headway showed none");
    expect(pageText()).toContain("Earlier recovery codes (1)");
    await clearScreen();
    await openPopup([CLIENT, PROVIDER]);
    expect(pageText()).not.toContain("Did you keep the new recovery code?");
  });

  it("is not asked for once the user says that it was not used", async () => {
    const { client, become } = await openPopup([USED], { "recovery.take-back": () => null });
    await press("Details of ana@example.com Client");
    become([CLIENT]);
    await press("It was not used: Saved Mar 3, 2026 · used Mar 3, 2026");
    expect(inputs(client, "recovery.take-back")).toEqual([{ id: "recovery-1" }]);
    expect(buttonNames()).not.toContain("Headway showed none");
  });

  it("is offered back for no code beside a good one", async () => {
    const [good] = CLIENT.recoveryCodes;
    const [old] = USED.recoveryCodes;
    if (good === undefined || old === undefined) throw new TypeError("There are two codes");
    await openPopup([{ ...CLIENT, recoveryCodes: [good, { ...old, id: "recovery-0" }] }]);
    await press("Details of ana@example.com Client");
    expect(pageText()).toContain("Earlier recovery codes (1)");
    expect(buttonNames().filter((name) => name.startsWith("It was not used"))).toEqual([]);
  });

  it("has replaced one that was never used, which is not said to have been", async () => {
    const [good] = CLIENT.recoveryCodes;
    if (good === undefined) throw new TypeError("There is a code");
    const at = SAVED_AT + 86_400_000;
    const codes = [
      { ...good, createdAt: at },
      { ...good, id: "recovery-0", usedAt: at, endedBy: "replaced" as const },
    ];
    await openPopup([{ ...CLIENT, recoveryCodes: codes }]);
    await press("Details of ana@example.com Client");
    expect(pageText()).toContain("Saved Mar 3, 2026 · replaced by a newer one on Mar 4, 2026");
    expect(pageText()).not.toContain("· used");
    await clearScreen();
    // One that is kept elsewhere is in its place.
    await openPopup([{ ...CLIENT, recoveryCodes: codes.slice(1) }], {
      "recovery.take-back": () => null,
    });
    await press("Details of ana@example.com Client");
    expect(buttonNames()).toContain(
      "It is still good: Saved Mar 3, 2026 · replaced by a newer one on Mar 4, 2026",
    );
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

  it.each([
    ["", "You said that you keep it elsewhere. When"],
    ["in the safe", "You said that you keep it elsewhere: in the safe. When"],
  ])("is not said to be missing where it is kept elsewhere (%s)", async (where, text) => {
    const methods = [methodStatus("recovery-code", { state: "elsewhere", at: SAVED_AT, where })];
    await openPopup([{ ...NONE, methods }]);
    await press("Details of ana@example.com Client");
    expect(pageText()).toContain(text);
    expect(pageText()).not.toContain("None is kept");
    expect(buttonNames()).toContain("Type a recovery code");
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

describe("a recovery code with a passphrase of its own", () => {
  const PASSPHRASE = "purple lamp over water";
  const LOCKED: AccountView = {
    ...CLIENT,
    recoveryCodes: CLIENT.recoveryCodes.map((code) => ({
      ...code,
      hasPassphrase: true,
    })),
  };
  const details = () => press("Details of ana@example.com Client");

  it("is given it where the page shows the code, with what that means said before", async () => {
    const page = pageView({ kind: "recovery-shown", recoveryCode: CODE, email: CLIENT.email });
    const { client } = await openPopup([NONE], { "recovery.save": () => ({ id: "new" }) }, page);
    expect(pageText()).not.toContain("Neither can you");
    await act(() => field("Give it a passphrase of its own").click());
    expect(pageText()).toContain("Neither can you: if you forget it, there is no way to this code");
    await type("Passphrase of this code", "short");
    await type("Repeat passphrase", PASSPHRASE);
    await press("Save recovery code");
    expect(inputs(client, "recovery.save")).toEqual([]);
    expect(document.activeElement).toBe(field("Passphrase of this code"));
    await type("Passphrase of this code", PASSPHRASE);
    await press("Save recovery code");
    expect(inputs(client, "recovery.save")).toEqual([
      { code: CODE, account: { accountId: CLIENT.id }, passphrase: PASSPHRASE },
    ]);
  });

  it("is given it where the code is typed, or not after all", async () => {
    const { client } = await openPopup([NONE], { "recovery.save": () => refuse("vault/storage") });
    await details();
    await press("Type a recovery code");
    await type("Recovery code", CODE);
    await act(() => field("Give it a passphrase of its own").click());
    await type("Passphrase of this code", PASSPHRASE);
    await type("Repeat passphrase", PASSPHRASE);
    await press("Save typed code");
    await act(() => field("Give it a passphrase of its own").click());
    await press("Save typed code");
    const plain = { code: CODE, account: { accountId: CLIENT.id } };
    expect(inputs(client, "recovery.save")).toEqual([{ ...plain, passphrase: PASSPHRASE }, plain]);
  });

  it("is given it later, for the vault's password", async () => {
    const { client, become } = await openPopup([CLIENT], {
      "recovery.set-passphrase": ({ password }) =>
        password === "right password" ? null : refuse("vault/password"),
    });
    await details();
    await press("Give it a passphrase");
    expect(document.activeElement).toBe(field("Passphrase of this code"));
    expect(pageText()).toContain("A backup made before holds the code without it");
    await type("Passphrase of this code", PASSPHRASE);
    await type("Repeat passphrase", PASSPHRASE);
    await type("Password", "wrong password");
    await press("Set passphrase");
    expect(pageText()).toContain("That’s not the right password");
    become([LOCKED]);
    await type("Password", "right password");
    await press("Set passphrase");
    expect(inputs(client, "recovery.set-passphrase").at(-1)).toEqual({
      id: "recovery-1",
      password: "right password",
      passphrase: PASSPHRASE,
    });
    expect(buttonNames()).toContain("Take its passphrase off");
    expect(pageText()).toContain("your password and its own passphrase are asked for");
  });

  it("is revealed for both secrets, and says which was wrong", async () => {
    const { client } = await openPopup([LOCKED], {
      "recovery.reveal": ({ passphrase }) =>
        passphrase === PASSPHRASE ? { code: CODE } : refuse("recovery/passphrase"),
    });
    await details();
    await press("Reveal");
    expect(document.activeElement).toBe(field("Password"));
    await type("Password", "right password");
    await press("Show code");
    expect(document.activeElement).toBe(field("Passphrase of this code"));
    expect(inputs(client, "recovery.reveal")).toEqual([]);
    await type("Passphrase of this code", "wrong passphrase");
    await press("Show code");
    expect(pageText()).toContain("That’s not the passphrase of this recovery code");
    expect(document.activeElement).toBe(field("Passphrase of this code"));
    expect(field("Password").value).toBe("right password");
    expect(field("Passphrase of this code").value).toBe("");
    await type("Passphrase of this code", PASSPHRASE);
    await press("Show code");
    expect(pageText()).toContain(CODE);
  });

  it("has it taken off", async () => {
    const { client, become } = await openPopup([LOCKED], {
      "recovery.remove-passphrase": () => null,
    });
    await details();
    await press("Take its passphrase off");
    await press("Keep the passphrase");
    expect(document.activeElement).toBe(button("Take its passphrase off"));
    await press("Take its passphrase off");
    await type("Password", "right password");
    await type("Passphrase of this code", PASSPHRASE);
    become([CLIENT]);
    await press("Take it off");
    expect(inputs(client, "recovery.remove-passphrase")).toEqual([
      { id: "recovery-1", password: "right password", passphrase: PASSPHRASE },
    ]);
    expect(buttonNames()).toContain("Give it a passphrase");
  });

  it("is filled for both secrets", async () => {
    const page = pageView({ kind: "recovery-challenge", email: CLIENT.email });
    const { client } = await openPopup(
      [LOCKED],
      { "page.fill-recovery-code": () => ({ filled: true }) },
      page,
    );
    await press("Fill recovery code");
    await type("Password", "right password");
    await type("Passphrase of this code", PASSPHRASE);
    await press("Fill and use it up");
    expect(inputs(client, "page.fill-recovery-code")).toEqual([
      { id: "recovery-1", password: "right password", passphrase: PASSPHRASE },
    ]);
  });
});
