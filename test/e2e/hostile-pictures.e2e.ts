// Pictures made to harm: each is read or refused within a second, in words that say what to do, and the page
// never stands still.

import type { Page } from "puppeteer";
import { beforeAll, describe, expect, it } from "vitest";
import { sees } from "./flows/screen.ts";
import { choose, openAddPage } from "./pictures/add-page.ts";
import { hostilePictures, type Packed, PLAIN_CODE } from "./pictures/hostile.ts";
import { KIND } from "./rig/kind.ts";
import { until } from "./rig/until.ts";
import { useRig } from "./rig/use-rig.ts";

const MOST_MS = 1000;

type Measured = { readMs: number; readings: number; stillMs: number };

/** Measures in the page how long each reading takes, and how long the page gives nothing else a turn. */
async function measure(page: Page): Promise<void> {
  await page.waitForSelector(".drop");
  await page.evaluate(() => {
    const measured: Measured = { readMs: 0, readings: 0, stillMs: 0 };
    Object.assign(globalThis, { measured });
    let begun = 0;
    const zone = document.querySelector(".drop");
    if (zone === null) throw new TypeError("There is no place for pictures");
    new MutationObserver(() => {
      if (zone.getAttribute("aria-busy") === "true") {
        begun = performance.now();
      } else if (begun > 0) {
        measured.readMs = performance.now() - begun;
        measured.readings += 1;
        begun = 0;
      }
    }).observe(zone, { attributeFilter: ["aria-busy"] });
    let last = performance.now();
    const tick = () => {
      const now = performance.now();
      measured.stillMs = Math.max(measured.stillMs, now - last);
      last = now;
      setTimeout(tick, 5);
    };
    tick();
  });
}

function measuredIn(page: Page): Promise<Measured> {
  return page.evaluate(() => (globalThis as unknown as { measured: Measured }).measured);
}

/** The code as the browser itself packs it. */
function pack(page: Page, type: string): Promise<string> {
  return page.evaluate(
    async (base64, type) => {
      const image = new Image();
      image.src = `data:image/png;base64,${base64}`;
      await image.decode();
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [image.width, image.height];
      canvas.getContext("2d")?.drawImage(image, 0, 0);
      return canvas.toDataURL(type).split(",")[1] ?? "";
    },
    PLAIN_CODE.toString("base64"),
    type,
  );
}

describe(`pictures made to harm, in ${KIND}`, () => {
  const given = useRig({ vault: true });
  let page: Page;
  let packed: Packed;

  beforeAll(async () => {
    page = await openAddPage(given.rig);
    await measure(page);
    packed = {
      jpeg: Buffer.from(await pack(page, "image/jpeg"), "base64"),
      webp: Buffer.from(await pack(page, "image/webp"), "base64"),
    };
    // The reader is loaded with the first picture.
    await choose(given.rig, page, { name: "first.png", bytes: PLAIN_CODE });
    await until("the first reading", async () => (await measuredIn(page)).readings === 1);
  });

  it("reads what browsers pack as JPEG and WebP", async () => {
    for (const [kind, bytes] of Object.entries(packed)) {
      const before = (await measuredIn(page)).readings;
      await choose(given.rig, page, { name: `code.${kind}`, bytes });
      await until(kind, async () => (await measuredIn(page)).readings > before);
      await sees(page, "Compare with the page");
    }
  });

  it("answers each within a second, and stays responsive", async () => {
    const pictures = hostilePictures(packed);
    expect(pictures.length).toBeGreaterThanOrEqual(20);
    const seen: Record<string, number> = {};
    for (const { name, bytes, says } of pictures) {
      const answer = async () => {
        const before = (await measuredIn(page)).readings;
        await page.evaluate(() => {
          (globalThis as unknown as { measured: Measured }).measured.stillMs = 0;
        });
        await choose(given.rig, page, { name, bytes });
        return until(`an answer to ${name}`, async () => {
          const measured = await measuredIn(page);
          return measured.readings > before && measured;
        });
      };
      let state = await answer();
      // What takes long by itself takes so twice; what others on the machine held up does not.
      if (state.readMs >= MOST_MS || state.stillMs >= MOST_MS) state = await answer();
      const text = () => page.$eval("#add", (section) => section.textContent ?? "");
      await until(`the words for ${name}: ${await text()}`, async () => says.test(await text()));
      seen[name] = Math.round(state.readMs);
      expect.soft(state.readMs, name).toBeLessThan(MOST_MS);
      expect.soft(state.stillMs, name).toBeLessThan(MOST_MS);
    }
    expect(await page.title()).not.toContain("owned");
    console.log(`Milliseconds in ${KIND}:`, JSON.stringify(seen));
  });
});
