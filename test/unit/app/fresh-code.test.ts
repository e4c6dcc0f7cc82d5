import { describe, expect, it, vi } from "vitest";
import { removeOtp } from "../../../lib/app/one-time-codes.ts";
import { fillByShortcut, fillCode } from "../../../lib/app/fills.ts";
import { encodeBase32 } from "../../../lib/bytes/base32.ts";
import { decodeBase64url } from "../../../lib/bytes/base64url.ts";
import { errorCode } from "../vault/error-code.ts";
import { account, otp } from "../vault/sample-records.ts";
import { DOCUMENT } from "./fake-ports.ts";
import { unlockedWorld, type World } from "./kit.ts";
import { authenticator } from "./oracle.ts";

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../vault/cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

const PAGE = { tabId: 7, origin: "https://sigmund.headway.co" };
const SECRET = encodeBase32(decodeBase64url(otp.secret));
const OTHER = { ...otp, id: "otp-2", secret: "QUJDREVGR0hJSktMTU5PUA", confirmedAt: 1 };
const PERIOD_MS = otp.periodSeconds * 1000;

/** So many milliseconds before the code changes. */
async function beforeChange(leftMs: number, records = [account, otp]) {
  const set = await unlockedWorld(records);
  const { world } = set;
  world.pages.page = PAGE;
  world.now = (Math.floor(world.now / PERIOD_MS) + 1) * PERIOD_MS - leftMs;
  return set;
}

/** Makes waits last until they are let go on, at the change of the code. */
function holdWaits(world: World) {
  const { promise, resolve } = Promise.withResolvers<void>();
  world.pause = () => promise;
  return (leftMs: number) => {
    world.now += leftMs;
    resolve();
  };
}

const filled = (world: World) => world.pages.fills.map(({ request }) => request);

describe("filling a code that is about to change", () => {
  it("waits for the next one and fills that", async () => {
    const { world, app } = await beforeChange(4999);
    const next = authenticator(SECRET, world.now + 4999);
    const goOn = holdWaits(world);
    const result = fillCode(app, otp.id);
    await vi.waitFor(() => expect(world.waits).toEqual([4999]));
    expect(filled(world)).toEqual([]);
    goOn(4999);
    expect(await result).toEqual({ filled: true });
    expect(filled(world)).toEqual([{ type: "fill-code", code: next, documentId: DOCUMENT }]);
  });

  it("fills the next one though the wait ends a little early", async () => {
    const { world, app } = await beforeChange(3000);
    const next = authenticator(SECRET, world.now + 3000);
    const goOn = holdWaits(world);
    const result = fillCode(app, otp.id);
    goOn(2999);
    await result;
    expect(filled(world)).toEqual([{ type: "fill-code", code: next, documentId: DOCUMENT }]);
  });

  it("does not wait with more than five seconds left, nor for codes that are short-lived", async () => {
    const first = await beforeChange(5001);
    await fillCode(first.app, otp.id);
    expect(first.world.waits).toEqual([]);
    const second = await beforeChange(1, [account, { ...otp, periodSeconds: 6 }]);
    await fillCode(second.app, otp.id);
    expect(second.world.waits).toEqual([]);
  });

  it("waits by the shortcut too", async () => {
    const { world, app } = await beforeChange(2000);
    const next = authenticator(SECRET, world.now + 2000);
    world.pause = async () => {
      world.now += 2000;
    };
    expect(await fillByShortcut(app)).toBe("done");
    expect(filled(world)).toEqual([{ type: "fill-code", code: next, documentId: DOCUMENT }]);
  });

  it.each([
    ["another tab", { tabId: 8, origin: PAGE.origin }],
    ["another origin", { tabId: 7, origin: "https://headway.co" }],
    ["no page of Headway's", null],
  ])("gives up when %s is in front by then, and the shortcut says no more", async (_, page) => {
    const { world, app } = await beforeChange(2000);
    world.pause = async () => {
      world.pages.page = page;
    };
    expect(await errorCode(() => fillCode(app, otp.id))).toBe("fill/given-up");
    world.pages.page = PAGE;
    expect(await fillByShortcut(app)).toBe("done");
    expect(filled(world)).toEqual([]);
  });

  it.each([
    ["another document", { documentId: "document-2" }],
    ["another screen", { kind: "phone-challenge" }],
    ["another account", { email: "sam@example.com" }],
  ])("gives up when %s is there by then", async (_, change) => {
    const { world, app } = await beforeChange(2000);
    const seen = { kind: "otp-challenge", email: "pat@example.com", recoveryCode: null };
    world.pages.answers.inspect = seen;
    world.pause = async () => {
      world.pages.answers.inspect = { ...seen, ...change };
    };
    expect(await errorCode(() => fillCode(app, otp.id))).toBe("fill/given-up");
    expect(filled(world)).toEqual([]);
  });

  it("gives up when the document goes away before it is asked", async () => {
    const { world, app } = await beforeChange(9000);
    world.pages.answers["fill-code"] = { filled: false, reason: "another-document" };
    expect(await errorCode(() => fillCode(app, otp.id))).toBe("fill/given-up");
    expect(world.sessionStore.values.get("pending-fills")).toBeUndefined();
  });

  it("gives up when the vault was locked, though it is open again by then", async () => {
    for (const reopens of [false, true]) {
      const { world, worker, app } = await beforeChange(2000);
      world.pause = async () => {
        await app.session.lock();
        if (reopens) await world.unlock(worker);
      };
      expect(await errorCode(() => fillCode(app, otp.id))).toBe("fill/given-up");
      expect(filled(world)).toEqual([]);
    }
  });

  it("fills nothing of an entry that was removed meanwhile", async () => {
    const { world, app } = await beforeChange(2000);
    world.pause = () => removeOtp(app, otp.id);
    expect(await errorCode(() => fillCode(app, otp.id))).toBe("vault/no-record");
    expect(filled(world)).toEqual([]);
  });

  it("fills once for the same entry asked for twice", async () => {
    const { world, app } = await beforeChange(2000);
    const goOn = holdWaits(world);
    const both = [fillCode(app, otp.id), fillByShortcut(app)] as const;
    await vi.waitFor(() => expect(world.waits).toHaveLength(1));
    goOn(2000);
    expect(await Promise.all(both)).toEqual([{ filled: true }, "done"]);
    expect(filled(world)).toHaveLength(1);
  });

  it("fills the entry that was asked for last", async () => {
    const { world, app } = await beforeChange(2000, [account, otp, OTHER]);
    const goOn = holdWaits(world);
    const first = errorCode(() => fillCode(app, otp.id));
    await vi.waitFor(() => expect(world.waits).toHaveLength(1));
    const second = fillCode(app, OTHER.id);
    await vi.waitFor(() => expect(world.waits).toHaveLength(2));
    goOn(2000);
    expect(await first).toBe("fill/given-up");
    expect(await second).toEqual({ filled: true });
    const code = authenticator(encodeBase32(decodeBase64url(OTHER.secret)), world.now);
    expect(filled(world)).toEqual([{ type: "fill-code", code, documentId: DOCUMENT }]);
  });

  it("fills in two tabs, each for itself", async () => {
    const { world, app } = await beforeChange(4000);
    let waits = 0;
    world.pause = async () => {
      waits++;
      if (waits > 1) return;
      world.pages.page = { ...PAGE, tabId: 8 };
      await fillCode(app, otp.id);
      world.pages.page = PAGE;
    };
    expect(await fillCode(app, otp.id)).toEqual({ filled: true });
    expect(world.pages.fills.map(({ tabId }) => tabId)).toEqual([8, 7]);
  });
});
