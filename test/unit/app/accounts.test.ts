import { describe, expect, it, vi } from "vitest";
import {
  createAccount,
  removeAccount,
  renameAccount,
  setFavourite,
} from "../../../lib/app/accounts.ts";
import { vaultContents } from "../../../lib/app/vault-contents.ts";
import { addOtp } from "../../../lib/app/one-time-codes.ts";
import { removePasskey, renamePasskey } from "../../../lib/app/passkeys.ts";
import type { VaultRecord } from "../../../lib/vault/schema.ts";
import { errorCode } from "../vault/error-code.ts";
import { account, allRecords, otp, passkey, recovery } from "../vault/sample-records.ts";
import { unlockedWorld } from "./kit.ts";

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../vault/cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

const other: readonly VaultRecord[] = [
  { ...account, id: "account-2", email: "grace@example.com" },
  { ...otp, id: "otp-2", accountId: "account-2", secret: "QUJDREVGR0hJSktMTU5PUA" },
];

describe("accounts", () => {
  it("are found again in whatever case and with whatever space their e-mail is typed", async () => {
    const { world, app } = await unlockedWorld();
    const { id, isNew } = await createAccount(app, "client", "Ada@Example.com");
    expect(isNew).toBe(true);
    const again = await createAccount(app, "client", "  ada@EXAMPLE.COM ");
    expect(again).toEqual({ id, isNew: false });
    expect((await world.records()).map((record) => record.id)).toEqual([id]);
  });

  it("are two for a client and a provider of the same e-mail", async () => {
    const { app } = await unlockedWorld();
    const { id: client } = await createAccount(app, "client", "ada@example.com");
    const { id: provider } = await createAccount(app, "provider", "ada@example.com");
    expect(provider).not.toBe(client);
    const { accounts } = await vaultContents(app);
    expect(accounts.map(({ id, role }) => [id, role])).toEqual([
      [client, "client"],
      [provider, "provider"],
    ]);
  });

  it("are one when two windows make the same at once", async () => {
    const { world, app } = await unlockedWorld();
    const made = await Promise.all(
      ["ada@example.com", "ADA@example.com", "ada@example.com"].map((email) =>
        createAccount(app, "client", email),
      ),
    );
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    expect(made.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(await world.records()).toHaveLength(1);
  });

  it("refuse what is no e-mail address, and keep nothing", async () => {
    const { world, app } = await unlockedWorld();
    for (const email of ["", "ada", "ada@", "@example.com", "a b@example.com", "ada@example"]) {
      expect(await errorCode(() => createAccount(app, "client", email))).toBe("account/email");
    }
    expect(await world.records()).toEqual([]);
  });

  it("go with everything that hangs on them, in one commit, and nothing else goes", async () => {
    const { world, app } = await unlockedWorld([...allRecords, ...other]);
    const before = world.store.commits;
    await removeAccount(app, account.id);
    expect(world.store.commits).toBe(before + 1);
    expect((await world.records()).map((record) => record.id).toSorted()).toEqual([
      "account-2",
      "otp-2",
      "settings",
    ]);
    expect(await errorCode(() => removeAccount(app, account.id))).toBe("vault/no-record");
  });

  it("are not removed under the id of something else", async () => {
    const { world, app } = await unlockedWorld(allRecords);
    expect(await errorCode(() => removeAccount(app, otp.id))).toBe("vault/no-record");
    expect(await world.records()).toHaveLength(allRecords.length);
  });

  it("leave no entry behind that was being added while they went", async () => {
    const { world, app } = await unlockedWorld([account]);
    const text = "JBSWY3DPEHPK3PXP";
    const [removed, added] = await Promise.allSettled([
      removeAccount(app, account.id),
      addOtp(app, text, { accountId: account.id }),
    ]);
    expect([removed.status, added.status]).toEqual(["fulfilled", "rejected"]);
    expect(await world.records()).toEqual([]);
  });
});

describe("a favourite", () => {
  it("is kept, and taken back", async () => {
    const { world, app } = await unlockedWorld([account]);
    const isFavourite = async () => (await vaultContents(app)).accounts[0]?.favourite;
    expect(await isFavourite()).toBe(false);
    world.now += 1000;
    await setFavourite(app, account.id, true);
    expect(await isFavourite()).toBe(true);
    expect(await world.vault().get(account.id)).toEqual({
      ...account,
      favourite: true,
      updatedAt: world.now,
    });
    await setFavourite(app, account.id, false);
    expect(await isFavourite()).toBe(false);
  });

  it("must be an account", async () => {
    const { app } = await unlockedWorld([account, otp]);
    expect(await errorCode(() => setFavourite(app, otp.id, true))).toBe("vault/no-record");
    await app.session.lock();
    expect(await errorCode(() => setFavourite(app, account.id, true))).toBe("vault/locked");
  });
});

describe("the vault's contents", () => {
  it("stand in the order in which people count", async () => {
    const emails = ["person.10@example.com", "person.9@example.com", "Person.1@example.com"];
    const { app } = await unlockedWorld(
      emails.map((email, i) => ({ ...account, id: `a${i}`, email })),
    );
    const { accounts } = await vaultContents(app);
    expect(accounts.map(({ email }) => email)).toEqual(emails.toReversed());
  });

  it("are shown by account and without secrets", async () => {
    const { app } = await unlockedWorld(allRecords);
    const contents = await vaultContents(app);
    const text = JSON.stringify(contents);
    for (const secret of [otp.secret, passkey.privateKey, passkey.credentialId, recovery.code]) {
      expect(text).not.toContain(secret);
    }
    const [shown] = contents.accounts;
    expect(shown?.recoveryCodes).toEqual([
      {
        hasPassphrase: false,
        endedBy: null,
        endedOn: null,
        filledAt: null,
        id: recovery.id,
        masked: "•".repeat(24),
        createdAt: recovery.createdAt,
        usedAt: null,
      },
    ]);
    expect(shown?.otps[0]).toMatchObject({ id: otp.id, confirmed: false });
    expect(shown?.passkeys[0]).toMatchObject({ id: passkey.id, label: "Laptop" });
    expect(contents.unreadable).toEqual([]);
  });

  it("count no code of another site as a way to sign in, unless Headway has taken it", async () => {
    for (const [issuer, confirmedAt, state] of [
      ["GitHub", null, "unknown"],
      ["GitHub", 1_760_000_050_000, "here"],
      ["", null, "here"],
    ] as const) {
      const { app } = await unlockedWorld([account, { ...otp, issuer, confirmedAt }]);
      const { accounts } = await vaultContents(app);
      expect(accounts[0]?.methods).toContainEqual(
        expect.objectContaining({ method: "authenticator", state }),
      );
    }
  });

  it("list what does not open, and show the rest", async () => {
    const { world, app } = await unlockedWorld(allRecords);
    world.store.sealed(otp.id).ciphertext = new Uint8Array(64);
    const contents = await vaultContents(app);
    const id = world.store.outerId(otp.id);
    expect(contents.unreadable).toEqual([{ id, reason: "record/damaged" }]);
    expect(contents.accounts[0]?.passkeys).toHaveLength(1);
    expect(world.store.records.has(id)).toBe(true);
  });

  it("have the codes that Headway may ask for first, then the others by their sites", async () => {
    const named = (id: string, issuer: string, createdAt: number): VaultRecord => {
      return {
        ...otp,
        id,
        issuer,
        createdAt,
        secret: Buffer.from(`secret ${id}`).toString("base64url"),
      };
    };
    const codes = [named("a", "Zoom", 1), named("b", "GitHub", 2), named("c", "Headway", 4)];
    const { app } = await unlockedWorld([account, ...codes, named("d", "Headway", 3)]);
    const contents = await vaultContents(app);
    expect(contents.accounts[0]?.otps.map(({ id }) => id)).toEqual(["d", "c", "b", "a"]);
  });

  it("keep in sight what hangs on an account that does not open", async () => {
    const { world, app } = await unlockedWorld(allRecords);
    world.store.sealed(account.id).ciphertext = new Uint8Array(64);
    const contents = await vaultContents(app);
    expect(contents.unreadable).toEqual([{ id: account.id, reason: "record/damaged" }]);
    expect(contents.accounts).toHaveLength(1);
    expect(contents.accounts[0]?.otps.map(({ id }) => id)).toEqual([otp.id]);
    expect(contents.accounts[0]?.recoveryCodes).toHaveLength(1);
  });

  it("loses an account that cannot be read or is gone, with all that hangs on it, if asked", async () => {
    for (const harm of ["damaged", "gone"]) {
      const { world, app } = await unlockedWorld([...allRecords, ...other]);
      if (harm === "damaged") world.store.sealed(account.id).ciphertext = new Uint8Array(64);
      else await world.vault().remove([account.id]);
      const refusal = harm === "damaged" ? "record/damaged" : "vault/no-record";
      const add = () => addOtp(app, "JBSWY3DPEHPK3PXP", { accountId: account.id });
      expect(await errorCode(add)).toBe(refusal);
      await removeAccount(app, account.id);
      const left = (await world.records()).map(({ id }) => id);
      expect(left.toSorted()).toEqual(["account-2", "otp-2", "settings"]);
      expect(await errorCode(() => removeAccount(app, account.id))).toBe("vault/no-record");
    }
  });

  it("keeps an unreadable record that nothing hangs on from being removed as an account", async () => {
    const { world, app } = await unlockedWorld(allRecords);
    world.store.sealed(otp.id).ciphertext = new Uint8Array(64);
    expect(await errorCode(() => removeAccount(app, otp.id))).toBe("record/damaged");
    expect(await errorCode(() => world.vault().get(otp.id))).toBe("record/damaged");
  });

  it("put the newest recovery code first", async () => {
    const old = { ...recovery, id: "recovery-0", createdAt: 1, usedAt: 2 };
    const { app } = await unlockedWorld([account, old, recovery]);
    const [shown] = (await vaultContents(app)).accounts;
    expect(shown?.recoveryCodes.map(({ id }) => id)).toEqual([recovery.id, old.id]);
  });

  it("are not shown behind a lock", async () => {
    const { app } = await unlockedWorld(allRecords);
    await app.session.lock();
    expect(await errorCode(() => vaultContents(app))).toBe("vault/locked");
  });
});

describe("keeping order among the passkeys", () => {
  it("gives one a name, and its user's name for an empty one", async () => {
    const { world, app } = await unlockedWorld(allRecords);
    world.now += 5;
    await renamePasskey(app, passkey.id, "  Desk ");
    expect(await world.vault().get(passkey.id)).toEqual({
      ...passkey,
      label: "Desk",
      updatedAt: world.now,
    });
    await renamePasskey(app, passkey.id, "   ");
    expect(await world.vault().get(passkey.id)).toMatchObject({ label: passkey.userName });
  });

  it("removes one, and nothing under the id of something else", async () => {
    const { world, app } = await unlockedWorld(allRecords);
    expect(await errorCode(() => removePasskey(app, account.id))).toBe("vault/no-record");
    await removePasskey(app, passkey.id);
    expect(await errorCode(() => removePasskey(app, passkey.id))).toBe("vault/no-record");
    expect(await errorCode(() => renamePasskey(app, passkey.id, "x"))).toBe("vault/no-record");
    expect(await world.records()).toHaveLength(allRecords.length - 1);
  });
});

describe("another e-mail address for an account", () => {
  it("keeps what hangs on it, and is found under the new one alone", async () => {
    const { world, app } = await unlockedWorld([account, otp, recovery]);
    world.now += 5;
    await renameAccount(app, account.id, " Ada@New.example ");
    expect(await world.vault().get(account.id)).toEqual({
      ...account,
      email: "ada@new.example",
      updatedAt: world.now,
    });
    expect((await world.vault().findByAccount(account.id)).records).toHaveLength(2);
    const vault = world.vault();
    expect((await vault.findAccounts("provider", account.email)).records).toEqual([]);
    expect((await vault.findAccounts("provider", "ada@new.example")).records).toHaveLength(1);
  });

  it("is refused where another of its role has it, and taken where one of the other role has", async () => {
    const client = { ...account, id: "client", role: "client", email: "c@example.com" } as const;
    const { world, app } = await unlockedWorld([account, client, ...other]);
    const rename = (email: string) => renameAccount(app, account.id, email);
    expect(await errorCode(() => rename("GRACE@example.com"))).toBe("account/taken");
    expect(await errorCode(() => rename("grace"))).toBe("account/email");
    expect(await world.vault().get(account.id)).toEqual(account);
    await rename("c@example.com");
    expect(await world.vault().get(account.id)).toMatchObject({ email: "c@example.com" });
  });

  it("may be the one it has, in other letters", async () => {
    const { world, app } = await unlockedWorld([{ ...account, email: "Ada@Example.com" }]);
    await renameAccount(app, account.id, "ada@example.com");
    expect(await world.vault().get(account.id)).toMatchObject({ email: "ada@example.com" });
  });

  it("is for accounts alone", async () => {
    const { app } = await unlockedWorld([account, otp]);
    for (const id of [otp.id, "gone"]) {
      expect(await errorCode(() => renameAccount(app, id, "x@example.com"))).toBe(
        "vault/no-record",
      );
    }
  });
});
