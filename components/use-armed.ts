// Keeps a decision from being taken by a click or a key press that was meant for something else:
// false until the window has been visible and at rest for a while, and false again after every
// change of its visibility, focus, size or place.

import { useEffect, useState } from "preact/hooks";

const WATCH_MS = 100;

function placeOfWindow(): string {
  return [window.screenX, window.screenY, window.innerWidth, window.innerHeight].join(" ");
}

/** True once `delayMs` have passed without a change. */
export function useArmed(delayMs: number): boolean {
  const [armed, setArmed] = useState(false);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let place = placeOfWindow();
    const arm = () => {
      clearTimeout(timer);
      setArmed(false);
      if (document.visibilityState === "visible") timer = setTimeout(() => setArmed(true), delayMs);
    };
    const watch = setInterval(() => {
      const now = placeOfWindow();
      if (now === place) return;
      place = now;
      arm();
    }, WATCH_MS);
    arm();
    document.addEventListener("visibilitychange", arm);
    window.addEventListener("resize", arm);
    window.addEventListener("focus", arm);
    return () => {
      clearTimeout(timer);
      clearInterval(watch);
      document.removeEventListener("visibilitychange", arm);
      window.removeEventListener("resize", arm);
      window.removeEventListener("focus", arm);
    };
  }, [delayMs]);

  return armed;
}
