import { describe, expect, it } from "vitest";
import { chosenEntries } from "../../../components/add/import-choice.ts";
import type { ImportLine } from "../../../lib/app/views.ts";

const line = (changes: Partial<ImportLine>): ImportLine => ({
  name: "Headway: a",
  verdict: "new",
  kind: "otp",
  notes: [],
  code: null,
  sameAs: null,
  suggestedAccountId: null,
  suggestedEmail: "",
  ...changes,
});
const NOTHING = { left: [], accounts: {} };

describe("the chosen entries of an import", () => {
  it("go where they are suggested, to a new account of their address else", () => {
    const lines = [line({ suggestedAccountId: "held" }), line({ suggestedEmail: "a@b.co" })];
    expect(chosenEntries(lines, NOTHING, "provider")).toEqual({
      chosen: [
        { entry: 0, account: { accountId: "held" } },
        { entry: 1, account: { role: "provider", email: "a@b.co" } },
      ],
      undecided: 0,
    });
  });

  it("go where the user says", () => {
    const choice = { left: [], accounts: { 0: { accountId: "other" } } };
    expect(chosenEntries([line({ suggestedAccountId: "held" })], choice, "client").chosen).toEqual([
      { entry: 0, account: { accountId: "other" } },
    ]);
  });

  it("are none that is closed or not wanted, and wait for an account", () => {
    const lines = [
      line({ verdict: "held", suggestedEmail: "a@b.co" }),
      line({ verdict: "repeated", suggestedEmail: "a@b.co" }),
      line({ verdict: "refused", code: "otp/type" }),
      line({ suggestedEmail: "a@b.co" }),
      line({}),
      line({}),
    ];
    const choice = { left: [3], accounts: { 5: { role: "client", email: " " } as const } };
    expect(chosenEntries(lines, choice, "client")).toEqual({ chosen: [], undecided: 2 });
  });
});
