import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findAccounts } from "../../../components/search/find-accounts.ts";
import { CLIENT } from "../../unit/components/fixtures.ts";

const emails = fc.array(fc.string({ unit: "grapheme", maxLength: 12 }), { maxLength: 12 });
const accountsOf = (texts: readonly string[]) =>
  texts.map((email, i) => ({ ...CLIENT, id: String(i), email, otps: [], passkeys: [] }));

describe("the search among accounts", () => {
  it("finds an account by any part of its address that has no space, in either case", () => {
    fc.assert(
      fc.property(emails, fc.nat(), fc.nat(), fc.nat(), (texts, which, from, length) => {
        fc.pre(texts.length > 0);
        const accounts = accountsOf(texts.map((text) => `a${text}`));
        const account = accounts[which % accounts.length];
        const letters = Array.from(account?.email ?? "");
        const start = from % letters.length;
        const [word = ""] = letters
          .slice(start, start + 1 + (length % 6))
          .join("")
          .split(/\s/u);
        expect(findAccounts(accounts, word)).toContain(account);
        expect(findAccounts(accounts, word.normalize("NFD"))).toContain(account);
      }),
    );
  });

  it("keeps the order, and finds with more words nothing that fewer do not find", () => {
    const query = fc.string({ unit: "grapheme", maxLength: 3 });
    fc.assert(
      fc.property(emails, query, query, (texts, one, two) => {
        const accounts = accountsOf(texts);
        const both = findAccounts(accounts, `${one} ${two}`);
        expect(accounts.filter((account) => both.includes(account))).toEqual(both);
        expect(findAccounts(accounts, one)).toEqual(expect.arrayContaining([...both]));
      }),
    );
  });
});
