// What each notice of the vault's condition says, with the day on which it happened.

import type { Notice, NoticeKind } from "../../lib/app/views.ts";
import { countText, dateText } from "../plain-text.ts";

const TEXTS: Readonly<Record<NoticeKind, (day: string, count: number) => string>> = {
  "vault-restored": (day) =>
    `The browser had emptied Waykey’s storage. Everything was put back from the second copy on ${day}.`,
  "header-restored": (day) =>
    `The ways to unlock your vault were lost or damaged, and were put back on ${day}.`,
  "header-unproven": (day) =>
    `The ways to unlock your vault that were found on ${day} may be earlier ones. If you have changed your password or another way lately, change it again in the options: until then the old one opens the vault.`,
  "records-restored": (day, count) =>
    `${countText(count, "entry was", "entries were")} lost or damaged, and ${count === 1 ? "was" : "were"} put back on ${day}.`,
  "manifest-restored": (day) =>
    `Waykey’s list of your entries was lost or damaged, and was put back on ${day}.`,
  "copy-renewed": (day) =>
    `The second copy of your vault was missing or damaged, and was made anew on ${day}.`,
  "copy-failed": (day) =>
    `The second copy of your vault could not be written on ${day}. Make a backup, and make sure that the disk isn’t full.`,
  "copy-differs": (day) =>
    `On ${day} the second copy of your vault was not as Waykey had left it. Lock and unlock Waykey to have it looked at.`,
};

export function noticeText({ kind, at, count }: Notice): string {
  return TEXTS[kind](dateText(at), count);
}
