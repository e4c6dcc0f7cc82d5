// @vitest-environment jsdom

import { afterEach, describe, expect, it } from "vitest";
import { PopupApp } from "../../../components/popup/popup-app.tsx";
import type { VaultStatus } from "../../../lib/app/views.ts";
import type { ErrorCode } from "../../../lib/errors.ts";
import { vaultStatus } from "./fixtures.ts";
import {
  button,
  buttonNames,
  clearScreen,
  fakeClient,
  type FakeClient,
  fakePorts,
  type Handlers,
  pageText,
  press,
  refuse,
  show,
} from "./screen.tsx";

const SAVE = "Save what is stored as a file";
const LEAVE = "Start a new vault and keep what is here";

async function open(
  reason: ErrorCode,
  canUseCopy: boolean,
  more: Handlers = {},
  ports = fakePorts(),
): Promise<FakeClient> {
  const status: VaultStatus = { state: "unreadable", reason, canUseCopy };
  const client = fakeClient({ "vault.status": () => status, ...more });
  await show(<PopupApp client={client} ports={ports} />);
  return client;
}

afterEach(clearScreen);

describe("a vault that can't be read", () => {
  it.each<[ErrorCode, string, string]>([
    ["vault/damaged", "The vault can’t be read", "Restart the browser"],
    ["vault/version", "This vault was made by a newer Waykey", "Update Waykey"],
    ["vault/storage", "The browser can’t open Waykey’s storage", "Make sure that the disk"],
    ["internal/unexpected", "Something went wrong in Waykey", "Try again"],
  ])("says why for %s, and never to remove the extension", async (reason, title, advice) => {
    await open(reason, false);
    expect(document.querySelector("h1")?.textContent).toBe(title);
    expect(pageText()).toContain(advice);
    expect(pageText()).toContain("Do not remove the extension");
    expect(pageText()).toContain("That would delete what is stored");
    const isLost = reason === "vault/damaged" || reason === "vault/storage";
    expect(buttonNames()).toEqual([
      "Try again",
      SAVE,
      ...(isLost ? [LEAVE] : []),
      "Copy this report",
    ]);
  });

  it.each<ErrorCode>(["vault/damaged", "kdf/parameters", "vault/storage"])(
    "for %s is put aside for a new one after a confirmation, and never before",
    async (reason) => {
      let isLeft = false;
      const client = await open(reason, false, {
        "vault.status": () =>
          isLeft ? vaultStatus("none") : { state: "unreadable", reason, canUseCopy: false },
        "vault.leave": () => {
          isLeft = true;
          return null;
        },
      });
      await press(LEAVE);
      expect(pageText()).toContain("Nothing is deleted.");
      expect(document.activeElement).toBe(button("Not now"));
      await press("Not now");
      expect(document.activeElement).toBe(button(LEAVE));
      expect(client.calls.map(({ method }) => method)).not.toContain("vault.leave");
      await press(LEAVE);
      await press("Put it aside and start anew");
      expect(client.calls).toContainEqual({ method: "vault.leave", input: null });
      expect(buttonNames()).toContain("Create vault");
      expect(pageText()).toContain("Restore from a backup");
    },
  );

  it("is not put aside where the second copy can be used instead", async () => {
    await open("vault/storage", true);
    expect(buttonNames()).not.toContain(LEAVE);
  });

  it("is looked at again on demand", async () => {
    let isWell = false;
    await open("vault/storage", false, {
      "vault.status": () =>
        isWell
          ? vaultStatus("locked")
          : { state: "unreadable", reason: "vault/storage", canUseCopy: false },
    });
    await press("Try again");
    expect(buttonNames()).toContain("Try again");
    isWell = true;
    await press("Try again");
    expect(buttonNames()).toEqual(["Unlock"]);
  });

  it("is handed over as a sealed file, with a word on what that is good for", async () => {
    const taken: string[][] = [];
    const files = {
      download: (name: string, text: string) => Promise.resolve(void taken.push([name, text])),
    };
    const file = { fileName: "waykey-sealed.json", text: "sealed" };
    await open("vault/damaged", false, { "vault.export-sealed": () => file }, fakePorts({ files }));
    expect(pageText()).toContain("nothing in it can be read without your password");
    await press(SAVE);
    expect(taken).toEqual([["waykey-sealed.json", "sealed"]]);
    expect(pageText()).toContain("waykey-sealed.json is among your downloads");
  });

  it("says when the file can't be made", async () => {
    await open("vault/damaged", false, { "vault.export-sealed": () => refuse("vault/storage") });
    await press(SAVE);
    expect(pageText()).toContain("The browser could not save this");
    expect(pageText()).not.toContain("among your downloads");
  });

  it("gives way to the second copy after a confirmation, and to nothing before", async () => {
    let isUsed = false;
    const client = await open("vault/storage", true, {
      "vault.status": () =>
        isUsed
          ? vaultStatus("locked")
          : { state: "unreadable", reason: "vault/storage", canUseCopy: true },
      "vault.use-copy": () => {
        isUsed = true;
        return null;
      },
    });
    await press("Use the second copy");
    expect(pageText()).toContain("The old database is left as it is.");
    expect(document.activeElement).toBe(button("Not now"));
    await press("Not now");
    expect(document.activeElement).toBe(button("Use the second copy"));
    expect(client.calls.map(({ method }) => method)).not.toContain("vault.use-copy");
    await press("Use the second copy");
    await press("Go on with the second copy");
    expect(client.calls).toContainEqual({ method: "vault.use-copy", input: null });
    expect(buttonNames()).toEqual(["Unlock"]);
  });

  it("keeps its screen when the second copy can't be used, and says why", async () => {
    await open("vault/storage", true, { "vault.use-copy": () => refuse("vault/conflict") });
    await press("Use the second copy");
    await press("Go on with the second copy");
    expect(pageText()).toContain("Something else changed the vault at the same moment");
    expect(buttonNames()).toContain("Not now");
  });

  it("never gives way to the second copy where Waykey only has to be updated", async () => {
    await open("vault/version", true);
    expect(buttonNames()).toEqual(["Try again", SAVE, "Copy this report"]);
  });
});
