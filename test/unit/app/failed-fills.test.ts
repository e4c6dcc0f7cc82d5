import { describe, expect, it, vi } from "vitest";
import {
  FAILED_FILL_ALARM,
  failedFill,
  noteFailedFillCopied,
} from "../../../lib/app/failed-fills.ts";
import { fillByShortcut, fillCode } from "../../../lib/app/fills.ts";
import { makeNextCode, removeOtp } from "../../../lib/app/one-time-codes.ts";
import { encodeBase32 } from "../../../lib/bytes/base32.ts";
import { decodeBase64url } from "../../../lib/bytes/base64url.ts";
import { WaykeyError } from "../../../lib/errors.ts";
import { errorCode } from "../vault/error-code.ts";
import { account, hotp, otp } from "../vault/sample-records.ts";
import { DOCUMENT } from "./fake-ports.ts";
import { unlockedWorld } from "./kit.ts";
import { authenticator, counted } from "./oracle.ts";

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../vault/cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

const PAGE = { tabId: 7, origin: "https://sigmund.headway.co" };
const COUNTED = { ...hotp, algorithm: "SHA1", digits: 6 } as const;
const secretOf = ({ secret }: { secret: string }) => encodeBase32(decodeBase64url(secret));
const challenge = { kind: "otp-challenge", email: null, recoveryCode: null };

async function afterFailure(
  records: Parameters<typeof unlockedWorld>[0],
  reason = "rejected",
  kind = "otp-challenge",
) {
  const set = await unlockedWorld(records);
  set.world.pages.page = PAGE;
  set.world.pages.answers.inspect = { ...challenge, kind };
  set.world.pages.answers["fill-code"] = { filled: false, reason };
  expect(await fillByShortcut(set.app)).toBe("failed");
  const kept = () => set.world.sessionStore.values.get("failed-fill");
  return { ...set, kept };
}

describe("a fill by the shortcut that failed", () => {
  it("is told with the code of now, to each popup that opens", async () => {
    const { world, app } = await afterFailure([account, otp], "no-field");
    const at = world.now;
    world.now += 40_000;
    const told = {
      id: otp.id,
      at,
      why: { reason: "no-field" },
      code: authenticator(secretOf(otp), world.now),
      copied: "none",
    };
    expect(await failedFill(app)).toEqual(told);
    expect(await failedFill(app)).toEqual(told);
  });

  it("is told with the next code where that of now is about to change", async () => {
    const { world, app } = await afterFailure([account, otp], "no-field");
    world.now += 30_000 - (world.now % 30_000);
    const code = async () => (await failedFill(app))?.code;
    const next = authenticator(secretOf(otp), world.now);
    world.now -= 5001;
    expect(await code()).toBe(authenticator(secretOf(otp), world.now));
    world.now++;
    expect(await code()).toBe(next);
  });

  it("is told with what a popup has copied of it", async () => {
    const { world, app } = await afterFailure([account, otp], "no-field");
    world.now += 30_000 - (world.now % 30_000);
    const { at = 0 } = (await failedFill(app)) ?? {};
    await noteFailedFillCopied(app, at - 1);
    expect(await failedFill(app)).toMatchObject({ copied: "none" });
    await noteFailedFillCopied(app, at);
    expect(await failedFill(app)).toMatchObject({ copied: "this" });
    world.now += 20_000;
    expect(await failedFill(app)).toMatchObject({ copied: "this" });
    world.now += 5000;
    expect(await failedFill(app)).toMatchObject({ copied: "earlier" });

    const ofCounter = await afterFailure([account, COUNTED]);
    await noteFailedFillCopied(ofCounter.app, (await failedFill(ofCounter.app))?.at ?? 0);
    ofCounter.world.now += 59_000;
    expect(await failedFill(ofCounter.app)).toMatchObject({ copied: "this" });
  });

  it("is not told any more to someone whom the site has let in", async () => {
    for (const kind of ["signed-in", "recovery-shown"]) {
      const { world, app } = await afterFailure([account, otp]);
      world.pages.answers.inspect = { ...challenge, kind: "other" };
      expect(await failedFill(app)).not.toBeNull();
      world.pages.answers.inspect = { ...challenge, kind };
      expect(await failedFill(app)).toBeNull();
    }
  });

  it("is told where the page can't be looked at", async () => {
    const { world, app } = await afterFailure([account, otp]);
    world.pages.answers.inspect = new WaykeyError("page/unreachable", "It went away");
    expect(await failedFill(app)).not.toBeNull();
  });

  it("waits for no popup that is locked out", async () => {
    const { app, kept } = await afterFailure([account, otp]);
    const { at = 0 } = (await failedFill(app)) ?? {};
    await app.session.lock();
    await noteFailedFillCopied(app, at);
    expect(kept()).toBeUndefined();
  });

  it("is told with the very code of the counter that was tried, and uses up no other", async () => {
    const { world, app } = await afterFailure([account, COUNTED]);
    const code = counted(secretOf(COUNTED), COUNTED.counter);
    expect(world.pages.asked.at(-1)?.request).toEqual({
      type: "fill-code",
      code,
      documentId: DOCUMENT,
    });
    expect(await failedFill(app)).toMatchObject({ why: { reason: "rejected" }, code });
    expect(await world.vault().get(COUNTED.id)).toMatchObject({ counter: COUNTED.counter + 1 });
  });

  it("is told without a code where another was made since, or none was tried", async () => {
    const since = await afterFailure([account, COUNTED]);
    await makeNextCode(since.app, COUNTED.id);
    expect(await failedFill(since.app)).toMatchObject({ code: null });
    const untried = await afterFailure([account, COUNTED], "rejected", "signed-in");
    expect(await failedFill(untried.app)).toEqual({
      id: COUNTED.id,
      at: untried.world.now,
      copied: "none",
      why: { reason: "no-field" },
      code: null,
    });
  });

  it("is told with the code of the counter after a second press in between, too", async () => {
    const { world, app } = await unlockedWorld([account, COUNTED]);
    world.pages.page = PAGE;
    world.pages.answers.inspect = challenge;
    const ask = world.pages.ask.bind(world.pages);
    const answer = Promise.withResolvers<void>();
    const asked = Promise.withResolvers<void>();
    vi.spyOn(world.pages, "ask").mockImplementation(async (tabId, request) => {
      if (request.type !== "fill-code") return ask(tabId, request);
      asked.resolve();
      await answer.promise;
      return { filled: false, reason: "rejected" };
    });
    const first = fillByShortcut(app);
    await asked.promise;
    const before = vi.spyOn(app.fillTurns, "run");
    const second = fillByShortcut(app);
    await vi.waitFor(() => expect(before).toHaveBeenCalled());
    answer.resolve();
    expect(await Promise.all([first, second])).toEqual(["failed", "failed"]);
    const code = counted(secretOf(COUNTED), COUNTED.counter);
    expect(await failedFill(app)).toMatchObject({ code });
  });

  it("keeps no code and no secret while it waits", async () => {
    for (const entry of [otp, COUNTED]) {
      const { world, kept } = await afterFailure([account, entry]);
      const text = JSON.stringify(kept());
      const sent = world.pages.asked.at(-1)?.request as { code: string };
      expect(text).not.toContain(sent.code);
      expect(text).not.toContain(entry.secret);
    }
  });

  it("says what went wrong before the page had an answer", async () => {
    const { world, app } = await unlockedWorld([account, COUNTED]);
    world.pages.page = PAGE;
    world.pages.answers.inspect = challenge;
    world.store.failNextCommit = "after";
    expect(await fillByShortcut(app)).toBe("failed");
    expect(await failedFill(app)).toMatchObject({ why: { error: "vault/storage" } });

    world.pages.answers["fill-code"] = new WaykeyError("page/unreachable", "It went away");
    expect(await fillByShortcut(app)).toBe("failed");
    const held = (await world.vault().get(COUNTED.id)) as typeof COUNTED;
    expect(await failedFill(app)).toMatchObject({
      id: COUNTED.id,
      why: { reason: "no-answer" },
      code: counted(secretOf(COUNTED), held.counter - 1),
    });
  });

  it("is forgotten after a minute, at a lock, and when the code is in the page after all", async () => {
    const late = await afterFailure([account, otp]);
    expect(late.world.alarms.at.get(FAILED_FILL_ALARM)).toBe(late.world.now + 60_000);
    late.world.now += 60_001;
    expect(await failedFill(late.app)).toBeNull();

    const locked = await afterFailure([account, otp]);
    await locked.app.session.lock();
    expect(locked.kept()).toBeUndefined();
    expect(await errorCode(() => failedFill(locked.app))).toBe("vault/locked");

    const filled = await afterFailure([account, otp]);
    filled.world.pages.answers["fill-code"] = null;
    await fillCode(filled.app, otp.id);
    expect(filled.kept()).toBeUndefined();

    // The popup that fills tells of it itself.
    const again = await afterFailure([account, otp]);
    await fillCode(again.app, otp.id);
    expect(again.kept()).toBeUndefined();
  });

  it("is told on its own page alone, and not for an entry that is gone", async () => {
    const { world, app } = await afterFailure([account, otp]);
    for (const page of [null, { ...PAGE, tabId: 8 }, { ...PAGE, origin: "https://headway.co" }]) {
      world.pages.page = page;
      expect(await failedFill(app)).toBeNull();
    }
    world.pages.page = PAGE;
    await removeOtp(app, otp.id);
    expect(await failedFill(app)).toBeNull();
  });

  it("waits behind no lock that came meanwhile", async () => {
    const { world, app } = await unlockedWorld([account, otp]);
    world.pages.page = PAGE;
    world.pages.answers["fill-code"] = { filled: false, reason: "rejected" };
    const ask = world.pages.ask.bind(world.pages);
    vi.spyOn(world.pages, "ask").mockImplementation(async (tabId, request) => {
      if (request.type === "fill-code") await app.session.lock();
      return ask(tabId, request);
    });
    await fillByShortcut(app);
    expect(world.sessionStore.values.has("failed-fill")).toBe(false);
  });
});
