import { describe, expect, it, vi } from "vitest";
import { checkClock, getClock } from "../../../lib/app/clock.ts";
import { currentCodes } from "../../../lib/app/one-time-codes.ts";
import { fillCode } from "../../../lib/app/fills.ts";
import { encodeBase32 } from "../../../lib/bytes/base32.ts";
import { decodeBase64url } from "../../../lib/bytes/base64url.ts";
import { WaykeyError } from "../../../lib/errors.ts";
import { errorCode } from "../vault/error-code.ts";
import { account, otp } from "../vault/sample-records.ts";
import { DOCUMENT } from "./fake-ports.ts";
import { unlockedWorld, World } from "./kit.ts";
import { authenticator } from "./oracle.ts";

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../vault/cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

const PAGE = { tabId: 7, origin: "https://sigmund.headway.co" };
const SECRET = encodeBase32(decodeBase64url(otp.secret));
const AT_FIRST = { allowed: false, correction: null };

/** Allowed, on a page whose server is so far ahead; the request takes 200 ms. */
async function checking(aheadMs: number, changes: object = {}) {
  const world = new World();
  world.pages.page = PAGE;
  const worker = world.bear();
  await worker.handlers["clock.allow"]({ allowed: true });
  const ask = world.pages.ask.bind(world.pages);
  vi.spyOn(world.pages, "ask").mockImplementation(async (tabId, request) => {
    await ask(tabId, request);
    const startedMs = world.now + 10;
    const endedMs = startedMs + 200;
    world.now = endedMs + 10;
    const serverMs = Math.floor((startedMs + 100 + aheadMs) / 1000) * 1000;
    return { read: true, serverMs, startedMs, endedMs, isAged: false, ...changes };
  });
  return { world, ...worker };
}

describe("the check of the clock", () => {
  it("asks nobody before the user has allowed it", async () => {
    const { world, app } = await unlockedWorld();
    world.pages.page = PAGE;
    expect(await getClock(app)).toEqual(AT_FIRST);
    expect(await errorCode(() => checkClock(app))).toBe("clock/off");
    expect(world.pages.asked).toEqual([]);
  });

  it.each([0, 42_000, -42_000, 90_250, -3_600_000])(
    "finds a clock that is %i ms behind",
    async (ms) => {
      const { app, world } = await checking(ms);
      const { host, offsetMs, uncertaintyMs } = await checkClock(app);
      expect(host).toBe("sigmund.headway.co");
      expect(uncertaintyMs).toBe(600);
      expect(Math.abs(offsetMs - ms)).toBeLessThanOrEqual(uncertaintyMs);
      expect(world.pages.asked).toEqual([{ tabId: 7, request: { type: "read-clock" } }]);
    },
  );

  it("trusts an answer out of a cache less", async () => {
    const { app } = await checking(0, { isAged: true });
    expect((await checkClock(app)).uncertaintyMs).toBe(1600);
  });

  it.each([
    ["names no time", { read: false }, "clock/unreadable"],
    ["was asked before it was asked", { startedMs: 0 }, "clock/unreadable"],
    ["was answered before it was asked", { endedMs: 0 }, "clock/unreadable"],
    ["is answered in the future", { endedMs: 9e15 }, "clock/unreadable"],
    ["is no number", { serverMs: "now" }, "page/unreachable"],
    ["is beyond numbers", { serverMs: Number.POSITIVE_INFINITY }, "page/unreachable"],
  ])("refuses a page whose reading %s", async (_, changes, code) => {
    const { app } = await checking(0, changes);
    expect(await errorCode(() => checkClock(app))).toBe(code);
  });

  it("needs a page", async () => {
    const { app, world } = await checking(0);
    world.pages.page = null;
    expect(await errorCode(() => checkClock(app))).toBe("page/none");
  });
});

describe("a correction of the clock", () => {
  it("is kept with its date, apart from what is allowed, and taken back", async () => {
    const { world, handlers } = await checking(0);
    const at = world.now;
    await handlers["clock.correct"]({ offsetMs: 42_000 });
    const correction = { offsetMs: 42_000, at };
    expect(await world.bear().handlers["clock.get"](null)).toEqual({ allowed: true, correction });
    await handlers["clock.allow"]({ allowed: false });
    expect(await handlers["clock.get"](null)).toEqual({ allowed: false, correction });
    await handlers["clock.correct"]({ offsetMs: null });
    expect(await handlers["clock.get"](null)).toEqual(AT_FIRST);
  });

  it.each([
    ["rubbish", "rubbish"],
    ["more than a day", { allowed: true, correction: { offsetMs: 86_400_001, at: 0 } }],
  ])("counts as not there where %s is kept, or nothing can be read", async (_, kept) => {
    const world = new World();
    const { app } = world.bear();
    world.kept.values.set("clock", kept);
    expect(await getClock(app)).toEqual(AT_FIRST);
    world.kept.get = () => Promise.reject(new WaykeyError("vault/storage", "It does not answer"));
    expect(await getClock(app)).toEqual(AT_FIRST);
  });

  it.each([42_000, -42_000])(
    "of %i ms moves the codes, and their ends in the computer's time",
    async (offsetMs) => {
      const { world, worker, app } = await unlockedWorld([account, otp]);
      await worker.handlers["clock.correct"]({ offsetMs });
      const [code] = await currentCodes(app, [otp.id]);
      expect(code?.code).toBe(authenticator(SECRET, world.now + offsetMs));
      const expiresAt = code?.expiresAt ?? 0;
      expect(expiresAt).toBeGreaterThan(world.now);
      expect(expiresAt - world.now).toBeLessThanOrEqual(30_000);
      expect((expiresAt + offsetMs) % 30_000).toBe(0);
      expect(code?.endsSoonAt).toBe(expiresAt - 5000);
    },
  );

  it("moves what is filled, and the moment that a fill waits for", async () => {
    const { world, worker, app } = await unlockedWorld([account, otp]);
    world.pages.page = PAGE;
    const offsetMs = 42_000;
    await worker.handlers["clock.correct"]({ offsetMs });
    world.now = (Math.floor((world.now + offsetMs) / 30_000) + 1) * 30_000 - offsetMs - 2000;
    world.pause = async () => {
      world.now += 2000;
    };
    await fillCode(app, otp.id);
    expect(world.waits).toEqual([2000]);
    const code = authenticator(SECRET, world.now + offsetMs);
    expect(world.pages.fills).toEqual([
      { tabId: 7, request: { type: "fill-code", code, documentId: DOCUMENT } },
    ]);
  });
});
