// @vitest-environment jsdom

import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ExportAppSection } from "../../../components/options/export-app-section.tsx";
import { Shell } from "../../../components/shell.tsx";
import type { ExportPreview, MadeExport } from "../../../lib/app/views.ts";
import {
  button,
  buttonNames,
  clearScreen,
  fakeClient,
  type FakeClient,
  fakePorts,
  type FakePorts,
  field,
  type Handlers,
  pageText,
  press,
  refuse,
  settle,
  show,
  type,
} from "./screen.tsx";

const PREVIEW: ExportPreview = {
  isSealed: false,
  taken: [
    { kind: "otp", name: "Headway: ana@example.com" },
    { kind: "otp", name: "" },
  ],
  lessened: [],
  left: [
    { kind: "passkey", name: "<b>headway.co</b>", code: "passkeys" },
    { kind: "recovery", name: "ana@example.com", code: "recovery-codes" },
  ],
  byCounter: 0,
  outOfUse: 0,
  unreadable: 0,
};
const CONTENTS = { accounts: [], unreadable: [] };
const FILE: MadeExport = { kind: "file", count: 2, fileName: "export.txt", text: "otpauth://" };
const PAGES: MadeExport = {
  kind: "pages",
  count: 3,
  pages: [
    { text: "otpauth-migration://first", names: ["Headway: ana", "Steam: ana"] },
    { text: "otpauth-migration://second", names: ["Headway: ben"] },
  ],
};

let downloads: string[] = [];

async function open(more: Handlers = {}): Promise<{ client: FakeClient; ports: FakePorts }> {
  const client = fakeClient({ "export.preview": () => PREVIEW, ...more });
  const files = {
    download: (name: string, text: string) => Promise.resolve(void downloads.push(name, text)),
  };
  const ports = fakePorts({ files });
  await show(
    <Shell client={client} ports={ports}>
      <ExportAppSection contents={CONTENTS} />
    </Shell>,
  );
  return { client, ports };
}

async function choose(format: string): Promise<void> {
  const list = document.querySelector("select");
  if (list === null) throw new Error("There is no list");
  list.value = format;
  await act(() => void list.dispatchEvent(new Event("change", { bubbles: true })));
  await settle();
}

async function showCodes(): Promise<FakePorts> {
  const { ports } = await open({ "export.make": () => PAGES });
  await choose("google-authenticator");
  await type("Waykey password to export", "a password");
  await press("Show QR codes");
  return ports;
}

const picture = () => document.querySelector(".qr-picture");

beforeEach(() => {
  downloads = [];
});
afterEach(clearScreen);

describe("the section of exports", () => {
  it("asks for nothing before an app is chosen", async () => {
    const { client } = await open();
    expect(client.calls).toEqual([]);
    expect(buttonNames()).toEqual([]);
  });

  it("shows what goes along and what stays behind, before it asks for the password", async () => {
    await open();
    await choose("otpauth-list");
    expect(pageText()).toContain("2 entries go along");
    expect(pageText()).toContain("(no name)");
    expect(pageText()).toContain("2 entries stay behind");
    expect(pageText()).toMatch(/Passkey\s*<b>headway.co<\/b>\s*Passkeys can’t go there/);
    expect(pageText()).toContain("Recovery codes can’t go there");
    expect(pageText()).toContain("Whoever gets this file has your codes");
  });

  it.each([
    [PREVIEW.left, "They stay in Waykey and in its backups as they are."],
    [PREVIEW.left.slice(0, 1), "It stays in Waykey and in its backups as it is."],
  ])("says that what is left behind stays, be it one or more (%#)", async (left, text) => {
    await open({ "export.preview": () => ({ ...PREVIEW, left }) });
    await choose("otpauth-list");
    expect(pageText()).toContain(text);
  });

  it("saves a plain file after the password", async () => {
    const { client } = await open({ "export.make": () => FILE });
    await choose("otpauth-list");
    await press("Save export file");
    expect(pageText()).toContain("Type your Waykey password.");
    await type("Waykey password to export", "a password");
    await press("Save export file");
    expect(client.calls.at(-1)).toEqual({
      method: "export.make",
      input: {
        format: "otpauth-list",
        withOutOfUse: false,
        password: "a password",
        exportPassword: null,
        recoveryTitle: "Headway recovery code",
      },
    });
    expect(downloads).toEqual(["export.txt", "otpauth://"]);
    expect(pageText()).toContain("The export file was made, with 2 entries");
    expect(pageText()).toContain("Delete it as soon as the other app has it");
    expect(field("Waykey password to export").value).toBe("");
  });

  it("seals a file under a password that was typed twice", async () => {
    const preview = { ...PREVIEW, isSealed: true };
    const { client } = await open({ "export.preview": () => preview, "export.make": () => FILE });
    await choose("ente-auth");
    await type("Waykey password to export", "a password");
    await type("Password for the export file", "short");
    await press("Save export file");
    await type("Password for the export file", "ten pelicans on a raft");
    await type("Repeat the password for the export file", "ten pelicans");
    await press("Save export file");
    expect(client.calls.map(({ method }) => method)).toEqual(["export.preview"]);
    await type("Repeat the password for the export file", "ten pelicans on a raft");
    await press("Save export file");
    expect(client.calls.at(-1)?.input).toMatchObject({ exportPassword: "ten pelicans on a raft" });
    expect(pageText()).toContain("Waykey has opened it again with its password");
    expect(field("Password for the export file").value).toBe("");
    expect(pageText()).not.toContain("too short");
  });

  it("says what went wrong, and downloads nothing", async () => {
    await open({ "export.make": () => refuse("vault/password") });
    await choose("cxf");
    await type("Waykey password to export", "wrong");
    await press("Save export file");
    expect(pageText()).toContain("That’s not the right password");
    expect(field("Waykey password to export").value).toBe("");
    expect(downloads).toEqual([]);
  });

  it("takes along what is out of use only when that is ticked", async () => {
    const preview = { ...PREVIEW, outOfUse: 2, byCounter: 1, unreadable: 1 };
    const { client } = await open({ "export.preview": () => preview });
    await choose("aegis");
    const box = field("With 2 entries that are not in use any more");
    expect(box.checked).toBe(false);
    await act(() => box.click());
    await settle();
    expect(client.calls.map(({ input }) => input)).toEqual([
      { format: "aegis", withOutOfUse: false },
      { format: "aegis", withOutOfUse: true },
    ]);
    expect(pageText()).toContain("1 code moves on with each use");
    expect(pageText()).toContain("1 entry can’t be read now");
  });

  it("names the passkeys that go without all that belongs to them", async () => {
    const lessened = [{ kind: "passkey", name: "headway.co: ana" }] as const;
    await open({ "export.preview": () => ({ ...PREVIEW, lessened }) });
    await choose("bitwarden");
    expect(pageText()).toContain("1 passkey goes without all that sites keep with it");
    expect(pageText()).toContain("Passkeys: headway.co: ana.");
  });

  it("offers nothing where nothing would go", async () => {
    await open({ "export.preview": () => ({ ...PREVIEW, taken: [] }) });
    await choose("aegis");
    expect(pageText()).toContain("Nothing that Waykey holds can go there");
    expect(buttonNames()).toEqual([]);
  });
});

describe("the QR codes of an export", () => {
  it("are shown one by one, with what is in each, and go when the user is done", async () => {
    await showCodes();
    expect(pageText()).toContain("QR code 1 of 2");
    expect(pageText()).toContain("In it: Headway: ana and Steam: ana");
    expect(document.activeElement?.textContent).toBe("QR code 1 of 2");
    const first = picture()?.innerHTML;
    await press("Next QR code");
    expect(pageText()).toContain("QR code 2 of 2");
    expect(picture()?.innerHTML).not.toBe(first);
    expect(button("Next QR code").disabled).toBe(true);
    await press("QR code before");
    expect(picture()?.innerHTML).toBe(first);
    await press("Wipe the QR codes");
    expect(picture()).toBeNull();
    expect(pageText()).toContain("The QR codes were wiped from this page.");
  });

  it("go at a lock, and when the page is left", async () => {
    const ports = await showCodes();
    expect(picture()).not.toBeNull();
    await ports.sayLocked();
    expect(picture()).toBeNull();
    await clearScreen();
    await showCodes();
    await act(() => void window.dispatchEvent(new Event("pagehide")));
    expect(picture()).toBeNull();
  });

  it("go two minutes after the last press", async () => {
    vi.useFakeTimers();
    try {
      await showCodes();
      await act(async () => void (await vi.advanceTimersByTimeAsync(119_000)));
      await press("Next QR code");
      await act(async () => void (await vi.advanceTimersByTimeAsync(119_000)));
      expect(picture()).not.toBeNull();
      await act(async () => void (await vi.advanceTimersByTimeAsync(2000)));
      expect(picture()).toBeNull();
    } finally {
      vi.useRealTimers();
    }
  });

  it("are not asked for again when another app is chosen", async () => {
    await showCodes();
    await choose("qr-codes");
    expect(picture()).toBeNull();
  });
});
