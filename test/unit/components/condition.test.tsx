// @vitest-environment jsdom

import { afterEach, describe, expect, it, vi } from "vitest";
import { noticeText } from "../../../components/condition/notice-text.ts";
import { OptionsApp } from "../../../components/options/options-app.tsx";
import { dateText } from "../../../components/plain-text.ts";
import { PopupApp } from "../../../components/popup/popup-app.tsx";
import type { Ports } from "../../../components/ports.ts";
import type {
  Decision,
  Notice,
  NoticeKind,
  UnreadableView,
  VaultState,
} from "../../../lib/app/views.ts";
import {
  CLIENT,
  EVERY_NOTICE,
  NO_VERIFICATION,
  SAVED_AT,
  SETTINGS,
  vaultStatus,
  PREFERENCES,
} from "./fixtures.ts";
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
  pageText,
  press,
  refuse,
  show,
  type,
} from "./screen.tsx";

const DAY = dateText(SAVED_AT);

type World = {
  readonly state?: VaultState;
  readonly notices?: readonly Notice[];
  readonly decision?: Decision;
  readonly unreadable?: readonly UnreadableView[];
};

function notice(kind: NoticeKind, count = 0): Notice {
  return { kind, at: SAVED_AT, count };
}

/** A worker that forgets notices once they are dismissed, and a decision once it is taken. */
function worker(world: World, more: Handlers = {}) {
  let notices = world.notices ?? [];
  let decision = world.decision ?? null;
  const client = fakeClient({
    "vault.status": () => vaultStatus(world.state ?? "unlocked"),
    "vault.contents": () => ({ accounts: [CLIENT], unreadable: world.unreadable ?? [] }),
    "settings.get": () => SETTINGS,
    "preferences.get": () => PREFERENCES,
    "clock.get": () => ({ allowed: false, correction: null }),
    "verification.status": () => NO_VERIFICATION,
    "log.list": () => [],
    "page.inspect": () => null,
    "page.self-check": () => ({ host: "", state: "no-page" }),
    "otp.codes": () => [],
    "condition.get": () => ({ notices, decision }),
    "condition.dismiss": () => {
      notices = [];
      return null;
    },
    "condition.settle": ({ password }) => {
      if (password !== "right password") refuse("vault/password");
      decision = null;
      return null;
    },
    ...more,
  });
  return Object.assign(client, {
    note: (kind: NoticeKind, count = 0) => {
      notices = [...notices, notice(kind, count)];
    },
  });
}

async function openPopup(client: FakeClient, ports: FakePorts = fakePorts()): Promise<void> {
  await show(<PopupApp client={client} ports={ports} />);
}

async function openOptions(client: FakeClient, ports: FakePorts = fakePorts()): Promise<void> {
  await show(<OptionsApp client={client} ports={ports} />);
}

function inputs(client: FakeClient, method: string): readonly unknown[] {
  return client.calls.filter((call) => call.method === method).map((call) => call.input);
}

function section(): string {
  return document.querySelector("#condition")?.textContent ?? "";
}

function downloads(): { readonly ports: Partial<Ports>; readonly taken: string[][] } {
  const taken: string[][] = [];
  const files = {
    download: (fileName: string, text: string) =>
      Promise.resolve(void taken.push([fileName, text])),
  };
  return { ports: { files }, taken };
}

afterEach(clearScreen);

describe("the words of the notices", () => {
  it("name the day, each in a sentence of its own", () => {
    const texts = EVERY_NOTICE.map((each) => noticeText(each));
    expect(new Set(texts).size).toBe(EVERY_NOTICE.length);
    for (const text of texts) expect(text).toContain(DAY);
  });

  it("count the entries", () => {
    expect(noticeText(notice("records-restored", 3))).toMatch(/^3 entries were .* were put back/u);
    expect(noticeText(notice("records-restored", 1))).toMatch(/^1 entry was .* was put back/u);
  });
});

describe("the notices", () => {
  it.each<[string, (client: FakeClient) => Promise<void>, string | null]>([
    ["the popup's home", openPopup, "Your accounts"],
    ["the options page", openOptions, "Two copies, both whole."],
  ])("stand on %s until the user has seen them, and leave the focus", async (_, open, focused) => {
    const client = worker({ notices: [notice("vault-restored")] });
    await open(client);
    const text = `The browser had emptied Waykey’s storage. Everything was put back from the second copy on ${DAY}.`;
    expect(pageText()).toContain(text);
    await press("OK");
    expect(inputs(client, "condition.dismiss")).toEqual([null]);
    expect(pageText()).not.toContain(text);
    expect(buttonNames()).not.toContain("OK");
    expect(document.activeElement?.textContent).toBe(focused);
  });

  it("stand on the locked screen too, without the decision", async () => {
    const client = worker({
      state: "locked",
      notices: [notice("header-restored")],
      decision: "older",
    });
    await openPopup(client);
    expect(buttonNames()).toEqual(["Unlock", "OK"]);
    expect(document.activeElement).toBe(field("Password"));
    expect(pageText()).not.toContain("An older state");
    await press("OK");
    expect(buttonNames()).toEqual(["Unlock"]);
  });

  it("are a warning only where the second copy can't be written", async () => {
    await openPopup(worker({ notices: [notice("copy-renewed")] }));
    expect(document.querySelector(".notice")?.className).toBe("notice notice-info");
    await clearScreen();
    await openPopup(worker({ notices: [notice("copy-renewed"), notice("copy-failed")] }));
    expect(document.querySelector(".notice")?.className).toBe("notice notice-warning");
    expect(pageText()).toContain("Make a backup");
  });

  it("appear with what was put back as soon as the worker has found something", async () => {
    const ports = fakePorts();
    let unreadable: readonly UnreadableView[] = [{ id: "Zk3q", reason: "the seal is broken" }];
    const client = worker({}, { "vault.contents": () => ({ accounts: [], unreadable }) });
    await openPopup(client, ports);
    expect(pageText()).toContain("1 entry can’t be read");
    client.note("records-restored", 1);
    unreadable = [];
    await ports.sayCondition();
    expect(pageText()).not.toContain("1 entry can’t be read");
    expect(pageText()).toContain("1 entry was lost or damaged");
  });

  it("leave the codes alone when they can't be asked for", async () => {
    await openPopup(worker({}, { "condition.get": () => refuse("vault/storage") }));
    expect(pageText()).toContain("The browser could not save this");
    expect(buttonNames()).toContain("Details of ana@example.com Client");
  });

  it("stay when they can't be dismissed, and say why", async () => {
    const client = worker(
      { notices: [notice("copy-failed")] },
      { "condition.dismiss": () => refuse("vault/storage") },
    );
    await openPopup(client);
    await press("OK");
    expect(pageText()).toContain("The browser could not save this");
    expect(buttonNames()).toContain("OK");
  });
});

describe("a decision about the vault", () => {
  it.each<[Decision, string]>([
    ["older", "An older state of your vault was put back"],
    ["altered", "Some entries were removed or changed from outside Waykey"],
  ])("that is %s leads from the popup to the options page", async (decision, title) => {
    const openPage = vi.fn<Ports["openOptions"]>(() => Promise.resolve());
    const closeWindow = vi.fn<() => void>();
    await openPopup(worker({ decision }), fakePorts({ openOptions: openPage, closeWindow }));
    expect(pageText()).toContain(title);
    expect(fieldNames()).not.toContain("Password");
    await press("Decide in the settings");
    expect(openPage).toHaveBeenCalledExactlyOnceWith("condition");
    expect(closeWindow).toHaveBeenCalledOnce();
  });

  it.each([
    ["older", "Go on with the newer one", "take-later", "what they replace is kept aside"],
    ["older", "Keep what is here", "keep-this", "What only the second copy holds is kept aside"],
    ["altered", "Accept what is here", "keep-this", "Entries that are missing stay missing"],
  ] as const)("%s: “%s” takes the password", async (decision, name, choice, effect) => {
    const client = worker({ decision });
    await openOptions(client);
    expect(section()).toContain("Waykey needs a decision of yours.");
    await press(name);
    expect(section()).toContain(effect);
    expect(inputs(client, "condition.settle")).toEqual([]);
    await type("Password", "wrong");
    await press(name);
    expect(section()).toContain("That’s not the right password");
    await type("Password", "right password");
    await press(name);
    expect(inputs(client, "condition.settle").at(-1)).toEqual({
      choice,
      password: "right password",
    });
    expect(section()).toContain("Two copies, both whole.");
    expect(inputs(client, "vault.contents")).toHaveLength(2);
    expect(document.activeElement?.textContent).toBe("Two copies, both whole.");
  });

  it("can be put off, with the focus back at the choices", async () => {
    const client = worker({ decision: "older" });
    await openOptions(client);
    expect(button("Go on with the newer one").className).toContain("button-primary");
    await press("Keep what is here");
    expect(fieldNames()).toContain("Password");
    await press("Decide later");
    expect(fieldNames()).not.toContain("Password");
    expect(document.activeElement).toBe(button("Go on with the newer one"));
    expect(inputs(client, "condition.settle")).toEqual([]);
  });

  it("that is altered names the backup and the file first", async () => {
    await openOptions(worker({ decision: "altered" }));
    expect(document.querySelector('#condition a[href="#backup"]')?.textContent).toBe(
      "Make a backup first",
    );
    expect(buttonNames()).toContain("Save unreadable entries as a file");
  });
});

describe("the vault in the settings", () => {
  it("is said to be whole where there is nothing to tell, and has its own address", async () => {
    await openOptions(worker({}));
    expect(section()).toContain("Two copies, both whole.");
    expect(document.querySelector('nav a[href="#condition"]')?.textContent).toBe("Vault");
    expect(document.querySelector("#condition .notice")).toBeNull();
  });

  it.each<[string, World, string]>([
    [
      "an entry can't be read",
      { unreadable: [{ id: "a", reason: "b" }] },
      "1 entry can’t be read.",
    ],
    ["the copy fails", { notices: [notice("copy-failed")] }, "its second copy is not up to date"],
  ])("is not said to be whole when %s", async (_, world, words) => {
    await openOptions(worker(world));
    expect(section()).toContain(words);
    expect(section()).not.toContain("both whole");
  });

  it.each<[string, World, string]>([
    [
      "unreadable entries",
      { unreadable: [{ id: "a", reason: "b" }] },
      "Save unreadable entries as a file",
    ],
    ["what was put aside", {}, "Save what was put aside as a file"],
  ])("hands %s over as a file", async (_, world, name) => {
    const { ports, taken } = downloads();
    const file = { fileName: "waykey-unreadable.json", text: "sealed" };
    await openOptions(
      worker(world, { "condition.export-unreadable": () => file }),
      fakePorts(ports),
    );
    expect(taken).toEqual([]);
    await press(name);
    expect(taken).toEqual([["waykey-unreadable.json", "sealed"]]);
    expect(section()).toContain("waykey-unreadable.json is among your downloads");
  });

  it("warns against removing the extension while entries can't be read, and only then", async () => {
    await openOptions(worker({ unreadable: [{ id: "a", reason: "b" }] }));
    expect(section()).toContain("Do not remove the extension");
    await clearScreen();
    await openOptions(worker({}));
    expect(section()).not.toContain("Do not remove the extension");
  });
});
