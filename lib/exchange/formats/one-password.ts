// Exports of 1Password (1PUX, version 3): an archive with the items of each vault as JSON. A field of an item may hold a
// code, as a link or as a bare key. Passkeys are not in it.

import { jsonOfUtf8 } from "./encoded.ts";
import { type ForeignEntry, trashedIf } from "./entry.ts";
import type { FileContent, ForeignFile, ReadFile } from "./format.ts";
import { readEach, readTotp } from "./items.ts";
import { at, listAt, textAt, wholeAt } from "./json.ts";
import { findInZip } from "./zip.ts";

const DATA = "export.data";
const ATTRIBUTES = "export.attributes";
const KNOWN_VERSION = 3;

export function readOnePassword({ bytes }: ForeignFile): ReadFile | null {
  const data = findInZip(bytes, DATA);
  if (data === null) return null;
  const attributes = findInZip(bytes, ATTRIBUTES);
  const version = attributes === null ? Number.NaN : wholeAt(jsonOfUtf8(attributes), "version");
  const content = readAccounts(jsonOfUtf8(data));
  return { state: "open", product: "1password", ...content, isNewer: version > KNOWN_VERSION };
}

function readAccounts(json: unknown): Pick<FileContent, "entries" | "passedOver"> {
  const items = listAt(json, "accounts")
    .flatMap((account) => listAt(account, "vaults"))
    .flatMap((vault) => listAt(vault, "items"));
  return readEach(items, entriesOf);
}

function entriesOf(item: unknown): readonly ForeignEntry[] {
  const state = textAt(item, "state");
  const names = { issuer: textAt(item, "overview", "title"), label: userNameOf(item) };
  return listAt(item, "details", "sections")
    .flatMap((section) => listAt(section, "fields"))
    .map((field) => textAt(field, "value", "totp").trim())
    .filter((totp) => totp !== "")
    .map((totp) => trashedIf(state !== "" && state !== "active", readTotp(totp, names)));
}

function userNameOf(item: unknown): string {
  const fields = listAt(item, "details", "loginFields");
  const field = fields.find((each) => at(each, "designation") === "username");
  return textAt(field, "value");
}
