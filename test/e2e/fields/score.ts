// How well Waykey tells screens apart and fills them, over many visits: precision and recall, and what
// was missed.

import { FAMILIES } from "./corpus.ts";
import { type FieldPage, SCREENS } from "./field-page.ts";
import type { Visit } from "./visit.ts";

function share(part: number, whole: number): string {
  return whole === 0 ? "-" : `${((100 * part) / whole).toFixed(1)} %`;
}

function line(name: string, right: number, said: number, meant: number): string {
  const cells = [`${right} right`, `${said} said`, `${meant} meant`];
  return [
    name.padEnd(9),
    ...cells.map((cell) => cell.padStart(10)),
    `precision ${share(right, said).padStart(7)}`,
    `recall ${share(right, meant).padStart(7)}`,
  ].join("  ");
}

function familyOf(page: FieldPage): string {
  return FAMILIES.find(({ pages }) => pages.includes(page))?.name ?? "";
}

/** What went wrong in one visit, or null. */
export function missOf({ page, offered, faults }: Visit): string | null {
  const wrong = [
    ...(offered === page.screen ? [] : [`${page.screen} taken for ${offered}`]),
    ...faults,
  ];
  return wrong.length === 0 ? null : `${familyOf(page)} / ${page.name}: ${wrong.join("; ")}`;
}

/** Whether the miss is one that the page is known for, and does no harm. */
export function isKnown({ page, offered, isTouched }: Visit): boolean {
  return page.beyond !== undefined && offered === "none" && !isTouched;
}

/** One line for each kind of screen, and one for the fills. */
export function scoreLines(visits: readonly Visit[]): readonly string[] {
  const kinds = SCREENS.map((screen) => {
    const said = visits.filter(({ offered }) => offered === screen);
    const meant = visits.filter(({ page }) => page.screen === screen);
    const right = said.filter(({ page }) => page.screen === screen);
    return line(screen, right.length, said.length, meant.length);
  });
  const touched = visits.filter(({ isTouched }) => isTouched);
  const toFill = visits.filter(({ page }) => page.fill !== null);
  const filled = toFill.filter(({ faults }) => faults.length === 0);
  return [...kinds, line("fills", filled.length, touched.length, toFill.length)];
}
