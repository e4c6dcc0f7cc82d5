// Reads the screen that a person sees into the plain description that lib/headway judges.

import type { ScreenDescription } from "../headway/screen-description.ts";
import { findPageFields, type PageField } from "./page-fields.ts";
import type { Sight } from "./sight.ts";
import { squarePictures } from "./square-pictures.ts";
import { forEachVisible, visibleText } from "./visible-tree.ts";

const MAX_TEXT_LENGTH = 40_000;
const HEADINGS = 'h1, h2, h3, h4, [role="heading"]';
export const BUTTONS =
  'button, a, [role="button"], [role="link"], input[type="submit"], input[type="button"]';
const ALERTS = '[role="alert"], [aria-live="assertive"]';
const STATUSES = `${ALERTS}, [role="status"], [aria-live="polite"], output`;

export type PageScreen = {
  readonly description: ScreenDescription;
  /** In the order of `description.fields`. */
  readonly fields: readonly PageField[];
};

export function readScreen(document: Document, sight: Sight): PageScreen {
  const headings: string[] = [];
  const buttons: string[] = [];
  const alerts: string[] = [];
  const statuses: string[] = [];
  forEachVisible(document, sight, (element) => {
    if (element.matches(HEADINGS)) headings.push(visibleText(element, sight));
    if (element.matches(BUTTONS)) buttons.push(buttonText(element, sight));
    else if (isNotPicked(element)) buttons.push(visibleText(element, sight));
    if (element.matches(ALERTS)) alerts.push(visibleText(element, sight));
    if (element.matches(STATUSES)) statuses.push(visibleText(element, sight));
  });
  const fields = findPageFields(document, sight);
  return {
    description: {
      title: document.title,
      headings: headings.filter((text) => text !== ""),
      text: visibleText(document, sight).slice(0, MAX_TEXT_LENGTH),
      fields: fields.map((field) => field.description),
      buttons: buttons.filter((text) => text !== ""),
      alerts: alerts.filter((text) => text !== ""),
      statuses: statuses.filter((text) => text !== ""),
      squarePictures: squarePictures(document, sight).length,
    },
    fields,
  };
}

/** A way that a person could pick from several, and has not: as good as a button that leads there. */
function isNotPicked(element: Element): boolean {
  if (
    element.matches('[role="radio"][aria-checked="false"], [role="tab"][aria-selected="false"]')
  ) {
    return true;
  }
  if (element.tagName !== "LABEL") return false;
  return (element as HTMLLabelElement).control?.matches("[type=radio]:not(:checked)") ?? false;
}

/** What a button or link says. */
export function buttonText(element: Element, sight: Sight): string {
  if (element.tagName === "INPUT") return (element as HTMLInputElement).value;
  return visibleText(element, sight) || (element.getAttribute("aria-label") ?? "");
}
