// What axe finds amiss on a page as the browser draws it, colours included.

import { source } from "axe-core";
import type { Page } from "puppeteer";

type Axe = {
  run(): Promise<{
    readonly violations: readonly { id: string; nodes: readonly { html: string }[] }[];
  }>;
};

/** The rules that the page breaks, each with an element that breaks it. */
export async function faultsByAxe(page: Page): Promise<readonly string[]> {
  if (await page.evaluate(() => !("axe" in globalThis))) await page.evaluate(source);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: Axe };
    const { violations } = await axe.run();
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  });
}
