// Reads a sample and tells what came of each entry, in short.

import type { ForeignEntry } from "../../../../lib/exchange/formats/entry.ts";
import type { FileContent, Product } from "../../../../lib/exchange/formats/format.ts";
import { readForeignFile } from "../../../../lib/exchange/formats/read-foreign-file.ts";
import { PASSWORD, text } from "./samples.ts";

export async function contentOf(file: unknown, password = PASSWORD): Promise<FileContent> {
  const read = readForeignFile(text(file));
  return read.state === "open" ? read : read.open(password);
}

export async function entriesOf(file: unknown): Promise<readonly ForeignEntry[]> {
  return (await contentOf(file)).entries;
}

export function productOf(file: unknown): Product {
  return readForeignFile(text(file)).product;
}

/** `issuer: label type algorithm digits period counter` of a code, the code of a refusal. */
function summary(entry: ForeignEntry): string {
  const bin = entry.trashed === true ? " (bin)" : "";
  if (entry.kind === "refused") return `${entry.name} refused ${entry.code}${bin}`;
  if (entry.kind === "passkey") return `${entry.passkey.rpId} passkey${bin}`;
  const { issuer, label, type, algorithm, digits, periodSeconds, counter } = entry.otp;
  const form = [type, algorithm, digits, periodSeconds, counter].join(" ");
  return `${issuer}: ${label} ${form}${bin}`;
}

export async function summaries(file: unknown): Promise<readonly string[]> {
  return (await entriesOf(file)).map(summary);
}
