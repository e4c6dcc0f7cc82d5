// What Waykey occupies in a running browser: windows, the worker's memory, its open ports. Each
// browser lets something else be seen, so a figure that cannot be had is null.

import type { CDPSession } from "puppeteer";
import { countFirefoxTabs, firefoxExtensionMemory } from "./firefox-chrome.ts";
import type { Rig } from "./rig.ts";

export type Footprint = {
  readonly pages: number;
  /** Of the worker after a garbage collection, in bytes: its JavaScript heap in Chromium, the whole extension process in Firefox. */
  readonly memoryBytes: number;
  /** Open extension ports in the worker; Chromium alone tells. */
  readonly ports: number | null;
};

type HeapSnapshot = {
  readonly snapshot: {
    readonly meta: {
      readonly node_fields: readonly string[];
      readonly node_types: readonly [readonly string[], ...unknown[]];
    };
  };
  readonly nodes: readonly number[];
  readonly strings: readonly string[];
};

async function takeSnapshot(session: CDPSession): Promise<HeapSnapshot> {
  let text = "";
  const onChunk = ({ chunk }: { chunk: string }): void => {
    text += chunk;
  };
  session.on("HeapProfiler.addHeapSnapshotChunk", onChunk);
  await session.send("HeapProfiler.takeHeapSnapshot", { reportProgress: false });
  session.off("HeapProfiler.addHeapSnapshotChunk", onChunk);
  return JSON.parse(text) as HeapSnapshot;
}

/** How many objects of the browser's own class `name` a heap holds. */
function countNative({ snapshot, nodes, strings }: HeapSnapshot, name: string): number {
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const [typeAt, nameAt] = [fields.indexOf("type"), fields.indexOf("name")];
  const native = types[0].indexOf("native");
  let count = 0;
  for (let node = 0; node < nodes.length; node += fields.length) {
    if (nodes[node + typeAt] === native && strings[nodes[node + nameAt] ?? 0] === name) count++;
  }
  return count;
}

async function chromiumWorker(
  session: CDPSession,
): Promise<{ memoryBytes: number; ports: number }> {
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  return { memoryBytes: usedSize, ports: countNative(await takeSnapshot(session), "Port") };
}

/** How many pages are open in all windows. */
export async function countPages(rig: Rig): Promise<number> {
  if (rig.kind === "firefox") return countFirefoxTabs(rig.browser);
  return (await rig.browser.pages()).length;
}

export async function footprintOf(rig: Rig): Promise<Footprint> {
  const pages = await countPages(rig);
  if (rig.kind === "firefox") {
    return { pages, memoryBytes: await firefoxExtensionMemory(rig.browser), ports: null };
  }
  const worker = await rig.worker();
  return { pages, ...(await chromiumWorker(worker.client)) };
}
