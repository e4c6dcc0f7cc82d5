// Notices that the user comes back to the page: it was hidden or had lost the focus, and is in view or
// has the focus again.

import { useEffect } from "preact/hooks";

/** Runs `onReturn` once for each return; wrap it in useCallback. */
export function useReturn(onReturn: () => void): void {
  useEffect(() => {
    let away = document.visibilityState === "hidden";
    const leave = () => {
      away = true;
    };
    const comeBack = () => {
      if (!away) return;
      away = false;
      onReturn();
    };
    const onVisibility = () => {
      if (document.visibilityState === "hidden") leave();
      else comeBack();
    };
    document.addEventListener("visibilitychange", onVisibility);
    window.addEventListener("blur", leave);
    window.addEventListener("focus", comeBack);
    return () => {
      document.removeEventListener("visibilitychange", onVisibility);
      window.removeEventListener("blur", leave);
      window.removeEventListener("focus", comeBack);
    };
  }, [onReturn]);
}
