// A thousand ceremonies in a row: none fails, and nothing piles up in the worker.

import { describe, expect, it } from "vitest";
import { endure } from "../e2e/endurance.ts";
import type { Footprint } from "../e2e/rig/footprint.ts";
import { KIND } from "../e2e/rig/kind.ts";
import { useRig } from "../e2e/rig/use-rig.ts";

const COUNT = Number(process.env["WAYKEY_CEREMONIES"] ?? "1000");
const MIB = 1024 * 1024;

/** How much more the worker may hold at the end than after the first tenth. */
const MAX_GROWTH_BYTES = { chromium: 2 * MIB, firefox: 24 * MIB };

/**
 * Firefox (ESR 153) keeps every popup window that has shown an extension's page, even an empty one, and
 * under automation some 8 MiB of it. After several hundred its collections take longer than a page waits
 * for the worker, so a browser is ended in time and another begins.
 */
const IN_ONE_BROWSER = { chromium: COUNT, firefox: 250 };

/** 1,000 as [250, 250, 250, 250]. */
function shares(count: number, most: number): readonly number[] {
  return count <= most ? [count] : [most, ...shares(count - most, most)];
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

describe.each(shares(COUNT, IN_ONE_BROWSER[KIND]))(`%d ceremonies in ${KIND}`, (count) => {
  const given = useRig({ vault: true });

  it("succeed, and leave no window, port or memory behind", async () => {
    const { ceremonies, seconds, footprints } = await endure(given.rig, given.user, count);
    const part = Math.max(1, Math.floor(footprints.length / 10));
    const memory = (some: readonly Footprint[]) => median(some.map((each) => each.memoryBytes));
    const early = footprints.slice(part, 2 * part);
    const late = footprints.slice(-part);
    console.info(
      `${ceremonies} ceremonies in ${seconds.toFixed(0)} s; ` +
        `memory ${(memory(early) / MIB).toFixed(2)} -> ${(memory(late) / MIB).toFixed(2)} MiB; ` +
        `pages ${footprints.at(0)?.pages} -> ${footprints.at(-1)?.pages}; ` +
        `ports ${footprints.at(0)?.ports} -> ${footprints.at(-1)?.ports}`,
    );
    expect(ceremonies).toBe(count);
    expect(new Set(footprints.map(({ pages }) => pages)).size).toBe(1);
    // One may be on its way out.
    expect(Math.max(...footprints.map(({ ports }) => ports ?? 0))).toBeLessThanOrEqual(1);
    expect(memory(late) - memory(early)).toBeLessThan(MAX_GROWTH_BYTES[KIND]);
  });
});
