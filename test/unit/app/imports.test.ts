import { describe, expect, it, vi } from "vitest";
import { importEntries, previewImport } from "../../../lib/app/imports.ts";
import { addOtp, confirmOtp } from "../../../lib/app/one-time-codes.ts";
import { vaultContents } from "../../../lib/app/vault-contents.ts";
import { isInUse, putAwayOtp } from "../../../lib/app/put-away.ts";
import type { OtpRecord } from "../../../lib/vault/schema.ts";
import { formatOtpauthUri } from "../../../lib/otp/otpauth-uri.ts";
import { formatGoogleMigration } from "../../../lib/otp/format-google-migration.ts";
import type { OtpParameters } from "../../../lib/otp/parameters.ts";
import type { ImportEntry, ImportSource } from "../../../lib/app/views.ts";
import type { ImportedOtp } from "../../../lib/exchange/formats/entry.ts";
import { type Field, message, migrationUri } from "../otp/protobuf.ts";
import { errorCode } from "../vault/error-code.ts";
import { account, fullPasskey, passkey } from "../vault/sample-records.ts";
import { unlockedWorld } from "./kit.ts";

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../vault/cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

function entry(number: number, label = `person${number}@example.com`): OtpParameters {
  return {
    type: "totp",
    issuer: "Headway",
    label,
    secret: new Uint8Array(20).fill(number),
    algorithm: "SHA1",
    digits: 6,
    periodSeconds: 30,
    counter: 0,
  };
}

/** Of a line with nothing special about it. */
const PLAIN = { kind: "otp", notes: [], code: null, sameAs: null } as const;

function sourceOf(entries: readonly OtpParameters[], batchId = 7) {
  return {
    format: "google-migration",
    texts: formatGoogleMigration(entries, batchId).uris,
  } as const satisfies ImportSource;
}

/** Of the one entry of `entry(1)` in `account`, which was put away. */
async function withOneAway() {
  const set = await unlockedWorld([account]);
  const id = await addOtp(set.app, formatOtpauthUri(entry(1)), { accountId: account.id });
  set.world.now += 1000;
  await putAwayOtp(set.app, id, true);
  return { ...set, id };
}

describe("an entry that was put away", () => {
  it("is new to an import, which takes it into use again where it was", async () => {
    const { world, app, id } = await withOneAway();
    const source = sourceOf([entry(1)]);
    expect(await previewImport(app, source)).toMatchObject({ lines: [{ verdict: "new" }] });
    const before = (await world.records()).length;
    await importEntries(app, source, [{ entry: 0, account: { accountId: account.id } }]);
    expect(await world.records()).toHaveLength(before);
    const record = (await world.vault().get(id)) as OtpRecord;
    expect(isInUse(record)).toBe(true);
    expect(record).toMatchObject({ confirmedAt: null });
    // It may have been ended by a reset: that it comes from elsewhere again proves nothing.
    expect(record).not.toHaveProperty("importedAt");
  });

  it("stays away where the import goes to another account", async () => {
    const { world, app, id } = await withOneAway();
    await importEntries(app, sourceOf([entry(1)]), [{ entry: 0, account: NEW }]);
    expect(isInUse((await world.vault().get(id)) as OtpRecord)).toBe(false);
    const otps = (await world.records()).filter((record) => record.kind === "otp");
    expect(otps.filter((record) => isInUse(record))).toHaveLength(1);
  });
});

const NEW = { role: "client", email: "new@example.com" } as const;

describe("what an import brings", () => {
  it("was in use elsewhere: it raises no alarm, and is to be tried once", async () => {
    const provider = { role: "provider", email: "new@example.com" } as const;
    const { world, app } = await unlockedWorld([]);
    await importEntries(app, sourceOf([entry(1)]), [{ entry: 0, account: provider }]);
    const [view] = (await vaultContents(app)).accounts;
    expect(view?.otps).toMatchObject([{ confirmed: false, isImported: true }]);
    expect(view?.findings.filter(({ weight }) => weight === "alarm")).toEqual([]);
    const once = { kind: "code-imported", weight: "advice", at: null };
    expect(view?.findings).toContainEqual(once);
    const [otp] = (await world.vault().list("otp")).records;
    expect(otp?.importedAt).toBe(world.now);
    await confirmOtp(app, otp?.id ?? "");
    expect((await vaultContents(app)).accounts[0]?.findings).not.toContainEqual(once);
    // One that is enrolled here is no way until Headway has taken it.
    await addOtp(app, formatOtpauthUri(entry(2)), { role: "provider", email: "b@example.com" });
    const other = (await vaultContents(app)).accounts.find(
      ({ email }) => email === "b@example.com",
    );
    expect(other?.findings[0]).toEqual({ kind: "code-untried", weight: "alarm", at: null });
  });
});

describe("the preview of an import", () => {
  it("lists every entry with what would become of it, and keeps nothing", async () => {
    const { world, app } = await unlockedWorld([account]);
    await addOtp(app, formatOtpauthUri(entry(1)), { accountId: account.id });
    const before = await world.records();
    const md5: Field = [1, message([1, new Uint8Array(9)], [2, "old"], [4, 4], [6, 2])];
    const again: Field = [1, message([1, new Uint8Array(20).fill(2)], [2, "again"], [6, 2])];
    const google = sourceOf([entry(1), entry(2, account.email)]).texts[0] ?? "";
    const payload = Buffer.from(new URL(google).searchParams.get("data") ?? "", "base64");
    const texts = [migrationUri(Buffer.concat([message(md5), payload, message(again)]))];
    expect(await previewImport(app, { format: "google-migration", texts })).toEqual({
      size: 1,
      parts: [0],
      verdicts: ["taken"],
      lines: [
        {
          name: "old",
          verdict: "refused",
          ...PLAIN,
          kind: null,
          code: "otp/algorithm",
          suggestedAccountId: null,
          suggestedEmail: "",
        },
        {
          name: "Headway: person1@example.com",
          verdict: "held",
          ...PLAIN,
          sameAs: "Headway: person1@example.com",
          suggestedAccountId: null,
          suggestedEmail: "",
        },
        {
          name: `Headway: ${account.email}`,
          verdict: "new",
          ...PLAIN,
          suggestedAccountId: account.id,
          suggestedEmail: account.email,
        },
        {
          name: "again",
          verdict: "repeated",
          ...PLAIN,
          sameAs: `Headway: ${account.email}`,
          suggestedAccountId: null,
          suggestedEmail: "",
        },
      ],
    });
    expect(await world.records()).toEqual(before);
  });

  it("suggests no account of Headway's for another site's entry of the same address", async () => {
    const { app } = await unlockedWorld([account]);
    const foreign = { ...entry(2, account.email), issuer: "GitHub" };
    const { lines } = await previewImport(app, sourceOf([foreign]));
    expect(lines).toMatchObject([{ verdict: "new", suggestedAccountId: null, suggestedEmail: "" }]);
  });

  it("tells what became of each text, and is refused behind a lock", async () => {
    const { app } = await unlockedWorld();
    const [first = "", second = ""] = sourceOf(
      Array.from({ length: 11 }, (_, i) => entry(i)),
    ).texts;
    const [other = ""] = sourceOf([entry(50)], 8).texts;
    const texts = [second, "nonsense", first, first, other];
    expect(await previewImport(app, { format: "google-migration", texts })).toMatchObject({
      size: 2,
      parts: [0, 1],
      verdicts: ["taken", "unreadable", "taken", "repeated", "other-export"],
    });
    await app.session.lock();
    expect(await errorCode(() => previewImport(app, sourceOf([])))).toBe("vault/locked");
  });
});

describe("an import", () => {
  it("adds what is chosen in one commit, and an account that several name once", async () => {
    const { world, app } = await unlockedWorld([account]);
    const before = world.store.commits;
    const source = sourceOf([entry(1), entry(2), entry(3), entry(4)]);
    const { lines } = await importEntries(app, source, [
      { entry: 0, account: NEW },
      { entry: 1, account: { ...NEW, email: " NEW@example.com " } },
      { entry: 3, account: { accountId: account.id } },
    ]);
    expect(world.store.commits).toBe(before + 1);
    expect(lines.map(({ done }) => done)).toEqual(["added", "added", "left-out", "added"]);
    const records = await world.records();
    const created = records.filter(({ kind, id }) => kind === "account" && id !== account.id);
    expect(created).toMatchObject([{ email: NEW.email, role: NEW.role }]);
    const otps = records.flatMap((record) => (record.kind === "otp" ? [record] : []));
    const places = otps.map(({ label, accountId }) => [label, accountId]);
    expect(Object.fromEntries(places)).toEqual({
      "person1@example.com": created[0]?.id,
      "person2@example.com": created[0]?.id,
      "person4@example.com": account.id,
    });
    expect(otps.every(({ confirmedAt }) => confirmedAt === null)).toBe(true);
  });

  it("adds nothing that was added meanwhile, and says so", async () => {
    const { world, app } = await unlockedWorld([account]);
    const choice = [{ entry: 0, account: { accountId: account.id } }];
    await importEntries(app, sourceOf([entry(1)]), choice);
    const before = world.store.commits;
    const { lines } = await importEntries(app, sourceOf([entry(1)]), choice);
    expect(lines).toMatchObject([{ verdict: "held", done: "left-out" }]);
    expect(world.store.commits).toBe(before);
  });

  it("adds nothing at all where one choice can't be carried out", async () => {
    const { world, app } = await unlockedWorld([account]);
    const source = sourceOf([entry(1), entry(2)]);
    const good = { entry: 0, account: { accountId: account.id } };
    const tries = [
      [{ entry: 1, account: { role: "client", email: "nobody" } } as const, "account/email"],
      [{ entry: 1, account: { accountId: "gone" } }, "vault/no-record"],
      [{ entry: 9, account: { accountId: account.id } }, "rpc/input"],
    ] as const;
    for (const [bad, code] of tries) {
      expect(await errorCode(() => importEntries(app, source, [good, bad]))).toBe(code);
    }
    expect((await world.records()).filter(({ kind }) => kind === "otp")).toEqual([]);
  });

  it("takes an export of a hundred codes", async () => {
    const { world, app } = await unlockedWorld([account]);
    const entries = Array.from({ length: 100 }, (_, index) => entry(index + 1));
    const chosen = entries.map((_, index) => ({
      entry: index,
      account: { accountId: account.id },
    }));
    await importEntries(app, sourceOf(entries), chosen);
    expect((await world.records()).filter(({ kind }) => kind === "otp")).toHaveLength(100);
  });
});

/** What a reader gives of the passkey among the sample records, under another id. */
const { rpId, rpName, userHandle, userName, userDisplayName, privateKey } = passkey;
const FOREIGN: ImportEntry = {
  kind: "passkey",
  hadCounter: true,
  passkey: {
    credentialId: "BQUFBQUFBQUFBQUFBQUFBQ",
    rpId,
    rpName,
    userHandle,
    userName,
    userDisplayName,
    algorithm: -7,
    privateKey,
    prfSecrets: fullPasskey.prfSecrets,
    largeBlob: fullPasskey.largeBlob,
  },
};

function code(number: number, changes: Partial<ImportedOtp> = {}): ImportEntry {
  const { secret, ...rest } = entry(number);
  const otp = { ...rest, secret: Buffer.from(secret).toString("base64url"), ...changes };
  return { kind: "otp", otp };
}

describe("an import of what was read from a file", () => {
  const source: ImportSource = {
    format: "entries",
    entries: [
      code(1),
      { ...code(2), trashed: true },
      FOREIGN,
      { kind: "refused", name: "Old: a", code: "otp/algorithm" },
    ],
  };

  it("is previewed with what there is to say of each entry", async () => {
    const { app } = await unlockedWorld([account]);
    const { lines } = await previewImport(app, source);
    expect(lines).toMatchObject([
      { kind: "otp", verdict: "new", notes: [] },
      { kind: "otp", verdict: "new", notes: ["trashed"] },
      { kind: "passkey", verdict: "new", notes: ["counter-reset"], suggestedAccountId: account.id },
      { kind: null, verdict: "refused", code: "otp/algorithm", name: "Old: a" },
    ]);
  });

  it("keeps a passkey as one that is backed up, beside codes, in one commit, and once", async () => {
    const { world, app } = await unlockedWorld([account]);
    const chosen = [0, 2].map((number) => ({
      entry: number,
      account: { accountId: account.id },
    }));
    const before = world.store.commits;
    const { lines } = await importEntries(app, source, chosen);
    expect(world.store.commits).toBe(before + 1);
    expect(lines.map(({ done }) => done)).toEqual(["added", "left-out", "added", "left-out"]);
    const kept = (await world.records()).find(({ kind }) => kind === "passkey");
    expect(kept).toMatchObject({
      accountId: account.id,
      rpId,
      privateKey,
      prfSecrets: fullPasskey.prfSecrets,
      largeBlob: fullPasskey.largeBlob,
      backupEligible: true,
      backupState: true,
      origins: [],
      lastUsedAt: null,
    });
    const again = await importEntries(app, source, chosen);
    expect(again.lines.map(({ verdict }) => verdict)).toEqual(["held", "new", "held", "refused"]);
    expect(world.store.commits).toBe(before + 1);
  });

  it("never writes another passkey over one of the same ID, even if it is chosen", async () => {
    const { world, app } = await unlockedWorld([account, passkey]);
    if (FOREIGN.kind !== "passkey") throw new TypeError("It is a passkey");
    const changes = { credentialId: passkey.credentialId, privateKey: fullPasskey.privateKey };
    const other = { ...FOREIGN, passkey: { ...FOREIGN.passkey, ...changes } };
    const clash: ImportSource = { format: "entries", entries: [other] };
    const before = await world.records();
    const chosen = [{ entry: 0, account: { accountId: account.id } }];
    const { lines } = await importEntries(app, clash, chosen);
    expect(lines).toMatchObject([{ verdict: "differs", done: "left-out", sameAs: passkey.label }]);
    expect(await world.records()).toEqual(before);
  });

  it("finds the duplicates among a thousand entries as among a few", async () => {
    const { app } = await unlockedWorld([account]);
    const entries = Array.from({ length: 1000 }, (_, index) =>
      code(0, { secret: Buffer.from(`secret number ${index}`).toString("base64url") }),
    );
    const many = { format: "entries", entries } as const;
    const choose = (from: number, to: number) =>
      entries.slice(from, to).map((_, index) => ({
        entry: from + index,
        account: { accountId: account.id },
      }));
    const heldNow = async () => {
      const { lines } = await previewImport(app, many);
      return lines.filter(({ verdict }) => verdict === "held").length;
    };
    await importEntries(app, many, choose(0, 10));
    expect(await heldNow()).toBe(10);
    await importEntries(app, many, choose(10, 100));
    expect(await heldNow()).toBe(100);
  });

  it("is refused with more entries than a file may have", async () => {
    const { app } = await unlockedWorld([account]);
    const entries = Array.from({ length: 10_001 }, () => code(1));
    expect(await errorCode(() => previewImport(app, { format: "entries", entries }))).toBe(
      "import/too-many",
    );
  });
});
