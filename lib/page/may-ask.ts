// When a document that Waykey acts in may ask for a ceremony (WebAuthn Level 3 §5.1.3, §5.1.4, §5.9,
// §5.10): its Permissions Policy allows the call and, for one that shows itself to the person, it can be
// looked at and has the focus. Else the browser answers, and refuses in its own way.

import type { CeremonyCall } from "../rpc/ceremony-messages.ts";
import { highestOfOrigin, isCrossOriginFrame } from "./ancestors.ts";
import {
  getMember,
  getOwnPropertyDescriptor,
  isObject,
  type PageWindow,
  takeGetter,
  takeMethod,
} from "./capture.ts";

type Kind = CeremonyCall["kind"];

export type MayAsk = {
  /** The Permissions Policy allows it, and the document is no prerendered one. */
  readonly atAll: (kind: Kind) => boolean;
  /** The person can be asked now. */
  readonly now: (kind: Kind) => boolean;
  /** Without asking, by conditional mediation: in the top document alone. */
  readonly silently: boolean;
};

/** To be called before any code of the page. */
export function captureMayAsk(window: PageWindow): MayAsk {
  const { document } = window;
  const { prototype } = window.Document;
  const hasFocus = takeMethod(prototype, "hasFocus");
  const visibilityState = takeGetter(prototype, "visibilityState");
  const isPrerendering =
    getOwnPropertyDescriptor(prototype, "prerendering") === undefined
      ? () => false
      : takeGetter(prototype, "prerendering");
  const isCrossOrigin = isCrossOriginFrame(window);
  const isAllowed = captureIsAllowed(document, isCrossOrigin);
  const isActivated = isCrossOrigin ? captureIsActivated(window) : () => false;
  // The focus may be in another frame of the page that the person looks at.
  const focusOwner = highestOfOrigin(window).document;
  const atAll = (kind: Kind): boolean => isPrerendering(document) !== true && isAllowed(kind);
  return {
    atAll,
    now: (kind) =>
      atAll(kind) &&
      visibilityState(document) === "visible" &&
      // A click into a frame tells as much as its focus, of which a frame of another site hears late.
      (hasFocus(focusOwner, []) === true || (isCrossOrigin && isActivated())) &&
      (!isCrossOrigin || kind === "get" || isActivated()),
    silently: window.parent === window,
  };
}

/**
 * Firefox has no way to ask for the policy; there the default is assumed: allowed, but not in a frame
 * under another origin.
 */
function captureIsAllowed(document: Document, isCrossOrigin: boolean): (kind: Kind) => boolean {
  const policy = getMember(document, "featurePolicy");
  if (!isObject(policy)) return () => !isCrossOrigin;
  const allowsFeature = takeMethod(policy, "allowsFeature");
  return (kind) => allowsFeature(policy, [`publickey-credentials-${kind}`]) === true;
}

/** Transient activation of the document; false where the browser cannot be asked. */
function captureIsActivated(window: PageWindow): () => boolean {
  const activation = getMember(window.navigator, "userActivation");
  if (!isObject(activation)) return () => false;
  const isActive = takeGetter(window.UserActivation.prototype, "isActive");
  return () => isActive(activation) === true;
}
