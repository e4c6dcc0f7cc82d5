import { describe, expect, it } from "vitest";
import { addressOf, planImport, type ReadEntry } from "../../../lib/exchange/import-plan.ts";
import type { OtpParameters } from "../../../lib/otp/parameters.ts";
import { account, otp } from "../vault/sample-records.ts";

function read(changes: Partial<OtpParameters> = {}): ReadEntry {
  return {
    state: "read",
    parameters: {
      type: "totp",
      issuer: "Headway",
      label: "new@example.com",
      secret: new Uint8Array([1, 2, 3]),
      algorithm: "SHA1",
      digits: 6,
      periodSeconds: 30,
      counter: 0,
      ...changes,
    },
  };
}

describe("planImport", () => {
  it("has one line for each entry, in their order, and keeps every parameter", () => {
    const entries = [
      read({ type: "hotp", counter: 7, algorithm: "SHA256", digits: 8 }),
      { state: "refused", name: "Old: a", reason: "The algorithm MD5 is not known" } as const,
    ];
    expect(planImport(entries, [], [])).toEqual([
      {
        verdict: "new",
        name: "Headway: new@example.com",
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
      { verdict: "refused", name: "Old: a", reason: "The algorithm MD5 is not known" },
    ]);
  });

  it("knows an entry that is held by its type and key, whatever it is called", () => {
    const held = { ...otp, type: "totp", secret: "AQID", issuer: "", label: "mine" } as const;
    const plan = planImport([read(), read({ type: "hotp" })], [held], []);
    expect(plan[0]).toMatchObject({ verdict: "held", sameAs: "mine" });
    expect(plan[1]).toMatchObject({ verdict: "new" });
  });

  it("takes the first of two entries with one key", () => {
    const plan = planImport([read({ label: "a" }), read({ label: "b" })], [], []);
    expect(plan.map(({ verdict }) => verdict)).toEqual(["new", "repeated"]);
    expect(plan[1]).toMatchObject({ sameAs: "Headway: a" });
  });

  it("suggests the one account of the address, and none where two have it", () => {
    const other = { ...account, id: "account-2", role: "client" } as const;
    const entry = read({ label: ` ${account.email.toUpperCase()} ` });
    expect(planImport([entry], [], [account])[0]).toMatchObject({ accountId: account.id });
    expect(planImport([entry], [], [account, other])[0]).toMatchObject({ accountId: null });
    const nameless = planImport([read({ label: "work" })], [], [{ ...account, email: "work" }]);
    expect(nameless[0]).toMatchObject({ accountId: null, email: "" });
  });

  it("gives an entry without names one", () => {
    expect(planImport([read({ issuer: "", label: "" })], [], [])[0]).toMatchObject({
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
