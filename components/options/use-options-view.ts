// What the full page shows: its sections, one of them in view, or one account in their place. The page's address
// goes along, so that its links and the browser's own way back lead out of an account.

import { useEffect, useMemo, useState } from "preact/hooks";

export type OptionsView =
  | {
      readonly name: "sections";
      /** The one to be in view; empty: none. */
      readonly section: string;
      /** The account to print; null: none was named. */
      readonly printAccountId: string | null;
      /** The account whose details were left just now: the focus goes back to it. */
      readonly leftAccountId: string | null;
    }
  | { readonly name: "account"; readonly id: string };

export type OptionsViews = {
  readonly view: OptionsView;
  readonly openAccount: (id: string) => void;
  readonly closeAccount: (id: string) => void;
  /** `accountId`: the one to print. */
  readonly openSection: (section: string, accountId?: string) => void;
};

/** The address of an open account; which one it is is not in it. */
const ACCOUNT = "account";

export function useOptionsView(): OptionsViews {
  const [view, setView] = useState<OptionsView>(() => ({
    ...sections(location.hash.slice(1)),
    printAccountId: new URLSearchParams(location.search).get("account"),
  }));
  useEffect(() => {
    const follow = () => {
      const section = location.hash.slice(1);
      if (section === ACCOUNT) return;
      // Among the sections the browser itself finds the one.
      setView((now) => (now.name === "sections" ? now : sections(section)));
    };
    window.addEventListener("hashchange", follow);
    return () => window.removeEventListener("hashchange", follow);
  }, []);
  const ways = useMemo(() => waysOf(setView), []);
  return { view, ...ways };
}

function waysOf(setView: (view: OptionsView) => void): Omit<OptionsViews, "view"> {
  return {
    openAccount: (id) => {
      setView({ name: "account", id });
      location.hash = ACCOUNT;
    },
    closeAccount: (id) => {
      setView({ ...sections("accounts"), leftAccountId: id });
      history.replaceState(null, "", "#accounts");
    },
    openSection: (section, accountId) => {
      setView({ ...sections(section), printAccountId: accountId ?? null });
      location.hash = section;
    },
  };
}

function sections(section: string) {
  return { name: "sections", section, printAccountId: null, leftAccountId: null } as const;
}
