// What the page of help shows, by its address: so that its links, the browser's way back and links from elsewhere
// lead there.

import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { type HelpPlace, placeOfHash } from "../guides/guide-address.ts";

export type HelpPlaces = {
  readonly place: HelpPlace;
  /** For the title of what is shown: it takes the focus when another place is gone to. */
  readonly title: RefObject<HTMLHeadingElement | null>;
};

export function useHelpPlace(): HelpPlaces {
  const [place, setPlace] = useState(() => placeOfHash(location.hash));
  const hasMoved = useRef(false);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const follow = () => {
      hasMoved.current = true;
      setPlace(placeOfHash(location.hash));
    };
    window.addEventListener("hashchange", follow);
    return () => window.removeEventListener("hashchange", follow);
  }, []);
  useLayoutEffect(() => {
    if (!hasMoved.current) return;
    title.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [place]);
  return { place, title };
}
