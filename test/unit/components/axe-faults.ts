// The rules of axe that what is on the screen breaks. jsdom draws nothing, so that colours and sizes are left to the
// end-to-end tests.

import { run } from "axe-core";
import { expect } from "vitest";

/** Each with the element that breaks it. */
export async function axeFaults(): Promise<readonly string[]> {
  const { violations, passes } = await run(document.body, {
    rules: { "color-contrast": { enabled: false } },
  });
  expect(passes.length).toBeGreaterThan(0);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}
