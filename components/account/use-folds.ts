// Which sections of an account's screen are open. One that becomes due opens by itself; what is open is folded by
// nobody but the user, who may be in it.

import { useState } from "preact/hooks";
import type { Fold } from "../controls/folding-card.tsx";
import type { AccountSection } from "./account-sections.ts";

export type FoldOf = (section: AccountSection) => Fold;

/** @param due those that are to be open by themselves */
export function useFolds(due: readonly AccountSection[]): FoldOf {
  const [open, setOpen] = useState(due);
  const [known, setKnown] = useState(due);
  const fresh = due.filter((section) => !known.includes(section));
  if (fresh.length > 0 || due.length < known.length) {
    setKnown(due);
    setOpen([...open, ...fresh]);
  }
  return (section) => ({
    isOpen: open.includes(section),
    onFold: (isOpen) =>
      setOpen((now) => {
        if (now.includes(section) === isOpen) return now;
        return isOpen ? [...now, section] : now.filter((each) => each !== section);
      }),
  });
}
