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
  type,
} from "./screen.tsx";

afterEach(() => clearScreen());

const EMPTY: AccountView = {
  ...PROVIDER,
  otps: [],
  methods: PROVIDER.methods.map(({ method }) => methodStatus(method)),
};

describe("adding an account", () => {
  it("takes its kind and address from the user, and opens it", async () => {
    const { client, become } = await openPopup([], {
      "account.create": ({ role, email }) => {
        become([{ ...EMPTY, role, email }]);
        return { id: EMPTY.id, isNew: true };
      },
    });
    await press("Add an account");
    expect(pageText()).not.toContain("Taken from");
    await act(() => field("Provider").click());
    await type("E-mail", "ana@example.com");
    await press("Add account");
    expect(inputs(client, "account.create")).toEqual([
      { role: "provider", email: "ana@example.com" },
    ]);
    expect(document.activeElement?.textContent).toBe("ana@example.com");
    expect(pageText()).not.toContain("You have this account already");
  });

  it("starts from the page in use, and says so", async () => {
    const page = pageView({
      host: "sigmund.headway.co",
      role: "provider",
      email: "eva@example.com",
    });
    const { client } = await openPopup(
      [CLIENT],
      { "account.create": () => refuse("vault/storage") },
      page,
    );
    await press("Add an account");
    expect(pageText()).toContain("Taken from sigmund.headway.co");
    expect(field("E-mail").value).toBe("eva@example.com");
    await press("Add account");
    expect(inputs(client, "account.create")).toEqual([
      { role: "provider", email: "eva@example.com" },
    ]);
    expect(field("E-mail").value).toBe("eva@example.com");
    await press("Back");
    expect(buttonNames()).toContain("Add an account");
  });

  it("opens the one there is, and says that nothing was added", async () => {
    await openPopup([CLIENT], { "account.create": () => ({ id: CLIENT.id, isNew: false }) });
    await press("Add an account");
    await press("Add account");
    expect(pageText()).toContain("You have this account already");
    expect(buttonNames()).toContain("Remove account");
    await press("Back");
    await press("Details of ana@example.com Client");
    expect(pageText()).not.toContain("You have this account already");
  });
});

describe("a half-typed account", () => {
  const draft = { kind: "account", account: { role: "provider", email: "eva@exa" } } as const;

  it("is kept while the popup is closed", async () => {
    const ports = fakePorts();
    await openPopup([CLIENT], {}, null, ports);
    await press("Add an account");
    await act(() => field("Provider").click());
    await type("E-mail", "eva@exa");
    expect(ports.draft()).toEqual(draft);
  });

  it("is taken up again, whatever page is in use by then", async () => {
    await openPopup([CLIENT], {}, pageView({ email: "ana@example.com" }), fakePorts({}, draft));
    expect(field("E-mail").value).toBe("eva@exa");
    expect(field("Provider").checked).toBe(true);
  });

  it("is forgotten by going back", async () => {
    const ports = fakePorts({}, draft);
    await openPopup([CLIENT], {}, null, ports);
    await press("Back");
    expect(ports.draft()).toBeNull();
    await press("Add an account");
    expect(field("E-mail").value).toBe("");
  });

  it("is forgotten once it is added", async () => {
    const ports = fakePorts({}, draft);
    const add = { "account.create": () => ({ id: CLIENT.id, isNew: false }) };
    await openPopup([CLIENT], add, null, ports);
    await press("Add account");
    expect(ports.draft()).toBeNull();
  });
});

describe("another address for an account", () => {
  it("is saved, and the focus goes back", async () => {
    const { client, become } = await openPopup([EMPTY], {
      "account.rename": ({ email }) => {
        become([{ ...EMPTY, email }]);
        return null;
      },
    });
    await press("Details of ana@example.com Provider");
    await press("Change e-mail");
    await type("E-mail", "ana@new.example");
    await press("Save address");
    expect(inputs(client, "account.rename")).toEqual([{ id: EMPTY.id, email: "ana@new.example" }]);
    expect(document.querySelector("h1")?.textContent).toBe("ana@new.example");
    expect(document.activeElement).toBe(button("Change e-mail"));
  });

  it("stays in the field when another account has it", async () => {
    await openPopup([EMPTY], { "account.rename": () => refuse("account/taken") });
    await press("Details of ana@example.com Provider");
    await press("Change e-mail");
    await type("E-mail", "eva@example.com");
    await press("Save address");
    expect(pageText()).toContain("Another account of this kind has that address");
    expect(field("E-mail").value).toBe("eva@example.com");
    await press("Keep the old address");
    expect(document.activeElement).toBe(button("Change e-mail"));
  });
});

describe("removing an account", () => {
  it("asks nothing where nothing is held", async () => {
    const { client, become } = await openPopup([EMPTY], {
      "account.remove": () => {
        become([]);
        return null;
      },
    });
    await press("Details of ana@example.com Provider");
    await press("Remove account");
    expect(inputs(client, "account.remove")).toEqual([{ id: EMPTY.id }]);
    expect(pageText()).toContain("No accounts yet");
    expect(document.activeElement?.tagName).toBe("H1");
  });

  it("asks first where all there is has been put away", async () => {
    const { client } = await openPopup([{ ...EMPTY, putAway: PROVIDER.otps }], {});
    await press("Details of ana@example.com Provider");
    await press("Remove account");
    expect(pageText()).toContain("This removes 1 code from Waykey.");
    expect(inputs(client, "account.remove")).toEqual([]);
  });

  it.each([
    ["a week that support has granted", { exemptedAt: 5 }],
    [
      "a code on paper that is used up",
      { methods: [methodStatus("recovery-code", { state: "used", at: 5 })] },
    ],
  ])("asks first where %s is noted", async (_what, changes) => {
    const { client } = await openPopup([{ ...EMPTY, ticks: [], ...changes }], {});
    await press("Details of ana@example.com Provider");
    await press("Remove account");
    expect(pageText()).toContain("This removes 1 note of yours from Waykey.");
    expect(inputs(client, "account.remove")).toEqual([]);
  });

  it("gives the focus to the accounts that are left", async () => {
    const { become } = await openPopup([CLIENT, EMPTY], {
      "account.remove": () => {
        become([CLIENT]);
        return null;
      },
    });
    await press("Details of ana@example.com Provider");
    await press("Remove account");
    expect(buttonNames()).toContain("Details of ana@example.com Client");
    expect(document.activeElement?.textContent).toBe("Your accounts");
  });

  it("says first what would be lost, and only that", async () => {
    const noted = {
      ...EMPTY,
      ticks: [],
      methods: [methodStatus("phone", { state: "elsewhere", at: 0 })],
    };
    await openPopup([{ ...CLIENT, ticks: [] }, noted], {});
    await press("Details of ana@example.com Client");
    await press("Remove account");
    expect(pageText()).toContain("This removes 1 code, 1 passkey, 1 recovery code from Waykey.");
    await press("Keep account");
    await press("Back");
    await press("Details of ana@example.com Provider");
    await press("Remove account");
    expect(pageText()).toContain("This removes 1 note of yours from Waykey.");
  });
});

describe("moving what an account holds", () => {
  const CODE = {
    id: "recovery-2",
    masked: "••••",
    createdAt: SAVED_AT,
    usedAt: null,
    endedBy: null,
    endedOn: null,
    filledAt: null,
    hasPassphrase: false,
  };

  it("asks for the account and says where it went", async () => {
    const { client } = await openPopup([CLIENT, PROVIDER], {
      "holding.move": () => ({ accountId: PROVIDER.id }),
    });
    await press("Details of ana@example.com Client");
    await press("Move code");
    expect(document.activeElement).toBe(button("Leave it here"));
    expect(button("Move to this account").disabled).toBe(true);
    await act(() => field("ana@example.com (Provider)").click());
    await press("Move to this account");
    expect(inputs(client, "holding.move")).toEqual([
      { id: "otp-client", account: { accountId: PROVIDER.id } },
    ]);
    expect(pageText()).toContain("Moved to ana@example.com (Provider).");
  });

  it("offers a new account where there is no other", async () => {
    const { client } = await openPopup([CLIENT], {
      "holding.move": () => refuse("account/held-there"),
    });
    await press("Details of ana@example.com Client");
    await press("Move passkey Laptop");
    await type("E-mail", "new@example.com");
    await press("Move to this account");
    expect(inputs(client, "holding.move")).toEqual([
      { id: "passkey-1", account: { role: "client", email: "new@example.com" } },
    ]);
    expect(pageText()).toContain("That account holds the same already");
  });

  it("says of two good recovery codes which stays", async () => {
    await openPopup([CLIENT, { ...PROVIDER, recoveryCodes: [CODE] }], {});
    await press("Details of ana@example.com Client");
    await press("Move recovery code");
    expect(pageText()).not.toContain("the one saved later stays");
    await act(() => field("ana@example.com (Provider)").click());
    expect(pageText()).toContain("keeps a recovery code since Mar 3, 2026");
    expect(pageText()).toContain("the one saved later stays");
  });

  it.each(["Move code", "Move passkey Laptop", "Move recovery code"])(
    "gives the focus back to %s when nothing was moved",
    async (opener) => {
      await openPopup([CLIENT, PROVIDER], {});
      await press("Details of ana@example.com Client");
      await press(opener);
      await press("Leave it here");
      expect(document.activeElement).toBe(button(opener));
    },
  );
});
