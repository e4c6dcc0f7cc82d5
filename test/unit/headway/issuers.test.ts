import { describe, expect, it } from "vitest";
import { isForHeadway, isOfSameIssuer } from "../../../lib/headway/issuers.ts";

describe("two issuers", () => {
  it.each([
    ["Headway", "Headway"],
    ["Headway", " headway "],
    ["Headway", "Headway Providers"],
    ["", "Headway"],
    ["Headway", ""],
    ["", ""],
    ["GitHub", "github"],
  ])("are one site: %j and %j", (fresh, held) => {
    expect(isOfSameIssuer(fresh, held)).toBe(true);
  });

  it.each([
    ["Headway", "GitHub"],
    ["", "GitHub"],
    ["GitHub", ""],
    ["GitHub", "Headway"],
  ])("are two sites: %j and %j", (fresh, held) => {
    expect(isOfSameIssuer(fresh, held)).toBe(false);
  });
});

describe("an entry", () => {
  it.each([
    ["Headway", false, true],
    ["", false, true],
    ["GitHub", false, false],
    ["Login service", true, true],
  ])("of %j, confirmed: %j, is for Headway: %j", (issuer, isConfirmed, isOurs) => {
    expect(isForHeadway({ issuer, isConfirmed })).toBe(isOurs);
  });
});
