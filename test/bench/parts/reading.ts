// Reading: QR codes out of twenty pictures, against going over their pixels once; and telling what a page asks for, over
// the fill corpus and on a page of 5,000 elements, against a message to an extension there and back.

import { readBarcodes } from "zxing-wasm/reader";
import { READER_OPTIONS } from "../../../components/picture/reader-options.ts";
import { addressOf, PAGES, serveCorpus } from "../../e2e/fields/served.ts";
import { KIND } from "../../e2e/rig/kind.ts";
import { openLab } from "../../e2e/rig/lab.ts";
import { startRig } from "../../e2e/rig/rig.ts";
import { sampleOf } from "../../e2e/rig/sample.ts";
import { startWorld } from "../../e2e/rig/world.ts";
import { WaykeyUser } from "../../e2e/flows/waykey-user.ts";
import { barcodePixels } from "../../site/barcode.ts";
import { prepareReader } from "../../unit/site/prepare-reader.ts";
import { startBareRig } from "./bare-rig.ts";
import { ratio, type PartResult } from "../measure/claims.ts";
import { type Arm, interleave } from "../measure/rounds.ts";
import { timedMessage } from "../page-calls.ts";
import { DRAWN } from "../seeds.ts";
import { timedAnswer } from "../worker-calls.ts";
import type { Bench, Part } from "./part.ts";

const PICTURES = 20;
const CORPUS_PAGES = 20;
const ROUNDS = 15;
const LARGE = "https://headway.co/large";

type Picture = { readonly text: string; readonly image: ImageData };

/** Of 3 to 12 pixels for a module, every third light on dark. */
function pictures(): readonly Picture[] {
  return Array.from({ length: PICTURES }, (_, i) => {
    const text = `otpauth://totp/Headway:person${i}%40example.com?secret=${"JBSWY3DPEHPK3PXP".repeat(2)}&issuer=Headway`;
    const { width, height, pixels } = barcodePixels(text, 3 + (i % 10), i % 3 === 0);
    const data = new Uint8ClampedArray(width * height * 4);
    for (const [at, grey] of pixels.entries()) data.set([grey, grey, grey, 255], at * 4);
    return { text, image: { width, height, data, colorSpace: "srgb" } };
  });
}

async function timeDecoding(all: readonly Picture[]): Promise<number> {
  const begun = performance.now();
  for (const { text, image } of all) {
    const [found] = await readBarcodes(image, READER_OPTIONS);
    if (found?.text !== text) throw new Error("A code was not read");
  }
  return performance.now() - begun;
}

function timeOnePass(all: readonly Picture[]): number {
  const begun = performance.now();
  let dark = 0;
  for (const { image } of all) for (const value of image.data) dark += value === 0 ? 1 : 0;
  if (dark === 0) throw new Error("The pictures are empty");
  return performance.now() - begun;
}

async function decoding(): Promise<PartResult> {
  await prepareReader();
  const all = pictures();
  const rounds = await interleave(
    { decode: () => timeDecoding(all), "one pass": async () => timeOnePass(all) },
    ROUNDS,
    2,
  );
  return {
    tables: [{ title: "Twenty pictures with a QR code", unit: "ms", rounds }],
    claims: [
      ratio({
        name: "reading twenty QR codes, against one pass over their pixels",
        rounds,
        arm: "decode",
        against: "one pass",
      }),
    ],
  };
}

/** A log-in page in the middle of 5,000 other elements. */
const LARGE_PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Verify</title></head><body>
<h1>Two-factor authentication</h1><p>Enter the 6-digit code from your authenticator app</p>
<label>Code <input autocomplete="one-time-code" inputmode="numeric" maxlength="6"></label>
${Array.from({ length: 1250 }, (_, i) => `<div><p>Paragraph ${i} <a href="#${i}">link</a> <span>and more</span></p></div>`).join("")}
</body></html>`;

async function telling(bench: Bench): Promise<PartResult> {
  const corpus = await serveCorpus();
  const large = new URL(LARGE).pathname;
  const world = await startWorld("form", (url) =>
    url.pathname === large ? { type: "text/html; charset=utf-8", text: LARGE_PAGE } : corpus(url),
  );
  bench.defer(() => world.close());
  const rig = await startRig(KIND, world, { firefoxPrefs: DRAWN });
  bench.defer(() => rig.close());
  await new WaykeyUser(rig).createVault();
  const asker = await rig.openExtensionPage("popup.html");
  // In a window of its own the page is in view, as it is under a popup.
  const tab = await rig.browser.newPage({ type: "window" });
  const bareRig = await startBareRig(bench);
  const bare = await openLab(bareRig);

  const plain = PAGES.filter((page) => page.frames === undefined && page.widget === undefined);
  const addresses = sampleOf(plain, CORPUS_PAGES).map(addressOf);
  const arms: Record<string, Arm> = {
    message: async () => {
      const { begun, ended } = await timedMessage(bare, "ping");
      return ended - begun;
    },
    "page of the corpus": async (round) => {
      await tab.goto(addresses[(round + addresses.length) % addresses.length] ?? LARGE);
      return timedAnswer(asker, "page.inspect", null);
    },
    "5,000 elements": async () => {
      await tab.goto(LARGE);
      return timedAnswer(asker, "page.inspect", null, (view) => {
        if (view === null) throw new Error("The large page is not seen");
      });
    },
  };
  const rounds = await interleave(arms, CORPUS_PAGES, 1);
  return {
    tables: [{ title: "What a page asks for", unit: "ms", rounds }],
    claims: [
      ratio({
        name: "telling what a page of the corpus asks for, against a message there and back",
        rounds,
        arm: "page of the corpus",
        against: "message",
      }),
      ratio({
        name: "a page of 5,000 elements, against one of the corpus",
        rounds,
        arm: "5,000 elements",
        against: "page of the corpus",
      }),
    ],
  };
}

export const reading: Part = async (bench) => {
  const told = await telling(bench);
  const decoded = KIND === "chromium" ? await decoding() : { tables: [], claims: [] };
  return {
    tables: [...told.tables, ...decoded.tables],
    claims: [...told.claims, ...decoded.claims],
  };
};
