// Chooses the field that a code belongs in, on a screen of the right kind and on no other: a code of
// an authenticator goes into a one-time-code field of an authenticator screen, a recovery code into the field
// of a recovery screen. Phone, e-mail, card, postcode, search and password fields are never chosen.

import type { PageKind } from "../headway/page-kind.ts";
import { type FieldClass, methodOfField } from "../headway/field-class.ts";
import { isInScope } from "../headway/hosts.ts";
import { classesOf, classifyScreen } from "../headway/page-kinds.ts";
import type { PageField } from "./page-fields.ts";
import type { PageScreen } from "./screen.ts";

export type CodeKind = "authenticator" | "recovery";

export type FieldChoice =
  | { readonly found: true; readonly field: PageField }
  | { readonly found: false; readonly reason: "no-field" | "wrong-field" };

const RIGHT_SCREENS: Readonly<Record<CodeKind, ReadonlySet<PageKind>>> = {
  authenticator: new Set<PageKind>(["otp-enrolment", "otp-challenge"]),
  recovery: new Set<PageKind>(["recovery-challenge"]),
};

const RIGHT_CLASSES: Readonly<Record<CodeKind, readonly FieldClass[]>> = {
  authenticator: ["code"],
  recovery: ["recovery", "code"],
};

/**
 * `wrong-field`: there is a field to type a code into, but not this kind of code.
 * @param code what is to be filled; empty if that is not known yet
 */
export function chooseField(screen: PageScreen, kind: CodeKind, code: string): FieldChoice {
  const classes = classesOf(screen.description);
  const fields = screen.fields.map((field, i) => ({ field, fieldClass: classes[i] ?? "none" }));
  if (!RIGHT_SCREENS[kind].has(classifyScreen(screen.description).kind)) {
    const takesCode = fields.some(
      ({ fieldClass }) => fieldClass === "code" || fieldClass === "recovery",
    );
    return { found: false, reason: takesCode ? "wrong-field" : "no-field" };
  }
  for (const wanted of RIGHT_CLASSES[kind]) {
    const fitting = fields.filter(
      ({ field, fieldClass }) =>
        fieldClass === wanted &&
        hasRoom(field, code) &&
        !isForAnother(kind, field) &&
        !isSentElsewhere(field),
    );
    const [best] = fitting.toSorted((a, b) => rank(b.field) - rank(a.field));
    if (best !== undefined) return { found: true, field: best.field };
  }
  return { found: false, reason: "no-field" };
}

/** The shortest code there is: Steam's. */
const MIN_CODE_LENGTH = 5;

function hasRoom({ description }: PageField, code: string): boolean {
  const { boxes, maxLength } = description;
  if (boxes > 1) return code === "" ? boxes >= MIN_CODE_LENGTH : boxes === code.length;
  return maxLength < 0 || maxLength >= (code.length || MIN_CODE_LENGTH);
}

/** Beside the right field there may be one that by its own words is for a code of another way. */
function isForAnother(kind: CodeKind, { description }: PageField): boolean {
  const method = methodOfField(description);
  return method !== null && method !== kind;
}

/** One that says it is for an authenticator before those that do not. */
function rank({ description }: PageField): number {
  const own = methodOfField(description) === "authenticator" ? 4 : 0;
  return (
    own + Number(description.autocomplete.includes("one-time-code")) + Number(description.boxes > 1)
  );
}

/** In a form that goes to a host that is none of Headway's. */
function isSentElsewhere({ elements }: PageField): boolean {
  const form = elements[0]?.form ?? null;
  // As an attribute: a field of the form may be named `action`.
  const action = form?.getAttribute("action") ?? "";
  if (form === null || action === "") return false;
  const { baseURI, defaultView } = form.ownerDocument;
  const target = URL.parse(action, baseURI);
  if (target === null || !/^https?:$/.test(target.protocol)) return false;
  return target.origin !== defaultView?.origin && !isInScope(target.href);
}
