import { describe, expect, it } from "vitest";
import { describeForeignJson, describeForeignText } from "../../../lib/exchange/foreign-file.ts";

// Outer shapes as the programs' own documentation and source have them.
const jsonFiles: readonly (readonly [string, unknown])[] = [
  ["a Bitwarden export", { encrypted: false, folders: [], items: [] }],
  [
    "a Bitwarden export",
    { encrypted: true, passwordProtected: true, salt: "", kdfType: 0, data: "2.a|b|c" },
  ],
  ["an Aegis export", { version: 1, header: { slots: null, params: null }, db: { version: 3 } }],
  ["a 2FAS backup", { services: [], groups: [], updatedAt: 1, schemaVersion: 4 }],
  [
    "an Ente Auth export",
    { version: 1, kdfParams: {}, encryptedData: "AA==", encryptionNonce: "AA==" },
  ],
  ["a Proton Authenticator export", { version: 1, entries: [] }],
  ["a Proton Authenticator export", { version: 1, salt: "AA==", content: "AA==" }],
  [
    "a FIDO credential exchange file",
    { version: { major: 1, minor: 0 }, exporterRpId: "a.test", accounts: [] },
  ],
  ["a Stratum backup", { Categories: [], Authenticators: [] }],
  ["a Waykey vault header", { format: "waykey-vault", version: 1 }],
];

describe("describing a foreign file", () => {
  it.each(jsonFiles)("recognises %s", (name, json) => {
    expect(describeForeignJson(json)).toBe(name);
  });

  it.each([null, 1, "text", [], {}, { version: 1 }, { accounts: [] }])(
    "does not guess about %j",
    (json) => {
      expect(describeForeignJson(json)).toBeNull();
    },
  );

  it.each([
    ["otpauth-migration://offline?data=AA", "a Google Authenticator transfer"],
    ["\n OTPAUTH://totp/a?secret=B", "a list of otpauth links, as Ente Auth exports it"],
    ["PK\u0003\u0004rest", "a ZIP archive"],
    ["<!DOCTYPE html>", "a web page or an image"],
    ["<svg xmlns='x'>", "a web page or an image"],
  ])("recognises the text %j", (text, name) => {
    expect(describeForeignText(text)).toBe(name);
  });

  it.each(["", "hello", "PKZIP is a program", "see otpauth://totp/a"])(
    "does not guess about the text %j",
    (text) => {
      expect(describeForeignText(text)).toBeNull();
    },
  );
});
