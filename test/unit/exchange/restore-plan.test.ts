import { describe, expect, it } from "vitest";
import { planRestore } from "../../../lib/exchange/restore-plan.ts";
import type { BackupRecord } from "../../../lib/exchange/backup-kinds.ts";
import { GIVEN_NAMES } from "../../../lib/headway/given-names.ts";
import type { Method, MethodNote } from "../../../lib/headway/methods.ts";
import type { WayWord } from "../../../lib/headway/reset-list.ts";
import type { VaultRecord } from "../../../lib/vault/schema.ts";
import {
  account,
  allRecords,
  backupRecords,
  latestBackupRecords,
  fullPasskey,
  hotp,
  otp,
  passkey,
  recovery,
  settings,
  vaultRecords,
} from "../vault/sample-records.ts";

const plan = (held: readonly VaultRecord[], records: readonly BackupRecord[]) =>
  planRestore(held, { records, refused: [] });
const verdicts = (held: readonly VaultRecord[], records: readonly BackupRecord[]) =>
  plan(held, records).lines.map(({ verdict }) => verdict);

const later = account.updatedAt + 1000;
const earlier = account.updatedAt - 1000;

describe("planRestore", () => {
  it("puts everything into an empty vault", () => {
    const { put, lines } = plan([], allRecords);
    expect(put).toEqual(allRecords);
    expect(lines).toEqual([
      { kind: "account", name: "ada@example.com", role: "provider", verdict: "new" },
      { kind: "otp", name: "Headway: ada@example.com", verdict: "new" },
      { kind: "passkey", name: "Laptop", verdict: "new" },
      { kind: "recovery", name: "", verdict: "new" },
      { kind: "settings", name: "", verdict: "new" },
    ]);
  });

  it("restores all that a passkey holds", () => {
    expect(plan([], backupRecords).put).toEqual(backupRecords);
    expect(plan(vaultRecords, backupRecords)).toMatchObject({ put: [] });
  });

  it("restores codes of every type", () => {
    expect(plan([], latestBackupRecords).put).toEqual(latestBackupRecords);
    expect(plan(latestBackupRecords, latestBackupRecords).put).toEqual([]);
  });

  it.each([
    ["newer", later, 7],
    ["older", earlier, 7],
    ["same", hotp.updatedAt, 7],
  ])("never takes a lower counter out of a %s backup", (verdict, updatedAt, counter) => {
    const incoming = { ...hotp, label: "renamed", counter, updatedAt };
    const { put, lines } = plan([account, hotp], [incoming]);
    expect(put).toEqual(verdict === "newer" ? [{ ...incoming, counter: hotp.counter }] : []);
    expect(lines.map((line) => line.verdict)).toEqual([verdict === "newer" ? "newer" : "older"]);
  });

  it.each([
    ["newer", later],
    ["older", earlier],
  ])("takes a higher counter out of a %s backup", (_verdict, updatedAt) => {
    const { put, lines } = plan([account, hotp], [{ ...hotp, counter: 99, updatedAt }]);
    const kept = updatedAt === later ? later : hotp.updatedAt;
    expect(put).toEqual([{ ...hotp, counter: 99, updatedAt: kept }]);
    expect(lines.map(({ verdict }) => verdict)).toEqual(["newer"]);
  });

  it("takes nothing but the lower counter for the same", () => {
    expect(verdicts([account, hotp], [{ ...hotp, counter: 3, updatedAt: later }])).toEqual([
      "same",
    ]);
  });

  it("takes the same secret with another type of code for another entry", () => {
    const timed = { ...hotp, type: "totp", counter: 0, updatedAt: later } as const;
    const { put } = plan([account, hotp], [timed]);
    expect(put).toEqual([{ ...timed, id: "otp-2-2" }]);
    const loose = { ...timed, id: "other", accountId: null };
    expect(plan([account, hotp], [loose]).put).toEqual([loose]);
  });

  it("renews what a passkey holds beside its key", () => {
    const held = { ...fullPasskey, hidden: null, largeBlob: null };
    const newer = { ...fullPasskey, updatedAt: later };
    expect(plan([account, held], [newer]).put).toEqual([newer]);
    const shown = { ...held, label: "Key", largeBlob: "AAAA", updatedAt: later };
    expect(plan([account, fullPasskey], [shown]).put).toEqual([shown]);
  });

  it("learns a passkey's secrets and forgets none", () => {
    const without = { ...fullPasskey, prfSecrets: null, largeBlob: null };
    const { prfSecrets, largeBlob } = fullPasskey;
    expect(plan([account, without], [{ ...fullPasskey, updatedAt: later }]).put).toEqual([
      { ...fullPasskey, updatedAt: later },
    ]);
    const newer = { ...without, label: "Key", updatedAt: later };
    expect(plan([account, fullPasskey], [newer]).put).toEqual([
      { ...newer, prfSecrets, largeBlob },
    ]);
  });

  it("leaves what sites hold a passkey to, and where it was used, as it is", () => {
    const other = {
      ...fullPasskey,
      label: "Key",
      backupEligible: false,
      backupState: false,
      attachment: "platform" as const,
      transports: ["usb"],
      origins: ["https://old.headway.co"],
      updatedAt: later,
    };
    expect(fullPasskey).toMatchObject({ backupEligible: true, attachment: "cross-platform" });
    expect(plan([account, fullPasskey], [other]).put).toEqual([
      { ...fullPasskey, label: "Key", updatedAt: later },
    ]);
    const { label: _same, ...without } = other;
    expect(plan([account, fullPasskey], [{ ...without, label: fullPasskey.label }])).toMatchObject({
      put: [],
      lines: [{ verdict: "same" }],
    });
  });

  it("refuses other secrets for a held passkey", () => {
    const prfSecrets = { verified: "Q".repeat(43), unverified: "Q".repeat(43) };
    const hostile = { ...fullPasskey, prfSecrets, updatedAt: later };
    expect(plan([account, fullPasskey], [hostile])).toMatchObject({
      put: [],
      lines: [{ verdict: "refused" }],
    });
  });

  it.each<[string, Partial<VaultRecord> & object]>([
    ["zero", { privateKey: "A".repeat(43) }],
    ["the order of P-256", { privateKey: "_____wAAAAD__________7zm-q2nF56E87nKwvxjJVE" }],
    ["no base64url", { privateKey: "B".repeat(43) }],
    ["an Ed25519 seed of stray bits", { privateKey: "B".repeat(43), algorithm: -8 as const }],
    ["beside a secret that is no base64url", { largeBlob: "A" }],
    ["backed up, and not eligible to be", { backupEligible: false, backupState: true }],
    [
      "beside prf secrets that are no base64url",
      { prfSecrets: { verified: "B".repeat(43), unverified: "Q".repeat(43) } },
    ],
  ])("refuses a passkey whose key is %s", (_what, change) => {
    const { put, lines } = plan([account], [{ ...passkey, ...change } as BackupRecord]);
    expect(put).toEqual([]);
    expect(lines).toEqual([
      { kind: "passkey", name: "Laptop", verdict: "refused", reason: "key-damaged" },
    ]);
  });

  it("takes any 32 bytes for an Ed25519 seed", () => {
    const zero = { ...passkey, algorithm: -8 as const, privateKey: "A".repeat(43) };
    expect(plan([account], [zero]).put).toEqual([zero]);
  });

  it("puts nothing when all is held already, times aside", () => {
    expect(plan(allRecords, allRecords).put).toEqual([]);
    const touched = allRecords.map((record) => ({ ...record, updatedAt: later, createdAt: 1 }));
    expect(plan(allRecords, touched).put).toEqual([]);
    expect(new Set(verdicts(allRecords, touched))).toEqual(new Set(["same"]));
  });

  it("renews a held record by a newer one and keeps its creation time", () => {
    const newer = { ...passkey, label: "Desk", updatedAt: later, createdAt: 1 };
    const { put, lines } = plan(allRecords, [newer]);
    expect(put).toEqual([{ ...newer, createdAt: passkey.createdAt }]);
    expect(lines[0]?.verdict).toBe("newer");
  });

  it("leaves a held record alone before an older one, and in a tie", () => {
    for (const updatedAt of [earlier, passkey.updatedAt]) {
      const other = { ...passkey, label: "Desk", updatedAt };
      expect(plan(allRecords, [other])).toMatchObject({ put: [], lines: [{ verdict: "older" }] });
    }
  });

  it("merges what has another id but is the same thing, and follows the account", () => {
    const elsewhere = allRecords.map((record) => ({
      ...record,
      id: `x-${record.id}`,
      ...("accountId" in record ? { accountId: `x-${account.id}` } : {}),
    })) as BackupRecord[];
    expect(plan(allRecords, elsewhere).put).toEqual([]);
    expect(new Set(verdicts(allRecords, elsewhere))).toEqual(new Set(["same"]));
    const [otherAccount, otherOtp] = elsewhere;
    if (otherAccount?.kind !== "account" || otherOtp?.kind !== "otp") throw new Error();
    const { put } = plan([account], [otherOtp, { ...otherAccount, email: " ADA@Example.com" }]);
    expect(put).toEqual([{ ...otherOtp, accountId: account.id }]);
  });

  it("does not merge accounts of different roles or addresses", () => {
    const client = { ...account, id: "client", role: "client" as const };
    const other = { ...account, id: "other", email: "bob@example.com" };
    expect(plan([account], [client, other]).put).toEqual([client, other]);
  });

  it("keeps an account of another role apart although it has the id of a held one", () => {
    const other = { ...account, role: "client" as const, updatedAt: later };
    const theirs = { ...otp, id: "otp-2" };
    expect(plan(allRecords, [theirs, other]).put).toEqual([
      { ...other, id: "account-1-2" },
      { ...theirs, accountId: "account-1-2" },
    ]);
  });

  it("knows an account again whose address has changed on one side, and takes the later address", () => {
    const renamed = { ...account, email: "ada@new.example" };
    expect(plan([account, otp], [{ ...renamed, updatedAt: later }, otp])).toMatchObject({
      put: [{ ...renamed, updatedAt: later }],
      lines: [{ verdict: "newer" }, { verdict: "same" }],
    });
    expect(plan([{ ...renamed, updatedAt: later }, otp], [account, otp])).toMatchObject({
      put: [],
      lines: [{ verdict: "older" }, { verdict: "same" }],
    });
  });

  it("makes no two accounts of one role and address out of changed addresses", () => {
    const namesake = { ...account, id: "account-2", email: "ada@new.example" };
    const renamed = { ...account, email: "ADA@new.example", favourite: true, updatedAt: later };
    expect(plan([account, namesake], [renamed]).put).toEqual([
      { ...renamed, email: account.email },
    ]);
    // The old address of one, which another has been given since, is still the other's.
    const changed = { ...account, email: "ada@old.example", updatedAt: later };
    const heir = { ...account, id: "account-3", updatedAt: later };
    expect(plan([account, otp], [changed, heir, { ...heir, id: "account-4" }]).put).toEqual([
      changed,
      heir,
    ]);
  });

  it.each([otp, recovery, passkey])("leaves a $kind where it was moved to last", (record) => {
    const second = { ...account, id: "account-2", email: "bob@example.com" };
    const moved = { ...record, accountId: second.id, updatedAt: later };
    const accounts = [account, second];
    expect(plan([...accounts, moved], [account, record])).toMatchObject({
      put: [],
      lines: [{ verdict: "same" }, { verdict: "older" }],
    });
    expect(plan([...accounts, record], [...accounts, moved]).put).toEqual([moved]);
    // Without the account it was moved to, which is made with it.
    expect(plan([account, record], [account, second, moved]).put).toEqual([moved, second]);
  });

  it("keeps apart from what was moved away what came to its place", () => {
    const second = { ...account, id: "account-2", email: "bob@example.com" };
    const moved = { ...otp, accountId: second.id, updatedAt: later };
    const again = { ...otp, id: "otp-9", updatedAt: later };
    const { put } = plan([account, second, otp], [moved, again]);
    expect(put).toEqual([moved, again]);
  });

  it("keeps the same secret in two accounts apart", () => {
    const second = { ...account, id: "account-2", email: "bob@example.com" };
    const copy = { ...otp, id: "otp-2", accountId: second.id };
    expect(plan(allRecords, [second, copy]).put).toEqual([second, copy]);
  });

  it.each([
    ["a star that only the older backup has", undefined, true, earlier, true],
    ["a star that only the newer backup has", undefined, true, later, true],
    ["the held star before a newer backup that says nothing", true, undefined, later, true],
    ["the held star before a newer account without a word", false, undefined, later, false],
    ["the later word of two, held", false, true, earlier, false],
    ["the later word of two, in the backup", true, false, later, false],
  ])("keeps %s", (_, mine, theirs, updatedAt, expected) => {
    const star = (favourite: boolean | undefined) => (favourite === undefined ? {} : { favourite });
    const held = { ...account, ...star(mine) };
    const { put } = plan([held], [{ ...account, ...star(theirs), updatedAt }]);
    expect({ ...held, ...put[0] }).toMatchObject({ favourite: expected });
  });

  it.each([
    ["earlier", earlier],
    ["later", later],
  ])(
    "takes of each method what was said of it last, from a backup of an %s account too",
    (_, updatedAt) => {
      const note = (method: Method, state: MethodNote["state"], at: number): MethodNote => {
        return { method, state, where: "", callingCode: null, at };
      };
      const mine = [note("phone", "none", 10), note("biometrics", "elsewhere", 30)];
      const theirs = [
        note("phone", "unknown", 20),
        note("biometrics", "none", 20),
        note("security-key", "elsewhere", 5),
      ];
      const held = { ...account, methods: mine };
      const { put } = plan([held], [{ ...account, methods: theirs, updatedAt }]);
      const { methods } = { ...held, ...put[0] };
      expect(methods).toEqual([theirs[0], mine[1], theirs[2]]);
      expect(plan([{ ...held, methods }], [{ ...account, updatedAt: earlier }]).put).toEqual([]);
    },
  );

  it.each([
    ["earlier", earlier],
    ["later", later],
  ])(
    "takes of each way before a reset what was said last, from %s accounts too",
    (_, updatedAt) => {
      const way = (method: Method, word: WayWord, at: number) => {
        return { method, place: "elsewhere", where: "", callingCode: null, word, at } as const;
      };
      const list = { at: 5, isOpen: true, turnedAt: 5 };
      const mine = [way("phone", "again", 9), way("biometrics", "open", 5)];
      const theirs = [way("phone", "open", 5), way("biometrics", "dropped", 8)];
      const held = { ...account, resetList: { ...list, ways: mine } };
      const incoming = {
        ...account,
        resetList: { ...list, isOpen: false, turnedAt: 9, ways: theirs },
        updatedAt,
      };
      const { put } = plan([held], [incoming]);
      const { resetList } = { ...held, ...put[0] };
      expect(resetList).toEqual({ at: 5, isOpen: false, turnedAt: 9, ways: [mine[0], theirs[1]] });
      // A copy from before the reset takes nothing away.
      expect(plan([{ ...held, resetList }], [{ ...account, updatedAt: earlier }]).put).toEqual([]);
      expect(plan([held], [{ ...account, favourite: true, updatedAt: later }]).put).toMatchObject([
        { resetList: held.resetList },
      ]);
    },
  );

  describe.each([
    ["earlier", earlier],
    ["later", later],
  ])("of support's week, with an %s account in the backup,", (_, updatedAt) => {
    const list = { isOpen: false, turnedAt: 50, ways: [] };
    const exemptedAfter = (mine: object, theirs: object) => {
      const held = { ...account, ...mine };
      const { put } = plan([held], [{ ...account, ...theirs, updatedAt }]);
      const record: VaultRecord = put[0] ?? held;
      return record.kind === "account" ? record.exemptedAt : undefined;
    };

    const weekOf = (record: VaultRecord) => {
      if (record.kind !== "account") return undefined;
      const { exemptedAt, exemptedFrom, exemptionSaidAt } = record;
      return { exemptedAt, exemptedFrom, exemptionSaidAt };
    };

    it.each([
      ["that only the vault knows of", { exemptedAt: 40 }, {}],
      ["that only the backup knows of", {}, { exemptedAt: 40 }],
      [
        "that was granted after an earlier reset",
        { exemptedAt: 40 },
        { exemptedAt: 40, resetList: { ...list, at: 30 } },
      ],
    ])("keeps the one %s", (_name, mine, theirs) => {
      expect(exemptedAfter(mine, theirs)).toBe(40);
    });

    it.each([
      [
        "that the other side has noted",
        { exemptedAt: 40 },
        { exemptedAt: null, resetList: { ...list, at: 50 } },
      ],
      [
        "that this side has noted",
        { exemptedAt: null, resetList: { ...list, at: 50 } },
        { exemptedAt: 40 },
      ],
    ])("ends it by a reset %s", (_name, mine, theirs) => {
      expect(exemptedAfter(mine, theirs)).toBeNull();
    });

    const began = { exemptedAt: 40, exemptedFrom: 35, exemptionSaidAt: 45 };
    const mistake = { exemptedAt: null, exemptionSaidAt: 60 };
    const late = { ...began, exemptionSaidAt: 60 };
    const reset = { exemptedAt: null, resetList: { ...list, at: 50 } };

    it.each([
      ["a mistake since", began, mistake, mistake],
      [
        "a mistake since, of a week that an earlier version noted",
        { exemptedAt: 40 },
        mistake,
        mistake,
      ],
      [
        "another day since",
        began,
        { ...late, exemptedAt: 30, exemptedFrom: 25 },
        { ...late, exemptedAt: 30, exemptedFrom: 25 },
      ],
      ["a week since a mistake", { ...mistake, exemptionSaidAt: 38 }, began, began],
      ["a week that one side was not told of", { exemptedAt: null }, began, began],
      ["a week in spite of a reset", reset, { ...reset, ...late }, late],
      ["a week that a reset ended unknown to it", reset, late, mistake],
    ])("goes by the word said last: %s", (_name, one, two, told) => {
      for (const [mine, theirs] of [
        [one, two],
        [two, one],
      ]) {
        const held = { ...account, ...mine };
        const incoming = { ...account, ...theirs, updatedAt };
        const after = plan([held], [incoming]).put[0] ?? held;
        expect(weekOf(after)).toEqual(told);
        expect(plan([after], [incoming]).put).toEqual([]);
      }
    });
  });

  it.each([
    ["a code ended by a reset here, used there", { usedAt: 5, endedBy: "reset" }, { usedAt: 9 }],
    ["a code used here, ended by a reset there", { usedAt: 5 }, { usedAt: 9, endedBy: "reset" }],
    ["a code that is good there", { usedAt: 5, endedBy: "reset" }, { usedAt: null }],
  ] as const)("leaves the end of %s as it is", (_, mine, theirs) => {
    for (const updatedAt of [earlier, later]) {
      const held = { ...recovery, ...mine };
      const { put } = plan([account, held], [{ ...recovery, ...theirs, updatedAt }]);
      expect({ ...held, ...put[0], updatedAt: 0 }).toEqual({ ...held, updatedAt: 0 });
    }
  });

  it.each([earlier, later])("learns that a reset has ended a code, from %s", (updatedAt) => {
    const ended = { ...recovery, usedAt: 5, endedBy: "reset" as const, updatedAt };
    expect(plan([account, recovery], [ended]).put).toMatchObject([{ usedAt: 5, endedBy: "reset" }]);
  });

  describe("asks after the fill of a recovery code", () => {
    const FIELDS: ReadonlySet<string> = new Set(["filledAt", "notUsedAt"]);
    /** What is said of fills afterwards, for a backup of an earlier and of a later record. */
    const fills = (mine: object, theirs: object) =>
      [earlier, later].map((updatedAt) => {
        const held = { ...recovery, ...mine };
        const { put } = plan([account, held], [{ ...recovery, ...theirs, updatedAt }]);
        const now = Object.entries(put[0] ?? held);
        return Object.fromEntries(now.filter(([name]) => FIELDS.has(name)));
      });

    it.each([
      ["that only the backup knows of", {}, { filledAt: 5 }, { filledAt: 5 }],
      ["that the backup knows nothing of", { filledAt: 5 }, {}, { filledAt: 5 }],
      ["that came after the other's", { filledAt: 5 }, { filledAt: 9 }, { filledAt: 9 }],
      [
        "that came after an answer here",
        { notUsedAt: 7 },
        { filledAt: 9 },
        { filledAt: 9, notUsedAt: 7 },
      ],
      [
        "that came after an answer there",
        { filledAt: 9 },
        { notUsedAt: 7 },
        { filledAt: 9, notUsedAt: 7 },
      ],
    ])("%s", (_, mine, theirs, expected) => {
      for (const found of fills(mine, theirs)) expect(found).toEqual(expected);
    });

    it.each([
      ["that was answered here", { notUsedAt: 7 }, { filledAt: 5 }],
      ["that was answered there", { filledAt: 5 }, { notUsedAt: 7 }],
    ])("not if it is one %s", (_, mine, theirs) => {
      for (const found of fills(mine, theirs)) expect(found).toEqual({ notUsedAt: 7 });
    });

    it("not once it was used on either side", () => {
      for (const updatedAt of [earlier, later]) {
        const used = { ...recovery, usedAt: 9, endedBy: "used" as const };
        const filled = { ...recovery, filledAt: 5 };
        const [put] = plan([account, filled], [{ ...used, updatedAt }]).put;
        expect(put).toEqual({ ...used, updatedAt: Math.max(updatedAt, recovery.updatedAt) });
        expect(plan([account, used], [{ ...filled, updatedAt }]).put).toEqual([]);
      }
    });
  });

  it("keeps where an entry came from, though a newer backup does not say it", () => {
    const held = { ...otp, importedAt: 5 };
    const fresh = { ...otp, label: "renamed", updatedAt: later };
    expect(plan([account, held], [fresh]).put).toEqual([{ ...fresh, importedAt: 5 }]);
  });

  it("follows what an entry is to replace, wherever that stands in the backup", () => {
    const held = { ...otp, id: "held" };
    const fresh = {
      ...otp,
      id: "fresh",
      secret: "QUJDREVGR0hJSktMTU5PUA",
      replaces: [otp.id, "gone"],
    };
    const newest = {
      ...otp,
      id: "newest",
      secret: "QUJDREVGR0hJSktMTU5PUQ",
      createdAt: otp.createdAt + 1,
      replaces: [otp.id, fresh.id],
    };
    const taken = { ...account, id: fresh.id, email: "grace@example.com" };
    const { put, lines } = plan([account, held, taken], [newest, fresh, otp, account]);
    expect(put.map(({ id }) => id).toSorted()).toEqual(["fresh-2", "newest"]);
    expect(put).toContainEqual({ ...fresh, id: "fresh-2", replaces: ["held", "gone"] });
    expect(put).toContainEqual({ ...newest, replaces: ["held", "fresh-2"] });
    expect(lines.map(({ verdict }) => verdict)).toEqual(["new", "new", "same", "same"]);
  });

  it("empties a reference to an account that is neither held nor in the backup", () => {
    expect(plan([], [otp]).put).toEqual([{ ...otp, accountId: null }]);
    const orphan = { ...otp, accountId: null, label: "New name", updatedAt: later };
    expect(plan(allRecords, [orphan]).put).toEqual([{ ...orphan, accountId: account.id }]);
    const elsewhere = { ...orphan, id: "otp-2" };
    expect(plan(allRecords, [elsewhere]).put).toEqual([{ ...orphan, accountId: account.id }]);
    expect(
      plan([account, { ...otp, accountId: null }], [{ ...otp, updatedAt: later }]).put,
    ).toEqual([{ ...otp, updatedAt: later }]);
  });

  it("keeps a recovery code used that was used on either side", () => {
    const used = { ...recovery, usedAt: 5 };
    expect(plan([account, recovery], [{ ...used, updatedAt: earlier }])).toMatchObject({
      put: [{ ...recovery, usedAt: 5 }],
      lines: [{ verdict: "newer" }],
    });
    expect(plan([account, used], [{ ...recovery, updatedAt: later }])).toMatchObject({
      put: [],
      lines: [{ verdict: "same" }],
    });
    expect(plan([account, used], [{ ...used, usedAt: 9, updatedAt: later }]).put).toEqual([]);
  });

  describe("settles the recovery codes of an account", () => {
    const code = (id: string, createdAt: number, usedAt: number | null = null) => {
      const text = `ABCD1234EFGH5678IJKL${id.padStart(4, "X").toUpperCase()}`;
      return { ...recovery, id, code: text, createdAt, updatedAt: createdAt, usedAt };
    };
    /** When each code is used after the restore; and a second one writes nothing. */
    const after = (
      held: readonly VaultRecord[],
      records: readonly BackupRecord[],
      owner = account,
    ) => {
      const byId = new Map([owner, ...held].map((record) => [record.id, record]));
      for (const record of plan([owner, ...held], [owner, ...records]).put) {
        byId.set(record.id, record);
      }
      const now = [...byId.values()];
      expect(plan(now, [owner, ...records]).put).toEqual([]);
      const codes = now.filter((record) => record.kind === "recovery");
      return Object.fromEntries(codes.map(({ id, usedAt }) => [id, usedAt]));
    };

    it("keeps the one saved last good, whichever side has it", () => {
      expect(after([code("a", 10)], [code("b", 20)])).toEqual({ a: 20, b: null });
      expect(after([code("b", 20)], [code("a", 10)])).toEqual({ a: 20, b: null });
      const { put } = plan([account, code("a", 10)], [code("b", 20)]);
      const ended = { endedBy: "replaced", updatedAt: 20 };
      expect(put).toEqual([{ ...code("a", 10, 20), ...ended }, code("b", 20)]);
    });

    it("keeps the held one in a tie", () => {
      expect(after([code("b", 10)], [code("a", 10)])).toEqual({ b: null, a: 10 });
    });

    it("keeps one of several that come in", () => {
      const codes = [code("a", 10), code("c", 30), code("b", 20)];
      expect(after([], codes)).toEqual({ a: 30, b: 30, c: null });
    });

    it("ends one that a later one followed on the other side, though that is used", () => {
      expect(after([code("a", 10)], [code("b", 20, 30)])).toEqual({ a: 20, b: 30 });
      expect(after([code("b", 20, 30)], [code("a", 10)])).toEqual({ a: 20, b: 30 });
    });

    it("leaves an older one good where the same side says so", () => {
      const saidGood = [code("a", 10), code("b", 20, 30)];
      expect(after([], saidGood)).toEqual({ a: null, b: 30 });
      expect(after(saidGood, [code("c", 5)])).toEqual({ a: null, b: 30, c: 20 });
    });

    it("leaves accounts alone that nothing came into", () => {
      const held = [account, code("a", 10), code("b", 20)];
      expect(plan(held, [account, code("a", 10)]).put).toEqual([]);
      expect(plan([account], [{ ...code("a", 10), accountId: null }, code("b", 20)]).put).toEqual([
        { ...code("a", 10), accountId: null },
        code("b", 20),
      ]);
    });

    it("leaves those alone that were restored without an account, which may be of many", () => {
      const place = { ...account, role: "client", email: GIVEN_NAMES.restored } as const;
      const codes = [code("a", 10), code("b", 20)];
      expect(after([], codes, place)).toEqual({ a: null, b: null });
    });
  });

  it.each([
    { autoLockMinutes: 16 },
    { lockWithSystem: false },
    { verifiedForMinutes: 1 },
    { passkeyUpgrades: true },
  ])("refuses settings that guard less than its own: %o", (weaker) => {
    expect(plan([], [{ ...settings, ...weaker }])).toMatchObject({
      put: [],
      lines: [{ kind: "settings", verdict: "refused", reason: "settings-weaker" }],
    });
    expect(plan([], [{ ...settings, autoLockMinutes: 1 }]).put).toHaveLength(1);
  });

  it("leaves held settings as they are", () => {
    const other = { ...settings, autoLockMinutes: 1, updatedAt: later };
    expect(plan([settings], [other])).toMatchObject({ put: [], lines: [{ verdict: "older" }] });
    expect(plan([settings], [{ ...settings, id: "s2" }])).toMatchObject({
      put: [],
      lines: [{ verdict: "same" }],
    });
    expect(plan([], [other, settings]).put).toEqual([other]);
  });

  it("never exchanges a secret under an id", () => {
    const otherSecret = { ...otp, secret: "QUJDREVGR0hJSktMTU5PUA", updatedAt: later };
    const { put, lines } = plan(allRecords, [otherSecret]);
    expect(put).toEqual([{ ...otherSecret, id: "otp-1-2" }]);
    expect(lines[0]?.verdict).toBe("new");
    const otherCode = { ...recovery, code: "ZZZZZZZZ", usedAt: later, updatedAt: later };
    expect(plan(allRecords, [otherCode]).put).toEqual([{ ...otherCode, id: "recovery-1-2" }]);
  });

  it("gives a record another id when its own belongs to another kind", () => {
    const usurper = { ...settings, id: otp.id };
    expect(plan([account, otp], [usurper]).put).toEqual([{ ...usurper, id: "otp-1-2" }]);
    const account2 = { ...account, id: "account-2", email: "bob@example.com" };
    const taken = { ...otp, id: account2.id };
    const theirs = { ...account2, id: otp.id };
    const { put } = plan(
      [account, otp, account2],
      [{ ...theirs, email: "eve@example.com" }, taken],
    );
    expect(put).toEqual([{ ...theirs, email: "eve@example.com", id: "otp-1-2" }]);
  });

  it.each([
    ["private key", { privateKey: "Q".repeat(43) }],
    ["algorithm", { algorithm: -8 as const }],
    ["site", { rpId: "example.com" }],
    ["user", { userHandle: "AAAA" }],
  ])("refuses a passkey that brings another %s for a held credential ID", (_what, change) => {
    const hostile = { ...passkey, ...change, updatedAt: later };
    const { put, lines } = plan(allRecords, [hostile]);
    expect(put).toEqual([]);
    expect(lines).toEqual([
      {
        kind: "passkey",
        name: "Laptop",
        verdict: "refused",
        reason: "key-differs",
      },
    ]);
  });

  it("merges duplicates inside the backup too", () => {
    const copy = { ...otp, id: "otp-2", label: "Newest", updatedAt: later };
    const { put, lines } = plan([], [account, otp, copy, otp]);
    expect(put).toEqual([account, { ...copy, id: otp.id }]);
    expect(lines.map(({ verdict }) => verdict)).toEqual(["new", "new", "newer", "older"]);
  });

  it("lists every record in the backup's order, then those that were not valid", () => {
    const records = allRecords.toReversed();
    const refused = [{ index: 6, kind: "unknown", reason: "invalid" } as const];
    const { lines } = planRestore([], { records, refused });
    expect(lines.map(({ kind }) => kind)).toEqual([...records.map(({ kind }) => kind), "unknown"]);
    expect(lines.at(-1)).toEqual({
      kind: "unknown",
      name: "",
      place: 7,
      verdict: "refused",
      reason: "invalid",
    });
  });

  it("shows no secret in a name", () => {
    const nameless = [
      { ...otp, issuer: "", label: "" },
      { ...passkey, label: "", userName: "" },
      recovery,
    ];
    const text = JSON.stringify(plan([], nameless).lines);
    for (const secret of [otp.secret, passkey.privateKey, recovery.code]) {
      expect(text).not.toContain(secret);
    }
  });
});

describe("a record under an id that the vault keeps for itself", () => {
  it.each(["log", "verification", "settings"])("is taken up under another one than %s", (id) => {
    const { put, lines } = plan([account], [{ ...passkey, id }]);
    expect(lines.map(({ verdict }) => verdict)).toEqual(["new"]);
    expect(put).toEqual([{ ...passkey, id: `${id}-2` }]);
  });
});
