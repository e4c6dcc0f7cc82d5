// Writes records as the application does, by a seeded random source.

import type { ExportFormat, ExportPage } from "../../../../lib/exchange/exports/export.ts";
import { planExport } from "../../../../lib/exchange/exports/export-plan.ts";
import { WRITERS } from "../../../../lib/exchange/exports/writers.ts";
import type { VaultRecord } from "../../../../lib/vault/schema.ts";
import { createSeededRandom } from "../../vault/seeded-random.ts";
import type { PlainOtp } from "./independent.ts";

export const EXPORT_PASSWORD = "ten pelicans on a raft";
export const RECOVERY_TITLE = "Recovery code of Headway";
export const NOW = 1_760_000_200_000;

const written = new Map<string, Promise<string>>();

/** The text of a file, all that the format can carry in it; made once, since a sealed one takes its time. */
export function fileOf(format: ExportFormat, records: readonly VaultRecord[]): Promise<string> {
  const key = JSON.stringify([format, records]);
  const file = written.get(key) ?? write(format, records);
  written.set(key, file);
  return file;
}

async function write(format: ExportFormat, records: readonly VaultRecord[]): Promise<string> {
  const { taken } = planExport(format, records, true);
  const writer = WRITERS[format];
  const ports = { now: () => NOW, random: createSeededRandom(format) };
  if ("seal" in writer) return writer.seal(taken, EXPORT_PASSWORD, ports);
  const written = writer.write(taken, ports, RECOVERY_TITLE);
  if (written.kind !== "file") throw new TypeError(`${format} must make a file`);
  return written.text;
}

export function pagesOf(
  format: ExportFormat,
  records: readonly VaultRecord[],
): readonly ExportPage[] {
  const writer = WRITERS[format];
  if ("seal" in writer) throw new TypeError(`${format} must make pages`);
  const { taken } = planExport(format, records, true);
  const ports = { now: () => NOW, random: createSeededRandom(format) };
  const written = writer.write(taken, ports, RECOVERY_TITLE);
  if (written.kind !== "pages") throw new TypeError(`${format} must make pages`);
  return written.pages;
}

/** The codes among the records that the format carries, as an independent reader tells them. */
export function plainOtps(
  format: ExportFormat,
  records: readonly VaultRecord[],
): readonly PlainOtp[] {
  const { taken } = planExport(format, records, true);
  return taken.flatMap(({ kind, record }) => {
    if (kind !== "otp") return [];
    const { type, issuer, label, algorithm, digits, periodSeconds, counter } = record;
    const secret = Buffer.from(record.secret, "base64url").toString("hex");
    const moving = type === "hotp" ? counter : periodSeconds;
    return [{ type, issuer, label, secret, algorithm, digits, moving }];
  });
}
