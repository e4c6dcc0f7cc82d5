import { describe, expect, it, vi } from "vitest";
import { checkPractice, fillPractice, practiceView } from "../../../lib/app/practice.ts";
import { encodeBase32 } from "../../../lib/bytes/base32.ts";
import { encodeUtf8 } from "../../../lib/bytes/utf8.ts";
import { errorCode } from "../vault/error-code.ts";
import { unlockedWorld } from "./kit.ts";
import { authenticator } from "./oracle.ts";

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../vault/cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

const TAB = 7;
const KEPT = "practice-fill";
const SECRET = encodeBase32(encodeUtf8("Waykey practice page"));
const codeAt = (at: number) => authenticator(SECRET, at);

async function practising() {
  const set = await unlockedWorld();
  set.world.pages.practice = TAB;
  return set;
}

describe("the practice code", () => {
  it("is that of now, while the practice page is in use", async () => {
    const { world, app } = await practising();
    const expiresAt = world.now - (world.now % 30_000) + 30_000;
    const view = { code: codeAt(world.now), expiresAt, periodSeconds: 30 };
    expect(await practiceView(app)).toEqual(view);
    world.now = expiresAt;
    expect((await practiceView(app))?.code).toBe(codeAt(expiresAt));
  });

  it("is not there, nor filled, while another page is in use", async () => {
    const { world, app } = await unlockedWorld();
    world.pages.page = { tabId: TAB, origin: "https://headway.co" };
    expect(await practiceView(app)).toBeNull();
    expect(await fillPractice(app)).toBe(false);
    expect(world.sessionStore.values.has(KEPT)).toBe(false);
  });

  it("waits in the session store for the page in that tab, and is nowhere else", async () => {
    const { world, app } = await practising();
    const writes = world.store.commits;
    expect(await fillPractice(app)).toBe(true);
    const fill = { tabId: TAB, code: codeAt(world.now), at: world.now };
    expect(world.sessionStore.values.get(KEPT)).toEqual(fill);
    expect(world.store.commits).toBe(writes);
    expect(world.kept.values.has(KEPT)).toBe(false);
    expect(world.pages.asked).toEqual([]);
  });

  it("is neither told nor filled while Waykey is locked", async () => {
    const { world, app } = await practising();
    await app.session.lock();
    expect(await errorCode(() => practiceView(app))).toBe("vault/locked");
    expect(await errorCode(() => fillPractice(app))).toBe("vault/locked");
    expect(world.sessionStore.values.has(KEPT)).toBe(false);
  });

  it("lets the vault lock by itself under a popup that shows it", async () => {
    const { world, app } = await practising();
    const lockAt = world.alarms.at.get("lock");
    world.now += 60_000;
    await practiceView(app);
    expect(world.alarms.at.get("lock")).toBe(lockAt);
  });
});

describe("what becomes of a code that is handed in", () => {
  it.each([
    ["of now", 0, "right"],
    ["of the step before, as sites take it", 30_000, "right"],
    ["of two steps before", 60_000, "old"],
    ["of five minutes before", 300_000, "old"],
    ["of longer ago", 330_000, "wrong"],
    ["that is not there yet", -30_000, "wrong"],
  ])("one %s", async (_, ageMs, verdict) => {
    const { world, app } = await practising();
    expect(checkPractice(app, codeAt(world.now - ageMs))).toBe(verdict);
  });

  it("does not hang on spaces, or on whether Waykey is open", async () => {
    const { world, app } = await practising();
    await app.session.lock();
    const code = codeAt(world.now);
    expect(checkPractice(app, ` ${code.slice(0, 3)} ${code.slice(3)}\n`)).toBe("right");
    for (const other of ["", code.slice(1), `${code}0`, "Waykey"]) {
      expect(checkPractice(app, other)).toBe("wrong");
    }
  });
});
