// Telling whose file it is that somebody took for a Waykey backup, by its outer shape alone, so that
// the refusal can name it. It reads nothing out of such a file.

import * as v from "valibot";

const has = (...keys: readonly string[]) =>
  v.looseObject(Object.fromEntries(keys.map((key) => [key, v.unknown()])));

const JSON_SHAPES = [
  { shape: has("encrypted", "items"), name: "a Bitwarden export" },
  { shape: has("encrypted", "passwordProtected"), name: "a Bitwarden export" },
  { shape: has("header", "db"), name: "an Aegis export" },
  { shape: has("services", "schemaVersion"), name: "a 2FAS backup" },
  { shape: has("kdfParams", "encryptedData", "encryptionNonce"), name: "an Ente Auth export" },
  { shape: has("exporterRpId", "accounts"), name: "a FIDO credential exchange file" },
  { shape: has("version", "salt", "content"), name: "a Proton Authenticator export" },
  { shape: has("version", "entries"), name: "a Proton Authenticator export" },
  { shape: has("Authenticators"), name: "a Stratum backup" },
  { shape: v.object({ format: v.literal("waykey-vault") }), name: "a Waykey vault header" },
] as const;

const TEXT_SHAPES = [
  { start: /^\s*otpauth-migration:\/\//i, name: "a Google Authenticator transfer" },
  { start: /^\s*otpauth:\/\//i, name: "a list of otpauth links, as Ente Auth exports it" },
  { start: /^PK[^ -~]{2}/, name: "a ZIP archive" },
  { start: /^\s*<(!doctype|html|svg|\?xml)/i, name: "a web page or an image" },
] as const;

/** What parsed JSON looks like, with its article, or null. */
export function describeForeignJson(json: unknown): string | null {
  return JSON_SHAPES.find(({ shape }) => v.is(shape, json))?.name ?? null;
}

/** What text that is not JSON looks like, with its article, or null. */
export function describeForeignText(text: string): string | null {
  return TEXT_SHAPES.find(({ start }) => start.test(text))?.name ?? null;
}
