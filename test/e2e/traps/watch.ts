// What a hostile page notes of all that happens in it: every value that a field ever has, and every node, style
// and shadow root that comes up.

import type { Page } from "puppeteer";

type Watched = Window & {
  kept?: readonly HTMLInputElement[];
  isSprung?: () => boolean;
  seen?: { readonly values: Set<string>; readonly nodes: string[]; shadows: number };
};

/** To be called before the page is opened. */
export async function watchFromStart(page: Page): Promise<void> {
  await page.evaluateOnNewDocument(() => {
    const seen = { values: new Set<string>(), nodes: [] as string[], shadows: 0 };
    (window as Watched).seen = seen;
    const note = (event: Event) => {
      if ((window as Watched).isSprung?.() === false) return;
      const [target] = event.composedPath();
      if (target instanceof HTMLInputElement) seen.values.add(`${target.id}: ${target.value}`);
      if (event instanceof ClipboardEvent) {
        seen.values.add(`pasted: ${event.clipboardData?.getData("text") ?? ""}`);
      }
    };
    for (const type of ["input", "beforeinput", "change", "keydown", "keyup", "paste"]) {
      window.addEventListener(type, note, { capture: true });
    }
    type Attach = (this: Element, init: ShadowRootInit) => ShadowRoot;
    const attach: Attach = Reflect.get(Element.prototype, "attachShadow");
    Element.prototype.attachShadow = function (init) {
      seen.shadows++;
      return attach.call(this, init);
    };
    new MutationObserver((records) => {
      for (const { addedNodes, attributeName } of records) {
        if (attributeName !== null) seen.nodes.push(`@${attributeName}`);
        for (const node of addedNodes) seen.nodes.push(node.nodeName);
      }
    }).observe(document, { childList: true, subtree: true, attributes: true });
  });
}

/** Takes down how many there are now, so that only later ones count. */
export async function forgetNodes(page: Page): Promise<void> {
  await page.evaluate(() => (window as Watched).seen?.nodes.splice(0));
}

/** Nodes, changed attributes and shadow roots since `forgetNodes`, and the style sheets there are. */
export function tracesIn(page: Page): Promise<unknown> {
  return page.evaluate(() => {
    const { nodes, shadows } = (window as Watched).seen ?? { nodes: ["unwatched"], shadows: -1 };
    return {
      nodes: [...nodes],
      shadows,
      styles: document.styleSheets.length + document.adoptedStyleSheets.length,
    };
  });
}

/** All values that fields of the page and its frames hold, have held, or have sent with an event. */
export async function valuesIn(page: Page): Promise<readonly string[]> {
  const values = await Promise.all(
    page.frames().map(async (frame) => {
      try {
        return await frame.evaluate(() => {
          const { seen, isSprung, kept = [] } = window as Watched;
          const found = [...(seen?.values ?? [])];
          if (isSprung !== undefined) return found;
          const fields = [...document.querySelectorAll("input"), ...kept];
          for (const { id, value } of fields) found.push(`${id}: ${value}`);
          return found;
        });
      } catch {
        // A frame that was taken away holds nothing.
        return [];
      }
    }),
  );
  return values.flat();
}
