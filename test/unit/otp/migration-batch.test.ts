import { describe, expect, it } from "vitest";
import { formatGoogleMigration } from "../../../lib/otp/format-google-migration.ts";
import { collectMigration, wipeEntries } from "../../../lib/otp/migration-batch.ts";
import type { OtpParameters } from "../../../lib/otp/parameters.ts";

function entry(number: number): OtpParameters {
  return {
    type: "totp",
    issuer: "Headway",
    label: `person${number}@example.com`,
    secret: new Uint8Array(20).fill(number),
    algorithm: "SHA1",
    digits: 6,
    periodSeconds: 30,
    counter: 0,
  };
}

function exportOf(count: number, batchId: number): [string, string, string] {
  const entries = Array.from({ length: count }, (_, index) => entry(index));
  const [first = "", second = "", third = ""] = formatGoogleMigration(entries, batchId).uris;
  return [first, second, third];
}

const [FIRST, SECOND, THIRD] = exportOf(25, 7);
const labels = (texts: readonly string[]) =>
  collectMigration(texts).entries.map((each) =>
    each.state === "read" ? each.parameters.label : "",
  );

describe("collectMigration", () => {
  it("puts the entries in the order of the export, in whatever order its codes come", () => {
    const wanted = Array.from({ length: 25 }, (_, index) => `person${index}@example.com`);
    expect(labels([FIRST, SECOND, THIRD])).toEqual(wanted);
    expect(labels([THIRD, FIRST, SECOND])).toEqual(wanted);
  });

  it("says which codes are here", () => {
    expect(collectMigration([])).toEqual({ size: 0, parts: [], entries: [], verdicts: [] });
    expect(collectMigration([THIRD, FIRST])).toMatchObject({ size: 3, parts: [0, 2] });
  });

  it("takes a code that comes twice once", () => {
    const batch = collectMigration([SECOND, ` ${SECOND} `, FIRST]);
    expect(batch.verdicts).toEqual(["taken", "repeated", "taken"]);
    expect(batch.entries).toHaveLength(20);
  });

  it("tells codes of another export apart, by the number, the size or what is in them", () => {
    const [otherId] = exportOf(25, 8);
    const [otherSize] = exportOf(15, 7);
    const otherContent = formatGoogleMigration(
      Array.from({ length: 25 }, (_, index) => entry(index + 100)),
      7,
    ).uris[0] as string;
    const batch = collectMigration([FIRST, otherId, otherSize, otherContent]);
    expect(batch.verdicts).toEqual(["taken", "other-export", "other-export", "other-export"]);
    expect(batch.entries).toHaveLength(10);
  });

  it("goes on past a text that can't be read, which does not say which export it is", () => {
    const batch = collectMigration(["otpauth-migration://offline?data=AAAA", "nonsense", FIRST]);
    expect(batch.verdicts).toEqual(["unreadable", "unreadable", "taken"]);
    expect(batch.size).toBe(3);
  });

  it("overwrites the secrets when they are done with", () => {
    const { entries } = collectMigration([FIRST]);
    wipeEntries(entries);
    const secrets = entries.map((each) => (each.state === "read" ? each.parameters.secret : null));
    expect(secrets).toEqual(Array.from({ length: 10 }, () => new Uint8Array(20)));
  });
});
