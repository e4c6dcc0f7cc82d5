// Presses the page's own control that leads to the other methods of signing in. Only one that a person can
// see and reach, in the top document or a frame of its origin; never one that would hand in what was typed, and
// never a link that leads out of Headway.

import { isInScope } from "../headway/hosts.ts";
import { leadsToOtherMethods } from "../headway/other-method.ts";
import type { OtherMethodPress } from "../rpc/page-messages.ts";
import { BUTTONS, buttonText } from "./screen.ts";
import type { Sight } from "./sight.ts";
import { forEachVisible } from "./visible-tree.ts";

/** The value of that button in the forms of Auth0's Universal Login. */
const PICK_AUTHENTICATOR = "pick-authenticator";

const NOT_TYPED_INTO = "[type=hidden], [type=submit], [type=button], [type=image], [type=reset]";
const NOT_TEXT = "[type=checkbox], [type=radio]";

/** `typed`: the control is there, and would hand in what stands in a field of its form. */
export function pressOtherMethod(document: Document, sight: Sight): OtherMethodPress {
  const found: HTMLElement[] = [];
  forEachVisible(document, sight, (element) => {
    if (isControl(element, sight) && isUsable(element) && sight.isUncovered(element)) {
      found.push(element);
    }
  });
  const ready = found
    .toSorted((a, b) => Number(isPick(b)) - Number(isPick(a)))
    .find((element) => !handsInTyped(element));
  if (ready !== undefined && sight.bringToView(ready)) {
    ready.click();
    return { pressed: true };
  }
  return { pressed: false, reason: found.length > 0 && ready === undefined ? "typed" : "none" };
}

function isControl(element: Element, sight: Sight): element is HTMLElement {
  if (!element.matches(BUTTONS)) return false;
  return isPick(element) || leadsToOtherMethods(buttonText(element, sight));
}

function isPick(element: Element): boolean {
  return element.tagName === "BUTTON" && element.getAttribute("value") === PICK_AUTHENTICATOR;
}

function isUsable(element: HTMLElement): boolean {
  if (element.matches(":disabled") || element.ariaDisabled === "true") return false;
  return element.tagName !== "A" || staysInScope(element as HTMLAnchorElement);
}

/** A link without an address is one that a script of the page answers. */
function staysInScope(link: HTMLAnchorElement): boolean {
  return link.getAttribute("href") === null || isInScope(link.href);
}

/** What the page has filled in itself cannot be told from what was typed, so any text counts. */
function handsInTyped(element: HTMLElement): boolean {
  if (!element.matches("button, input")) return false;
  const { form, type } = element as HTMLButtonElement | HTMLInputElement;
  if (form === null || type !== "submit") return false;
  return [...form.elements].some((field) => isTyped(field));
}

function isTyped(field: Element): boolean {
  if (!field.matches("input, textarea") || field.matches(NOT_TYPED_INTO)) return false;
  const { value, readOnly, disabled } = field as HTMLInputElement | HTMLTextAreaElement;
  return !field.matches(NOT_TEXT) && !readOnly && !disabled && value !== "";
}
