// What somebody can send along who asks for help with an error: which Waykey, which browser, and the error by its
// codes and names. No error's own words, since those might hold a name, an address or a secret.

import { isWaykeyError } from "../lib/errors.ts";

/** No chain of causes of ours is longer. */
const MOST_CAUSES = 5;

export type ReportedPage = {
  readonly version: string;
  /** As the browser names itself. */
  readonly userAgent: string;
  readonly language: string;
  /** Of the page; what follows its path is left out. */
  readonly address: string;
};

/** Lines for people and programs to read, in English whatever the language. */
export function errorReport(error: unknown, page: ReportedPage): string {
  return [
    `waykey: ${page.version}`,
    `browser: ${page.userAgent}`,
    `language: ${page.language}`,
    `page: ${new URL(page.address).pathname}`,
    `error: ${namesOf(error).join(" < ")}`,
  ].join("\n");
}

/** The error's code or name, and those of what caused it. */
function namesOf(error: unknown): string[] {
  const names: string[] = [];
  let cause: unknown = error;
  while (cause !== undefined && cause !== null && names.length < MOST_CAUSES) {
    names.push(nameOf(cause));
    cause = typeof cause === "object" && "cause" in cause ? cause.cause : undefined;
  }
  return names;
}

function nameOf(error: unknown): string {
  if (isWaykeyError(error)) return error.code;
  const isNamed = typeof error === "object" && error !== null && "name" in error;
  return isNamed && typeof error.name === "string" ? error.name : typeof error;
}
