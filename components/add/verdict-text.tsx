// What becomes, or became, of one entry of an import.

import type { ImportLine, ImportResult } from "../../lib/app/views.ts";

export function verdictText(line: ImportLine) {
  if (line.verdict === "new") return "New: is added if ticked";
  return closedText(line);
}

export function outcomeText(line: ImportResult["lines"][number]) {
  if (line.done === "added") return "Added";
  if (line.verdict === "new") return "Left out, as you chose";
  return closedText(line);
}

function closedText({ verdict, reason }: ImportLine) {
  if (verdict === "refused") return <>Can’t be taken: {reason}</>;
  if (verdict === "held") {
    return (
      <>
        Duplicate: Waykey holds this code already, as <bdi>{reason}</bdi>
      </>
    );
  }
  return (
    <>
      Duplicate: the same code as <bdi>{reason}</bdi> in this list
    </>
  );
}
