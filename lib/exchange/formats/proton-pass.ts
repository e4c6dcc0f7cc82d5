// Exports of Proton Pass that are not encrypted: an archive with the items of each vault as JSON, or a table. After
// packages/pass/lib/export of Proton's WebClients.

import { WaykeyError } from "../../errors.ts";
import { columnsOf, parseCsv } from "./csv.ts";
import { jsonOfUtf8 } from "./encoded.ts";
import { type ForeignEntry, trashedIf } from "./entry.ts";
import type { FileContent, ForeignFile, ReadFile } from "./format.ts";
import { readEach, readTotp } from "./items.ts";
import { at, isObject, listAt, textAt } from "./json.ts";
import { readProtonPasskey } from "./proton-passkey.ts";
import { findInZip, isInZip } from "./zip.ts";

const DATA = "Proton Pass/data.json";
const SEALED_DATA = "Proton Pass/data.pgp";
const TRASHED = 2;
/** The last is that of versions before 1.18. */
const USER_NAMES = ["itemUsername", "itemEmail", "username"] as const;
/** Of its table, in every version, which no other has together. */
const COLUMNS = ["totp", "createtime", "modifytime"] as const;

/** @throws WaykeyError `import/pgp` for an archive whose items are encrypted; as every reader */
export function readProtonPass(file: ForeignFile): ReadFile | null {
  const data = findInZip(file.bytes, DATA);
  const json = data === null ? file.json : jsonOfUtf8(data);
  const isSealed = at(json, "encrypted") === true || isInZip(file.bytes, SEALED_DATA);
  if (data === null && !isUnpacked(json) && !isSealed) return null;
  if (isSealed) throw new WaykeyError("import/pgp", "The items are encrypted");
  return { state: "open", product: "proton-pass", ...readVaults(json) };
}

/** Some browsers unpack the archive as they save it, and leave its one file, which may not say whose it is. */
function isUnpacked(json: unknown): boolean {
  const vaults = at(json, "vaults");
  return (
    isObject(vaults) && Object.values(vaults).every((vault) => Array.isArray(at(vault, "items")))
  );
}

/** Codes alone: a table has no passkeys. */
export function readProtonPassCsv({ text, json }: ForeignFile): ReadFile | null {
  if (text === null || json !== undefined) return null;
  const columns = columnsOf(text);
  if (!COLUMNS.every((name) => columns.includes(name))) return null;
  const [head = [], ...rows] = parseCsv(text);
  const columnOf = (name: string) =>
    head.findIndex((column) => column.trim().toLowerCase() === name);
  const [totpAt, nameAt, userAt, emailAt] = ["totp", "name", "username", "email"].map(columnOf);
  const content = readEach(rows, (row) => {
    const field = (index = -1): string => row[index] ?? "";
    const totp = field(totpAt).trim();
    const label = field(userAt) || field(emailAt);
    return totp === "" ? [] : [readTotp(totp, { issuer: field(nameAt), label })];
  });
  return { state: "open", product: "proton-pass", ...content, isNewer: false };
}

function readVaults(json: unknown): FileContent {
  const vaults = at(json, "vaults");
  const items = (isObject(vaults) ? Object.values(vaults) : []).flatMap((vault) =>
    listAt(vault, "items"),
  );
  return { ...readEach(items, entriesOf), isNewer: false };
}

function entriesOf(item: unknown): readonly ForeignEntry[] {
  const content = at(item, "data", "content");
  const label = USER_NAMES.map((name) => textAt(content, name)).find(Boolean) ?? "";
  const names = { issuer: textAt(item, "data", "metadata", "name"), label };
  // Items of one's own making have fields of their own, in sections.
  const sections = [...listAt(content, "sections"), ...listAt(content, "extraSections")];
  const more = [
    ...listAt(item, "data", "extraFields"),
    ...sections.flatMap((section) => listAt(section, "sectionFields")),
  ].filter((field) => at(field, "type") === "totp");
  const totps = [
    textAt(content, "totpUri"),
    ...more.map((field) => textAt(field, "data", "totpUri")),
  ]
    .map((totp) => totp.trim())
    .filter((totp) => totp !== "");
  return [
    ...totps.map((totp) => readTotp(totp, names)),
    ...listAt(content, "passkeys").map(readProtonPasskey),
  ].map((entry) => trashedIf(at(item, "state") === TRASHED, entry));
}
