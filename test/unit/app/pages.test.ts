import { describe, expect, it, vi } from "vitest";
import { findSignIn, noteSignIn } from "../../../lib/app/assisted-sign-ins.ts";
import { confirmOtp, removeOtp } from "../../../lib/app/one-time-codes.ts";
import { parseFillWatch } from "../../../lib/app/page-answers.ts";
import { requireRecord } from "../../../lib/app/app.ts";
import { fillByShortcut, fillCode, fillRecoveryCode } from "../../../lib/app/fills.ts";
import { noteFilled, noteNotUsed } from "../../../lib/app/recovery-fills.ts";
import { inspectPage, pageImages, tryAnotherMethod } from "../../../lib/app/pages.ts";
import {
  noteNavigation,
  noteScreen,
  noteTypedOver,
  setPendingFill,
} from "../../../lib/app/pending-fills.ts";
import type { PageKind } from "../../../lib/app/views.ts";
import { encodeBase32 } from "../../../lib/bytes/base32.ts";
import { decodeBase64url } from "../../../lib/bytes/base64url.ts";
import { WaykeyError } from "../../../lib/errors.ts";
import { errorCode } from "../vault/error-code.ts";
import { account, hotp, otp, recovery, steam } from "../vault/sample-records.ts";
import { DOCUMENT } from "./fake-ports.ts";
import { PASSWORD, unlockedWorld, type World } from "./kit.ts";
import { screen } from "./page-port.ts";
import { authenticator, counted } from "./oracle.ts";

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../vault/cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

const PROVIDER = { tabId: 7, origin: "https://sigmund.headway.co" };
const SECRET = encodeBase32(decodeBase64url(otp.secret));
const confirmedAt = async (world: { vault(): { get(id: string): Promise<unknown> } }) =>
  ((await world.vault().get(otp.id)) as { confirmedAt: number | null }).confirmedAt;

const recoveryIn = async (world: World) => requireRecord(world.vault(), "recovery", recovery.id);

async function onProviderPage(records: Parameters<typeof unlockedWorld>[0] = [account, otp]) {
  const set = await unlockedWorld(records);
  set.world.pages.page = PROVIDER;
  return set;
}

describe("inspecting the page in use", () => {
  it("is null where there is none of Headway's", async () => {
    const { world, app } = await unlockedWorld();
    expect(await inspectPage(app)).toBeNull();
    expect(world.pages.asked).toEqual([]);
  });

  it("takes origin and role from the browser and the rest from the page", async () => {
    const { world, app } = await onProviderPage([account, recovery]);
    const answer = {
      kind: "recovery-shown",
      hasField: false,
      email: "ada@example.com",
      recoveryCode: recovery.code,
    };
    world.pages.answers.inspect = {
      ...answer,
      saysEnrolled: true,
      origin: "https://evil.test",
      role: "client",
    };
    expect(await inspectPage(app)).toEqual({
      ...answer,
      origin: PROVIDER.origin,
      host: "sigmund.headway.co",
      role: "provider",
      accountId: null,
      recoveryCodeKept: true,
      recoveryCodeFilled: false,
      recoveryCodeDeclined: false,
      passkeys: [],
    });
  });

  it("knows the account that Waykey helped to sign in there, and not behind a lock", async () => {
    const { world, app } = await onProviderPage([account, otp]);
    world.pages.answers.inspect = { kind: "recovery-shown", email: null, recoveryCode: null };
    expect(await inspectPage(app)).toMatchObject({ accountId: null });
    await noteSignIn(app.ports, PROVIDER.tabId, PROVIDER.origin, otp.id);
    expect(await inspectPage(app)).toMatchObject({ accountId: otp.accountId });
    world.store.sealed(otp.id).ciphertext = new Uint8Array(64);
    expect(await inspectPage(app)).toMatchObject({ accountId: null });
    await noteSignIn(app.ports, PROVIDER.tabId + 1, PROVIDER.origin, otp.id);
    await app.session.lock();
    expect(await inspectPage(app)).toMatchObject({ accountId: null });
  });

  it("does not count a code that is marked as used as kept", async () => {
    const { world, app } = await onProviderPage([account, { ...recovery, usedAt: 5 }]);
    world.pages.answers.inspect = {
      kind: "recovery-shown",
      email: null,
      recoveryCode: recovery.code,
    };
    expect(await inspectPage(app)).toMatchObject({ recoveryCodeKept: false });
  });

  it("tells of a kept code that it was filled, until the user says whether it was used", async () => {
    const { world, app } = await onProviderPage([account, recovery]);
    const { code: recoveryCode } = recovery;
    world.pages.answers.inspect = { kind: "recovery-shown", email: null, recoveryCode };
    await noteFilled(app, recovery.id);
    const filled = { recoveryCodeKept: true, recoveryCodeFilled: true };
    expect(await inspectPage(app)).toMatchObject(filled);
    await noteNotUsed(app, recovery.id);
    expect(await inspectPage(app)).toMatchObject({ ...filled, recoveryCodeFilled: false });
  });

  it("does not tell behind a lock whether a code is kept", async () => {
    const { world, app } = await onProviderPage([account, recovery]);
    world.pages.answers.inspect = {
      kind: "recovery-shown",
      email: null,
      recoveryCode: recovery.code,
    };
    await app.session.lock();
    expect(await inspectPage(app)).toMatchObject({ recoveryCodeKept: false });
  });

  it.each([
    ["nothing", undefined],
    ["null", null],
    ["text", "other"],
    ["an unknown kind", { kind: "bank", email: null, recoveryCode: null }],
    ["a kind that objects inherit", { kind: "constructor", email: null, recoveryCode: null }],
    ["an endless e-mail", { kind: "other", email: "a".repeat(321), recoveryCode: null }],
    ["an e-mail that is an object", { kind: "other", email: {}, recoveryCode: null }],
    ["an endless code", { kind: "other", email: null, recoveryCode: "A".repeat(129) }],
    ["half an answer", { kind: "other" }],
  ])("refuses %s as the page's answer", async (_, answer) => {
    const { world, app } = await onProviderPage();
    world.pages.answers.inspect = answer;
    expect(await errorCode(() => inspectPage(app))).toBe("page/unreachable");
    expect(await errorCode(() => fillByShortcut(app))).toBe("page/unreachable");
  });

  it("says so when the page is silent", async () => {
    const { world, app } = await onProviderPage();
    world.pages.answers.inspect = new WaykeyError("page/unreachable", "The page does not answer");
    expect(await errorCode(() => inspectPage(app))).toBe("page/unreachable");
  });
});

describe("the page's pictures", () => {
  it("are handed on", async () => {
    const { world, app } = await onProviderPage();
    world.pages.answers.images = { images: ["data:image/png;base64,AAAA"] };
    expect(await pageImages(app)).toEqual({ images: ["data:image/png;base64,AAAA"] });
  });

  it.each([
    ["too many", { images: Array.from({ length: 17 }, () => "data:image/png;base64,") }],
    ["one of the network", { images: ["https://evil.test/a.png"] }],
    ["one that is a page", { images: ["data:text/html,<script>"] }],
    ["one too large", { images: [`data:image/png;base64,${"A".repeat(8 * 1024 * 1024)}`] }],
    ["no list", { images: "data:image/png;base64," }],
  ])("are refused for %s", async (_, answer) => {
    const { world, app } = await onProviderPage();
    world.pages.answers.images = answer;
    expect(await errorCode(() => pageImages(app))).toBe("page/unreachable");
  });

  it("need a page", async () => {
    const { app } = await unlockedWorld();
    expect(await errorCode(() => pageImages(app))).toBe("page/none");
  });
});

describe("the way to another method", () => {
  it("is pressed in the page in use", async () => {
    const { world, app } = await onProviderPage();
    expect(await tryAnotherMethod(app)).toEqual({ pressed: true });
    expect(world.pages.asked).toEqual([{ tabId: 7, request: { type: "try-another-method" } }]);
    world.pages.answers["try-another-method"] = { pressed: false, reason: "typed" };
    expect(await tryAnotherMethod(app)).toEqual({ pressed: false, reason: "typed" });
  });

  it("needs a page, and an answer that makes sense", async () => {
    const { world, app } = await onProviderPage();
    world.pages.answers["try-another-method"] = { pressed: false, reason: "because" };
    expect(await errorCode(() => tryAnotherMethod(app))).toBe("page/unreachable");
    world.pages.page = null;
    expect(await errorCode(() => tryAnotherMethod(app))).toBe("page/none");
  });
});

describe("filling a code", () => {
  it("sends the code of now to the page in use and to no other", async () => {
    const { world, app } = await onProviderPage();
    expect(await fillCode(app, otp.id)).toEqual({ filled: true });
    const code = authenticator(SECRET, world.now);
    expect(world.pages.fills).toEqual([
      { tabId: 7, request: { type: "fill-code", code, documentId: DOCUMENT } },
    ]);
  });

  it.each(["no-field", "wrong-field", "rejected"])(
    "hands the code to the user after %s, and waits for no confirmation",
    async (reason) => {
      const { world, app } = await onProviderPage();
      world.pages.answers["fill-code"] = { filled: false, reason };
      const code = authenticator(SECRET, world.now);
      expect(await fillCode(app, otp.id)).toEqual({ filled: false, reason, code });
      await noteScreen(app, PROVIDER, screen("signed-in"));
      expect(await confirmedAt(world)).toBeNull();
    },
  );

  it.each([
    ["nothing", undefined],
    ["text", "filled"],
    ["an unknown reason", { filled: false, reason: "because" }],
    ["a reason that is missing", { filled: false }],
    ["something like true", { filled: 1 }],
    ["the page's going away", new WaykeyError("page/unreachable", "It went away")],
  ])("takes %s for no answer, and hands the code to the user", async (_, answer) => {
    const { world, app } = await onProviderPage();
    world.pages.answers["fill-code"] = answer;
    const code = authenticator(SECRET, world.now);
    expect(await fillCode(app, otp.id)).toEqual({ filled: false, reason: "no-answer", code });
    expect(world.sessionStore.values.get("pending-fills")).toBeUndefined();
  });

  it("by a counter, hands over the very code that was made when the page goes away", async () => {
    const counter = { ...hotp, digits: 6, algorithm: "SHA1" as const };
    const { world, app } = await onProviderPage([account, counter]);
    world.pages.answers["fill-code"] = new WaykeyError("page/unreachable", "It went away");
    const result = await fillCode(app, hotp.id);
    const secret = encodeBase32(decodeBase64url(hotp.secret));
    expect(result).toMatchObject({ reason: "no-answer", code: counted(secret, hotp.counter) });
  });

  it("does nothing without a page, behind a lock, or for what is no entry", async () => {
    const { world, app } = await onProviderPage();
    expect(await errorCode(() => fillCode(app, account.id))).toBe("vault/no-record");
    world.pages.page = null;
    expect(await errorCode(() => fillCode(app, otp.id))).toBe("page/none");
    await app.session.lock();
    expect(await errorCode(() => fillCode(app, otp.id))).toBe("vault/locked");
    expect(world.pages.asked).toEqual([]);
  });
});

describe("filling a code by a counter", () => {
  const entry = { ...hotp, algorithm: "SHA1", digits: 6 } as const;
  const secret = encodeBase32(decodeBase64url(entry.secret));
  const code = counted(secret, entry.counter);
  const counterOf = async (world: { vault(): { get(id: string): Promise<unknown> } }) =>
    ((await world.vault().get(entry.id)) as { counter: number }).counter;
  const challenge = { kind: "otp-challenge", email: null, recoveryCode: null };

  it("keeps the next counter before the page hears of the code", async () => {
    const { world, app } = await onProviderPage([account, entry]);
    const kept: number[] = [];
    const ask = world.pages.ask.bind(world.pages);
    vi.spyOn(world.pages, "ask").mockImplementation(async (tabId, request) => {
      if (request.type === "fill-code") kept.push(await counterOf(world));
      return ask(tabId, request);
    });
    expect(await fillCode(app, entry.id)).toEqual({ filled: true });
    expect(world.pages.asked.at(-1)).toEqual({
      tabId: 7,
      request: { type: "fill-code", code, documentId: DOCUMENT },
    });
    expect(kept).toEqual([entry.counter + 1]);
  });

  it("hands the code to the user when the page has no field for it", async () => {
    const { world, app } = await onProviderPage([account, entry]);
    world.pages.answers["fill-code"] = { filled: false, reason: "no-field" };
    expect(await fillCode(app, entry.id)).toEqual({ filled: false, reason: "no-field", code });
    expect(await counterOf(world)).toBe(entry.counter + 1);
  });

  it("uses up nothing for a page that is silent, gone or behind a lock", async () => {
    const { world, app } = await onProviderPage([account, entry]);
    world.pages.answers.inspect = new WaykeyError("page/unreachable", "The page does not answer");
    expect(await errorCode(() => fillCode(app, entry.id))).toBe("page/unreachable");
    world.pages.page = null;
    expect(await errorCode(() => fillCode(app, entry.id))).toBe("page/none");
    await app.session.lock();
    expect(await errorCode(() => fillCode(app, entry.id))).toBe("vault/locked");
    expect(await counterOf(world)).toBe(entry.counter);
  });

  it("sends nothing when the counter can't be kept", async () => {
    const { world, app } = await onProviderPage([account, entry]);
    world.store.failNextCommit = "after";
    expect(await errorCode(() => fillCode(app, entry.id))).toBe("vault/storage");
    expect(world.pages.asked.map(({ request }) => request.type)).toEqual(["inspect"]);
  });

  it("fills by the shortcut on a screen that asks, and uses up nothing on any other", async () => {
    const { world, app } = await onProviderPage([account, entry]);
    world.pages.answers.inspect = { ...challenge, kind: "signed-in" };
    expect(await fillByShortcut(app)).toBe("failed");
    expect(await counterOf(world)).toBe(entry.counter);
    world.pages.answers.inspect = challenge;
    expect(await fillByShortcut(app)).toBe("done");
    expect(world.pages.asked.at(-1)).toEqual({
      tabId: 7,
      request: { type: "fill-code", code, documentId: DOCUMENT },
    });
  });

  it("sends Steam's five characters as they are", async () => {
    const { world, app } = await onProviderPage([account, steam]);
    expect(await fillCode(app, steam.id)).toEqual({ filled: true });
    const sent = expect.stringMatching(/^[2-9B-Y]{5}$/) as string;
    expect(world.pages.fills).toEqual([
      { tabId: 7, request: { type: "fill-code", code: sent, documentId: DOCUMENT } },
    ]);
  });
});

describe("filling a recovery code", () => {
  it("asks for the password before the page hears of it", async () => {
    const { world, app } = await onProviderPage([account, recovery]);
    expect(await errorCode(() => fillRecoveryCode(app, recovery.id, "wrong password"))).toBe(
      "vault/password",
    );
    expect(world.pages.asked).toEqual([]);
    expect(await fillRecoveryCode(app, recovery.id, PASSWORD)).toEqual({ filled: true });
    expect(world.pages.asked).toEqual([
      { tabId: 7, request: { type: "inspect" } },
      { tabId: 7, request: { type: "fill-recovery-code", code: recovery.code } },
    ]);
  });

  it("is noted in the vault before the page has the code, and stays noted whatever the page answers", async () => {
    const { world, app } = await onProviderPage([account, recovery]);
    const filledAt = async () => (await recoveryIn(world)).filledAt;
    const before = world.now;
    world.pages.onAsk = async ({ type }) => {
      if (type !== "fill-recovery-code") return;
      expect(await filledAt()).toBe(before);
      world.now += 5;
    };
    await fillRecoveryCode(app, recovery.id, PASSWORD);
    expect(await filledAt()).toBe(before);
    // Another fill, of which nobody knows what came.
    world.pages.onAsk = async () => undefined;
    world.pages.answers["fill-recovery-code"] = "nonsense";
    expect(await errorCode(() => fillRecoveryCode(app, recovery.id, PASSWORD))).toBe(
      "page/unreachable",
    );
    expect(await filledAt()).toBe(before + 5);
  });

  it("is not noted where it came to nothing, and what was noted of an earlier one stays", async () => {
    for (const held of [recovery, { ...recovery, filledAt: 7 }]) {
      const { world, app } = await onProviderPage([account, held]);
      world.pages.answers["fill-recovery-code"] = { filled: false, reason: "no-field" };
      await fillRecoveryCode(app, recovery.id, PASSWORD);
      expect(await recoveryIn(world)).toEqual({ ...held, updatedAt: world.now });
      world.pages.answers.inspect = new WaykeyError("page/unreachable", "It does not answer");
      expect(await errorCode(() => fillRecoveryCode(app, recovery.id, PASSWORD))).toBe(
        "page/unreachable",
      );
      expect(await recoveryIn(world)).toEqual({ ...held, updatedAt: world.now });
    }
  });

  it("keeps nobody out whose vault can't be written", async () => {
    const { world, app } = await onProviderPage([account, recovery]);
    world.store.failNextCommit = "before";
    expect(await fillRecoveryCode(app, recovery.id, PASSWORD)).toEqual({ filled: true });
    expect(await recoveryIn(world)).toEqual(recovery);
  });

  it("hands the code over when the page has no field for it", async () => {
    const { world, app } = await onProviderPage([account, recovery]);
    world.pages.answers["fill-recovery-code"] = { filled: false, reason: "no-field" };
    const result = await fillRecoveryCode(app, recovery.id, PASSWORD);
    expect(result).toEqual({ filled: false, reason: "no-field", code: recovery.code });
  });
});

describe("a filled code", () => {
  const kinds: readonly PageKind[] = ["otp-enrolment", "otp-challenge", "other"];
  const otherWays: readonly PageKind[] = [
    "phone-challenge",
    "email-challenge",
    "recovery-challenge",
    "sign-in",
  ];

  it.each(["recovery-shown", "signed-in"] as const)("is confirmed by %s", async (kind) => {
    const { world, app } = await onProviderPage();
    await fillCode(app, otp.id);
    world.now += 10;
    await noteScreen(app, PROVIDER, screen(kind));
    expect(await confirmedAt(world)).toBe(world.now);
    expect(world.sessionStore.values.get("pending-fills")).toEqual({});
  });

  it.each(kinds)("is not confirmed by %s, and stays in question", async (kind) => {
    const { world, app } = await onProviderPage();
    await fillCode(app, otp.id);
    await noteScreen(app, PROVIDER, screen(kind));
    expect(await confirmedAt(world)).toBeNull();
    await noteScreen(app, PROVIDER, screen("signed-in"));
    expect(await confirmedAt(world)).not.toBeNull();
  });

  it.each(otherWays)("is not confirmed by a sign-in that went on to %s", async (kind) => {
    const { world, app } = await onProviderPage();
    await fillCode(app, otp.id);
    await noteScreen(app, PROVIDER, screen(kind));
    await noteScreen(app, PROVIDER, screen("signed-in"));
    world.pages.answers.inspect = { kind: "signed-in", email: null, recoveryCode: null };
    await inspectPage(app);
    expect(await confirmedAt(world)).toBeNull();
    expect(await findSignIn(app.ports, PROVIDER.tabId, PROVIDER.origin)).toBeNull();
  });

  it("is judged by what was done since it was put in, not since the code before it", async () => {
    const { world, app } = await onProviderPage();
    world.pages.answers.inspect = { kind: "otp-enrolment", email: null, recoveryCode: null };
    await fillCode(app, otp.id);
    const load = Promise.withResolvers<typeof PROVIDER>();
    const nextLoad = vi.spyOn(world.pages, "nextLoad").mockReturnValue(load.promise);
    const ofFirst = noteNavigation(app, 7, false);
    await vi.waitFor(() => expect(nextLoad).toHaveBeenCalledOnce());
    await fillCode(app, otp.id);
    const ofSecond = noteNavigation(app, 7, true);
    await vi.waitFor(() => expect(nextLoad).toHaveBeenCalledTimes(2));
    world.pages.answers.inspect = {
      kind: "signed-in",
      email: null,
      recoveryCode: null,
      saysEnrolled: true,
      documentId: "document-2",
    };
    load.resolve(PROVIDER);
    await Promise.all([ofFirst, ofSecond]);
    expect(await confirmedAt(world)).not.toBeNull();
  });

  it("is judged by the next document though that has loaded before anybody could listen for it", async () => {
    const { world, app } = await onProviderPage();
    const challenge = { kind: "otp-challenge", email: null, recoveryCode: null };
    world.pages.answers.inspect = challenge;
    await fillCode(app, otp.id);
    // Refused, and by then the listener hears of the document after the refusal alone.
    const load = Promise.withResolvers<typeof PROVIDER>();
    vi.spyOn(world.pages, "nextLoad").mockReturnValue(load.promise);
    world.pages.hasLoaded = true;
    world.pages.answers.inspect = { ...challenge, documentId: "document-2" };
    await noteNavigation(app, 7, true);
    world.pages.answers.inspect = { ...challenge, kind: "signed-in", documentId: "document-3" };
    load.resolve(PROVIDER);
    await inspectPage(app);
    expect(await confirmedAt(world)).toBeNull();
  });

  it("is judged by no page that has stayed", async () => {
    const { world, app } = await onProviderPage();
    const stayed = { kind: "signed-in", email: null, recoveryCode: null, documentId: DOCUMENT };
    world.pages.answers.inspect = stayed;
    await fillCode(app, otp.id);
    world.pages.hasLoaded = true;
    world.pages.loads = false;
    await noteNavigation(app, 7, true);
    expect(await confirmedAt(world)).toBeNull();
  });

  it.each([11, -11])("is not confirmed by what the tab shows %i minutes after", async (minutes) => {
    const { world, app } = await onProviderPage();
    await fillCode(app, otp.id);
    await app.session.follow({ autoLockMinutes: 60, lockWithSystem: true });
    world.now += minutes * 60_000;
    await noteScreen(app, PROVIDER, screen("signed-in"));
    expect(await confirmedAt(world)).toBeNull();
  });

  it.each([
    [
      "a page of settings that does not announce it",
      screen("signed-in", { isHandedIn: true }),
      false,
    ],
    [
      "one that announces it after a cancelled set-up",
      screen("signed-in", { saysEnrolled: true }),
      false,
    ],
    [
      "one that announces it after it was handed in",
      screen("signed-in", { isHandedIn: true, saysEnrolled: true }),
      true,
    ],
    ["a new recovery code", screen("recovery-shown"), true],
  ])("in a set-up, where one is signed in anyway, goes by %s", async (_, next, isConfirmed) => {
    const { world, app } = await onProviderPage();
    world.pages.answers.inspect = { kind: "otp-enrolment", email: null, recoveryCode: null };
    await fillCode(app, otp.id);
    world.pages.answers.inspect = { kind: "signed-in", email: null, recoveryCode: null };
    await inspectPage(app);
    expect(await confirmedAt(world)).toBeNull();
    await noteScreen(app, PROVIDER, next);
    expect((await confirmedAt(world)) !== null).toBe(isConfirmed);
  });

  it("is confirmed on another of Headway's sites only by the sign-in that led there", async () => {
    const elsewhere = { ...PROVIDER, origin: "https://headway.co" };
    for (const filledOn of ["otp-challenge", "otp-enrolment"]) {
      const { world, app } = await onProviderPage();
      world.pages.answers.inspect = { kind: filledOn, email: null, recoveryCode: null };
      await fillCode(app, otp.id);
      world.pages.page = elsewhere;
      world.pages.answers.inspect = { kind: "signed-in", email: null, recoveryCode: null };
      await inspectPage(app);
      expect(await confirmedAt(world)).toBeNull();
      await noteNavigation(app, 7, true);
      expect((await confirmedAt(world)) !== null).toBe(filledOn === "otp-challenge");
    }
  });

  it("is not confirmed by another tab", async () => {
    const { world, app } = await onProviderPage();
    await fillCode(app, otp.id);
    await noteScreen(app, { ...PROVIDER, tabId: 8 }, screen("signed-in"));
    expect(await confirmedAt(world)).toBeNull();
  });

  it("is confirmed by the next document of the tab, and by a look from the popup", async () => {
    const { world, app } = await onProviderPage();
    world.pages.answers.inspect = { kind: "signed-in", email: null, recoveryCode: null };
    await noteNavigation(app, 7, false);
    expect(world.pages.asked).toEqual([]);
    await fillCode(app, otp.id);
    await noteNavigation(app, 7, false);
    expect(await confirmedAt(world)).toBe(world.now);

    const second = await onProviderPage();
    second.world.pages.answers.inspect = { kind: "signed-in", email: null, recoveryCode: null };
    await fillCode(second.app, otp.id);
    await inspectPage(second.app);
    expect(await confirmedAt(second.world)).toBe(second.world.now);
  });

  it("stays in question when the tab loads nothing more", async () => {
    const { world, app } = await onProviderPage();
    await fillCode(app, otp.id);
    world.pages.loads = false;
    const before = world.pages.asked.length;
    await noteNavigation(app, 7, false);
    expect(world.pages.asked).toHaveLength(before);
    expect(await confirmedAt(world)).toBeNull();
  });

  it("is not confirmed once the user has typed another over it", async () => {
    const { world, app } = await onProviderPage();
    await fillCode(app, otp.id);
    await noteTypedOver(app, 8);
    expect(world.sessionStore.values.get("pending-fills")).toHaveProperty("7");
    await noteTypedOver(app, PROVIDER.tabId);
    await noteScreen(app, PROVIDER, screen("signed-in"));
    await inspectPage(app);
    expect(await confirmedAt(world)).toBeNull();
    expect(await findSignIn(app.ports, PROVIDER.tabId, PROVIDER.origin)).toBeNull();
  });

  it("is not confirmed once the next document has asked for a code again", async () => {
    const { world, app } = await onProviderPage();
    const challenge = { kind: "otp-challenge", email: null, recoveryCode: null };
    world.pages.answers.inspect = challenge;
    await fillCode(app, otp.id);
    await noteNavigation(app, 7, true);
    world.pages.answers.inspect = { ...challenge, kind: "signed-in" };
    await noteNavigation(app, 7, false);
    await inspectPage(app);
    expect(await confirmedAt(world)).toBeNull();
  });

  it("is confirmed by a look at the next document, which told nothing at first, and at none after it", async () => {
    const next = { kind: "other", email: null, recoveryCode: null, documentId: "document-2" };
    for (const documentId of ["document-2", "document-3"]) {
      const { world, app } = await onProviderPage();
      await fillCode(app, otp.id);
      world.pages.answers.inspect = next;
      await noteNavigation(app, 7, false);
      world.pages.answers.inspect = { ...next, kind: "signed-in", documentId };
      await inspectPage(app);
      expect((await confirmedAt(world)) !== null).toBe(documentId === "document-2");
    }
  });

  it("is forgotten by a lock", async () => {
    const { world, worker, app } = await onProviderPage();
    await fillCode(app, otp.id);
    await app.session.lock();
    await noteScreen(app, PROVIDER, screen("signed-in"));
    await world.unlock(worker);
    await noteScreen(app, PROVIDER, screen("signed-in"));
    expect(await confirmedAt(world)).toBeNull();
  });

  it("is forgotten by a lock that comes while the page takes it", async () => {
    const { world, worker, app } = await onProviderPage();
    const ask = world.pages.ask.bind(world.pages);
    vi.spyOn(world.pages, "ask").mockImplementation(async (tabId, request) => {
      if (request.type === "fill-code") await app.session.lock();
      return ask(tabId, request);
    });
    await fillCode(app, otp.id);
    expect(world.sessionStore.values.has("pending-fills")).toBe(false);
    await world.unlock(worker);
    await noteScreen(app, PROVIDER, screen("signed-in"));
    expect(await confirmedAt(world)).toBeNull();
  });

  it("is not lost to one that another tab got at the same time", async () => {
    const { world, app } = await onProviderPage();
    const fill = { screen: "otp-challenge", isReplacing: false } as const;
    const filled = { ...fill, entryId: otp.id, documentId: DOCUMENT };
    await Promise.all([7, 8].map((tabId) => setPendingFill(app, { ...PROVIDER, tabId }, filled)));
    expect(Object.keys(world.sessionStore.values.get("pending-fills") as object)).toEqual([
      "7",
      "8",
    ]);
  });

  it("outlives the worker", async () => {
    const { world, worker } = await onProviderPage();
    await fillCode(worker.app, otp.id);
    worker.kill();
    await noteScreen(world.bear().app, PROVIDER, screen("signed-in"));
    expect(await confirmedAt(world)).not.toBeNull();
  });

  it("does not get in the way when its entry was removed meanwhile", async () => {
    const { world, app } = await onProviderPage();
    await fillCode(app, otp.id);
    await removeOtp(app, otp.id);
    world.pages.answers.inspect = { kind: "signed-in", email: null, recoveryCode: null };
    expect(await inspectPage(app)).toMatchObject({ kind: "signed-in" });
  });

  it("leaves an entry that was confirmed before as it was", async () => {
    const { world, app } = await onProviderPage();
    await confirmOtp(app, otp.id);
    const before = await world.vault().get(otp.id);
    world.now += 1000;
    await fillCode(app, otp.id);
    await noteScreen(app, PROVIDER, screen("signed-in"));
    expect(await world.vault().get(otp.id)).toEqual(before);
    expect(await findSignIn(app.ports, PROVIDER.tabId, PROVIDER.origin)).toMatchObject({
      recordId: otp.id,
    });
  });

  it.each([
    null,
    "screen",
    { type: "screen" },
    { type: "screen", kind: "signed-in" },
    { ...screen("other"), type: "screen", kind: "toString" },
    { type: "handed-in", isHandedIn: "yes" },
  ])("takes no notice of %j as a screen", async (message) => {
    expect(await errorCode(() => parseFillWatch(message))).toBe("page/unreachable");
  });
});

describe("the keyboard shortcut", () => {
  const ofClient = [
    { ...account, id: "account-2", role: "client" } as const,
    { ...otp, id: "otp-2", accountId: "account-2", secret: "QUJDREVGR0hJSktMTU5PUA" },
  ];
  const ofGrace = [
    { ...account, id: "account-3", email: "grace@example.com" },
    { ...otp, id: "otp-3", accountId: "account-3", secret: "QUJDREVGR0hJSktMTU5QUQ" },
  ];
  const sent = (world: World) => world.pages.fills.length;

  it("fills the only entry of the page's role", async () => {
    const { world, app } = await onProviderPage([account, otp, ...ofClient]);
    expect(await fillByShortcut(app)).toBe("done");
    const code = authenticator(SECRET, world.now);
    expect(world.pages.asked.at(-1)).toEqual({
      tabId: 7,
      request: { type: "fill-code", code, documentId: DOCUMENT },
    });
  });

  it("fills Headway's entry beside that of another site, and another's that Headway has accepted", async () => {
    const github = { ...otp, id: "otp-4", secret: "AAAA", issuer: "GitHub", confirmedAt: null };
    const beside = await onProviderPage([account, github, otp]);
    expect(await fillByShortcut(beside.app)).toBe("done");
    const code = authenticator(SECRET, beside.world.now);
    expect(beside.world.pages.asked.at(-1)?.request).toEqual({
      type: "fill-code",
      code,
      documentId: DOCUMENT,
    });
    const accepted = await onProviderPage([
      account,
      { ...otp, issuer: "Login service", confirmedAt: 1 },
    ]);
    expect(await fillByShortcut(accepted.app)).toBe("done");
  });

  it("fills the entry of the e-mail that the page shows, in any case", async () => {
    const { world, app } = await onProviderPage([account, otp, ...ofGrace]);
    world.pages.answers.inspect = {
      kind: "otp-challenge",
      email: "ADA@example.com",
      recoveryCode: null,
    };
    expect(await fillByShortcut(app)).toBe("done");
    expect(world.pages.asked.at(-1)?.request).toEqual({
      type: "fill-code",
      code: authenticator(SECRET, world.now),
      documentId: DOCUMENT,
    });
  });

  it.each([
    ["two entries fit", [account, otp, ...ofGrace], null],
    ["none is of the page's role", ofClient, null],
    ["none is of the page's e-mail", [account, otp], "grace@example.com"],
    ["the account has two entries", [account, otp, { ...otp, id: "otp-4", secret: "AAAA" }], null],
    [
      "the only entry is another site's",
      [account, { ...otp, issuer: "GitHub", confirmedAt: null }],
      null,
    ],
    ["the entry has no account", [{ ...otp, accountId: null }], null],
  ])("fills nothing when %s", async (_, records, email) => {
    const { world, app } = await onProviderPage(records);
    world.pages.answers.inspect = { kind: "otp-challenge", email, recoveryCode: null };
    expect(await fillByShortcut(app)).toBe("unclear");
    expect(sent(world)).toBe(0);
  });

  it("fills no code that Headway knows already into a set-up", async () => {
    const { world, app } = await onProviderPage([account, { ...otp, confirmedAt: 1 }]);
    world.pages.answers.inspect = { kind: "otp-enrolment", email: null, recoveryCode: null };
    expect(await fillByShortcut(app)).toBe("unclear");
    const fresh = { ...otp, id: "otp-5", secret: "AAAA", confirmedAt: null };
    await world.vault().put(fresh);
    expect(await fillByShortcut(app)).toBe("done");
    expect(world.sessionStore.values.get("pending-fills")).toMatchObject({
      7: { entryId: fresh.id },
    });
  });

  it("goes by every role where a log-in may serve both", async () => {
    const login = { tabId: 7, origin: "https://login.headway.co" };
    const alone = await onProviderPage();
    alone.world.pages.page = login;
    expect(await fillByShortcut(alone.app)).toBe("done");
    const both = await onProviderPage([account, otp, ...ofClient]);
    both.world.pages.page = login;
    expect(await fillByShortcut(both.app)).toBe("unclear");
  });

  it("fills nothing without a page or behind a lock, and asks no page then", async () => {
    const { world, app } = await onProviderPage();
    await app.session.lock();
    expect(await fillByShortcut(app)).toBe("unclear");
    world.pages.page = null;
    expect(await fillByShortcut(app)).toBe("unclear");
    expect(world.pages.asked).toEqual([]);
  });

  it("says so when the page has no field for the code", async () => {
    const { world, app } = await onProviderPage();
    world.pages.answers["fill-code"] = { filled: false, reason: "wrong-field" };
    expect(await fillByShortcut(app)).toBe("failed");
  });
});
