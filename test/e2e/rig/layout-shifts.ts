// What has moved on a page by itself, as Chromium measures it (Layout Instability API): not after a press or a key,
// whose answer may move what it likes for half a second.

import type { Page } from "puppeteer";

type Shift = PerformanceEntry & {
  readonly value: number;
  readonly hadRecentInput: boolean;
  readonly sources: readonly { readonly node: Node | null }[];
};

/** Since the page was opened: what moved, each with how far it was of all that is seen. Nothing, where it is not measured. */
export function shiftsOn(page: Page): Promise<readonly string[]> {
  return page.evaluate(
    () =>
      new Promise<string[]>((done) => {
        const observer = new PerformanceObserver((list) => {
          observer.disconnect();
          const shifts = list.getEntries() as Shift[];
          const told = shifts.filter(({ hadRecentInput }) => !hadRecentInput);
          done(
            told.map(({ value, sources }) => {
              const moved = sources.map(({ node }) =>
                node instanceof Element ? `<${node.tagName} class="${node.className}">` : "text",
              );
              return `${value.toFixed(4)}: ${moved.join(", ")}`;
            }),
          );
        });
        observer.observe({ type: "layout-shift", buffered: true });
        // Where there are none, the observer is not called.
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 0, [])));
      }),
  );
}
