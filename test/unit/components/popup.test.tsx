// @vitest-environment jsdom

import { act } from "preact/test-utils";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { loadLateScreens } from "../../../components/popup/late-screens.ts";
import { PopupApp } from "../../../components/popup/popup-app.tsx";
import type { Ports } from "../../../components/ports.ts";
import { WaykeyError } from "../../../lib/errors.ts";
import type {
  AccountView,
  FailedFill,
  OtpPreview,
  PageView,
  RecoveryView,
  VaultCondition,
  VaultState,
} from "../../../lib/app/views.ts";
import {
  CLIENT,
  methodStatus,
  otpView,
  pageView,
  passkeyView,
  PREFERENCES,
  PROVIDER,
  SAVED_AT,
  SETTINGS,
  vaultStatus,
} from "./fixtures.ts";
import { passIdleTime } from "./idle.ts";
import {
  button,
  buttonNames,
  clearScreen,
  enter,
  fakeClient,
  type FakeClient,
  fakePorts,
  fakeQr,
  type FakePorts,
  field,
  fieldNames,
  type Handlers,
  pageText,
  press,
  refuse,
  settle,
  show,
  type,
} from "./screen.tsx";

const PREVIEW: OtpPreview = {
  type: "totp",
  issuer: "Headway",
  label: "ana@example.com",
  algorithm: "SHA1",
  digits: 6,
  periodSeconds: 30,
  counter: 0,
  secret: "JBSW Y3DP",
  duplicateOf: null,
  suggestedAccountId: null,
  suggestedEmail: "",
};

type World = { state?: VaultState; accounts?: readonly AccountView[]; page?: PageView | null };

function openVault(world: World, more: Handlers = {}): FakeClient {
  let state = world.state ?? "unlocked";
  return fakeClient({
    "vault.status": () => vaultStatus(state),
    "vault.unlock": (proof) => {
      if (proof.method !== "password" || proof.password !== "right password") {
        refuse("vault/password");
      }
      state = "unlocked";
      return null;
    },
    "vault.create": () => {
      state = "unlocked";
      return null;
    },
    "vault.lock": () => {
      state = "locked";
      return null;
    },
    "vault.contents": () => ({ accounts: world.accounts ?? [], unreadable: [] }),
    "settings.get": () => SETTINGS,
    "page.inspect": () => world.page ?? null,
    "page.self-check": () => ({ host: "", state: "no-page" }),
    "otp.codes": ({ ids }) =>
      ids.map((id) => {
        const expiresAt = Date.now() + 20_000;
        return { id, code: "492817", nextCode: "777000", expiresAt, endsSoonAt: expiresAt - 5000 };
      }),
    "otp.preview": () => PREVIEW,
    ...more,
  });
}

async function drawRest(): Promise<void> {
  await act(() => void passIdleTime());
}

async function open(client: FakeClient, ports: FakePorts = fakePorts()): Promise<void> {
  await show(<PopupApp client={client} ports={ports} />);
}

async function wait(ms: number): Promise<void> {
  await act(() => vi.advanceTimersByTimeAsync(ms).then(() => undefined));
  await settle();
}

async function waitForPreview(): Promise<void> {
  await wait(300);
}

function setVisibility(state: "visible" | "hidden"): void {
  Object.defineProperty(document, "visibilityState", { value: state, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}

function say(type: "blur" | "focus"): void {
  window.dispatchEvent(new Event(type));
}

beforeAll(loadLateScreens);

beforeEach(() => {
  setVisibility("visible");
  vi.useFakeTimers({
    toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date"],
  });
});

afterEach(async () => {
  await clearScreen();
  vi.useRealTimers();
});

describe("the popup before the vault is open", () => {
  it("has the contract's names at the first run", async () => {
    await open(openVault({ state: "none" }));
    expect(fieldNames()).toEqual(["New password", "Repeat password", "Show what I type"]);
    expect(buttonNames()).toEqual(["Create vault"]);
  });

  it("creates no vault while the password is short or the two differ", async () => {
    const client = openVault({ state: "none" });
    await open(client);
    await type("New password", "short");
    await press("Create vault");
    expect(document.activeElement).toBe(field("New password"));
    await type("New password", "long enough now");
    await type("Repeat password", "something else");
    await press("Create vault");
    expect(document.activeElement).toBe(field("Repeat password"));
    expect(client.calls.map((call) => call.method)).not.toContain("vault.create");
  });

  it("creates the vault, asks the browser to keep it, and goes home", async () => {
    const client = openVault({ state: "none" });
    const persist = vi.fn<() => Promise<boolean>>(() => Promise.resolve(false));
    await open(client, fakePorts({ persist }));
    await type("New password", "correct horse battery");
    await type("Repeat password", "correct horse battery");
    expect(persist).not.toHaveBeenCalled();
    await press("Create vault");
    expect(persist).toHaveBeenCalledOnce();
    expect(client.calls).toContainEqual({
      method: "vault.create",
      input: { password: "correct horse battery" },
    });
    expect(buttonNames()).toEqual(["Lock", "Add a code", "Add an account", "Settings and backup"]);
  });

  it("asks for the password of a locked vault, and says when it is wrong", async () => {
    await open(openVault({ state: "locked" }));
    expect(fieldNames()).toEqual(["Password"]);
    expect(buttonNames()).toEqual(["Unlock"]);
    await type("Password", "wrong");
    await enter("Password");
    expect(document.querySelector('[role="alert"]')?.textContent).toContain(
      "That’s not the right password",
    );
    await type("Password", "right password");
    await press("Unlock");
    expect(buttonNames()).toContain("Lock");
  });

  it("goes back to the password when a call is refused as locked", async () => {
    let locked = false;
    const client = openVault(
      { accounts: [CLIENT], page: pageView({ kind: "otp-challenge" }) },
      {
        "vault.status": () => vaultStatus(locked ? "locked" : "unlocked"),
        "page.fill-code": () => {
          locked = true;
          return refuse("vault/locked");
        },
      },
    );
    await open(client);
    await press("Fill code");
    expect(buttonNames()).toEqual(["Unlock"]);
  });

  it("forgets the draft when the user locks", async () => {
    const ports = fakePorts(
      {},
      { kind: "add", text: "JBSWY3DP", account: null, replace: null, export: null },
    );
    await open(openVault({}), ports);
    await press("Lock");
    expect(ports.draft()).toBeNull();
  });
});

describe("the popup's home", () => {
  it("shows codes with one copy button each, every name of its own", async () => {
    await open(openVault({ accounts: [CLIENT, PROVIDER] }));
    const names = buttonNames();
    expect(names).toContain("Copy code");
    expect(names).toContain("Copy code for ana@example.com (Provider)");
    expect(names).toContain("Details of ana@example.com Client");
    expect(new Set(names).size).toBe(names.length);
  });

  it("copies the code, and says no more than that", async () => {
    const ports = fakePorts();
    await open(openVault({ accounts: [CLIENT] }), ports);
    await press("Copy code");
    expect(ports.copied).toEqual(["492817"]);
    expect(document.querySelector(".announcer")?.textContent).toBe("Code copied.");
  });

  it("asks for codes again only when one runs out", async () => {
    const client = openVault({ accounts: [CLIENT] });
    await open(client);
    const asked = () => client.calls.filter((call) => call.method === "otp.codes").length;
    await vi.advanceTimersByTimeAsync(19_000);
    expect(asked()).toBe(1);
    await vi.advanceTimersByTimeAsync(1_500);
    expect(asked()).toBe(2);
  });

  it("counts a new code down from its period at most, though the time is a moment old", async () => {
    const endsSoonAt = Date.now() + 30_400;
    const code = { code: "492817", endsSoonAt, expiresAt: endsSoonAt, nextCode: "374775" };
    const codes: Handlers = { "otp.codes": ({ ids }) => ids.map((id) => ({ id, ...code })) };
    await open(openVault({ accounts: [CLIENT] }, codes));
    expect(document.querySelector(".countdown-seconds")?.textContent).toBe("30 s");
  });

  it("draws the countdown in no live region", async () => {
    await open(openVault({ accounts: [CLIENT] }));
    expect(document.querySelector(".countdown-seconds")?.closest("[aria-live],[role=status]")).toBe(
      null,
    );
  });

  it("keeps the codes when the page can't be inspected, and says how to help it", async () => {
    const client = openVault(
      { accounts: [CLIENT] },
      { "page.inspect": () => refuse("page/unreachable") },
    );
    await open(client);
    expect(pageText()).toContain("Reload the page");
    expect(buttonNames()).toContain("Copy code");
  });

  it("shows the codes while the page is silent, says so after a while, and takes a late answer", async () => {
    let answer: (page: PageView | null) => void = () => undefined;
    const silent = new Promise<PageView | null>((resolve) => {
      answer = resolve;
    });
    await open(openVault({ accounts: [CLIENT, PROVIDER] }, { "page.inspect": () => silent }));
    expect(buttonNames()).not.toContain("Copy code");
    await wait(200);
    expect(buttonNames()).toContain("Copy code");
    expect(pageText()).not.toContain("Reload the page");
    await wait(4500);
    expect(pageText()).toContain("Reload the page");
    answer(pageView({ kind: "otp-challenge", role: "provider" }));
    await settle();
    expect(pageText()).not.toContain("Reload the page");
    await wait(500);
    expect(document.activeElement).toBe(button("Fill code"));
  });

  it("waits a moment for the vault's condition, so that nothing moves, and then does without", async () => {
    const condition = Promise.withResolvers<VaultCondition>();
    await open(openVault({ accounts: [CLIENT] }, { "condition.get": () => condition.promise }));
    expect(buttonNames()).toEqual([]);
    await wait(200);
    expect(buttonNames()).toContain("Copy code");
    condition.resolve({ notices: [{ kind: "copy-renewed", at: 0, count: 0 }], decision: null });
    await settle();
    expect(buttonNames()).toContain("OK");
  });

  it("leaves the focus where the user has put it when the page answers late", async () => {
    let answer: (page: PageView | null) => void = () => undefined;
    const late = new Promise<PageView | null>((resolve) => {
      answer = resolve;
    });
    await open(openVault({ accounts: [CLIENT] }, { "page.inspect": () => late }));
    await wait(200);
    button("Copy code").focus();
    answer(pageView({ kind: "otp-challenge" }));
    await settle();
    expect(buttonNames()).toContain("Fill code");
    expect(document.activeElement).toBe(button("Copy code"));
  });

  it.each([
    ["comes into view again", () => setVisibility("hidden"), () => setVisibility("visible")],
    ["gets the focus again", () => say("blur"), () => say("focus")],
  ])("reads the page and the vault again when it %s", async (_, leave, comeBack) => {
    let page = pageView({ kind: "signed-in" });
    let accounts: readonly AccountView[] = [CLIENT];
    const client = openVault(
      {},
      {
        "page.inspect": () => page,
        "vault.contents": () => ({ accounts, unreadable: [] }),
      },
    );
    await open(client);
    const inspections = () => client.calls.filter((call) => call.method === "page.inspect").length;
    page = pageView({ kind: "otp-challenge", role: "provider", host: "sigmund.headway.co" });
    accounts = [CLIENT, PROVIDER];
    leave();
    await settle();
    expect(inspections()).toBe(1);
    comeBack();
    say("focus");
    await settle();
    expect(inspections()).toBe(2);
    expect(pageText()).toContain("sigmund.headway.co");
    expect(buttonNames()).toContain("Fill code");
    expect(buttonNames()).toContain("Details of ana@example.com Provider");
  });

  it("keeps what is being typed while everything is read again", async () => {
    await open(openVault({}));
    await press("Add a code");
    await type("Setup key or otpauth link", "JBSW");
    setVisibility("hidden");
    setVisibility("visible");
    await settle();
    expect(field("Setup key or otpauth link").value).toBe("JBSW");
  });

  it("offers a search once there are many accounts", async () => {
    const accounts = Array.from({ length: 8 }, (_, index) => ({
      ...CLIENT,
      id: `account-${index}`,
      email: `person${index}@example.com`,
      otps: [],
    }));
    await open(openVault({ accounts }));
    await type("Search accounts", "person7 client");
    expect(buttonNames().filter((name) => name.startsWith("Details"))).toEqual([
      "Details of person7@example.com Client",
    ]);
  });

  it("draws fifty accounts at a time, the first of them at once, and asks for the codes of no others", async () => {
    const [otp] = CLIENT.otps;
    if (otp === undefined) throw new RangeError("CLIENT must have a code");
    const accounts = Array.from({ length: 120 }, (_, index) => ({
      ...CLIENT,
      id: `account-${index}`,
      email: `person${index}@example.com`,
      otps: [{ ...otp, id: `otp-${index}` }],
    }));
    const asked: number[] = [];
    await open(
      openVault(
        { accounts },
        {
          "otp.codes": ({ ids }) => {
            asked.push(ids.length);
            return [];
          },
        },
      ),
    );
    const drawn = () => document.querySelectorAll(".account").length;
    expect(drawn()).toBe(8);
    await drawRest();
    expect(drawn()).toBe(50);
    expect(asked).toEqual([50]);
    await press("Show more");
    expect(drawn()).toBe(100);
    expect(asked).toEqual([50, 100]);
    await type("Search accounts", "person119");
    expect(drawn()).toBe(1);
    expect(pageText()).toContain("1 account matches.");
    await type("Search accounts", "nobody at all");
    expect(pageText()).toContain("No account matches “nobody at all”.");
    await type("Search accounts", "");
    expect(drawn()).toBe(8);
    await drawRest();
    expect(drawn()).toBe(50);
    expect(asked).toEqual([50, 100, 1, 50]);
  });

  it("draws the account that was left at once, however far down", async () => {
    const accounts = Array.from({ length: 20 }, (_, index) => ({
      ...CLIENT,
      id: `account-${index}`,
      email: `person${index}@example.com`,
    }));
    await open(openVault({ accounts }));
    await drawRest();
    await press("Details of person15@example.com Client");
    await press("Back");
    expect(document.querySelectorAll(".account")).toHaveLength(16);
    expect(document.activeElement?.textContent).toContain("person15@example.com");
  });

  it("has the search ready before the first letter, a few accounts at a time", async () => {
    const accounts = Array.from({ length: 250 }, (_, i) => ({
      ...CLIENT,
      id: `account-${i}`,
      email: `zoë-${i}@example.com`,
    }));
    await open(openVault({ accounts }));
    // Three for the search, one for the rest of the list, one for the screens behind it.
    expect(passIdleTime()).toBe(5);
    const normalize = vi.spyOn(String.prototype, "normalize");
    await type("Search accounts", "zoe-24");
    expect(pageText()).toContain("11 accounts match.");
    expect(normalize).not.toHaveBeenCalled();
    normalize.mockRestore();
  });

  it("takes the search up when a letter or a slash is typed anywhere, but no shortcut", async () => {
    const accounts = Array.from({ length: 8 }, (_, index) => ({ ...CLIENT, id: `a-${index}` }));
    await open(openVault({ accounts }));
    const search = field("Search accounts");
    const typed = (init: KeyboardEventInit) => {
      search.blur();
      const event = new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...init });
      document.body.dispatchEvent(event);
      return { isTaken: document.activeElement === search, isSwallowed: event.defaultPrevented };
    };
    expect(typed({ key: "p" })).toEqual({ isTaken: true, isSwallowed: false });
    expect(typed({ key: "/" })).toEqual({ isTaken: true, isSwallowed: true });
    for (const init of [{ key: "c", ctrlKey: true }, { key: "Tab" }, { key: " " }, { key: "F5" }]) {
      expect(typed(init)).toEqual({ isTaken: false, isSwallowed: false });
    }
  });

  it("has an icon before each line of what an account holds, and before that of a code that is not there", async () => {
    await open(openVault({ accounts: [{ ...CLIENT, otps: [] }] }));
    const lines = Array.from(document.querySelectorAll(".held > li"));
    expect(lines.map((line) => line.textContent)).toContain("No code kept");
    expect(lines.filter((line) => line.querySelector(".icon") === null)).toEqual([]);
  });

  it("renders hostile names as text", async () => {
    const email = "<img src=x onerror=alert(1)>@example.com";
    await open(openVault({ accounts: [{ ...CLIENT, email }] }));
    expect(pageText()).toContain(email);
    expect(document.querySelector("img")).toBeNull();
  });
});

describe("Back from an export that is unfinished", () => {
  const EXPORT = { texts: ["otpauth-migration://a"], isEnough: false, left: [], accounts: {} };
  const ADDING = { kind: "add", text: "", account: null, replace: null, export: EXPORT } as const;
  const previewing: Handlers = {
    "import.preview": () => ({ size: 2, parts: [0], verdicts: ["taken"], lines: [] }),
  };

  it("asks first, and forgets it only then", async () => {
    const ports = fakePorts({}, ADDING);
    await open(openVault({ accounts: [CLIENT] }, previewing), ports);
    await press("Back");
    expect(pageText()).toContain("Leave this export?");
    expect(document.activeElement).toBe(button("Go on with the export"));
    await press("Go on with the export");
    expect(document.activeElement).toBe(button("Back"));
    expect(ports.draft()).toEqual(ADDING);
    await press("Back");
    await press("Forget it and go back");
    expect(ports.draft()).toBeNull();
    expect(buttonNames()).toContain("Add a code");
  });

  it("asks nothing once the export is left", async () => {
    await open(openVault({ accounts: [CLIENT] }, previewing), fakePorts({}, ADDING));
    await press("Back");
    await press("Forget this export");
    expect(pageText()).not.toContain("Leave this export?");
    await press("Back");
    expect(buttonNames()).toContain("Add a code");
  });
});

describe("after an update", () => {
  const news: Handlers = { "update.get": () => ["restore-undo"] };
  const fails: Handlers = {
    "update.get": () => {
      throw new WaykeyError("vault/storage", "It does not answer");
    },
  };

  it("the foot leads to what is new", async () => {
    const openOptions = vi.fn<Ports["openOptions"]>(() => Promise.resolve());
    await open(openVault({ accounts: [CLIENT] }, news), fakePorts({ openOptions }));
    await press("What’s new in Waykey");
    expect(openOptions).toHaveBeenCalledOnce();
  });

  it.each([
    ["was seen", {}],
    ["is not to be had", fails],
  ])("nothing is said of what %s", async (_, more) => {
    await open(openVault({ accounts: [CLIENT] }, more));
    expect(buttonNames()).not.toContain("What’s new in Waykey");
  });
});

describe("codes that are hidden", () => {
  const hiding: Handlers = {
    "preferences.get": () => ({ ...PREFERENCES, hidesCodes: true }),
    "otp.next": ({ id }) => ({ id, code: "755224" }),
  };
  const plainText = () => pageText().replaceAll(/\s/gu, "");

  it("are not in the document, nor is the next one, and are copied all the same", async () => {
    const ports = fakePorts();
    const soon = Date.now() + 3000;
    const code = { code: "492817", nextCode: "777000", expiresAt: soon, endsSoonAt: soon - 5000 };
    const codes: Handlers = { "otp.codes": ({ ids }) => ids.map((id) => ({ id, ...code })) };
    await open(openVault({ accounts: [CLIENT] }, { ...hiding, ...codes }), ports);
    expect(document.documentElement.outerHTML).not.toMatch(/492|817|777|000/u);
    expect(pageText()).toContain("The code is hidden");
    await press("Copy code");
    expect(ports.copied).toEqual(["492817"]);
  });

  it("are shown one by one for half a minute, or until they are hidden again", async () => {
    await open(openVault({ accounts: [CLIENT, PROVIDER] }, hiding));
    expect(buttonNames()).toContain("Show code for ana@example.com (Provider)");
    button("Show code").focus();
    await press("Show code");
    expect(plainText().split("492817")).toHaveLength(2);
    expect(document.activeElement).toBe(button("Hide code"));
    await press("Hide code");
    expect(plainText()).not.toContain("492817");
    await press("Show code");
    await wait(20_000);
    expect(plainText()).toContain("492817");
    await wait(10_000);
    expect(plainText()).not.toContain("492817");
  });

  it("are hidden in an account's details, and where a counter has just made one", async () => {
    const counted = { ...CLIENT, otps: [otpView("counted", { type: "hotp" })] };
    await open(openVault({ accounts: [counted] }, hiding));
    expect(buttonNames()).not.toContain("Show code");
    await press("New code");
    expect(plainText()).not.toContain("755224");
    await press("Show code");
    expect(plainText()).toContain("755224");
    await press("Details of ana@example.com Client");
    await press("New code");
    expect(plainText()).not.toContain("755224");
  });

  it("are not hidden unless the user wants that, and a recovery code always is", async () => {
    await open(openVault({ accounts: [CLIENT] }));
    expect(plainText()).toContain("492817");
    expect(buttonNames()).not.toContain("Show code");
    await press("Details of ana@example.com Client");
    expect(plainText()).toContain("492817");
    expect(pageText()).toContain("••••");
    expect(buttonNames()).toContain("Reveal");
  });
});

describe("the popup on a page that asks for a code", () => {
  const page = pageView({ kind: "otp-challenge", role: "provider" });

  it("gives the short name and the focus to the account of the page", async () => {
    const client = openVault(
      { accounts: [CLIENT, PROVIDER], page },
      { "page.fill-code": () => ({ filled: true }) },
    );
    await open(client);
    // Not at once: the popup may have opened by itself, under a key that was meant for the page.
    expect(document.activeElement).not.toBe(button("Fill code"));
    await wait(500);
    expect(document.activeElement).toBe(button("Fill code"));
    expect(buttonNames()).toContain("Fill code for ana@example.com (Client)");
    await press("Fill code");
    expect(client.calls).toContainEqual({
      method: "page.fill-code",
      input: { id: "otp-provider" },
    });
    expect(pageText()).toContain("The code is in the page");
  });

  it.each(["no-field", "rejected", "no-answer"] as const)(
    "copies a code that was not filled: %s",
    async (reason) => {
      const ports = fakePorts();
      const client = openVault(
        { accounts: [PROVIDER], page },
        { "page.fill-code": () => ({ filled: false, reason, code: "492817" }) },
      );
      await open(client, ports);
      await press("Fill code");
      expect(pageText()).toContain("The code was not filled");
      expect(pageText()).toContain("The code is copied, for you to paste.");
      expect(ports.copied).toEqual(["492817"]);
      await press("Copy it again");
      expect(ports.copied).toEqual(["492817", "492817"]);
    },
  );

  it("copies the code that is good by then, if one by time has run out since", async () => {
    const ports = fakePorts();
    let current = "492817";
    const client = openVault(
      { accounts: [PROVIDER], page },
      {
        "page.fill-code": () => ({ filled: false, reason: "rejected", code: "492817" }),
        "otp.codes": ({ ids }) =>
          ids.map((id) => ({
            id,
            code: current,
            nextCode: "000000",
            expiresAt: Date.now() + 30_000,
            endsSoonAt: Date.now() + 25_000,
          })),
      },
    );
    await open(client, ports);
    await press("Fill code");
    current = "338201";
    await press("Copy it again");
    expect(ports.copied).toEqual(["492817", "338201"]);
  });

  describe("after a fill by the shortcut that failed", () => {
    const told = (
      why: FailedFill["why"],
      code: string | null = "492817",
      more: Handlers = {},
    ): FakeClient => {
      const failed: FailedFill = { id: "otp-provider", at: 1, why, code, copied: "none" };
      return openVault(
        { accounts: [CLIENT, PROVIDER], page },
        { "page.failed-fill": () => failed, "page.failed-fill-copied": () => null, ...more },
      );
    };

    it("says why, whose code it was and that it is copied, until another is filled", async () => {
      const ports = fakePorts();
      const filling: Handlers = { "page.fill-code": () => ({ filled: true }) };
      await open(told({ reason: "rejected" }, "492817", filling), ports);
      expect(pageText()).toContain("The code was not filled");
      expect(pageText()).toContain("It was that of ana@example.com (Provider).");
      expect(pageText()).toContain("The code is copied, for you to paste.");
      expect(ports.copied).toEqual(["492817"]);
      // Enter is not to try again unasked: it would use up another counter.
      await wait(500);
      expect(document.activeElement).not.toBe(button("Fill code"));
      await press("Fill code");
      expect(pageText()).not.toContain("The code was not filled");
    });

    it("says so, and copies, where it fails while the popup hangs open, once for each failure", async () => {
      const ports = fakePorts();
      let failed: FailedFill | null = null;
      const noted: unknown[] = [];
      const client = openVault(
        { accounts: [CLIENT, PROVIDER], page },
        {
          "page.failed-fill": () => failed,
          "page.failed-fill-copied": (input) => {
            noted.push(input);
            return null;
          },
        },
      );
      await open(client, ports);
      expect(pageText()).not.toContain("The code was not filled");
      const rejected = { id: "otp-provider", why: { reason: "rejected" } } as const;
      failed = { ...rejected, at: 1, code: "492817", copied: "none" };
      await ports.failFill();
      expect(pageText()).toContain("The code was not filled");
      expect(noted).toEqual([{ at: 1 }]);
      await ports.failFill();
      expect(ports.copied).toEqual(["492817"]);
      // Of a clock that was set back.
      failed = { ...rejected, at: -2, code: "338201", copied: "none" };
      await ports.failFill();
      expect(ports.copied).toEqual(["492817", "338201"]);
      expect(noted).toEqual([{ at: 1 }, { at: -2 }]);
    });

    it("leaves the clipboard alone where a popup has copied the code before", async () => {
      const earlier = {
        id: "otp-provider",
        at: 1,
        why: { reason: "rejected" },
        code: "1",
      } as const;
      for (const copied of ["this", "earlier"] as const) {
        const ports = fakePorts();
        const more: Handlers = { "page.failed-fill": () => ({ ...earlier, copied }) };
        await open(told({ reason: "rejected" }, "1", more), ports);
        expect(pageText()).toContain("The code was not filled");
        expect(pageText().includes("The code is copied")).toBe(copied === "this");
        expect(ports.copied).toEqual([]);
        await clearScreen();
      }
    });

    it("copies none into the field of another kind of code by itself", async () => {
      const ports = fakePorts();
      await open(told({ reason: "wrong-field" }), ports);
      expect(ports.copied).toEqual([]);
      await press("Copy code instead");
      expect(ports.copied).toEqual(["492817"]);
    });

    it("offers the button alone where the clipboard is closed", async () => {
      const copy = () => Promise.reject(new DOMException("Not focused", "NotAllowedError"));
      await open(
        told({ reason: "no-field" }),
        fakePorts({ clipboard: { copy, copyToKeep: copy } }),
      );
      expect(pageText()).not.toContain("The code is copied");
      expect(buttonNames()).toContain("Copy code instead");
    });

    it("says what else went wrong, and offers no code where there is none", async () => {
      await open(told({ error: "vault/storage" }, null));
      expect(pageText()).toContain("The browser could not save this");
      expect(buttonNames()).not.toContain("Copy code instead");
    });
  });

  it("offers the clipboard alone where the page asks for another kind of code", async () => {
    const ports = fakePorts();
    const client = openVault(
      { accounts: [PROVIDER], page },
      { "page.fill-code": () => ({ filled: false, reason: "wrong-field", code: "492817" }) },
    );
    await open(client, ports);
    await press("Fill code");
    expect(ports.copied).toEqual([]);
    await press("Copy code instead");
    expect(ports.copied).toEqual(["492817"]);
  });

  it.each([
    ["recovery-challenge", "This page asks for a recovery code"],
    ["phone-challenge", "This page asks for a code sent to your phone"],
    ["recovery-shown", "Keep this recovery code?"],
  ] as const)(
    "has what a page of the kind %s asks for before its own question",
    async (kind, asked) => {
      const otps = [otpView("new", { confirmed: false })];
      const recoveryCode = kind === "recovery-shown" ? "ABCD2345EFGH6789JKLM2345" : null;
      const shown = pageView({ kind, recoveryCode });
      await open(openVault({ accounts: [{ ...CLIENT, otps }], page: shown }));
      const [first, second] = [asked, "Has Headway accepted this code?"].map((title) =>
        pageText().indexOf(title),
      );
      expect(first).toBeGreaterThan(-1);
      expect(second).toBeGreaterThan(first ?? Infinity);
    },
  );

  it("offers no code of another site that hangs on the account", async () => {
    const foreign = { issuer: "GitHub", confirmed: false };
    const otps = [otpView("github", foreign), otpView("own", { label: "mine" })];
    await open(openVault({ accounts: [{ ...PROVIDER, otps }], page }));
    expect(buttonNames().filter((name) => name.startsWith("Fill code"))).toEqual(["Fill code"]);
    expect(pageText()).not.toContain("Has Headway accepted this code?");
    await clearScreen();
    const only = { ...PROVIDER, otps: [otpView("github", foreign)] };
    await open(openVault({ accounts: [only], page }));
    expect(pageText()).toContain("Waykey holds no code of Headway yet.");
    expect(buttonNames()).not.toContain("Fill code");
  });

  it("offers each new code where the page enrols, the newest of its role first, by name", async () => {
    const fresh = (id: string, createdAt: number) =>
      otpView(id, { label: id, createdAt, confirmed: false });
    const accounts = [
      { ...CLIENT, otps: [fresh("client", 9)] },
      { ...PROVIDER, otps: [fresh("older", 1), fresh("newer", 5), otpView("held")] },
    ];
    const client = openVault(
      { accounts, page: { ...page, kind: "otp-enrolment" } },
      { "page.fill-code": () => ({ filled: true }) },
    );
    await open(client);
    expect(buttonNames().filter((name) => name.startsWith("Fill code"))).toEqual([
      "Fill code",
      "Fill code for ana@example.com (Provider), older",
      "Fill code for ana@example.com (Client)",
    ]);
    await press("Fill code");
    expect(client.calls).toContainEqual({ method: "page.fill-code", input: { id: "newer" } });
  });

  it("asks whether a new code was accepted", async () => {
    const fresh = { ...PROVIDER, otps: [otpView("new", { confirmed: false })] };
    const client = openVault({ accounts: [fresh], page }, { "otp.confirm": () => null });
    await open(client);
    await press("Yes, it was accepted");
    expect(client.calls).toContainEqual({ method: "otp.confirm", input: { id: "new" } });
  });
});

describe("the popup on a page that asks for a code Waykey doesn't make", () => {
  const page = pageView({ kind: "phone-challenge", role: "client" });
  const held = {
    ...CLIENT,
    passkeys: [passkeyView("laptop"), passkeyView("gone", { hidden: { at: 1, by: "user" } })],
  };

  it("says what else it holds for the account, and presses the page's way to that", async () => {
    const client = openVault(
      { accounts: [held, PROVIDER], page },
      { "page.try-another-method": () => ({ pressed: true }) },
    );
    await open(client);
    expect(buttonNames()).not.toContain("Fill code");
    expect(pageText()).toContain(
      "For ana@example.com (Client) Waykey holds an authenticator code, 1 passkey, and a recovery code.",
    );
    expect(pageText()).toContain("US numbers (+1) only");
    await press("Try another method");
    expect(pageText()).toContain(
      "choose “Authenticator app”, “Fingerprint or face”, or “Recovery code”",
    );
  });

  it.each([
    ["none", "There’s no such button in view on the page"],
    ["typed", "Something is typed on the page already"],
  ] as const)("says what to do when it can't press it: %s", async (reason, words) => {
    const client = openVault(
      { accounts: [PROVIDER], page: { ...page, kind: "email-challenge" } },
      { "page.try-another-method": () => ({ pressed: false, reason }) },
    );
    await open(client);
    expect(pageText()).toContain("a code from your e-mail");
    expect(pageText()).not.toContain("Waykey holds");
    await press("Try another method");
    expect(pageText()).toContain(words);
  });

  it("does not press for an account it holds nothing of as if that were the way", async () => {
    const methods = CLIENT.methods.map(({ method }) => methodStatus(method));
    const empty = { ...CLIENT, methods, otps: [], passkeys: [], recoveryCodes: [] };
    await open(openVault({ accounts: [empty], page }));
    expect(pageText()).toContain("Waykey holds nothing else to sign in with.");
    expect(button("Try another method").classList.contains("button-primary")).toBe(false);
  });
});

describe("favourites", () => {
  const many = ["a", "b", "c"].map((id) => ({
    ...CLIENT,
    id,
    email: `${id}@example.com`,
    otps: [],
  }));
  const shown = () =>
    [...document.querySelectorAll(".account-email")].map((each) => each.textContent?.[0]).join("");

  function starred(page: PageView | null = null) {
    let accounts: readonly AccountView[] = [...many, { ...PROVIDER, email: "p@example.com" }];
    return openVault(
      { page },
      {
        "vault.contents": () => ({ accounts, unreadable: [] }),
        "account.favourite": ({ id, favourite }) => {
          accounts = accounts.map((each) => (each.id === id ? { ...each, favourite } : each));
          return null;
        },
      },
    );
  }

  it("come first, by a star that keeps the focus and says whether it is pressed", async () => {
    await open(starred());
    const star = () => button("Favourite c@example.com (Client)");
    expect(shown()).toBe("abcp");
    expect(star().getAttribute("aria-pressed")).toBe("false");
    star().focus();
    await press("Favourite c@example.com (Client)");
    expect(shown()).toBe("cabp");
    expect(star().getAttribute("aria-pressed")).toBe("true");
    expect(document.activeElement).toBe(star());
    await press("Favourite c@example.com (Client)");
    expect(shown()).toBe("abcp");
  });

  it("come after what the page is about", async () => {
    const page = pageView({ role: "client", email: "b@example.com" });
    await open(starred(page));
    await press("Favourite c@example.com (Client)");
    await press("Favourite p@example.com (Provider)");
    expect(shown()).toBe("bcap");
  });

  it("are starred on the account's own screen too", async () => {
    await open(starred());
    await press("Details of b@example.com Client");
    await press("Favourite b@example.com (Client)");
    expect(button("Favourite b@example.com (Client)").getAttribute("aria-pressed")).toBe("true");
    await press("Back");
    expect(shown()).toBe("bacp");
  });

  it("say so when the star can't be kept", async () => {
    const client = openVault(
      { accounts: [CLIENT] },
      { "account.favourite": () => refuse("vault/storage") },
    );
    await open(client);
    await press("Favourite ana@example.com (Client)");
    expect(document.querySelector(".notice")).not.toBeNull();
  });
});

describe("the last seconds of a code", () => {
  const page = pageView({ kind: "otp-challenge", role: "provider" });

  it("show the next code beside the one that the button copies", async () => {
    const ports = fakePorts();
    await open(openVault({ accounts: [PROVIDER] }), ports);
    await wait(14_000);
    expect(pageText()).not.toContain("Next:");
    await wait(2000);
    expect(document.querySelector(".code-next")?.textContent).toBe("Next: 777000");
    expect(document.querySelector(".code-next")?.closest("[aria-live],[role=status]")).toBe(null);
    await press("Copy code");
    await wait(4000);
    expect(pageText()).not.toContain("Next:");
    expect(ports.copied).toEqual(["492817"]);
  });

  it("let a fill wait, which is heard once and counted down for the eye alone", async () => {
    const fill = Promise.withResolvers<{ filled: true }>();
    const client = openVault(
      { accounts: [PROVIDER], page },
      { "page.fill-code": () => fill.promise },
    );
    await open(client);
    const said = (selector: string) =>
      [...document.querySelectorAll(selector)].map((each) => each.textContent).join("");
    const spoken = () => said(".visually-hidden[role=status]");
    const shown = () => said(".hint");
    await wait(17_000);
    await press("Fill code");
    expect(spoken()).toBe("The code is about to change: the next one is filled in 3 s.");
    await wait(1000);
    expect(spoken()).toContain("in 3 s.");
    expect(shown()).toContain("the next one is filled in 2 s.");
    await wait(2000);
    fill.resolve({ filled: true });
    await settle();
    expect(pageText()).not.toContain("about to change");
    expect(pageText()).toContain("The code is in the page");
  });

  it("are said to be over for someone who left the page", async () => {
    const client = openVault(
      { accounts: [PROVIDER], page },
      { "page.fill-code": () => refuse("fill/given-up") },
    );
    await open(client);
    await press("Fill code");
    expect(pageText()).not.toContain("about to change");
    expect(pageText()).toContain("The next code was not filled");
  });
});

describe("a code that is to be replaced", () => {
  const fresh = otpView("new", { confirmed: false, label: "ana" });
  const old = otpView("old", { label: "ana", replacedBy: "new" });
  const holder = { ...PROVIDER, otps: [fresh, old] };
  const filling: Handlers = { "page.fill-code": () => ({ filled: true }) };

  it("is flagged, and comes first where the page asks for a code", async () => {
    const page = pageView({ kind: "otp-challenge", role: "provider" });
    const client = openVault({ accounts: [holder], page }, filling);
    await open(client);
    expect(pageText()).toContain("Will be replaced when Headway accepts the new code");
    expect(pageText()).toContain("With your yes, the code that it replaces is put away");
    await press("Fill code");
    expect(client.calls).toContainEqual({ method: "page.fill-code", input: { id: "old" } });
  });

  it("is not what a page that enrols gets, though it was never confirmed either", async () => {
    const page = pageView({ kind: "otp-enrolment", role: "provider" });
    const otps = [{ ...old, confirmed: false }, fresh];
    const client = openVault({ accounts: [{ ...holder, otps }], page }, filling);
    await open(client);
    await press("Fill code");
    expect(client.calls).toContainEqual({ method: "page.fill-code", input: { id: "new" } });
    expect(buttonNames().filter((name) => name.startsWith("Yes, it was"))).toHaveLength(1);
  });
});

describe("a code by a counter", () => {
  const counted = otpView("counted", { type: "hotp", digits: 8 });
  const HOLDER: AccountView = { ...CLIENT, otps: [otpView("otp-client"), counted] };
  const NAME = "New code";

  function counterWorld(accounts: readonly AccountView[]) {
    let last = 0;
    return openVault(
      { accounts },
      {
        "otp.codes": () => [],
        "otp.next": ({ id }) => ({ id, code: `1234567${++last}` }),
      },
    );
  }

  it("is shown on request alone, with a button in the place of the countdown", async () => {
    const client = counterWorld([{ ...CLIENT, otps: [counted] }]);
    await open(client);
    expect(buttonNames()).toEqual(expect.arrayContaining([NAME, "Copy code"]));
    expect(pageText()).toContain("No code was made yet");
    expect(button("Copy code").disabled).toBe(true);
    expect(document.querySelector(".countdown")).toBeNull();
    await wait(60_000);
    expect(client.calls.map(({ method }) => method)).not.toContain("otp.next");
    await press(NAME);
    expect(client.calls.filter(({ method }) => method === "otp.next")).toEqual([
      { method: "otp.next", input: { id: "counted" } },
    ]);
    expect(document.querySelector(".code")?.textContent).toBe("12345671");
    expect(pageText()).not.toContain("No code was made yet");
  });

  it("is announced once, without its digits, and the focus stays on the button", async () => {
    await open(counterWorld([{ ...CLIENT, otps: [counted] }]));
    button(NAME).focus();
    await press(NAME);
    expect(document.querySelectorAll("[role=status] p, [aria-live] p")).toHaveLength(1);
    expect(document.querySelector(".announcer")?.textContent).toBe("New code made.");
    expect(document.activeElement).toBe(button(NAME));
  });

  it("stays while it is open, however often everything is read again, and can be copied", async () => {
    const ports = fakePorts();
    await open(counterWorld([{ ...CLIENT, otps: [counted] }]), ports);
    await press(NAME);
    setVisibility("hidden");
    setVisibility("visible");
    await settle();
    await wait(120_000);
    expect(document.querySelector(".code")?.textContent).toBe("12345671");
    await press(NAME);
    await press("Copy code");
    expect(ports.copied).toEqual(["12345672"]);
  });

  it("is kept nowhere when the popup goes", async () => {
    const ports = fakePorts();
    const client = counterWorld([{ ...CLIENT, otps: [counted] }]);
    await open(client, ports);
    await press(NAME);
    expect(ports.draft()).toBeNull();
    await clearScreen();
    await open(client, ports);
    expect(document.documentElement.outerHTML).not.toContain("1234567");
  });

  it("says what went wrong, and shows no code", async () => {
    const client = openVault(
      { accounts: [{ ...CLIENT, otps: [counted] }] },
      { "otp.codes": () => [], "otp.next": () => refuse("vault/storage") },
    );
    await open(client);
    await press(NAME);
    expect(pageText()).toContain("The browser could not save this");
    expect(pageText()).toContain("No code was made yet");
  });

  it("has names of its own on the home and the account screen", async () => {
    const other = { ...PROVIDER, otps: [otpView("other", { type: "hotp", label: "ring" })] };
    await open(counterWorld([HOLDER, other]));
    const names = buttonNames();
    expect(names).toContain(NAME);
    expect(names).toContain("New code for ana@example.com (Provider)");
    expect(new Set(names).size).toBe(names.length);
    await press("Details of ana@example.com Client");
    expect(buttonNames()).toEqual(
      expect.arrayContaining([
        NAME,
        "Copy code",
        "Copy code for ana@example.com (Client), label of counted",
      ]),
    );
    expect(new Set(buttonNames()).size).toBe(buttonNames().length);
    await press(NAME);
    expect(document.querySelectorAll(".code")[1]?.textContent).toBe("12345671");
  });
});

describe("the text of a code", () => {
  it.each([
    ["49281", ["492", "81"]],
    ["492817", ["492", "817"]],
    ["4928170", ["4928", "170"]],
    ["49281700", ["4928", "1700"]],
    ["492817003", ["49281", "7003"]],
    ["0492817003", ["04928", "17003"]],
  ])("%s stands in two groups", async (code, groups) => {
    const otps = [otpView("long", { digits: code.length })];
    await open(
      openVault(
        { accounts: [{ ...CLIENT, otps }] },
        {
          "otp.codes": () => [
            { id: "long", code, nextCode: code, expiresAt: 4e12, endsSoonAt: 4e12 },
          ],
        },
      ),
    );
    const shown = [...document.querySelectorAll(".digits")].map((part) => part.textContent);
    expect(shown).toEqual(groups);
  });

  it("of Steam stands whole, with a countdown", async () => {
    const otps = [otpView("steam", { type: "steam", digits: 5 })];
    const code = {
      id: "steam",
      code: "7W6CJ",
      nextCode: "GG5F5",
      expiresAt: 4e12,
      endsSoonAt: 4e12,
    };
    await open(openVault({ accounts: [{ ...CLIENT, otps }] }, { "otp.codes": () => [code] }));
    const shown = [...document.querySelectorAll(".digits")].map((part) => part.textContent);
    expect(shown).toEqual(["7W6CJ"]);
    expect(document.querySelector(".countdown-seconds")).not.toBeNull();
    expect(buttonNames()).not.toContain("New code");
  });
});

describe("adding a code", () => {
  const page = pageView({ kind: "otp-enrolment", role: "provider", email: "new@example.com" });
  const LINK = "otpauth://totp/Headway:new%40example.com?secret=JBSWY3DP&issuer=Headway";

  it("scans the page, previews, and adds to a new account of the page's role", async () => {
    const ports = fakePorts({ qr: fakeQr(() => [LINK]) });
    const client = openVault(
      { accounts: [CLIENT], page },
      {
        "page.images": () => ({ images: ["data:image/png;base64,AA"] }),
        "otp.add": () => ({ id: "added" }),
      },
    );
    await open(client, ports);
    await press("Scan QR on this page");
    await waitForPreview();
    expect(pageText()).toContain("JBSW Y3DP");
    expect(buttonNames().filter((name) => name.startsWith("Add"))).toEqual(["Add"]);
    await press("Add");
    expect(client.calls).toContainEqual({
      method: "otp.add",
      input: { text: LINK, account: { role: "provider", email: "new@example.com" } },
    });
    expect(ports.draft()).toBeNull();
  });

  it.each([
    ["another address than the page's only account", "new@example.com", null],
    ["the address of the page's only account", "ANA@example.com", "client"],
    ["no address, on a page of one account", "", "client"],
  ])("proposes the account for a code that names %s", async (_, suggestedEmail, accountId) => {
    const nameless = pageView({ kind: "otp-enrolment", role: "client", email: null });
    const ports = fakePorts(
      {},
      { kind: "add", text: LINK, account: null, replace: null, export: null },
    );
    const client = openVault(
      { accounts: [CLIENT], page: nameless },
      {
        "otp.preview": () => ({ ...PREVIEW, suggestedEmail }),
        "otp.add": () => ({ id: "added" }),
      },
    );
    await open(client, ports);
    await waitForPreview();
    await press("Add");
    const account =
      accountId === null ? { role: "client", email: suggestedEmail } : { accountId: CLIENT.id };
    const replace = accountId === null ? {} : { replace: true };
    const input = { text: LINK, account, ...replace };
    expect(client.calls).toContainEqual({ method: "otp.add", input });
  });

  it("asks whether the code replaces the one that the account has, and remembers the answer", async () => {
    const account = { accountId: CLIENT.id };
    const ports = fakePorts({}, { kind: "add", text: LINK, account, replace: null, export: null });
    const world = { accounts: [CLIENT, { ...PROVIDER, otps: [] }], page };
    const client = openVault(world, { "otp.add": () => ({ id: "added" }) });
    await open(client, ports);
    await waitForPreview();
    expect(pageText()).toContain("This account has 1 code already");
    expect(field("The new code replaces it").checked).toBe(true);
    await act(() => field("Keep both").click());
    await settle();
    expect(ports.draft()).toEqual({
      kind: "add",
      text: LINK,
      account,
      replace: false,
      export: null,
    });
    await clearScreen();
    await open(client, ports);
    await waitForPreview();
    expect(field("Keep both").checked).toBe(true);
    await press("Add");
    expect(client.calls).toContainEqual({
      method: "otp.add",
      input: { text: LINK, account, replace: false },
    });
  });

  it("does not ask that of an account without a code", async () => {
    const account = { accountId: PROVIDER.id };
    const ports = fakePorts({}, { kind: "add", text: LINK, account, replace: null, export: null });
    await open(openVault({ accounts: [CLIENT, { ...PROVIDER, otps: [] }], page }), ports);
    await waitForPreview();
    expect(pageText()).not.toContain("already");
  });

  it("proposes no account for another site's code where there are some", async () => {
    const foreign = { ...PREVIEW, issuer: "GitHub" };
    const world = { accounts: [CLIENT], page: pageView({ kind: "otp-enrolment" }) };
    await open(openVault(world, { "otp.preview": () => foreign }));
    await press("Add a code");
    await type("Setup key or otpauth link", "otpauth://totp/GitHub:ana?secret=JBSWY3DP");
    await waitForPreview();
    expect(button("Add").disabled).toBe(true);
  });

  it("says when the page holds no QR code", async () => {
    const client = openVault({ page }, { "page.images": () => ({ images: [] }) });
    await open(client);
    await press("Scan QR on this page");
    expect(pageText()).toContain("No QR code was found among the page’s pictures");
  });

  it("keeps the draft while it is typed and takes it up again", async () => {
    const ports = fakePorts();
    await open(openVault({}), ports);
    await press("Add a code");
    await type("Setup key or otpauth link", "JBSWY3DP");
    expect(ports.draft()).toEqual({
      kind: "add",
      text: "JBSWY3DP",
      account: null,
      replace: null,
      export: null,
    });
    await clearScreen();
    await open(openVault({}), ports);
    expect(field("Setup key or otpauth link").value).toBe("JBSWY3DP");
  });

  it("asks for the account when it can't be told", async () => {
    const ports = fakePorts(
      {},
      { kind: "add", text: "JBSWY3DP", account: null, replace: null, export: null },
    );
    await open(openVault({ accounts: [CLIENT, PROVIDER] }), ports);
    await waitForPreview();
    expect(button("Add").disabled).toBe(true);
    await type("Setup key or otpauth link", "JBSWY3DPAA");
    await waitForPreview();
    field("ana@example.com (Provider)").click();
    await settle();
    expect(button("Add").disabled).toBe(false);
  });

  it.each<[Partial<OtpPreview>, string, string, string | null]>([
    [{}, "Changes with time (TOTP)", "SHA1, 6 digits, every 30 seconds", null],
    [
      { type: "hotp", algorithm: "SHA256", digits: 8, counter: 7 },
      "New code on request (HOTP)",
      "SHA256, 8 digits",
      "7",
    ],
    [{ type: "hotp" }, "New code on request (HOTP)", "SHA1, 6 digits", "0"],
    [{ type: "steam", digits: 5 }, "Steam", "SHA1, 5 characters, every 30 seconds", null],
  ])("previews kind, method and counter of %j", async (changes, kind, method, counter) => {
    const ports = fakePorts(
      {},
      { kind: "add", text: "JBSWY3DP", account: null, replace: null, export: null },
    );
    await open(openVault({}, { "otp.preview": () => ({ ...PREVIEW, ...changes }) }), ports);
    await waitForPreview();
    const fact = (term: string) =>
      [...document.querySelectorAll("dt")].find((dt) => dt.textContent === term)?.nextElementSibling
        ?.textContent ?? null;
    expect([fact("Kind"), fact("Method"), fact("Counter")]).toEqual([kind, method, counter]);
  });

  it("adds nothing that is held already", async () => {
    const ports = fakePorts(
      {},
      { kind: "add", text: "JBSWY3DP", account: null, replace: null, export: null },
    );
    const client = openVault(
      {},
      { "otp.preview": () => ({ ...PREVIEW, duplicateOf: otpView("held") }) },
    );
    await open(client, ports);
    await waitForPreview();
    expect(button("Add").disabled).toBe(true);
    expect(pageText()).toContain("Waykey holds this code already");
  });
});

describe("recovery codes in the popup", () => {
  const CODE = "ABCDEFGHJKLMNPQRSTUV2345";

  it("offers to save the one on the page without showing it", async () => {
    const page = pageView({ kind: "recovery-shown", recoveryCode: CODE });
    const client = openVault(
      { accounts: [CLIENT, PROVIDER], page },
      { "recovery.save": () => ({ id: "saved" }) },
    );
    await open(client);
    expect(document.documentElement.outerHTML).not.toContain(CODE);
    await press("Save recovery code");
    expect(client.calls).toContainEqual({
      method: "recovery.save",
      input: { code: CODE, account: { accountId: "client" } },
    });
  });

  it("saves for the account that was signed in there, if the page doesn't name one", async () => {
    const other = { ...CLIENT, id: "other", email: "other@example.com" };
    const shown = { kind: "recovery-shown", role: "client", recoveryCode: "AAAA" } as const;
    const page = pageView({ ...shown, email: null, accountId: other.id });
    const client = openVault(
      { accounts: [CLIENT, other], page },
      { "recovery.save": () => ({ id: "saved" }) },
    );
    await open(client);
    await press("Save recovery code");
    expect(client.calls).toContainEqual({
      method: "recovery.save",
      input: { code: "AAAA", account: { accountId: other.id } },
    });
  });

  it("waits for a choice when two accounts fit", async () => {
    const page = pageView({ kind: "recovery-shown", recoveryCode: CODE });
    const accounts = [CLIENT, { ...CLIENT, id: "other", email: "b@example.com", otps: [] }];
    await open(openVault({ accounts, page }));
    expect(button("Save recovery code").disabled).toBe(true);
    field("b@example.com (Client)").click();
    await settle();
    expect(button("Save recovery code").disabled).toBe(false);
  });

  describe("of which Waykey keeps none", () => {
    const having = (status: Parameters<typeof methodStatus>[1], successorSince: number | null) => ({
      ...CLIENT,
      recoveryCodes: [],
      methods: [methodStatus("recovery-code", status)],
      successorSince,
    });
    const challenged = (account: AccountView) =>
      open(openVault({ accounts: [account], page: pageView({ kind: "recovery-challenge" }) }));

    it.each([
      [
        "its place",
        having({ state: "elsewhere", where: "desk" }, null),
        "You keep the recovery code of ana@example.com (Client) elsewhere (you said: desk).",
        "Recovery code kept elsewhere",
      ],
      [
        "that it is elsewhere",
        having({ state: "elsewhere" }, null),
        "You keep the recovery code of ana@example.com (Client) elsewhere.",
        "Recovery code kept elsewhere",
      ],
      [
        "that it was used up",
        having({ state: "used", at: SAVED_AT }, SAVED_AT),
        "was used on Mar 3, 2026. Look for the new one, which Headway showed after that.",
        "Recovery code used: where is the new one?",
      ],
      [
        "that none is kept",
        having({ state: "unknown" }, null),
        "Waykey keeps none. Look for the printed copy or note of it.",
        "No recovery code",
      ],
    ])("says %s, in the card of the account too", async (_what, account, asked, card) => {
      await challenged(account);
      expect(pageText()).toContain(asked);
      expect(pageText()).toContain("Without it, Headway support can verify who you are");
      const held = [...document.querySelectorAll(".held li")].map((item) => item.textContent);
      expect(held).toContain(card);
    });
  });

  describe("of which Waykey keeps that of another account alone", () => {
    const page = pageView({ kind: "recovery-challenge", email: CLIENT.email });
    const other = { ...CLIENT, id: "other", email: "b@example.com", otps: [] };
    const fill = "Fill recovery code";

    it("says where that of the page's account is, and puts the other one forward no more", async () => {
      const methods = [methodStatus("recovery-code", { state: "elsewhere", where: "desk" })];
      const account = { ...CLIENT, recoveryCodes: [], methods };
      await open(openVault({ accounts: [account, other], page }));
      expect(pageText()).toContain("of ana@example.com (Client) elsewhere (you said: desk).");
      expect(pageText()).toContain("Waykey holds a recovery code of another account.");
      expect(button(fill).className).not.toContain("button-primary");
    });

    it("says so of an account that Waykey doesn’t have, too", async () => {
      await open(openVault({ accounts: [other], page }));
      expect(pageText()).toContain("Waykey keeps none. Look for the printed copy");
      expect(button(fill).className).not.toContain("button-primary");
    });

    it("puts it forward where the page may be about it", async () => {
      for (const accounts of [[CLIENT, other], [{ ...other, email: "therapist" }]]) {
        await open(openVault({ accounts, page }));
        expect(button(fill).className).toContain("button-primary");
        expect(pageText()).not.toContain("of another account.");
        await clearScreen();
      }
    });
  });

  /** A vault whose code is filled or copied by `methods`, and is good or used by the user's answer. */
  function openFilling(page: PageView | null, methods: Handlers) {
    let recoveryCodes = CLIENT.recoveryCodes;
    const turn = (changes: Partial<RecoveryView>) => {
      recoveryCodes = recoveryCodes.map((code) => ({ ...code, ...changes }));
    };
    const client = openVault(
      { accounts: [CLIENT], page },
      {
        "vault.contents": () => ({ accounts: [{ ...CLIENT, recoveryCodes }], unreadable: [] }),
        "recovery.mark-used": () => {
          turn({ usedAt: SAVED_AT, endedBy: "used", filledAt: null });
          return null;
        },
        "recovery.not-used": () => {
          turn({ filledAt: null });
          return null;
        },
        "recovery.note-copied": () => {
          turn({ filledAt: SAVED_AT });
          return null;
        },
        ...methods,
      },
    );
    return { client, turn };
  }

  it("fills one after the password, and asks afterwards whether it was used", async () => {
    const filling = openFilling(pageView({ kind: "recovery-challenge" }), {
      "page.fill-recovery-code": () => {
        filling.turn({ filledAt: SAVED_AT });
        return { filled: true };
      },
    });
    await open(filling.client);
    expect(pageText()).not.toContain("Was the recovery code used?");
    await press("Fill recovery code");
    await type("Password", "right password");
    await press("Fill and use it up");
    expect(pageText()).toContain("Was the recovery code used?");
    expect(pageText()).toContain("It was filled or copied on Mar 3, 2026");
    await press("Mark as used");
    expect(filling.client.calls).toContainEqual({
      method: "recovery.mark-used",
      input: { id: "recovery-1" },
    });
    expect(pageText()).not.toContain("Was the recovery code used?");
  });

  it("asks whether it was used also where it was copied, as it could not be filled", async () => {
    const ports = fakePorts();
    const { client } = openFilling(pageView({ kind: "recovery-challenge" }), {
      "page.fill-recovery-code": () => ({ filled: false, reason: "no-field", code: CODE }),
    });
    await open(client, ports);
    await press("Fill recovery code");
    await type("Password", "right password");
    await press("Fill and use it up");
    expect(pageText()).not.toContain("Was the recovery code used?");
    await press("Copy recovery code instead");
    expect(ports.copied).toEqual([CODE]);
    expect(pageText()).toContain("It was filled or copied on");
    expect(buttonNames()).toContain("Mark as used");
    await press("It was not used");
    expect(client.calls).toContainEqual({
      method: "recovery.not-used",
      input: { id: "recovery-1" },
    });
    expect(pageText()).not.toContain("Was the recovery code used?");
  });

  it("says that one on the page is kept only once it is said that a fill has not used it", async () => {
    const shown = pageView({ kind: "recovery-shown", recoveryCode: CODE, recoveryCodeKept: true });
    let isAsked = true;
    const filling = openFilling(shown, {
      "page.inspect": () => ({ ...shown, recoveryCodeFilled: isAsked }),
      "recovery.not-used": () => {
        isAsked = false;
        filling.turn({ filledAt: null });
        return null;
      },
    });
    filling.turn({ filledAt: SAVED_AT });
    await open(filling.client);
    expect(pageText()).toContain("Was the recovery code used?");
    expect(pageText()).not.toContain("is kept in Waykey");
    expect(buttonNames()).not.toContain("Save recovery code");
    await press("It was not used");
    expect(pageText()).not.toContain("Was the recovery code used?");
    expect(pageText()).toContain("is kept in Waykey");
  });

  it("asks of each that was filled, whatever page is in use, the latest first", async () => {
    const filled = (id: string, email: string, filledAt: number) => ({
      ...CLIENT,
      id,
      email,
      recoveryCodes: CLIENT.recoveryCodes.map((code) => ({ ...code, id: `of-${id}`, filledAt })),
    });
    const accounts = [filled("a", "a@example.com", 5), filled("b", "b@example.com", 9)];
    const client = openVault({ accounts, page: null }, { "recovery.mark-used": () => null });
    await open(client);
    expect(buttonNames()).toContain("Mark as used");
    await press("Mark as used for a@example.com (Client)");
    await press("Mark as used");
    expect(client.calls.filter(({ method }) => method === "recovery.mark-used")).toEqual([
      { method: "recovery.mark-used", input: { id: "of-a" } },
      { method: "recovery.mark-used", input: { id: "of-b" } },
    ]);
    expect(pageText()).toContain("Recovery code filled: was it used?");
    expect(pageText()).not.toContain("Recovery code kept");
  });

  it("gives the focus back to the button of the account when the filling is put off", async () => {
    const other = {
      ...CLIENT,
      id: "other",
      email: "b@example.com",
      recoveryCodes: [
        {
          id: "recovery-2",
          masked: "••••",
          createdAt: 0,
          usedAt: null,
          endedBy: null,
          endedOn: null,
          filledAt: null,
          hasPassphrase: false,
        },
      ],
    };
    const page = pageView({ kind: "recovery-challenge" });
    await open(openVault({ accounts: [CLIENT, other], page }));
    await press("Fill recovery code for b@example.com (Client)");
    expect(document.activeElement).toBe(field("Password"));
    await press("Not now");
    expect(document.activeElement).toBe(button("Fill recovery code for b@example.com (Client)"));
  });

  it("reveals one for half a minute after the password", async () => {
    const client = openVault(
      { accounts: [CLIENT] },
      {
        "recovery.reveal": ({ password }) =>
          password === "right password" ? { code: CODE } : refuse("vault/password"),
      },
    );
    await open(client);
    await press("Details of ana@example.com Client");
    await press("Reveal");
    await type("Password", "wrong");
    await press("Show code");
    expect(pageText()).toContain("That’s not the right password");
    expect(field("Password").value).toBe("");
    expect(pageText()).not.toContain(CODE);
    await type("Password", "right password");
    await press("Show code");
    expect(pageText()).toContain(CODE);
    expect(document.activeElement).toBe(button("Hide"));
    await wait(31_000);
    expect(document.documentElement.outerHTML).not.toContain(CODE);
    expect(document.activeElement).toBe(button("Reveal"));
  });
});

describe("the account screen", () => {
  it.each([
    ["Remove code", "Keep code"],
    ["Rename passkey Laptop", "Keep the old name"],
    ["Remove passkey Laptop", "Keep passkey"],
    ["Reveal", "Keep hidden"],
    ["Mark as used", "No, keep it"],
    ["Remove recovery code", "Keep recovery code"],
    ["Change e-mail", "Keep the old address"],
    ["Remove account", "Keep account"],
  ])("gives the focus back to %s after %s", async (opener, cancel) => {
    await open(openVault({ accounts: [CLIENT] }));
    await press("Details of ana@example.com Client");
    await press(opener);
    expect(document.activeElement).not.toBe(document.body);
    await press(cancel);
    expect(document.activeElement).toBe(button(opener));
  });

  it("gives the focus back to Rename after the name was saved", async () => {
    await open(openVault({ accounts: [CLIENT] }, { "passkey.rename": () => null }));
    await press("Details of ana@example.com Client");
    await press("Rename passkey Laptop");
    await press("Save name");
    expect(document.activeElement).toBe(button("Rename passkey Laptop"));
  });

  it("puts the focus on the title when what had it was removed", async () => {
    let account: AccountView = CLIENT;
    const client = openVault(
      {},
      {
        "vault.contents": () => ({ accounts: [account], unreadable: [] }),
        "passkey.remove": () => {
          account = { ...CLIENT, passkeys: [] };
          return null;
        },
      },
    );
    await open(client);
    await press("Details of ana@example.com Client");
    await press("Remove passkey Laptop");
    button("Remove passkey for good").focus();
    await press("Remove passkey for good");
    expect(document.activeElement).toBe(document.querySelector("h1"));
  });

  it("removes nothing without a second press", async () => {
    const client = openVault({ accounts: [CLIENT] }, { "passkey.remove": () => null });
    await open(client);
    await press("Details of ana@example.com Client");
    await press("Remove passkey Laptop");
    expect(document.activeElement).toBe(button("Keep passkey"));
    expect(client.calls.map((call) => call.method)).not.toContain("passkey.remove");
    await press("Remove passkey for good");
    expect(client.calls).toContainEqual({ method: "passkey.remove", input: { id: "passkey-1" } });
  });

  it("renames a passkey", async () => {
    const client = openVault({ accounts: [CLIENT] }, { "passkey.rename": () => null });
    await open(client);
    await press("Details of ana@example.com Client");
    await press("Rename passkey Laptop");
    await type("Passkey name", "  Desk ");
    await press("Save name");
    expect(client.calls).toContainEqual({
      method: "passkey.rename",
      input: { id: "passkey-1", label: "Desk" },
    });
  });
});
