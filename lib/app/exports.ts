// Export to other programs: what would go and what would stay, and the making of it for someone who has just given
// the password. What is made goes to the page that asked and is kept nowhere.

import { checkNewPassword } from "../vault/new-password.ts";
import { checkRandomSource } from "../vault/random-source.ts";
import type {
  ExportEntry,
  ExportFormat,
  PlainWriter,
  SealedWriter,
  Written,
} from "../exchange/exports/export.ts";
import { planExport } from "../exchange/exports/export-plan.ts";
import { checkSealedExport } from "../exchange/exports/read-back.ts";
import { WRITERS } from "../exchange/exports/writers.ts";
import { WaykeyError } from "../errors.ts";
import { type App, listEverything, refuseSinceLocked, requireVault } from "./app.ts";
import { fileDay } from "./file-day.ts";
import { policyOf } from "./policy.ts";
import { verifyByPassword } from "./verification.ts";
import type {
  ExportChoice,
  ExportLine,
  ExportPreview,
  ExportRequest,
  MadeExport,
} from "./views.ts";

/**
 * What an export would take and leave, without making it.
 * @throws WaykeyError `vault/locked`; `policy/plain-export` for one that an organization does not allow
 */
export async function previewExport(
  app: App,
  { format, withOutOfUse }: ExportChoice,
): Promise<ExportPreview> {
  const vault = await requireVault(app);
  await refuseForbidden(app, format);
  const { records, unreadable } = await listEverything(app, vault);
  const plan = planExport(format, records, withOutOfUse);
  return {
    isSealed: "seal" in WRITERS[format],
    taken: plan.taken.map(lineOf),
    lessened: plan.lessened.map(lineOf),
    left: plan.left,
    byCounter: plan.taken.filter(({ record }) => record.kind === "otp" && record.type === "hotp")
      .length,
    outOfUse: plan.outOfUse,
    unreadable: unreadable.length,
  };
}

/**
 * Makes it, after the password was given: whoever stands at an unlocked screen shall not carry the keys away. A sealed
 * file is opened again and compared before it is handed over. A lock in the meantime ends it.
 * @throws WaykeyError `vault/password`, `vault/locked`; of a sealed one `vault/weak-password`,
 *   `export/same-password` for the vault's own, `export/incomplete`; `export/empty` where nothing would go;
 *   `policy/plain-export`
 * @throws TypeError for a password where none is asked for, or none where one is
 */
export async function makeExport(app: App, request: ExportRequest): Promise<MadeExport> {
  const mark = app.copies.mark();
  const vault = await requireVault(app);
  const { format, exportPassword } = request;
  await refuseForbidden(app, format);
  if (exportPassword !== null) checkNewPassword(exportPassword);
  await verifyByPassword(app, vault, request.password);
  if (exportPassword === request.password) {
    throw new WaykeyError("export/same-password", "The file's password is the vault's");
  }
  const { records } = await listEverything(app, vault);
  const { taken } = planExport(format, records, request.withOutOfUse);
  if (taken.length === 0) throw new WaykeyError("export/empty", "There is nothing to export");
  const written = await write(app, WRITERS[format], taken, request);
  refuseSinceLocked(app, mark);
  const count = taken.length;
  if (written.kind === "pages") return { count, ...written };
  return {
    count,
    kind: "file",
    fileName: fileName(app, format, written.extension),
    text: written.text,
  };
}

async function refuseForbidden(app: App, format: ExportFormat): Promise<void> {
  if ("seal" in WRITERS[format] || !(await policyOf(app)).noPlainExport) return;
  throw new WaykeyError("policy/plain-export", "No export that is not encrypted is allowed");
}

async function write(
  app: App,
  writer: PlainWriter | SealedWriter,
  entries: readonly ExportEntry[],
  { exportPassword, recoveryTitle }: ExportRequest,
): Promise<Written> {
  if (!("seal" in writer)) {
    if (exportPassword !== null)
      throw new TypeError("exportPassword must be null for a plain file");
    return writer.write(entries, app.ports, recoveryTitle);
  }
  if (exportPassword === null)
    throw new TypeError("exportPassword must be given for a sealed file");
  checkRandomSource(app.ports.random);
  const text = await writer.seal(entries, exportPassword, app.ports);
  await checkSealedExport(text, exportPassword, entries);
  return { kind: "file", text, extension: "json" };
}

/** It names the program and the day, and nobody's account. */
function fileName(app: App, format: ExportFormat, extension: string): string {
  const day = fileDay(app.ports.now());
  return `waykey-export-${format}-${day}.${extension}`;
}

function lineOf({ kind, name }: ExportEntry): ExportLine {
  return { kind, name };
}
