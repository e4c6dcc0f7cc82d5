// Keeps a decision from being taken by a click or a key press that was meant for something else:
// false until the window has been visible, focused and at rest for a while, and false again as soon
// as its visibility, focus, size or place changes.

import { useEffect, useState } from "preact/hooks";

const WATCH_MS = 100;

function stateOfWindow(): string {
  const { screenX, screenY, innerWidth, innerHeight } = window;
  return [screenX, screenY, innerWidth, innerHeight, isInUse()].join(" ");
}

function isInUse(): boolean {
  return document.visibilityState === "visible" && document.hasFocus();
}

/**
 * True once `delayMs` have passed without a change. `occasion` is what the decision is about: where
 * it changes, the time starts anew.
 */
export function useArmed(delayMs: number, occasion: string): boolean {
  const [armed, setArmed] = useState<string | null>(null);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let state = stateOfWindow();
    const disarm = () => {
      clearTimeout(timer);
      setArmed(null);
    };
    const arm = () => {
      disarm();
      state = stateOfWindow();
      if (isInUse()) timer = setTimeout(() => setArmed(occasion), delayMs);
    };
    // While the focus goes, `hasFocus` may still say yes: the watch looks again.
    const leave = () => {
      disarm();
      state = "left";
    };
    const watch = setInterval(() => {
      if (stateOfWindow() !== state) arm();
    }, WATCH_MS);
    arm();
    document.addEventListener("visibilitychange", arm);
    window.addEventListener("resize", arm);
    window.addEventListener("focus", arm);
    window.addEventListener("blur", leave);
    return () => {
      disarm();
      clearInterval(watch);
      document.removeEventListener("visibilitychange", arm);
      window.removeEventListener("resize", arm);
      window.removeEventListener("focus", arm);
      window.removeEventListener("blur", leave);
    };
  }, [delayMs, occasion]);

  return armed === occasion;
}
