import { describe, expect, it } from "vitest";
import type { ForeignEntry, ImportedOtp } from "../../../lib/exchange/formats/entry.ts";
import { planImport } from "../../../lib/exchange/import-plan.ts";
import { addressOf } from "../../../lib/exchange/label-address.ts";
import type { AccountRecord, OtpRecord, PasskeyRecord } from "../../../lib/vault/schema.ts";
import { account, fullPasskey, otp, passkey } from "../vault/sample-records.ts";

function read(changes: Partial<ImportedOtp> = {}): ForeignEntry {
  return {
    kind: "otp",
    otp: {
      type: "totp",
      issuer: "Headway",
      label: "new@example.com",
      secret: "AQID",
      algorithm: "SHA1",
      digits: 6,
      periodSeconds: 30,
      counter: 0,
      ...changes,
    },
  };
}

function plan(
  entries: readonly ForeignEntry[],
  otps: readonly OtpRecord[] = [],
  accounts: readonly AccountRecord[] = [],
  passkeys: readonly PasskeyRecord[] = [],
) {
  return planImport(entries, { otps, accounts, passkeys });
}

const { credentialId, rpId, rpName, userHandle, userName, userDisplayName, privateKey } = passkey;
const foreign = {
  kind: "passkey",
  passkey: {
    credentialId,
    rpId,
    rpName,
    userHandle,
    userName,
    userDisplayName,
    privateKey,
    prfSecrets: null,
    largeBlob: null,
    algorithm: -7,
  },
} as const satisfies ForeignEntry;

describe("planImport", () => {
  it("has one line for each entry, in their order, and keeps every parameter", () => {
    const entries = [
      read({ type: "hotp", counter: 7, algorithm: "SHA256", digits: 8 }),
      { kind: "refused", name: "Old: a", code: "otp/algorithm" } as const,
    ];
    expect(plan(entries)).toEqual([
      {
        verdict: "new",
        name: "Headway: new@example.com",
        notes: [],
        kind: "otp",
        otp: {
          type: "hotp",
          issuer: "Headway",
          label: "new@example.com",
          secret: "AQID",
          algorithm: "SHA256",
          digits: 8,
          periodSeconds: 30,
          counter: 7,
        },
        accountId: null,
        email: "new@example.com",
      },
      { verdict: "refused", name: "Old: a", notes: [], code: "otp/algorithm" },
    ]);
  });

  it("knows an entry that is held by its type and key, whatever it is called", () => {
    const held = { ...otp, type: "totp", secret: "AQID", issuer: "", label: "mine" } as const;
    const planned = plan([read(), read({ type: "hotp" })], [held]);
    expect(planned[0]).toMatchObject({ verdict: "held", sameAs: "mine" });
    expect(planned[1]).toMatchObject({ verdict: "new" });
  });

  it("takes the first of two entries with one key", () => {
    const planned = plan([read({ label: "a" }), read({ label: "b" })]);
    expect(planned.map(({ verdict }) => verdict)).toEqual(["new", "repeated"]);
    expect(planned[1]).toMatchObject({ sameAs: "Headway: a" });
  });

  it("suggests the one account of the address, and none where two have it", () => {
    const other = { ...account, id: "account-2", role: "client" } as const;
    const entry = read({ label: ` ${account.email.toUpperCase()} ` });
    expect(plan([entry], [], [account])[0]).toMatchObject({ accountId: account.id });
    expect(plan([entry], [], [account, other])[0]).toMatchObject({ accountId: null });
    const nameless = plan([read({ label: "work" })], [], [{ ...account, email: "work" }]);
    expect(nameless[0]).toMatchObject({ accountId: null, email: "" });
  });

  it("knows a passkey by its id, suggests its account, and tells what there is to know of it", () => {
    const [fresh] = plan([foreign], [], [account]);
    expect(fresh).toMatchObject({ verdict: "new", accountId: account.id, notes: [] });
    const twice = plan([foreign, foreign]);
    expect(twice.map(({ verdict }) => verdict)).toEqual(["new", "repeated"]);
    expect(plan([foreign], [], [], [passkey])[0]).toMatchObject({
      verdict: "held",
      sameAs: passkey.label,
    });
    const elsewhere = { ...foreign.passkey, rpId: "example.com" };
    const [other] = plan([
      { ...foreign, passkey: elsewhere, hadCounter: true, blobLeft: true, trashed: true },
    ]);
    expect(other).toMatchObject({
      email: "",
      notes: ["trashed", "counter-reset", "blob-left", "other-site"],
    });
  });

  it.each([
    ["another key", { privateKey: fullPasskey.privateKey }],
    ["another site", { rpId: "provider.headway.co" }],
    ["another user", { userHandle: "AAAA" }],
    ["another algorithm", { algorithm: -8 }],
  ] as const)("tells a passkey that has the ID of a held one, and %s", (_what, changes) => {
    const other = { ...foreign, passkey: { ...foreign.passkey, ...changes } } as const;
    expect(plan([other], [], [], [passkey])[0]).toMatchObject({
      verdict: "differs",
      sameAs: passkey.label,
    });
    const inOneFile = plan([foreign, other, foreign]);
    expect(inOneFile.map(({ verdict }) => verdict)).toEqual(["new", "clashes", "repeated"]);
  });

  it("takes a code of the same names with another key for another one", () => {
    const held = { ...otp, issuer: "Headway", label: "ada@example.com" };
    const entry = read({ issuer: held.issuer, label: held.label, secret: "AQIDBA" });
    expect(plan([entry], [held])[0]).toMatchObject({ verdict: "new" });
    const twice = plan([entry, read({ issuer: held.issuer, label: held.label, secret: "AQIDBQ" })]);
    expect(twice.map(({ verdict }) => verdict)).toEqual(["new", "new"]);
  });

  it("refuses a passkey whose key is none", () => {
    const dead = { ...foreign.passkey, privateKey: "A".repeat(43) };
    expect(plan([{ ...foreign, passkey: dead }])[0]).toMatchObject({ code: "entry/passkey-key" });
  });

  it("gives an entry without names one", () => {
    expect(plan([read({ issuer: "", label: "" })])[0]).toMatchObject({
      name: "Code",
    });
  });
});

describe("addressOf", () => {
  it("takes a label for an address where it has the sign of one", () => {
    expect(addressOf(" Ada@Example.com ")).toBe("Ada@Example.com");
    expect(addressOf("ada")).toBe("");
  });
});
