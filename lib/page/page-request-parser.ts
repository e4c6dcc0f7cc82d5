// Parses what the worker sends to a document; null for anything else.

import type { PageRequest } from "../rpc/page-messages.ts";

/** Digits, or Steam's five characters. */
const AUTHENTICATOR_CODE = /^(?:[0-9]{5,10}|[2-9BCDFGHJKMNPQRTVWXY]{5})$/;

export function parsePageRequest(input: unknown): PageRequest | null {
  if (typeof input !== "object" || input === null || !("type" in input)) return null;
  const { type } = input;
  switch (type) {
    case "inspect":
    case "images":
    case "try-another-method":
    case "read-clock":
    case "check-override":
    case "begin-conditional":
      return { type };
  }
  if (!("code" in input) || typeof input.code !== "string") return null;
  const { code } = input;
  if (type === "fill-code") {
    if (!("documentId" in input) || typeof input.documentId !== "string") return null;
    return AUTHENTICATOR_CODE.test(code) ? { type, code, documentId: input.documentId } : null;
  }
  if (type !== "fill-recovery-code") return null;
  return /^[A-Za-z0-9 -]{8,128}$/.test(code) ? { type, code } : null;
}
