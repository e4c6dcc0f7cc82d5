// When a document that Waykey acts in may ask for a ceremony: the user can be looking at it, and its
// Permissions Policy allows the call (WebAuthn Level 3 §5.9, §5.10). Else the browser answers, and
// refuses in its own way.

import type { CeremonyCall } from "../rpc/ceremony-messages.ts";
import { isObject, type Natives, type PageWindow } from "./capture.ts";

/** To be called before any code of the page, for a top document. */
export function captureMayAsk(
  window: PageWindow,
  natives: Natives,
): (kind: CeremonyCall["kind"]) => boolean {
  const { document } = window;
  const { prototype } = window.Document;
  const hasFocus = natives.method(prototype, "hasFocus");
  const visibilityState = natives.getter(prototype, "visibilityState");
  const isAllowed = captureIsAllowed(document, natives);
  return (kind) =>
    visibilityState(document) === "visible" && hasFocus(document, []) === true && isAllowed(kind);
}

/** Firefox has no way to ask for the policy; there the browser's default, allowed, is assumed. */
function captureIsAllowed(
  document: Document,
  natives: Natives,
): (kind: CeremonyCall["kind"]) => boolean {
  const policy = natives.getMember(document, "featurePolicy");
  if (!isObject(policy)) return () => true;
  const allowsFeature = natives.method(policy, "allowsFeature");
  return (kind) => allowsFeature(policy, [`publickey-credentials-${kind}`]) === true;
}
