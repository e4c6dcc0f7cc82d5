// What axe finds amiss on a page as the browser draws it, colours included.

import { source } from "axe-core";
import type { Page } from "puppeteer";

type Axe = {
  run(options: { runOnly?: readonly string[] }): Promise<{
    readonly violations: readonly { id: string; nodes: readonly { html: string }[] }[];
  }>;
};

/**
 * The rules that the page breaks, each with an element that breaks it.
 * @param rules to be held to these alone; to all of them otherwise
 */
export async function faultsByAxe(
  page: Page,
  rules?: readonly string[],
): Promise<readonly string[]> {
  if (await page.evaluate(() => !("axe" in globalThis))) await page.evaluate(source);
  return page.evaluate(async (runOnly) => {
    const { axe } = globalThis as unknown as { axe: Axe };
    const { violations } = await axe.run(runOnly === null ? {} : { runOnly });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  }, rules ?? null);
}
