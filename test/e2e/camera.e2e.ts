// The camera: Chromium films a file with a QR code, Firefox its own test picture, in which there is none. A
// canvas stands in for the device where a test has to change what it sees.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { workerAnswer } from "./durability/worker-call.ts";
import { press, sees, seesButton } from "./flows/screen.ts";
import { openAddPage } from "./pictures/add-page.ts";
import { screenPixels } from "./pictures/screenshot.ts";
import { refuseCamera, showToCamera, standInForCamera } from "./pictures/stand-in-camera.ts";
import { KIND } from "./rig/kind.ts";
import { until } from "./rig/until.ts";
import { useRig } from "./rig/use-rig.ts";

const LINK =
  "otpauth://totp/Headway:filmed%40example.com?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Headway";

/** One picture for ever, as YUV4MPEG2: the light, and no colour. */
function film(path: string): void {
  const { width, height, pixels } = screenPixels(640, 480, [
    { text: LINK, x: 150, y: 80, pixelsPerModule: 5 },
  ]);
  const colour = Buffer.alloc((width * height) / 2, 128);
  const head = `YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\nFRAME\n`;
  writeFileSync(path, Buffer.concat([Buffer.from(head, "latin1"), pixels, colour]));
}

const folder = mkdtempSync(join(tmpdir(), "waykey-film-"));
const path = join(folder, "code.y4m");
film(path);

type Filmed = { streams: MediaStream[] };

/** Keeps every stream that the page gets, to see whether it was stopped. */
async function keepStreams(page: Page): Promise<void> {
  await page.waitForSelector("video.camera");
  await page.evaluate(() => {
    const filmed = globalThis as unknown as Filmed;
    filmed.streams = [];
    const { mediaDevices } = navigator;
    const open = mediaDevices.getUserMedia.bind(mediaDevices);
    mediaDevices.getUserMedia = async (wanted) => {
      const stream = await open(wanted);
      filmed.streams.push(stream);
      return stream;
    };
  });
}

async function seesAllStopped(page: Page): Promise<void> {
  await until("every track to be stopped", () =>
    page.evaluate(() => {
      const { streams } = globalThis as unknown as Filmed;
      const states = streams.flatMap((stream) =>
        stream.getTracks().map(({ readyState }) => readyState),
      );
      return states.length > 0 && states.every((state) => state === "ended");
    }),
  );
}

async function startCamera(page: Page): Promise<void> {
  await page.bringToFront();
  await press(page, "Use the camera");
  await sees(page, "Hold the QR code in front of the camera");
}

describe(`the camera in ${KIND}`, () => {
  const given = useRig({
    vault: true,
    chromiumArgs: [
      "--use-fake-device-for-media-stream",
      "--use-fake-ui-for-media-stream",
      `--use-file-for-fake-video-capture=${path}`,
    ],
    firefoxPrefs: {
      "media.navigator.streams.fake": true,
      "media.navigator.permission.disabled": true,
    },
  });

  afterEach(async () => {
    for (const page of (await given.rig.browser.pages()).slice(1)) await page.close();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.runIf(KIND === "chromium")("is read until a code is found, then it is off", async () => {
    const page = await openAddPage(given.rig);
    await keepStreams(page);
    await press(page, "Use the camera");
    await sees(page, "filmed@example.com");
    await seesButton(page, "Use the camera");
    await seesAllStopped(page);
  });

  it.runIf(KIND === "firefox")("is on until the stop button is pressed", async () => {
    const page = await openAddPage(given.rig);
    await keepStreams(page);
    await startCamera(page);
    await press(page, "Stop the camera");
    await seesButton(page, "Use the camera");
    await seesAllStopped(page);
  });

  it("stays on for a code of something else, and is off at the right one", async () => {
    const page = await openAddPage(given.rig);
    await standInForCamera(page);
    await startCamera(page);
    await showToCamera(page, "https://headway.co/");
    await sees(page, "This QR code is for something else");
    await showToCamera(page, LINK.replace("filmed", "shown"));
    await sees(page, "shown@example.com");
    await seesAllStopped(page);
  });

  it.each<[string, (page: Page) => Promise<unknown>]>([
    ["is stopped", (page) => press(page, "Stop the camera")],
    [
      "is hidden",
      (page) =>
        page.evaluate(() => {
          Object.defineProperty(document, "visibilityState", { value: "hidden" });
          document.dispatchEvent(new Event("visibilitychange"));
        }),
    ],
    ["is left", (page) => page.evaluate(() => window.dispatchEvent(new Event("pagehide")))],
    [
      "is locked",
      async (page) => {
        await workerAnswer(page, "vault.lock", null);
        await seesButton(page, "Unlock");
      },
    ],
  ])("is off when the page %s", async (what, end) => {
    const page = await openAddPage(given.rig);
    await standInForCamera(page);
    await startCamera(page);
    await end(page);
    await seesAllStopped(page);
    if (what === "is locked") await given.user.unlock();
  });

  it.each([
    ["NotFoundError", "No camera was found"],
    ["NotAllowedError", "Waykey may not use the camera"],
    ["NotReadableError", "The camera is in use"],
  ])("says what to do at a %s", async (name, words) => {
    const page = await openAddPage(given.rig);
    await refuseCamera(page, name);
    await press(page, "Use the camera");
    await sees(page, words);
    await seesButton(page, "Use the camera");
    expect(await page.$eval("video.camera", (video) => video.hidden)).toBe(true);
  });
});
