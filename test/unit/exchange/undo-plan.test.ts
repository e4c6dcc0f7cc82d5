import { describe, expect, it } from "vitest";
import type { BackupRecord } from "../../../lib/exchange/backup-kinds.ts";
import { planUndo } from "../../../lib/exchange/undo-plan.ts";
import { GIVEN_NAMES } from "../../../lib/headway/given-names.ts";
import type { UndoRecord, VaultRecord } from "../../../lib/vault/schema.ts";
import {
  account,
  fullPasskey,
  hotp,
  otp,
  passkey,
  recovery,
  settings,
} from "../vault/sample-records.ts";

const RESTORED_AT = account.updatedAt + 1000;
const SINCE = RESTORED_AT + 1000;
const others = { ...account, id: "account-9", email: "grace@example.com" };
const later = { ...recovery, id: "recovery-9", code: "LATER", createdAt: SINCE, updatedAt: SINCE };

function undoOf(did: Partial<Pick<UndoRecord, "added" | "renewed" | "removed">>): UndoRecord {
  const times = { createdAt: RESTORED_AT, updatedAt: RESTORED_AT };
  return { kind: "undo", id: "undo", ...times, added: [], renewed: [], removed: [], ...did };
}

/** What the vault holds when it was done, in the order of the ids. */
function after(undo: UndoRecord, records: readonly VaultRecord[]): readonly VaultRecord[] {
  const { put, remove } = planUndo(undo, records);
  const byId = new Map(records.map((record) => [record.id, record]));
  for (const id of remove) byId.delete(id);
  for (const record of put) byId.set(record.id, record);
  return [...byId.values()].toSorted((a, b) => a.id.localeCompare(b.id));
}

const renewed = (before: BackupRecord, now: BackupRecord) => [{ before, writtenAt: now.updatedAt }];

describe("taking back what a restore brought in", () => {
  it("leaves the account of what was moved there and has been used since", () => {
    const before = { ...passkey, accountId: others.id, updatedAt: 1 };
    const undo = undoOf({ added: [account.id], renewed: renewed(before, passkey) });
    const used = { ...passkey, lastUsedAt: SINCE, updatedAt: SINCE };
    expect(after(undo, [others, account, used])).toEqual([account, others, used]);
    expect(after(undo, [others, account, passkey])).toEqual([others, before]);
  });

  it("takes a code back to its account, used as the file knew it", () => {
    const used = { ...recovery, usedAt: RESTORED_AT };
    const before = { ...recovery, accountId: others.id, updatedAt: 1 };
    const undo = undoOf({ added: [account.id], renewed: renewed(before, used) });
    const back = { ...used, accountId: others.id };
    expect(after(undo, [others, account, used])).toEqual([others, back]);
  });
});

describe("taking back that a restore brought settings in", () => {
  it("leaves what the user has set since", () => {
    const undo = undoOf({ added: [settings.id] });
    const since = { ...settings, autoLockMinutes: 1, updatedAt: SINCE };
    expect(after(undo, [account, since])).toEqual([account, since]);
    expect(after(undo, [account, settings])).toEqual([account]);
  });
});

describe("taking back what a restore renewed", () => {
  it("makes no second of what was added since", () => {
    const loose = { ...otp, accountId: null, updatedAt: 1 };
    const undo = undoOf({ renewed: renewed(loose, otp) });
    const again = { ...loose, id: "otp-9", updatedAt: SINCE };
    expect(after(undo, [account, otp, again])).toEqual([account, otp, again]);
  });

  it("leaves an account the address that it has where another has taken the old one", () => {
    const before = { ...account, email: "old@example.com", favourite: true, updatedAt: 1 };
    const undo = undoOf({ renewed: renewed(before, account) });
    const namesake = { ...others, email: "OLD@example.com" };
    expect(after(undo, [account, namesake])).toEqual([
      { ...before, email: account.email },
      namesake,
    ]);
  });
});

describe("taking back that a restore took something out", () => {
  it("puts it into the account that has its address by now", () => {
    const undo = undoOf({ removed: [others, { ...otp, accountId: others.id }] });
    const again = { ...others, id: "account-10", favourite: true };
    expect(after(undo, [again])).toEqual([again, { ...otp, accountId: again.id }]);
  });

  it("puts what the restore had moved out of it there too", () => {
    const before = { ...passkey, accountId: others.id, updatedAt: 1 };
    const undo = undoOf({ removed: [others], renewed: renewed(before, passkey) });
    const again = { ...others, id: "account-10" };
    expect(after(undo, [account, again, passkey])).toEqual([
      account,
      again,
      { ...before, accountId: again.id },
    ]);
    const code = { ...hotp, accountId: others.id, updatedAt: 1 };
    const added = { ...hotp, id: "otp-9", accountId: again.id, counter: 99 };
    const moved = undoOf({ removed: [others], renewed: renewed(code, hotp) });
    expect(after(moved, [account, again, added, hotp])).toEqual([account, again, added]);
  });

  it("makes one of an entry and the one that was added anew, and takes no counter back", () => {
    for (const [was, is] of [
      [41, 99],
      [99, 41],
    ] as const) {
      const undo = undoOf({ removed: [{ ...hotp, counter: was }] });
      const again = { ...hotp, id: "otp-9", label: "again", counter: is, updatedAt: SINCE };
      expect(after(undo, [account, again])).toEqual([account, { ...again, counter: 99 }]);
    }
  });

  it("makes one of a passkey and the one that was imported since, and loses no secret of either", () => {
    const bare = { prfSecrets: null, largeBlob: null, origins: [], hidden: null };
    const again = { ...fullPasskey, ...bare, id: "passkey-9", label: "imported", updatedAt: SINCE };
    const undo = undoOf({ removed: [fullPasskey] });
    const { prfSecrets, largeBlob, origins } = fullPasskey;
    expect(after(undo, [account, again])).toEqual([
      account,
      { ...again, prfSecrets, largeBlob, origins },
    ]);
    const verified = passkey.privateKey;
    const other = { ...again, prfSecrets: { verified, unverified: verified } };
    expect(after(undo, [account, other])).toEqual([account, fullPasskey, other]);
  });

  it("puts it back for what has its id, or into what was made anew", () => {
    const other = { ...account, role: "client" as const };
    const undo = undoOf({ renewed: renewed(account, other) });
    expect(after(undo, [other])).toEqual([account]);
    const again = { ...account, id: "account-10", favourite: true };
    expect(after(undo, [other, again])).toEqual([again]);
  });

  it("leaves a recovery code as it was saved again", () => {
    const undo = undoOf({ removed: [{ ...recovery, usedAt: 5 }] });
    const again = { ...recovery, id: "recovery-9", createdAt: SINCE, updatedAt: SINCE };
    expect(after(undo, [account, again])).toEqual([account, again]);
  });
});

describe("a recovery code that comes back", () => {
  const ended = { ...recovery, usedAt: RESTORED_AT - 1, endedBy: "replaced" } as const;
  const undos = [
    undoOf({ removed: [recovery] }),
    undoOf({ renewed: renewed(recovery, ended), added: ["recovery-8"] }),
  ];
  const good = (records: readonly VaultRecord[]) =>
    records.filter((each) => each.kind === "recovery" && each.usedAt === null).map(({ id }) => id);
  const held = (undo: UndoRecord) => (undo.renewed.length > 0 ? [account, ended] : [account]);

  it.each(undos)("is good again, unless another was saved since, used or not", (undo) => {
    expect(good(after(undo, held(undo)))).toEqual([recovery.id]);
    const both = after(undo, [...held(undo), later]);
    expect(good(both)).toEqual([later.id]);
    expect(both).toContainEqual({
      ...recovery,
      usedAt: SINCE,
      endedBy: "replaced",
      updatedAt: SINCE,
    });
    expect(good(after(undo, [...held(undo), { ...later, usedAt: SINCE + 1 }]))).toEqual([]);
  });

  it.each(undos)("ends by one that is good by a word of since then, or kept elsewhere", (undo) => {
    const said = { ...later, createdAt: 5, notUsedAt: SINCE };
    expect(good(after(undo, [...held(undo), said]))).toEqual([said.id]);
    const note = {
      method: "recovery-code",
      state: "elsewhere",
      where: "",
      callingCode: null,
    } as const;
    const noted = (at: number) => ({ ...account, methods: [{ ...note, at }] });
    const rest = held(undo).filter(({ kind }) => kind !== "account");
    expect(good(after(undo, [noted(SINCE), ...rest]))).toEqual([]);
    expect(good(after(undo, [noted(RESTORED_AT - 1), ...rest]))).toEqual([recovery.id]);
  });

  it("stays good in the place of what had no account, and beside one that was there before", () => {
    const place = { ...account, email: GIVEN_NAMES.restored };
    const undo = undoOf({ removed: [recovery] });
    expect(good(after(undo, [place, later]))).toEqual([recovery.id, later.id]);
    const before = { ...later, createdAt: 5, updatedAt: 5 };
    expect(good(after(undo, [account, before]))).toEqual([recovery.id, later.id]);
  });
});
