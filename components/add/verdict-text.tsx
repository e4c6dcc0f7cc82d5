// What becomes, or became, of one entry of an import.

import type { ImportLine, ImportResult } from "../../lib/app/views.ts";
import { message } from "../../lib/i18n/messages.ts";
import { RichText } from "../controls/rich-text.tsx";

export function verdictText(line: ImportLine) {
  if (line.verdict === "new") return message("add_verdict_new");
  return closedText(line);
}

export function outcomeText(line: ImportResult["lines"][number]) {
  if (line.done === "added") return message("add_outcome_added");
  if (line.verdict === "new") return message("add_outcome_left");
  return closedText(line);
}

function closedText({ verdict, reason }: ImportLine) {
  if (verdict === "refused") return message("add_verdict_refused", reason ?? "");
  if (verdict === "held") {
    return <RichText message="add_verdict_held" values={[<bdi>{reason}</bdi>]} />;
  }
  return <RichText message="add_verdict_repeated" values={[<bdi>{reason}</bdi>]} />;
}
