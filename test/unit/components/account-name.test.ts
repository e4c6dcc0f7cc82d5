import { describe, expect, it } from "vitest";
import { accountName, emailText } from "../../../components/account-name.ts";
import { GIVEN_NAMES } from "../../../lib/headway/given-names.ts";

describe("the name of an account", () => {
  it("is its address with the role", () => {
    expect(accountName({ email: "ana@example.com", role: "provider" })).toBe(
      "ana@example.com (Provider)",
    );
  });

  it.each([
    ["", "No e-mail address"],
    [GIVEN_NAMES.unreadable, "(account not readable)"],
    [GIVEN_NAMES.nameless, "(no name)"],
    [GIVEN_NAMES.restored.toUpperCase(), "Restored without an account"],
  ])("is in words where there is no address: %j", (email, words) => {
    expect(emailText(email)).toBe(words);
  });
});
