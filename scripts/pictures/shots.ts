// Pictures of screens of the tour for people who don't have Waykey yet: of accounts in good order, light or dark, sharper
// than they are shown.

import { rmSync } from "node:fs";
import type { Page } from "puppeteer";
import { workerAnswer } from "../../test/e2e/durability/worker-call.ts";
import { copyWithWords } from "../../test/e2e/rig/other-words.ts";
import { startRig } from "../../test/e2e/rig/rig.ts";
import { showInTheme, type Theme } from "../../test/e2e/rig/theme.ts";
import { until } from "../../test/e2e/rig/until.ts";
import { startWorld } from "../../test/e2e/rig/world.ts";
import { shownStops, type Stop, takeTour } from "../../test/e2e/tour/tour.ts";
import { readMessageFile } from "../../test/setup/message-file.ts";

export type Language = "en" | "es";

/** What of a screen of the tour is taken: its upper part, CSS pixels. */
export type Shot = {
  readonly screen: string;
  readonly theme: Theme;
  readonly width: number;
  readonly height: number;
};

const PIXELS_PER_CSS_PIXEL = 1.5;

/** Headway's codes alone, all of which it has taken, so that no screen asks whether it has. */
const putInOrder: Stop = (walk) =>
  walk.inPopup(async (popup) => {
    const { accounts } = await workerAnswer(popup, "vault.contents", null);
    for (const { id, otps } of accounts) {
      for (const otp of otps) {
        const method = otp.issuer === "Headway" ? "otp.confirm" : "otp.remove";
        await workerAnswer(popup, method, { id: otp.id });
      }
      const answer = { state: "elsewhere", where: "", callingCode: "+1" } as const;
      await workerAnswer(popup, "account.note-method", { id, method: "phone", answer });
    }
  });

/** @returns PNG files, by the names of the shots */
export async function takeShots<Name extends string>(
  language: Language,
  shots: Readonly<Record<Name, Shot>>,
): Promise<ReadonlyMap<Name, Uint8Array>> {
  const taken = new Map<Name, Uint8Array>();
  const words = readMessageFile(language);
  const extension = copyWithWords("chromium", words);
  const world = await startWorld();
  const rig = await startRig("chromium", world, { extension });
  const look = async (page: Page, screen: string): Promise<void> => {
    for (const [name, shot] of Object.entries(shots) as [Name, Shot][]) {
      if (shot.screen !== screen) continue;
      const { width, height, theme } = shot;
      const before = page.viewport();
      await page.setViewport({ width, height, deviceScaleFactor: PIXELS_PER_CSS_PIXEL });
      await showInTheme(rig, page, theme);
      // The prompt takes no answer for a moment after it was moved.
      if (screen.startsWith("prompt")) {
        await page.bringToFront();
        await until("Allow", async () => (await page.$(".button-primary:disabled")) === null);
      }
      // Not before they are there; and the next code, shown beside one that is about to end, would say nothing to them.
      await until("codes that stay", async () => {
        const unsettled = await page.$("span.code-next, .code-row .button:disabled");
        return unsettled === null;
      });
      await page.evaluate(() => {
        (document.activeElement as HTMLElement | null)?.blur();
        scrollTo(0, 0);
      });
      taken.set(name, await page.screenshot({ captureBeyondViewport: false }));
      await showInTheme(rig, page, "light");
      await page.setViewport(before);
    }
  };
  try {
    await takeTour(rig, words, look, shownStops(putInOrder));
  } finally {
    await rig.close();
    await world.close();
    rmSync(extension, { recursive: true, force: true });
  }
  return taken;
}
