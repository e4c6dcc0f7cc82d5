// @vitest-environment jsdom

import { act } from "preact/test-utils";
import { afterEach, describe, expect, it, vi } from "vitest";
import { OptionsApp } from "../../../components/options/options-app.tsx";
import { dateText } from "../../../components/plain-text.ts";
import { parseWholeNumber } from "../../../components/options/number-text.ts";
import type { LastRestore, RestorePreview, UpdateNote } from "../../../lib/app/views.ts";
import { WaykeyError } from "../../../lib/errors.ts";
import { axeFaults } from "./axe-faults.ts";
import {
  CLIENT,
  NO_VERIFICATION,
  pageView,
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

const COUNTS = { accounts: 1, otps: 2, passkeys: 0, recoveryCodes: 1 };
const PREVIEW: RestorePreview = {
  createdAt: SAVED_AT,
  counts: COUNTS,
  lines: [
    { kind: "account", name: "ana@example.com", role: "client", verdict: "same" },
    { kind: "otp", name: "<b>Headway</b>", verdict: "new" },
    { kind: "recovery", name: "", verdict: "new" },
    { kind: "unknown", name: "", place: 4, verdict: "refused", reason: "invalid" },
  ],
  others: [],
  changed: 0,
  drill: "whole",
  unreadable: 0,
};

const RESTORE = {
  text: "{}",
  others: [] as readonly string[],
  backupPassword: "backup password",
  work: expect.any(String) as string,
};

async function open(more: Handlers = {}, ports = fakePorts()): Promise<FakeClient> {
  const client = fakeClient({
    "vault.status": () => ({ state: "unlocked" }),
    "settings.get": () => SETTINGS,
    "preferences.get": () => PREFERENCES,
    "clock.get": () => ({ allowed: false, correction: null }),
    "vault.contents": () => ({ accounts: [CLIENT], unreadable: [] }),
    "verification.status": () => NO_VERIFICATION,
    "log.list": () => [],
    "backup.last-restore": () => null,
    ...more,
  });
  await show(<OptionsApp client={client} ports={ports} />);
  return client;
}

describe("after an update", () => {
  it("the page says what is new until that is dismissed", async () => {
    let notes: readonly UpdateNote[] = ["restore-undo", "lighter-pages", "organization"];
    const client = await open({
      "update.get": () => notes,
      "update.seen": () => {
        notes = [];
        return null;
      },
    });
    expect(pageText()).toContain("Waykey was updated to version 0.1.0");
    expect(pageText()).toContain("can be taken back for 30 days");
    expect(pageText()).toContain("open faster");
    expect(pageText()).toContain("Your organization can set rules");
    await press("Got it");
    expect(client.calls).toContainEqual({ method: "update.seen", input: null });
    expect(buttonNames()).not.toContain("Got it");
  });
});

async function chooseFile(text: string, size = text.length): Promise<void> {
  const file = new File([text], "waykey.json");
  Object.defineProperty(file, "size", { value: size });
  Object.defineProperty(file, "text", {
    value: () => Promise.resolve(text),
    configurable: true,
  });
  const input = field("Backup file");
  Object.defineProperty(input, "files", { value: [file], configurable: true });
  await act(() => void input.dispatchEvent(new Event("change", { bubbles: true })));
  await settle();
}

afterEach(clearScreen);

describe("the options page", () => {
  it("says what an organization has laid down, and nothing of it where it has not", async () => {
    await open();
    expect(pageText()).not.toContain("Your organization");
    await clearScreen();
    const laidDown = { passwordOnly: true, maxAutoLockMinutes: 1, noPlainExport: true };
    await open({ "policy.get": () => laidDown });
    await settle();
    const text = pageText();
    expect(text).toContain("Rules of your organization");
    expect(text).toContain("Only the password and the emergency key open Waykey.");
    expect(text).toContain("Waykey locks after 1 minute without use at the latest.");
    expect(text).toContain("Waykey makes encrypted exports only.");
  });

  it("keeps at once whether Waykey opens by itself", async () => {
    let isOn = true;
    const client = await open({
      "preferences.get": () => ({ ...PREFERENCES, opensItself: isOn }),
      "preferences.set": (input) => {
        isOn = (input as { opensItself: boolean }).opensItself;
        return null;
      },
    });
    const box = field("Open Waykey by itself where Headway asks for a code");
    expect(box.checked).toBe(true);
    await act(() => box.click());
    await settle();
    expect(client.calls).toContainEqual({
      method: "preferences.set",
      input: { opensItself: false },
    });
    expect(box.checked).toBe(false);
  });

  it("keeps at once whether codes are hidden, which they are not at first", async () => {
    const client = await open({ "preferences.set": () => null });
    const box = field("Hide codes until I press Show");
    expect(box.checked).toBe(false);
    await act(() => box.click());
    await settle();
    expect(client.calls).toContainEqual({
      method: "preferences.set",
      input: { hidesCodes: true },
    });
  });

  it("keeps at once how long the clipboard is left as it is", async () => {
    const client = await open({ "preferences.set": () => null });
    const list = document.querySelector("select");
    if (list === null) throw new Error("There is no list");
    expect(list.labels[0]?.textContent).toBe("Clear the clipboard after");
    expect(list.value).toBe("30");
    for (const [chosen, seconds] of [
      ["300", 300],
      ["null", null],
    ] as const) {
      list.value = chosen;
      await act(() => void list.dispatchEvent(new Event("change", { bubbles: true })));
      await settle();
      expect(client.calls).toContainEqual({
        method: "preferences.set",
        input: { clearClipboardSeconds: seconds },
      });
    }
  });

  it("has the contract's names", async () => {
    await open();
    expect(fieldNames()).toEqual([
      "Lock after (minutes)",
      "Lock when the computer locks or is left alone",
      "Stay verified for (minutes)",
      "Let Headway add a passkey after a sign-in",
      "Open Waykey by itself where Headway asks for a code",
      "Hide codes until I press Show",
      "Let me compare the clock with Headway’s",
      "Backup password",
      "Repeat backup password",
      "Vault password",
      "Backup file",
      "Password of this backup",
      "The file is at the other device",
      "It is restored there",
      "Both showed the same words",
      "I have signed in with the other device",
      "My other app is synced, or I have my recovery code",
      "Or choose pictures",
      "Setup key or otpauth link",
      "File that the other app has exported",
      "With its recovery code",
      "Password to print secrets",
    ]);
    expect(buttonNames()).toEqual([
      "Lock",
      "Save what was put aside as a file",
      "Save settings",
      "Change password",
      "Make an emergency key",
      "Set PIN",
      "Create backup",
      "Check backup",
      "Show the check phrase",
      "Use the camera",
      "Print sheet",
      "Details of ana@example.com Client",
      "Add an account",
    ]);
  });

  it("asks the browser once to keep the storage", async () => {
    const persist = vi.fn<() => Promise<boolean>>(() => Promise.resolve(true));
    await open({}, fakePorts({ persist }));
    expect(persist).toHaveBeenCalledOnce();
  });

  it("asks for the password first when the vault is locked", async () => {
    await open({ "vault.status": () => vaultStatus("locked") });
    expect(buttonNames()).toEqual(["Unlock"]);
  });

  it("saves settings within their bounds only", async () => {
    const client = await open({ "settings.set": () => null });
    await type("Lock after (minutes)", "0");
    expect(button("Save settings").disabled).toBe(true);
    await type("Lock after (minutes)", "5");
    await press("Save settings");
    expect(client.calls).toContainEqual({
      method: "settings.set",
      input: { ...SETTINGS, autoLockMinutes: 5, password: null },
    });
  });

  it("saves how long one stays verified, and whether passkeys may be added unasked", async () => {
    const client = await open({ "settings.set": () => null });
    expect(field("Let Headway add a passkey after a sign-in").checked).toBe(false);
    for (const text of ["61", "-1", ""]) {
      await type("Stay verified for (minutes)", text);
      expect(button("Save settings").disabled).toBe(true);
    }
    await type("Stay verified for (minutes)", "10");
    await act(() => field("Let Headway add a passkey after a sign-in").click());
    // It guards less than before: not without the password.
    await press("Save settings");
    expect(client.calls.map(({ method }) => method)).not.toContain("settings.set");
    await type("Password for these settings", "the password");
    await press("Save settings");
    expect(client.calls).toContainEqual({
      method: "settings.set",
      input: {
        ...SETTINGS,
        verifiedForMinutes: 10,
        passkeyUpgrades: true,
        password: "the password",
      },
    });
  });

  it("asks the password before it no longer locks with the computer, and not before it does", async () => {
    const name = "Lock when the computer locks or is left alone";
    const client = await open({ "settings.set": () => null });
    expect(field(name).checked).toBe(true);
    await act(() => field(name).click());
    await press("Save settings");
    expect(client.calls.map(({ method }) => method)).not.toContain("settings.set");
    expect(document.activeElement).toBe(field("Password for these settings"));
    await type("Password for these settings", "the password");
    await press("Save settings");
    expect(client.calls).toContainEqual({
      method: "settings.set",
      input: { ...SETTINGS, lockWithSystem: false, password: "the password" },
    });
    await clearScreen();
    const off = { ...SETTINGS, lockWithSystem: false };
    const later = await open({ "settings.get": () => off, "settings.set": () => null });
    await act(() => field(name).click());
    await press("Save settings");
    expect(later.calls).toContainEqual({
      method: "settings.set",
      input: { ...SETTINGS, password: null },
    });
  });

  it("downloads a backup and says what it holds and what it lacks", async () => {
    const downloads: string[] = [];
    const ports = fakePorts({
      files: { download: (name) => Promise.resolve(void downloads.push(name)) },
    });
    const client = await open(
      {
        "backup.export": () => ({
          fileName: "waykey-backup.json",
          text: "{}",
          madeAt: 7,
          counts: COUNTS,
          unreadable: 1,
        }),
        "backup.saved": () => null,
      },
      ports,
    );
    await type("Backup password", "correct horse battery");
    await type("Repeat backup password", "correct horse battery");
    await press("Create backup");
    expect(client.calls.map((call) => call.method)).not.toContain("backup.export");
    await type("Vault password", "right password");
    await press("Create backup");
    expect(client.calls).toContainEqual({
      method: "backup.export",
      input: { password: "right password", backupPassword: "correct horse battery" },
    });
    expect(downloads).toEqual(["waykey-backup.json"]);
    expect(client.calls).toContainEqual({ method: "backup.saved", input: { madeAt: 7 } });
    expect(pageText()).toContain("Browsers don’t tell an extension whether they have");
    expect(pageText()).toContain("1 account, 2 codes, 0 passkeys, 1 recovery code");
    expect(document.querySelector(".notice-warning")?.textContent).toMatch(
      /^1 entry could not be read and is not in this backup.*Restart the browser/u,
    );
    expect(field("Vault password").value).toBe("");
  });

  it("counts no backup as saved that could not be handed to the browser, and shows one that could not be noted", async () => {
    const file = { fileName: "b.json", text: "{}", madeAt: 7, counts: COUNTS, unreadable: 0 };
    const make = async () => {
      await type("Backup password", "correct horse battery");
      await type("Repeat backup password", "correct horse battery");
      await type("Vault password", "right password");
      await press("Create backup");
    };
    const files = { download: () => Promise.reject(new WaykeyError("rpc/unreachable", "No")) };
    const refused = await open({ "backup.export": () => file }, fakePorts({ files }));
    await make();
    expect(refused.calls.map(({ method }) => method)).not.toContain("backup.saved");
    expect(pageText()).not.toContain("The backup was made");
    await clearScreen();
    await open({ "backup.export": () => file, "backup.saved": () => refuse("vault/storage") });
    await make();
    expect(pageText()).toContain("The backup was made");
    expect(document.querySelector("#backup [role=alert]")).not.toBeNull();
  });

  it("offers the emergency key for a backup only where there is one, and says what that means", async () => {
    await open();
    expect(fieldNames()).not.toContain("My printed emergency key");
    await clearScreen();
    const codes = ["vault/emergency-key-typo", "vault/emergency-key"] as const;
    let turn = 0;
    const client = await open({
      "verification.status": () => ({ ...NO_VERIFICATION, emergencyKey: { createdAt: 7 } }),
      "backup.export": () => {
        const code = codes[turn++];
        if (code !== undefined) refuse(code);
        return { fileName: "b.json", text: "{}", madeAt: 7, counts: COUNTS, unreadable: 0 };
      },
      "backup.saved": () => null,
    });
    expect(fieldNames()).toContain("Backup password");
    await act(() => field("My printed emergency key").click());
    await settle();
    expect(fieldNames()).not.toContain("Backup password");
    expect(pageText()).toContain("this backup still opens with the one of today alone");
    await type("Vault password", "right password");
    await press("Create backup");
    expect(pageText()).toContain("Type the emergency key from your printout.");
    expect(client.calls.map(({ method }) => method)).not.toContain("backup.export");
    await type("Emergency key", "0123-4567");
    await press("Create backup");
    expect(client.calls).toContainEqual({
      method: "backup.export",
      input: { password: "right password", emergencyKey: "0123-4567" },
    });
    expect(pageText()).toContain("There is a slip in this emergency key");
    expect(document.querySelector("#backup [role=alert]")).toBeNull();
    await press("Create backup");
    expect(pageText()).toContain("This emergency key doesn’t open this vault");
    await press("Create backup");
    expect(pageText()).toContain("The backup was made");
    expect(field("Emergency key").value).toBe("");
  });

  it("makes a backup that lacks what can't be read only where the user says so, of as many as they saw", async () => {
    const file = { fileName: "b.json", text: "{}", madeAt: 7, counts: COUNTS, unreadable: 2 };
    const lost = (ids: readonly string[]) =>
      ids.map((id) => {
        const reason = "record/damaged";
        return id === "log" ? { id, reason, inNoBackup: true as const } : { id, reason };
      });
    let unreadable = lost(["log"]);
    const client = await open({
      "vault.contents": () => ({ accounts: [CLIENT], unreadable }),
      "backup.export": (input) => {
        if ((input as { without?: number }).without !== 2) refuse("backup/leaves-out");
        return file;
      },
      "backup.saved": () => null,
    });
    const without = () =>
      client.calls.flatMap(({ method, input }) =>
        method === "backup.export" ? [(input as { without?: number }).without] : [],
      );
    expect(fieldNames().join()).not.toContain("can’t be read");
    unreadable = lost(["log", "a"]);
    await type("Backup password", "correct horse battery");
    await type("Repeat backup password", "correct horse battery");
    await type("Vault password", "right password");
    await press("Create backup");
    expect(pageText()).toContain("This backup would hold fewer entries than your vault");
    expect(pageText()).toContain("Restart the browser, or restore a backup that has them");
    await act(() => field("Make it without the 1 entry that can’t be read").click());
    // Another one since.
    unreadable = lost(["log", "a", "b"]);
    await press("Create backup");
    expect(field("Make it without the 2 entries that can’t be read").checked).toBe(false);
    await press("Create backup");
    await act(() => field("Make it without the 2 entries that can’t be read").click());
    expect(await axeFaults()).toEqual([]);
    await press("Create backup");
    expect(without()).toEqual([undefined, 1, undefined, 2]);
    expect(pageText()).toContain("2 entries could not be read and are not in this backup");
    expect(field("Make it without the 2 entries that can’t be read").checked).toBe(false);
  });

  it("warns of nothing after a backup that lacks nothing", async () => {
    await open({
      "backup.export": () => ({
        fileName: "waykey-backup.json",
        text: "{}",
        madeAt: 7,
        counts: COUNTS,
        unreadable: 0,
      }),
      "backup.saved": () => null,
    });
    await type("Backup password", "correct horse battery");
    await type("Repeat backup password", "correct horse battery");
    await type("Vault password", "right password");
    await press("Create backup");
    expect(pageText()).toContain("The backup was made");
    expect(document.querySelector(".notice-warning")).toBeNull();
  });

  it("shows every line of a backup before anything is restored", async () => {
    const client = await open({ "backup.preview": () => PREVIEW, "backup.restore": () => PREVIEW });
    await chooseFile("{}");
    await type("Password of this backup", "backup password");
    await press("Check backup");
    const rows = Array.from(document.querySelectorAll("tbody tr"), (row) =>
      Array.from(row.querySelectorAll("td"), (cell) => cell.textContent),
    );
    expect(rows).toEqual([
      ["Account", "ana@example.com (Client)", "The same: nothing to do"],
      ["Code", "<b>Headway</b>", "New: added"],
      ["Recovery code", "Recovery code", "New: added"],
      ["Unknown", "Entry 4", "Refused: not restored It is no whole entry"],
    ]);
    expect(client.calls.map((call) => call.method)).not.toContain("backup.restore");
    await press("Restore");
    expect(client.calls).toContainEqual({
      method: "backup.restore",
      input: { ...RESTORE, mode: "merge" },
    });
    expect(pageText()).toContain("The backup was restored");
  });

  it.each([
    ["was cancelled", "work/cancelled", false, "You cancelled itNothing was changed."],
    ["was cut off before it", "rpc/unreachable", false, "Nothing was changed. Try again."],
    ["was cut off after it", "rpc/unreachable", true, "everything had been stored before that."],
  ] as const)("says what became of a restore that %s", async (_how, code, isDone, text) => {
    let preview = PREVIEW;
    await open({
      "backup.preview": () => preview,
      "backup.restore": () => {
        const lines = PREVIEW.lines.map((line) => ({ ...line, verdict: "same" as const }));
        if (isDone) preview = { ...PREVIEW, lines };
        refuse(code);
      },
      "work.progress": () => null,
    });
    await chooseFile("{}");
    await type("Password of this backup", "backup password");
    await press("Check backup");
    await press("Restore");
    expect(pageText()).toContain(text);
    expect(pageText().includes("The backup was restored")).toBe(isDone);
    // What it did, not what is left to do.
    expect(pageText()).toContain("New: added");
  });

  it("tells whether a backup is good, and offers to take out what it has nothing of", async () => {
    const lacking: RestorePreview = {
      ...PREVIEW,
      drill: "lacks",
      others: [{ id: "laptop-1", kind: "passkey", name: "<i>laptop</i>" }],
    };
    let preview = PREVIEW;
    const client = await open({
      "backup.preview": () => preview,
      "backup.restore": () => preview,
    });
    await chooseFile("{}");
    await type("Password of this backup", "backup password");
    await press("Check backup");
    expect(pageText()).toContain("This backup is good");
    expect(fieldNames()).not.toContain("Only what the file holds");
    preview = lacking;
    await press("Check backup");
    expect(pageText()).toContain("does not hold everything");
    expect(pageText()).toContain("1 entry that is not in the file stays.");
    expect(pageText()).not.toContain("<i>laptop</i>");
    await act(() => field("Only what the file holds").click());
    expect(pageText()).toContain("<i>laptop</i>Not in the file: taken out");
    expect(await axeFaults()).toEqual([]);
    await press("Restore and take out the rest");
    expect(client.calls).toContainEqual({
      method: "backup.restore",
      input: { ...RESTORE, mode: "replace", others: ["laptop-1"] },
    });
  });

  it("shows nothing of a file in the place of which another was chosen while it was being checked", async () => {
    const { promise, resolve } = Promise.withResolvers<RestorePreview>();
    const client = await open({
      "backup.preview": ({ text }) => (text === "{}" ? promise : PREVIEW),
      "backup.restore": () => PREVIEW,
    });
    await chooseFile("{}");
    await type("Password of this backup", "backup password");
    await press("Check backup");
    await chooseFile("{ }");
    resolve(PREVIEW);
    await settle();
    expect(buttonNames()).not.toContain("Restore");
    await press("Check backup");
    await press("Restore");
    expect(client.calls).toContainEqual({
      method: "backup.restore",
      input: { ...RESTORE, text: "{ }", mode: "merge" },
    });
  });

  it("says what became of a restore to who was at an account meanwhile", async () => {
    Element.prototype.scrollIntoView = () => undefined;
    const { promise, resolve } = Promise.withResolvers<RestorePreview>();
    let last: LastRestore | null = null;
    await open({
      "backup.preview": () => PREVIEW,
      "backup.restore": () => promise,
      "backup.last-restore": () => last,
    });
    await chooseFile("{}");
    await type("Password of this backup", "backup password");
    await press("Check backup");
    await press("Restore");
    await press("Details of ana@example.com Client");
    last = { at: SAVED_AT, endsAt: SAVED_AT + 86_400_000, added: 2, renewed: 0, removed: 0 };
    resolve(PREVIEW);
    await settle();
    await press("Back");
    expect(pageText()).toContain("The backup was restored");
    expect(pageText()).toContain("2 entries brought in");
  });

  it("shows how far the taking back of a restore is, and lets it be cancelled", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
    try {
      const { promise, reject } = Promise.withResolvers<null>();
      await open({
        "backup.last-restore": () => ({
          at: SAVED_AT,
          endsAt: SAVED_AT + 86_400_000,
          added: 3,
          renewed: 0,
          removed: 1,
        }),
        "backup.take-back-restore": () => promise,
        "work.progress": () => ({ step: "seal", share: 0.5, mayCancel: true }),
        "work.cancel": () => ({ cancelled: true }),
      });
      await press("Take it back");
      await press("Take it back");
      await act(async () => void (await vi.advanceTimersByTimeAsync(1000)));
      expect(pageText()).toContain("Encrypting the entries");
      expect(document.querySelector("progress")?.value).toBe(0.5);
      await press("Cancel");
      reject(new WaykeyError("work/cancelled", ""));
      await settle();
      expect(pageText()).toContain("You cancelled itNothing was changed.");
      expect(buttonNames()).toContain("Take it back");
    } finally {
      vi.useRealTimers();
    }
  });

  it.each([
    ["before", false, "Waykey was interrupted before it was done"],
    ["after", true, "Waykey was interrupted, but everything had been stored before that."],
  ] as const)(
    "says that the worker died %s the restore was taken back",
    async (_when, isDone, text) => {
      let last: LastRestore | null = {
        at: SAVED_AT,
        endsAt: SAVED_AT + 86_400_000,
        added: 3,
        renewed: 0,
        removed: 1,
      };
      await open({
        "backup.last-restore": () => last,
        "backup.take-back-restore": () => {
          if (isDone) last = null;
          refuse("rpc/unreachable");
        },
        "work.progress": () => null,
      });
      await press("Take it back");
      await press("Take it back");
      expect(pageText()).toContain(text);
      expect(pageText().includes("The restore was taken back")).toBe(isDone);
    },
  );

  it("takes the last restore back after it was asked, or keeps it", async () => {
    const last = { at: SAVED_AT, endsAt: SAVED_AT + 86_400_000, added: 3, renewed: 0, removed: 1 };
    let restore: LastRestore | null = last;
    const answered = () => {
      restore = null;
      return null;
    };
    const client = await open({
      "backup.last-restore": () => restore,
      "backup.take-back-restore": answered,
      "backup.keep-restore": answered,
    });
    expect(pageText()).toContain("3 entries brought in, 1 entry taken out");
    expect(pageText()).toContain(`Until ${dateText(last.endsAt)}, unless you keep it`);
    await press("Take it back");
    expect(await axeFaults()).toEqual([]);
    expect(client.calls.map((call) => call.method)).not.toContain("backup.take-back-restore");
    await press("Cancel");
    await press("Take it back");
    await press("Take it back");
    expect(client.calls.map((call) => call.method)).toContain("backup.take-back-restore");
    expect(pageText()).toContain("The restore was taken back");
    expect(pageText()).not.toContain("3 entries brought in");
    await clearScreen();
    restore = last;
    const other = await open({
      "backup.last-restore": () => restore,
      "backup.keep-restore": answered,
    });
    await press("Keep it");
    expect(other.calls.map((call) => call.method)).toContain("backup.keep-restore");
    expect(buttonNames()).not.toContain("Keep it");
    expect(pageText()).not.toContain("The restore was taken back");
  });

  it("tells, of a backup that opens, that some of the vault can't be compared with it", async () => {
    await open({ "backup.preview": () => ({ ...PREVIEW, drill: "unreadable", unreadable: 2 }) });
    await chooseFile("{}");
    await type("Password of this backup", "backup password");
    await press("Check backup");
    expect(pageText()).toContain("This backup opens, and holds all that can be read");
    expect(pageText()).toContain("2 entries of your vault can’t be read");
    expect(pageText()).not.toContain("Make a new backup");
  });

  it("shows the first of 10,000 entries of a backup, and more on a press", async () => {
    const lines = Array.from({ length: 10_000 }, (_, index) => ({
      kind: "otp" as const,
      name: `Entry ${index}`,
      verdict: "new" as const,
    }));
    const others = lines.map(({ kind, name }, index) => ({ id: `o${index}`, kind, name }));
    const refused = {
      kind: "unknown" as const,
      name: "",
      place: 10_001,
      verdict: "refused" as const,
      reason: "invalid" as const,
    };
    const preview = { ...PREVIEW, lines: [...lines, refused], others };
    await open({ "backup.preview": () => preview });
    await chooseFile("{}");
    await type("Password of this backup", "backup password");
    await press("Check backup");
    const rows = () =>
      [...document.querySelectorAll("#restore table")].map(
        (table) => table.querySelectorAll("tbody tr").length,
      );
    expect(rows()).toEqual([100]);
    // What is not taken is among the first.
    expect(pageText()).toContain("10,001");
    await press("Show 100 more");
    expect(rows()).toEqual([200]);
    expect(pageText()).toContain("Entry 198");
    expect(pageText()).not.toContain("Entry 199");
    await act(() => field("Only what the file holds").click());
    await settle();
    expect(rows()).toEqual([200, 100]);
  });

  it("tells, of a backup that opens, that some of the vault has changed since", async () => {
    await open({ "backup.preview": () => ({ ...PREVIEW, drill: "changed", changed: 3 }) });
    await chooseFile("{}");
    await type("Password of this backup", "backup password");
    await press("Check backup");
    expect(pageText()).toContain("This backup opens, and is older than your last changes");
    expect(pageText()).toContain("3 entries have changed since");
    expect(pageText()).toContain("Make a new backup");
  });

  it("says that a file can't be read any more", async () => {
    await open();
    await chooseFile("{}");
    const [file] = field("Backup file").files ?? [];
    const gone = () => Promise.reject(new DOMException("It has changed", "NotReadableError"));
    Object.defineProperty(file, "text", { value: gone, configurable: true });
    await type("Password of this backup", "backup password");
    await press("Check backup");
    expect(pageText()).toContain("The file can’t be read");
    expect(pageText()).toContain("Choose it again.");
  });

  it("refuses a file over 50 MiB without reading it", async () => {
    const client = await open();
    await chooseFile("{}", 50 * 1024 * 1024 + 1);
    await type("Password of this backup", "backup password");
    await press("Check backup");
    expect(pageText()).toContain("This file is too large");
    expect(client.calls.map((call) => call.method)).not.toContain("backup.preview");
  });

  it("tells a wrong backup password from the vault's", async () => {
    await open({ "backup.preview": () => refuse("backup/password") });
    await chooseFile("{}");
    await type("Password of this backup", "x");
    await press("Check backup");
    expect(pageText()).toContain("That’s not the password of this backup");
  });

  it("names every record that can't be read and warns against removing the extension", async () => {
    await open({
      "vault.contents": () => ({
        accounts: [],
        unreadable: [
          { id: "Zk3q", reason: "record/damaged" },
          { id: "upkeep", reason: "record/invalid" },
        ],
      }),
    });
    expect(pageText()).toContain("An entry: it is damaged and doesn’t open.");
    expect(pageText()).toContain("Waykey’s note of your last backup: it opens, but");
    const small = Array.from(document.querySelectorAll(".hint code"), (code) => code.textContent);
    expect(small).toEqual(["Zk3q", "record/damaged", "upkeep", "record/invalid"]);
    expect(pageText()).toContain("Do not remove the extension");
  });

  it("says which features the browser lacks, in words", async () => {
    const ports = fakePorts({
      browserFeatures: () =>
        Promise.resolve([
          { id: "webauthn", available: false },
          { id: "webassembly", available: true },
        ]),
    });
    await open({}, ports);
    expect(pageText()).toContain(
      "Passkeys (WebAuthn): missing Websites in this browser cannot ask for passkeys at all.",
    );
    expect(pageText()).toContain("WebAssembly: available");
  });
});

describe("a number in a field", () => {
  it.each([
    ["5", 5],
    [" 12 ", 12],
    ["4", null],
    ["21", null],
    ["1e1", null],
    ["", null],
    ["-5", null],
  ])("reads %j as %s between 5 and 20", (text, value) => {
    expect(parseWholeNumber(text, 5, 20)).toBe(value);
  });
});

describe("adding an account on the full page", () => {
  it("starts from the Headway page that was used last, and says what came of it", async () => {
    const page = pageView({
      host: "sigmund.headway.co",
      role: "provider",
      email: "eva@example.com",
    });
    const answers = [
      { id: "new", isNew: true },
      { id: CLIENT.id, isNew: false },
    ];
    const client = await open({
      "page.inspect": () => page,
      "account.create": () => answers.shift() ?? { id: "", isNew: false },
    });
    await press("Add an account");
    expect(pageText()).toContain("Taken from sigmund.headway.co");
    await press("Add account");
    expect(client.calls).toContainEqual({
      method: "account.create",
      input: { role: "provider", email: "eva@example.com" },
    });
    expect(pageText()).toContain("Account added.");
    await press("Add an account");
    await press("Add account");
    expect(pageText()).toContain("You have this account already.");
  });

  it("can be typed where no page answers, and given up", async () => {
    const client = await open({ "account.create": () => refuse("account/email") });
    await press("Add an account");
    await type("E-mail", "eva");
    await press("Add account");
    expect(client.calls).toContainEqual({
      method: "account.create",
      input: { role: "client", email: "eva" },
    });
    expect(pageText()).toContain("This isn’t a complete e-mail address");
    await press("Add no account");
    expect(document.activeElement).toBe(button("Add an account"));
  });
});
