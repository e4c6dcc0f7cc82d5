import { expect, it } from "vitest";
import { endsSoonAt } from "../../../lib/app/code-ends.ts";

it.each([
  [30, 95_000],
  [60, 95_000],
  [10, 95_000],
  // Hardly begun, it would end soon already.
  [9, 100_000],
  [1, 100_000],
])("a code of %d seconds that is good until 100 s ends soon at %d ms", (periodSeconds, at) => {
  expect(endsSoonAt({ periodSeconds }, 100_000)).toBe(at);
});
