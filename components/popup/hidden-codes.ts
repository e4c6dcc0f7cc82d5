// Codes that are masked until the user has one shown, if they prefer that: the code is not in the document
// before, and for half a minute after.

import { createContext } from "preact";
import { useContext, useEffect, useState } from "preact/hooks";

const SHOWN_MS = 30_000;

const HidesCodes = createContext(false);

export const HidesCodesProvider = HidesCodes.Provider;

export type HiddenCode = {
  /** Null where codes are always shown. */
  readonly toggle: (() => void) | null;
  readonly isHidden: boolean;
};

/** For one code; it is masked again by itself. */
export function useHiddenCode(): HiddenCode {
  const hides = useContext(HidesCodes);
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    if (!isShown) return undefined;
    const timer = setTimeout(() => setShown(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isShown]);
  return hides
    ? { toggle: () => setShown(!isShown), isHidden: !isShown }
    : { toggle: null, isHidden: false };
}
