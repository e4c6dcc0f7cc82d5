import { describe, expect, it, vi } from "vitest";
import type { App } from "../../../lib/app/app.ts";
import { restoreBackup } from "../../../lib/app/backups.ts";
import {
  addOtp,
  confirmOtp,
  currentCodes,
  makeNextCode,
  previewOtp,
  removeOtp,
} from "../../../lib/app/one-time-codes.ts";
import { LOCK_ALARM } from "../../../lib/app/session.ts";
import { ARGON2_FLOOR } from "../../../lib/crypto/argon2id.ts";
import { sealBackup } from "../../../lib/exchange/backup.ts";
import { errorCode } from "../vault/error-code.ts";
import { account, hotp, otp, steam } from "../vault/sample-records.ts";
import { createSeededRandom } from "../vault/seeded-random.ts";
import { BACKUP_PASSWORD, START, unlockedWorld } from "./kit.ts";
import { authenticator, counted } from "./oracle.ts";
import { callsToTry } from "./thoroughness.ts";

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../vault/cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

const SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
const LINK = `otpauth://totp/Headway:Ada@Example.com?secret=${SECRET}&issuer=Headway`;
const ADA = { role: "provider", email: "ada@example.com" } as const;

describe("the preview of an entry", () => {
  it("shows what would be kept, and keeps nothing", async () => {
    const { world, app } = await unlockedWorld();
    expect(await previewOtp(app, LINK)).toEqual({
      type: "totp",
      issuer: "Headway",
      label: "Ada@Example.com",
      algorithm: "SHA1",
      digits: 6,
      periodSeconds: 30,
      counter: 0,
      secret: "JBSW Y3DP EHPK 3PXP JBSW Y3DP EHPK 3PXP",
      duplicateOf: null,
      suggestedAccountId: null,
      suggestedEmail: "Ada@Example.com",
    });
    expect(await world.records()).toEqual([]);
  });

  it("knows the same secret again, whatever the link is called", async () => {
    const { app } = await unlockedWorld([account]);
    const id = await addOtp(app, LINK, { accountId: account.id });
    const preview = await previewOtp(app, SECRET.toLowerCase());
    expect(preview.duplicateOf).toMatchObject({ id, issuer: "Headway" });
    expect(preview.suggestedEmail).toBe("");
  });

  it("takes the same secret of another type for another entry, of other digits for the same", async () => {
    const { app } = await unlockedWorld([account]);
    const choice = { accountId: account.id };
    const id = await addOtp(app, LINK, choice);
    const counted = `${LINK.replace("totp", "hotp")}&counter=0`;
    expect((await previewOtp(app, counted)).duplicateOf).toBeNull();
    expect(await addOtp(app, counted, choice)).not.toBe(id);
    const longer = `${LINK}&digits=8`;
    expect((await previewOtp(app, longer)).duplicateOf).toMatchObject({ id });
    expect(await addOtp(app, longer, choice)).toBe(id);
  });

  it("suggests the account of that e-mail, and on a portal's page the one of its role", async () => {
    const client = { ...account, id: "account-2", role: "client" } as const;
    const { world, app } = await unlockedWorld([account]);
    expect((await previewOtp(app, LINK)).suggestedAccountId).toBe(account.id);
    await world.vault().put(client);
    expect((await previewOtp(app, LINK)).suggestedAccountId).toBeNull();
    world.pages.page = { tabId: 1, origin: "https://sigmund.headway.co" };
    expect((await previewOtp(app, LINK)).suggestedAccountId).toBe(account.id);
    world.pages.page = { tabId: 1, origin: "https://headway.co" };
    expect((await previewOtp(app, LINK)).suggestedAccountId).toBe(client.id);
    world.pages.page = { tabId: 1, origin: "https://login.headway.co" };
    expect((await previewOtp(app, LINK)).suggestedAccountId).toBeNull();
  });

  it("suggests no account of Headway's for another site's entry", async () => {
    const { app } = await unlockedWorld([account]);
    const foreign = LINK.replaceAll("Headway", "GitHub");
    expect(await previewOtp(app, foreign)).toMatchObject({
      issuer: "GitHub",
      suggestedAccountId: null,
      suggestedEmail: "",
    });
  });

  it("is refused behind a lock before the text is read", async () => {
    const { app } = await unlockedWorld();
    await app.session.lock();
    expect(await errorCode(() => previewOtp(app, "nonsense"))).toBe("vault/locked");
  });
});

describe("adding an entry", () => {
  it("keeps it unconfirmed, with its account, in one commit", async () => {
    const { world, app } = await unlockedWorld();
    const before = world.store.commits;
    const id = await addOtp(app, LINK, ADA);
    expect(world.store.commits).toBe(before + 1);
    const records = await world.records();
    const made = records.find((record) => record.kind === "account");
    expect(made).toMatchObject({ role: "provider", email: "ada@example.com" });
    expect(records.find((record) => record.id === id)).toMatchObject({
      kind: "otp",
      accountId: made?.id,
      confirmedAt: null,
      label: "Ada@Example.com",
    });
  });

  it("keeps the same secret of the same account once", async () => {
    const { world, app } = await unlockedWorld();
    const id = await addOtp(app, LINK, ADA);
    expect(await addOtp(app, SECRET, ADA)).toBe(id);
    expect((await world.vault().list("otp")).records).toHaveLength(1);
  });

  it("keeps it once when two windows add it at once", async () => {
    const { world, app } = await unlockedWorld();
    const ids = await Promise.all([1, 2, 3].map(() => addOtp(app, LINK, ADA)));
    expect(new Set(ids).size).toBe(1);
    expect(await world.records()).toHaveLength(2);
  });

  it("keeps it twice for two accounts", async () => {
    const { app } = await unlockedWorld();
    const id = await addOtp(app, LINK, ADA);
    expect(await addOtp(app, LINK, { ...ADA, role: "client" })).not.toBe(id);
  });

  it.each([
    ["otp/algorithm", `${LINK}&algorithm=MD5`],
    ["otp/digits", `${LINK}&digits=99`],
    ["otp/type", LINK.replace("totp", "motp")],
    ["otp/counter", LINK.replace("totp", "hotp")],
    ["otp/secret", "0189"],
    ["otp/uri", "https://example.com/"],
    ["qr/migration", "otpauth-migration://offline?data=AAAA"],
  ])("refuses with %s and keeps nothing, no account either", async (code, text) => {
    const { world, app } = await unlockedWorld();
    expect(await errorCode(() => addOtp(app, text, ADA))).toBe(code);
    expect(await world.records()).toEqual([]);
  });

  it("refuses an account that is not there", async () => {
    const { world, app } = await unlockedWorld([account]);
    const choice = { accountId: "account-9" };
    expect(await errorCode(() => addOtp(app, LINK, choice))).toBe("vault/no-record");
    expect(await world.records()).toEqual([account]);
  });

  it("reports a storage that fails, and can be repeated", async () => {
    const { world, app } = await unlockedWorld();
    world.store.failNextCommit = "before";
    expect(await errorCode(() => addOtp(app, LINK, ADA))).toBe("vault/storage");
    expect(await world.records()).toEqual([]);
    world.store.failNextCommit = "after";
    expect(await errorCode(() => addOtp(app, LINK, ADA))).toBe("vault/storage");
    await addOtp(app, LINK, ADA);
    expect(await world.records()).toHaveLength(2);
  });
});

describe("the codes of now", () => {
  it("are those of another authenticator, and leave out what is gone", async () => {
    const { world, app } = await unlockedWorld([account, otp]);
    const id = await addOtp(app, LINK, ADA);
    const codes = await currentCodes(app, [id, "gone", account.id]);
    const expiresAt = (Math.floor(world.now / 30_000) + 1) * 30_000;
    expect(codes).toEqual([
      {
        id,
        code: authenticator(SECRET, world.now),
        expiresAt,
        endsSoonAt: expiresAt - 5000,
        nextCode: authenticator(SECRET, expiresAt),
      },
    ]);
  });

  it("never count as about to change where they are short-lived", async () => {
    const short = { ...otp, periodSeconds: 9 };
    const { app } = await unlockedWorld([account, short]);
    const [code] = await currentCodes(app, [short.id]);
    expect(code?.endsSoonAt).toBe(code?.expiresAt);
  });

  it("do not keep the vault open, however often a window asks", async () => {
    const { world, app } = await unlockedWorld([account, otp]);
    const lockAt = world.alarms.at.get(LOCK_ALARM);
    for (let half = 0; half < 30; half++) {
      expect(await currentCodes(app, [otp.id])).toHaveLength(1);
      world.now += 30_000;
    }
    expect(world.alarms.at.get(LOCK_ALARM)).toBe(lockAt);
    expect(await errorCode(() => currentCodes(app, [otp.id]))).toBe("vault/locked");
  });
});

describe("a code by a counter", () => {
  const link = `otpauth://hotp/Headway:ada?secret=${SECRET}&issuer=Headway&counter=5`;
  const counterOf = async (world: { vault(): { get(id: string): Promise<unknown> } }, id: string) =>
    ((await world.vault().get(id)) as { counter: number }).counter;

  it("is previewed with its counter, added, and recognised again", async () => {
    const { app } = await unlockedWorld();
    expect(await previewOtp(app, link)).toMatchObject({ type: "hotp", counter: 5 });
    const id = await addOtp(app, link, ADA);
    const again = link.replace("counter=5", "counter=9");
    expect((await previewOtp(app, again)).duplicateOf).toMatchObject({ id, type: "hotp" });
    expect(await addOtp(app, again, ADA)).toBe(id);
    expect(await makeNextCode(app, id)).toEqual({ id, code: counted(SECRET, 5) });
  });

  it("is not among the codes of now, and looking uses up nothing", async () => {
    const { world, app } = await unlockedWorld([account, otp, hotp, steam]);
    const codes = await currentCodes(app, [hotp.id, otp.id, steam.id]);
    expect(codes.map(({ id }) => id)).toEqual([otp.id, steam.id]);
    expect(codes[1]?.code).toMatch(/^[2-9B-Y]{5}$/);
    expect(await counterOf(world, hotp.id)).toBe(hotp.counter);
  });

  it("is another one each time, and the counter is kept when it is told", async () => {
    const { world, app } = await unlockedWorld();
    const id = await addOtp(app, link, ADA);
    for (const counter of [5, 6, 7]) {
      world.now += 1000;
      expect(await makeNextCode(app, id)).toEqual({ id, code: counted(SECRET, counter) });
      expect(await world.vault().get(id)).toMatchObject({
        counter: counter + 1,
        updatedAt: world.now,
      });
    }
  });

  it("is told once when several windows ask at once", async () => {
    const { app } = await unlockedWorld();
    const id = await addOtp(app, link, ADA);
    const made = await Promise.all([1, 2, 3, 4].map(() => makeNextCode(app, id)));
    const expected = [5, 6, 7, 8].map((counter) => counted(SECRET, counter));
    expect(made.map(({ code }) => code).toSorted()).toEqual(expected.toSorted());
  });

  it("is not made while the storage fails, and never made again once it was kept", async () => {
    const { world, app } = await unlockedWorld();
    const id = await addOtp(app, link, ADA);
    world.store.failNextCommit = "before";
    expect(await errorCode(() => makeNextCode(app, id))).toBe("vault/storage");
    expect(await counterOf(world, id)).toBe(5);
    world.store.failNextCommit = "after";
    expect(await errorCode(() => makeNextCode(app, id))).toBe("vault/storage");
    expect((await makeNextCode(app, id)).code).toBe(counted(SECRET, 6));
  });

  it.each(["before", "after"] as const)(
    "is told by no two workers when one dies %s any call",
    async (moment) => {
      for (const call of callsToTry(moment)) {
        const { world, app } = await unlockedWorld();
        const id = await addOtp(app, link, ADA);
        const worker = world.bear({ call, moment });
        const told = await Promise.race([
          makeNextCode(worker.app, id),
          worker.death.then(() => null),
        ]);
        const kept = await counterOf(world, id);
        if (told !== null) expect([told.code, kept]).toEqual([counted(SECRET, 5), 6]);
        expect((await makeNextCode(world.bear().app, id)).code).toBe(counted(SECRET, kept));
        if (told !== null) break;
      }
    },
  );

  it("comes to an end, and says so", async () => {
    const last = { ...hotp, counter: Number.MAX_SAFE_INTEGER - 1 };
    const { world, app } = await unlockedWorld([account, last]);
    expect((await makeNextCode(app, hotp.id)).code).toMatch(/^\d{8}$/);
    expect(await errorCode(() => makeNextCode(app, hotp.id))).toBe("otp/counter");
    expect(await counterOf(world, hotp.id)).toBe(Number.MAX_SAFE_INTEGER);
  });

  it("is not taken back by a restore at the same moment", async () => {
    const ports = { now: () => START, random: createSeededRandom("backup"), kdf: ARGON2_FLOOR };
    const newer = { ...hotp, label: "renamed", counter: 3, updatedAt: hotp.updatedAt + 1 };
    const text = await sealBackup([account, newer], BACKUP_PASSWORD, ports);
    const { world, app } = await unlockedWorld([account, hotp]);
    const [read, queued] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const readSnapshot = world.store.readSnapshot.bind(world.store);
    let code: Promise<unknown> = Promise.resolve();
    // The restore has read the counter, and goes on when the new code waits for its turn or was made.
    vi.spyOn(world.store, "readSnapshot").mockImplementationOnce(async () => {
      const stored = await readSnapshot();
      read.resolve();
      await Promise.race([queued.promise, code]);
      return stored;
    });
    const restored = restoreBackup(app, text, BACKUP_PASSWORD, "merge");
    const waiting: App = {
      ...app,
      inTurn: (work) => {
        queued.resolve();
        return app.inTurn(work);
      },
    };
    code = read.promise.then(() => makeNextCode(waiting, hotp.id));
    await Promise.all([restored, code]);
    expect(await world.vault().get(hotp.id)).toMatchObject({
      label: "renamed",
      counter: hotp.counter + 1,
    });
  });

  it("is refused behind a lock, for what is no entry, and for what changes with time", async () => {
    const { app } = await unlockedWorld([account, otp, steam]);
    for (const id of [account.id, otp.id, steam.id, "gone"]) {
      expect(await errorCode(() => makeNextCode(app, id))).toBe("vault/no-record");
    }
    await app.session.lock();
    expect(await errorCode(() => makeNextCode(app, otp.id))).toBe("vault/locked");
  });
});

describe("confirming and removing", () => {
  it("notes the first acceptance and keeps to it", async () => {
    const { world, app } = await unlockedWorld([account, otp]);
    const first = (world.now += 1000);
    await confirmOtp(app, otp.id);
    world.now += 1000;
    await confirmOtp(app, otp.id);
    expect(await world.vault().get(otp.id)).toEqual({
      ...otp,
      confirmedAt: first,
      updatedAt: first,
    });
    expect(await errorCode(() => confirmOtp(app, account.id))).toBe("vault/no-record");
  });

  it("removes an entry and nothing else", async () => {
    const { world, app } = await unlockedWorld([account, otp]);
    expect(await errorCode(() => removeOtp(app, account.id))).toBe("vault/no-record");
    await removeOtp(app, otp.id);
    expect(await world.records()).toEqual([account]);
  });
});
