// A person at the section "Add codes" of the full page, who has pictures.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "puppeteer";
import type { Rig } from "../rig/rig.ts";
import { until } from "../rig/until.ts";

export type Picture = { readonly name: string; readonly bytes: Uint8Array; readonly type?: string };

export function openAddPage(rig: Rig): Promise<Page> {
  return rig.openExtensionPage("options.html#add");
}

/** Chooses the pictures in the file dialog. */
export async function choose(rig: Rig, page: Page, ...pictures: readonly Picture[]): Promise<void> {
  const paths = pictures.map(({ name, bytes }) => {
    const path = join(rig.world.keep, name);
    writeFileSync(path, bytes);
    return path;
  });
  const field = await page.waitForSelector("input[type=file][accept='image/*']" as "input");
  if (field === null) throw new Error("There is no field for pictures");
  await field.uploadFile(...paths);
}

/** Lets go of the picture over the page, as a drag from elsewhere ends. */
export async function drop(page: Page, picture: Picture): Promise<void> {
  await dispatch(page, "drop", picture);
}

/** Pastes the picture as a browser hands over a screenshot in the clipboard. */
export async function paste(page: Page, picture: Picture): Promise<void> {
  await dispatch(page, "paste", picture);
}

/** Nothing can drag or copy from outside into a headless browser, so the event itself is made. */
async function dispatch(page: Page, kind: "drop" | "paste", picture: Picture): Promise<void> {
  const base64 = Buffer.from(picture.bytes).toString("base64");
  const type = picture.type ?? "image/png";
  await until(`${kind} to be taken`, () =>
    page.evaluate(
      (kind, base64, name, type) => {
        const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
        const data = new DataTransfer();
        data.items.add(new File([bytes], name, { type }));
        const common = { bubbles: true, cancelable: true };
        // Firefox lets no page make a paste with files in it.
        const event =
          kind === "drop"
            ? new DragEvent("drop", { ...common, dataTransfer: data })
            : Object.defineProperty(new Event("paste", common), "clipboardData", { value: data });
        // Whoever takes it keeps the browser from doing so.
        return !document.body.dispatchEvent(event);
      },
      kind,
      base64,
      picture.name,
      type,
    ),
  );
}
