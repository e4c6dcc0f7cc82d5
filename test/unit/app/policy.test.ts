import { describe, expect, it, vi } from "vitest";
import { parsePolicy } from "../../../lib/app/policy.ts";
import { LOCK_ALARM } from "../../../lib/app/session.ts";
import type { ExportRequest } from "../../../lib/app/views.ts";
import { DEFAULT_SETTINGS } from "../../../lib/vault/settings-strength.ts";
import { errorCode } from "../vault/error-code.ts";
import { account, otp } from "../vault/sample-records.ts";
import { PASSWORD, unlockedWorld, type World } from "./kit.ts";
import { attempt, byDevice, byEmergencyKey, byPassword, byPin, worldOfWays } from "./ways.ts";

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../vault/cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

const MINUTE = 60_000;
const NOTHING = { passwordOnly: false, maxAutoLockMinutes: null, noPlainExport: false };

const minutesLeft = (world: World): number =>
  ((world.alarms.at.get(LOCK_ALARM) ?? 0) - world.now) / MINUTE;

describe("what an organization has laid down", () => {
  it("is nothing where there is nothing, or other things", async () => {
    for (const none of [{}, { other: true }, { passwordOnly: false, maxAutoLockMinutes: null }]) {
      expect(parsePolicy(none)).toEqual(NOTHING);
    }
    const { worker } = await unlockedWorld([]);
    expect(await worker.handlers["policy.get"](null)).toEqual(NOTHING);
  });

  it("is read by its names", () => {
    const all = { passwordOnly: true, maxAutoLockMinutes: 10, noPlainExport: true };
    expect(parsePolicy(all)).toEqual(all);
    expect(parsePolicy({ maxAutoLockMinutes: 100_000 }).maxAutoLockMinutes).toBe(1440);
  });

  it.each(["yes", 1, {}])("is the strict one where a value can't be read: %j", (value) => {
    expect(parsePolicy({ passwordOnly: value, noPlainExport: value })).toMatchObject({
      passwordOnly: true,
      noPlainExport: true,
    });
  });

  it.each([0, -5, 2.5, "10", true])("is 15 minutes for a longest time of %j", (value) => {
    expect(parsePolicy({ maxAutoLockMinutes: value }).maxAutoLockMinutes).toBe(15);
  });
});

describe("a vault that only the password may open", () => {
  it("is opened by no PIN and no device, and offers neither", async () => {
    const { world, worker, emergencyKey } = await worldOfWays([]);
    world.policy = { passwordOnly: true };
    expect(await attempt(world, byPin())).toBe("policy/password-only");
    expect(await attempt(world, byDevice())).toBe("policy/password-only");
    const status = await worker.handlers["vault.status"](null);
    expect(status).toMatchObject({ state: "locked", ways: ["password", "emergency-key"] });
    expect(await attempt(world, byEmergencyKey(emergencyKey))).toBe("none");
    expect(await attempt(world, byPassword())).toBe("none");
    world.policy = {};
    expect(await attempt(world, byPin())).toBe("none");
    expect(await attempt(world, byDevice())).toBe("none");
  });
});

describe("the longest time until the lock", () => {
  it("holds from the next unlock on, and what is shorter stays", async () => {
    const { world, app, worker } = await unlockedWorld([]);
    expect(minutesLeft(world)).toBe(DEFAULT_SETTINGS.autoLockMinutes);
    world.policy = { maxAutoLockMinutes: 4 };
    await app.session.lock();
    await worker.handlers["vault.unlock"](byPassword());
    expect(minutesLeft(world)).toBe(4);
    expect(await worker.handlers["settings.get"](null)).toEqual({
      ...DEFAULT_SETTINGS,
      autoLockMinutes: 4,
    });
    world.policy = { maxAutoLockMinutes: 100 };
    expect(await worker.handlers["settings.get"](null)).toEqual(DEFAULT_SETTINGS);
  });

  it("holds at once for settings that are saved", async () => {
    const { world, worker } = await unlockedWorld([]);
    world.policy = { maxAutoLockMinutes: 10 };
    const settings = { ...DEFAULT_SETTINGS, autoLockMinutes: 60, password: PASSWORD };
    await worker.handlers["settings.set"](settings);
    expect(minutesLeft(world)).toBe(10);
    const inForce = await worker.handlers["settings.get"](null);
    expect(inForce.autoLockMinutes).toBe(10);
    world.policy = {};
    expect((await worker.handlers["settings.get"](null)).autoLockMinutes).toBe(60);
  });
});

describe("exports that are not encrypted", () => {
  const request: ExportRequest = {
    format: "otpauth-list",
    withOutOfUse: false,
    password: PASSWORD,
    exportPassword: null,
    recoveryTitle: "Recovery code of Headway",
  };

  it.each(["otpauth-list", "google-authenticator", "qr-codes", "bitwarden", "cxf"] as const)(
    "are neither shown nor made where that is laid down: %s",
    async (format) => {
      const { world, worker } = await unlockedWorld([account, otp]);
      const { handlers } = worker;
      const choice = { format, withOutOfUse: false };
      expect(await errorCode(() => handlers["export.preview"](choice))).toBe("none");
      world.policy = { noPlainExport: true };
      expect(await errorCode(() => handlers["export.preview"](choice))).toBe("policy/plain-export");
      const made = await errorCode(() => handlers["export.make"]({ ...request, format }));
      expect(made).toBe("policy/plain-export");
    },
  );

  it("leave encrypted ones and backups alone", async () => {
    const { world, worker } = await unlockedWorld([account, otp]);
    world.policy = { noPlainExport: true };
    const exportPassword = "the export's own password";
    const sealed = { ...request, format: "aegis", exportPassword } as const;
    expect(await worker.handlers["export.make"](sealed)).toMatchObject({ kind: "file", count: 1 });
  });
});
