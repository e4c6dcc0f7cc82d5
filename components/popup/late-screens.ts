// The popup's screens behind its first one: their code comes when that stands and the browser has time, or when one
// is opened before.

import { useEffect } from "preact/hooks";
import { late } from "../controls/late.tsx";

const bring = () => import("./screens-behind.ts");

export const AccountScreen = late(async () => (await bring()).AccountScreen);
export const AddScreen = late(async () => (await bring()).AddScreen);
export const AddAccountScreen = late(async () => (await bring()).AddAccountScreen);

/** Has all of them come. Rejects where one does not. */
export async function loadLateScreens(): Promise<void> {
  await Promise.all([AccountScreen, AddScreen, AddAccountScreen].map((screen) => screen.load()));
}

/** Has them come as soon as there is time for it. */
export function useLateScreens(): void {
  useEffect(() => {
    const turn = requestIdleCallback(() => {
      // One that does not come says so when it is opened.
      loadLateScreens().catch(() => undefined);
    });
    return () => cancelIdleCallback(turn);
  }, []);
}
