import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isWaykeyError } from "../../../lib/errors.ts";
import { parseEmail, visibleEmail } from "../../../lib/headway/accounts.ts";
import { errorOf } from "./attempt.ts";
import { screen } from "./corpus.ts";

describe("a typed e-mail address", () => {
  it.each([
    ["pat@example.com", "pat@example.com"],
    ["  Pat.O'Hara+mfa@Mail.Example.co.uk \n", "pat.o'hara+mfa@mail.example.co.uk"],
    ["josé@exämple.com", "josé@exämple.com"],
  ])("reads %j", (text, email) => {
    expect(parseEmail(text)).toBe(email);
  });

  it.each([
    "",
    "pat",
    "pat@",
    "@example.com",
    "pat@example",
    "pat@@example.com",
    "pat@example..com",
    "a..b@example.com",
    "pat @example.com",
    "pat@-example.com",
    "Pat <pat@example.com>",
    `${"a".repeat(250)}@example.com`,
  ])("refuses %j", (text) => {
    expect(() => parseEmail(text)).toThrow(expect.objectContaining({ code: "account/email" }));
  });

  it("throws nothing but a WaykeyError and reads its own answers again", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.emailAddress()), (text) => {
        const error = errorOf(() => parseEmail(parseEmail(text)));
        expect(error === null || isWaykeyError(error, "account/email")).toBe(true);
      }),
    );
  });
});

describe("the e-mail address a screen shows", () => {
  it.each([
    [["Signed in as Pat@Example.com"], "pat@example.com"],
    [["Signed in as", "pat@example.com", "Write to sam@example.com"], "pat@example.com"],
    [["Sesión iniciada como pat@example.com", "sam@example.com"], "pat@example.com"],
    [["pat@example.com"], "pat@example.com"],
    [["pat@example.com", "pat@example.com"], "pat@example.com"],
    [["Help: support@headway.co", "pat@example.com"], "pat@example.com"],
    [["pat@example.com", "sam@example.com"], null],
    [["Signed in as pat@example.com", "Logged in as sam@example.com"], null],
    [["support@headway.co"], null],
    [["p***@example.com"], null],
    [["nothing"], null],
  ])("in %j is %j", (lines, email) => {
    expect(visibleEmail(screen("Welcome", lines))).toBe(email);
  });
});
