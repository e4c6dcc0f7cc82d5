import { beforeEach, describe, expect, it, vi } from "vitest";
import { leaveVault } from "../../../lib/app/start-over.ts";
import { createNewVault, unlock, vaultStatus } from "../../../lib/app/unlock.ts";
import { exportAllSealed, exportUnreadable } from "../../../lib/app/vault-condition.ts";
import { WaykeyError } from "../../../lib/errors.ts";
import { encodeEntry, HEADER_NAME } from "../../../lib/vault/copy-store.ts";
import type { VaultHeader } from "../../../lib/vault/header.ts";
import { errorCode } from "../vault/error-code.ts";
import {
  copiedWorld,
  createAccounts,
  emailsOf,
  empty,
  PIN,
  settle,
  unlockAndSettle,
} from "./copies-kit.ts";
import type { Worker, World } from "./kit.ts";

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../vault/cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

const NEW_PASSWORD = "a quite new password";
const PROOF = { method: "password", password: NEW_PASSWORD } as const;

let world: World;
let next: Worker;
/** What of the second copy was left. */
let left: ReadonlyMap<string, unknown>;

/** A database of its own under the next name, as the browser's storage makes one. */
beforeEach(async () => {
  ({ world } = await copiedWorld({ withPin: true }));
  left = new Map();
  world.storage.onAnew = () => empty(world.store);
  world.storage.onLeaveCopy = () => {
    left = new Map(world.copy.entries);
    world.copy.entries.clear();
  };
  world.storage.left = () => Promise.resolve({ copies: Object.fromEntries(left) });
  next = world.bear();
  await next.app.session.lock();
});

function loseHeaders(): void {
  world.store.header = { rubbish: true };
  world.copy.entries.set(HEADER_NAME, { body: "{}", checksum: "x" });
}

/** Both copies of the header name a cost that nobody may be made to pay. */
function barHeaders(): void {
  const header = world.store.header as VaultHeader;
  const slots = header.slots.map((slot) =>
    slot.kind === "password" ? { ...slot, kdf: { ...slot.kdf, memoryKiB: 8 } } : slot,
  );
  world.store.header = { ...header, slots };
  world.copy.entries.set(HEADER_NAME, encodeEntry(HEADER_NAME, world.store.header));
}

describe("a vault that can't be read in either copy", () => {
  it.each([
    ["vault/damaged", loseHeaders],
    ["kdf/parameters", barHeaders],
  ])("for %s is left as it is, and a new one is made beside it", async (reason, damage) => {
    damage();
    world.sessionStore.values.delete("pin-slot");
    await next.app.notices.add("records-restored", 3);
    const before = new Map(world.copy.entries);
    expect(await vaultStatus(next.app)).toMatchObject({ state: "unreadable", reason });
    expect(await errorCode(() => createNewVault(next.app, NEW_PASSWORD))).toBe("vault/exists");
    await leaveVault(next.app);
    expect(left).toEqual(before);
    expect(world.storage.anew).toBe(1);
    expect(await vaultStatus(next.app)).toEqual({ state: "none" });
    expect(await next.app.notices.list()).toEqual([]);
    await createNewVault(next.app, NEW_PASSWORD);
    await createAccounts(next, "new@example.com");
    await settle(next);
    await next.app.session.lock();
    const last = world.bear();
    await unlock(last.app, PROOF);
    await settle(last);
    expect(await last.handlers["vault.contents"](null)).toMatchObject({
      accounts: [{ email: "new@example.com" }],
      unreadable: [],
    });
    expect((await last.handlers["condition.get"](null)).decision).toBeNull();
    for (const { text } of [await exportUnreadable(last.app), await exportAllSealed(last.app)]) {
      const exported = JSON.parse(text) as { left: { copies: object } };
      expect(exported.left.copies).toEqual(Object.fromEntries(before));
    }
  });

  it("is left where the database does not open and there is no second copy", async () => {
    world.store.readHeader = () => {
      if (world.storage.anew > 0) return Promise.resolve(undefined);
      throw new WaykeyError("vault/storage", "The browser's storage failed (UnknownError)");
    };
    expect(await errorCode(() => leaveVault(next.app))).toBe("vault/exists");
    world.copy.entries.clear();
    await leaveVault(next.app);
    expect(world.storage.anew).toBe(1);
    expect(await vaultStatus(next.app)).toEqual({ state: "none" });
  });

  it("leaves no key and no PIN of it behind", async () => {
    await unlockAndSettle(next);
    loseHeaders();
    await leaveVault(next.app);
    expect(await next.app.session.isOpen()).toBe(false);
    await createNewVault(next.app, NEW_PASSWORD);
    await next.app.session.lock();
    expect(await errorCode(() => unlock(next.app, { method: "pin", pin: PIN }))).toBe(
      "verification/none",
    );
  });

  it("is not put back from its copy by what asks meanwhile", async () => {
    barHeaders();
    world.sessionStore.values.delete("pin-slot");
    const [, status] = await Promise.all([leaveVault(next.app), vaultStatus(next.app)]);
    expect(["none", "unreadable"]).toContain(status.state);
    expect(await vaultStatus(next.app)).toEqual({ state: "none" });
    expect(world.copy.entries.size).toBe(0);
  });

  it("can be left again where the copy could not be moved, or the worker died", async () => {
    loseHeaders();
    world.storage.onLeaveCopy = () => {
      throw new WaykeyError("vault/storage", "The extension's storage failed");
    };
    expect(await errorCode(() => leaveVault(next.app))).toBe("vault/storage");
    expect(await vaultStatus(next.app)).toMatchObject({ state: "unreadable" });
    world.storage.onLeaveCopy = () => world.copy.entries.clear();
    await leaveVault(world.bear().app);
    expect(await vaultStatus(next.app)).toEqual({ state: "none" });
  });
});

describe("a vault that opens, or that a later Waykey opens", () => {
  it("is never left", async () => {
    expect(await errorCode(() => leaveVault(next.app))).toBe("vault/exists");
    const header = world.store.header as VaultHeader;
    world.store.header = { ...header, version: 9 };
    expect(await vaultStatus(next.app)).toMatchObject({ reason: "vault/version" });
    expect(await errorCode(() => leaveVault(next.app))).toBe("vault/exists");
    world.store.header = header;
    // Nor where the second copy has what the store lost.
    world.store.header = { rubbish: true };
    expect(await errorCode(() => leaveVault(next.app))).toBe("vault/exists");
    expect(world.storage.anew).toBe(0);
    expect(await emailsOf(world)).toHaveLength(1);
  });
});
