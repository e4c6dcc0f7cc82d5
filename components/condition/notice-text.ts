// What each notice of the vault's condition says, with the day on which it happened.

import type { Notice, NoticeKind } from "../../lib/app/views.ts";
import { message, plural } from "../../lib/i18n/messages.ts";
import { dateText } from "../plain-text.ts";

const TEXTS: Readonly<Record<NoticeKind, (day: string, count: number) => string>> = {
  "vault-restored": (day) => message("condition_vault_restored", day),
  "header-restored": (day) => message("condition_header_restored", day),
  "header-unproven": (day) => message("condition_header_unproven", day),
  "records-restored": (day, count) => plural("condition_records_restored", count, day),
  "manifest-restored": (day) => message("condition_manifest_restored", day),
  "copy-renewed": (day) => message("condition_copy_renewed", day),
  "copy-failed": (day) => message("condition_copy_failed", day),
  "copy-differs": (day) => message("condition_copy_differs", day),
};

export function noticeText({ kind, at, count }: Notice): string {
  return TEXTS[kind](dateText(at), count);
}
