import { describe, expect, it, vi } from "vitest";
import { vaultContents } from "../../../lib/app/vault-contents.ts";
import { exportBackup, restoreBackup } from "../../../lib/app/backups.ts";
import { addOtp, confirmOtp, previewOtp, removeOtp } from "../../../lib/app/one-time-codes.ts";
import { fillByShortcut, fillCode } from "../../../lib/app/fills.ts";
import { inspectPage } from "../../../lib/app/pages.ts";
import { noteNavigation, noteScreen } from "../../../lib/app/pending-fills.ts";
import { entriesAskedFor, replacersOf } from "../../../lib/app/replaced-entries.ts";
import { decodeBase64url } from "../../../lib/bytes/base64url.ts";
import { encodeBase32 } from "../../../lib/bytes/base32.ts";
import { isInUse, putAwayOtp } from "../../../lib/app/put-away.ts";
import type { OtpRecord, VaultRecord } from "../../../lib/vault/schema.ts";
import { errorCode } from "../vault/error-code.ts";
import { account, hotp, otp } from "../vault/sample-records.ts";
import { BACKUP_PASSWORD, PASSWORD, unlockedWorld, type World } from "./kit.ts";
import { screen } from "./page-port.ts";

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../vault/cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

const NEW_KEY = "JBSWY3DPEHPK3PXPJBSWY3DP";
const NEWER_KEY = "GEZDGNBVGY3TQOJQGEZDGNBV";
const ADA = { accountId: account.id };
const OLD: OtpRecord = { ...otp, confirmedAt: 1_760_000_050_000 };
const PAGE = { tabId: 7, origin: "https://sigmund.headway.co" };

async function withNew(records: readonly VaultRecord[] = [account, OLD]) {
  const set = await unlockedWorld(records);
  set.world.pages.page = PAGE;
  set.world.now += 1000;
  const id = await addOtp(set.app, NEW_KEY, ADA, true);
  return { ...set, id };
}

const otpsOf = async (world: World) =>
  (await world.records()).filter((record) => record.kind === "otp");

/** Those in use. */
const entriesOf = async (world: World) =>
  (await otpsOf(world)).filter((record) => isInUse(record)).map(({ id }) => id);

describe("a new secret for an account that has one", () => {
  it("leaves the old one as it was until it is accepted, and says what will happen", async () => {
    const { world, app, id } = await withNew();
    expect(await world.vault().get(OLD.id)).toEqual(OLD);
    expect(await world.vault().get(id)).toMatchObject({ confirmedAt: null, replaces: [OLD.id] });
    const { accounts } = await vaultContents(app);
    expect(accounts[0]?.otps.map((view) => [view.id, view.replacedBy])).toEqual(
      expect.arrayContaining([
        [OLD.id, id],
        [id, null],
      ]),
    );
  });

  it("takes its place in the commit that confirms it", async () => {
    const { world, app, id } = await withNew();
    const before = await world.vault().generation();
    await confirmOtp(app, id);
    expect(await world.vault().generation()).toBe(before + 1);
    expect(await entriesOf(world)).toEqual([id]);
    const record = await world.vault().get(id);
    expect(record).toMatchObject({ confirmedAt: world.now });
    expect(record).not.toHaveProperty("replaces");
    const away = { ...OLD, putAwayAt: world.now, updatedAt: world.now };
    expect(await world.vault().get(OLD.id)).toEqual(away);
  });

  it("can be given its place back to the old one, whose secret is kept", async () => {
    const { world, app, id } = await withNew();
    await confirmOtp(app, id);
    await putAwayOtp(app, OLD.id, false);
    expect((await entriesOf(world)).toSorted()).toEqual([OLD.id, id].toSorted());
  });

  it("is a new one again when its key is added after it was put away", async () => {
    const { world, app, id } = await withNew();
    await confirmOtp(app, id);
    world.now += 1000;
    await putAwayOtp(app, id, true);
    expect(await previewOtp(app, NEW_KEY)).toMatchObject({ duplicateOf: null });
    expect(await addOtp(app, NEW_KEY, ADA, true)).toBe(id);
    expect(await entriesOf(world)).toEqual([id]);
    expect(await world.vault().get(id)).toMatchObject({ confirmedAt: null });
    expect(await otpsOf(world)).toHaveLength(2);
  });

  it("gets back a counter that was put away no lower than it was", async () => {
    const counted = { ...hotp, counter: 9, putAwayAt: 5, accountId: account.id };
    const key = encodeBase32(decodeBase64url(hotp.secret));
    const { algorithm, digits } = counted;
    for (const counter of [3, 12]) {
      const link = `otpauth://hotp/x?secret=${key}&counter=${counter}&algorithm=${algorithm}&digits=${digits}`;
      const { world, app } = await unlockedWorld([account, counted]);
      expect(await addOtp(app, link, ADA)).toBe(hotp.id);
      expect(await world.vault().get(hotp.id)).toMatchObject({ counter: Math.max(9, counter) });
    }
  });

  it("leaves what does not open as it lies there", async () => {
    const { world, app, id } = await withNew();
    world.store.sealed(OLD.id).ciphertext = new Uint8Array(64);
    await confirmOtp(app, id);
    expect(await world.vault().get(id)).toMatchObject({ confirmedAt: world.now });
    expect(await errorCode(() => world.vault().get(OLD.id))).toBe("record/damaged");
  });

  it("takes its place when the page accepts its code", async () => {
    const { world, app, id } = await withNew();
    await fillCode(app, id);
    await noteScreen(app, PAGE, screen("recovery-shown"));
    expect(await entriesOf(world)).toEqual([id]);
  });

  it.each([
    ["the set-up is given up for a page that one is signed in on", "otp-enrolment", ["signed-in"]],
    [
      "the set-up is given up, and a recovery code made later",
      "otp-enrolment",
      ["signed-in", "recovery-shown"],
    ],
    ["the sign-in goes on by another way", "otp-challenge", ["phone-challenge", "signed-in"]],
    ["another sign-in is begun", "otp-challenge", ["sign-in", "signed-in"]],
  ] as const)("leaves both where %s", async (_, filledOn, screens) => {
    const { world, app, id } = await withNew();
    world.pages.answers.inspect = { kind: filledOn, email: null, recoveryCode: null };
    await fillCode(app, id);
    for (const kind of screens) await noteScreen(app, PAGE, screen(kind));
    expect((await entriesOf(world)).toSorted()).toEqual([OLD.id, id].toSorted());
    expect(await world.vault().get(id)).toMatchObject({ confirmedAt: null, replaces: [OLD.id] });
  });

  it.each([
    ["handed in, and the page announces it", { isHandedIn: true, saysEnrolled: true }, true],
    ["handed in, and nothing is announced", { isHandedIn: true, saysEnrolled: false }, false],
    ["announced without it", { isHandedIn: false, saysEnrolled: true }, false],
  ])(
    "takes its place in settings only where its code was handed in: %s",
    async (_, told, takes) => {
      const { world, app, id } = await withNew();
      world.pages.answers.inspect = { kind: "otp-enrolment", email: null, recoveryCode: null };
      await fillCode(app, id);
      await noteScreen(app, PAGE, screen("signed-in", told));
      expect((await entriesOf(world)).toSorted()).toEqual((takes ? [id] : [OLD.id, id]).toSorted());
    },
  );

  it("takes its place by the next document, if the one before was handed in", async () => {
    for (const isHandedIn of [true, false]) {
      const { world, app, id } = await withNew();
      world.pages.answers.inspect = { kind: "otp-enrolment", email: null, recoveryCode: null };
      await fillCode(app, id);
      const settings = { kind: "signed-in", email: null, recoveryCode: null, saysEnrolled: true };
      world.pages.answers.inspect = settings;
      await noteNavigation(app, PAGE.tabId, isHandedIn);
      expect(await entriesOf(world)).toHaveLength(isHandedIn ? 1 : 2);
    }
  });

  it("leaves both where one is signed in on another of Headway's sites", async () => {
    const { world, app, id } = await withNew();
    world.pages.answers.inspect = { kind: "otp-challenge", email: null, recoveryCode: null };
    await fillCode(app, id);
    const elsewhere = { ...PAGE, origin: "https://headway.co" };
    world.pages.page = elsewhere;
    world.pages.answers.inspect = { kind: "signed-in", email: null, recoveryCode: null };
    await noteNavigation(app, PAGE.tabId, true);
    await inspectPage(app);
    await noteScreen(app, elsewhere, screen("signed-in"));
    expect((await entriesOf(world)).toSorted()).toEqual([OLD.id, id].toSorted());
    await noteScreen(app, PAGE, screen("signed-in", { isHandedIn: true }));
    expect(await entriesOf(world)).toEqual([id]);
  });

  it.each(["otp-challenge", "other"])(
    "leaves both where the sign-in goes on by documents that nobody looks at, after one of %s",
    async (kind) => {
      const { world, app, id } = await withNew();
      world.pages.answers.inspect = { kind: "otp-challenge", email: null, recoveryCode: null };
      await fillCode(app, id);
      world.pages.answers.inspect = { kind, email: null, recoveryCode: null };
      await noteNavigation(app, PAGE.tabId, true);
      for (const last of ["recovery-shown", "signed-in"]) {
        world.pages.answers.inspect = { kind: last, email: null, recoveryCode: null };
        await inspectPage(app);
      }
      expect((await entriesOf(world)).toSorted()).toEqual([OLD.id, id].toSorted());
      expect(await world.vault().get(id)).toMatchObject({ confirmedAt: null, replaces: [OLD.id] });
    },
  );

  it("takes its place when its code was handed in and has signed in", async () => {
    const { world, app, id } = await withNew();
    world.pages.answers.inspect = { kind: "otp-challenge", email: null, recoveryCode: null };
    await fillCode(app, id);
    await noteScreen(app, PAGE, screen("signed-in", { isHandedIn: true }));
    expect(await entriesOf(world)).toEqual([id]);
  });

  it("leaves both where another code was typed after it was filled, and signed in", async () => {
    const { world, app, id } = await withNew();
    world.pages.answers.inspect = { kind: "otp-challenge", email: null, recoveryCode: null };
    await fillCode(app, id);
    await noteScreen(app, PAGE, screen("signed-in"));
    expect((await entriesOf(world)).toSorted()).toEqual([OLD.id, id].toSorted());
    expect(await world.vault().get(id)).toMatchObject({ confirmedAt: null, replaces: [OLD.id] });
  });

  it("leaves both where the page accepts the old one's code", async () => {
    const { world, app, id } = await withNew();
    await fillCode(app, OLD.id);
    await noteScreen(app, PAGE, screen("signed-in"));
    expect((await entriesOf(world)).toSorted()).toEqual([OLD.id, id].toSorted());
    expect(await world.vault().get(OLD.id)).toEqual(OLD);
  });

  it("leaves the old one as it was when it is removed unconfirmed", async () => {
    const { world, app, id } = await withNew();
    await removeOtp(app, id);
    expect(await world.vault().get(OLD.id)).toEqual(OLD);
    const { accounts } = await vaultContents(app);
    expect(accounts[0]?.otps).toMatchObject([{ id: OLD.id, replacedBy: null }]);
  });

  it("loses neither when the confirmation can't be written", async () => {
    const { world, app, id } = await withNew();
    world.store.failNextCommit = "before";
    expect(await errorCode(() => confirmOtp(app, id))).toBe("vault/storage");
    expect((await entriesOf(world)).toSorted()).toEqual([OLD.id, id].toSorted());
  });

  it("replaces a first new one that was never accepted, too", async () => {
    const { world, app, id } = await withNew();
    world.now += 1000;
    const newer = await addOtp(app, NEWER_KEY, ADA, true);
    const { accounts } = await vaultContents(app);
    const replaced = accounts[0]?.otps.filter(({ replacedBy }) => replacedBy === newer);
    expect(replaced?.map((view) => view.id).toSorted()).toEqual([OLD.id, id].toSorted());
    await confirmOtp(app, newer);
    expect(await entriesOf(world)).toEqual([newer]);
  });

  it("replaces nothing unless that was asked for, and nothing of another account", async () => {
    const other = { ...account, id: "account-2", email: "grace@example.com" };
    const { world, app } = await unlockedWorld([account, OLD, other]);
    const beside = await addOtp(app, NEW_KEY, ADA);
    await confirmOtp(app, beside);
    const alone = await addOtp(app, NEWER_KEY, { accountId: other.id }, true);
    await confirmOtp(app, alone);
    expect(await entriesOf(world)).toHaveLength(3);
  });

  it("leaves the codes of other sites that are kept under the same account", async () => {
    const github: OtpRecord = { ...OLD, id: "otp-7", issuer: "GitHub", secret: "AAAAAAAAAAA" };
    const { world, app, id } = await withNew([account, OLD, github]);
    expect(await world.vault().get(id)).toMatchObject({ replaces: [OLD.id] });
    await confirmOtp(app, id);
    expect((await entriesOf(world)).toSorted()).toEqual([github.id, id].toSorted());
  });

  it("puts away nothing of another account, whatever a restored entry names", async () => {
    const elsewhere = { ...OLD, id: "otp-9", accountId: "account-2" };
    const hostile = {
      ...otp,
      id: "otp-8",
      replaces: [OLD.id, elsewhere.id, account.id, "gone", "otp-8"],
    };
    const other = { ...account, id: "account-2", email: "grace@example.com" };
    const { world, app } = await unlockedWorld([account, OLD, other, elsewhere, hostile]);
    await confirmOtp(app, hostile.id);
    expect((await entriesOf(world)).toSorted()).toEqual(["otp-8", "otp-9"]);
    expect(await world.vault().get(account.id)).toEqual(account);
  });
});

describe("the shortcut while a replacement is unconfirmed", () => {
  it.each([
    ["the old one", "otp-challenge", 0],
    ["the new one", "otp-enrolment", 1],
  ] as const)("fills %s on a screen of %s", async (_, kind, which) => {
    const { world, app, id } = await withNew();
    world.pages.answers.inspect = { kind, email: null, recoveryCode: null };
    expect(await fillByShortcut(app)).toBe("done");
    const pending = world.sessionStore.values.get("pending-fills");
    expect(pending).toMatchObject({ 7: { entryId: [OLD.id, id][which] } });
  });
});

describe("the shortcut after a set-up that was begun twice", () => {
  it("fills the one entry that the site knows", async () => {
    const { world, app } = await withNew();
    world.now += 1000;
    await addOtp(app, NEWER_KEY, ADA, true);
    world.pages.answers.inspect = { kind: "otp-challenge", email: null, recoveryCode: null };
    expect(await fillByShortcut(app)).toBe("done");
    const pending = world.sessionStore.values.get("pending-fills");
    expect(pending).toMatchObject({ 7: { entryId: OLD.id } });
  });
});

describe("a backup of both", () => {
  it("brings back both, and what is to happen", async () => {
    const { app, id } = await withNew();
    const { text } = await exportBackup(app, PASSWORD, { backupPassword: BACKUP_PASSWORD });
    const second = await unlockedWorld([
      { ...account, id: "other" },
      { ...OLD, id: "old-here", accountId: "other" },
    ]);
    await restoreBackup(second.app, text, BACKUP_PASSWORD, "merge");
    expect(await second.world.vault().get(id)).toMatchObject({ replaces: ["old-here"] });
    await confirmOtp(second.app, id);
    expect(await entriesOf(second.world)).toEqual([id]);
  });

  it("leaves the old one away that was put away since", async () => {
    const { world, app, id } = await withNew();
    const { text } = await exportBackup(app, PASSWORD, { backupPassword: BACKUP_PASSWORD });
    world.now = OLD.updatedAt + 1000;
    await confirmOtp(app, id);
    const confirmed = await world.vault().get(id);
    await restoreBackup(app, text, BACKUP_PASSWORD, "merge");
    expect(await entriesOf(world)).toEqual([id]);
    expect(await world.vault().get(id)).toEqual(confirmed);
  });
});

describe("entries that name each other", () => {
  it("leave one to be asked for on every screen", () => {
    const [a, b] = [
      { ...otp, id: "a", replaces: ["b"] },
      { ...otp, id: "b", replaces: ["a"], createdAt: otp.createdAt + 1 },
    ];
    expect([...replacersOf([a, b])]).toEqual([["b", "a"]]);
    expect(entriesAskedFor([a, b], "otp-challenge").map(({ id }) => id)).toEqual(["b"]);
    expect(entriesAskedFor([a, b], "otp-enrolment").map(({ id }) => id)).toEqual(["a"]);
  });
});
