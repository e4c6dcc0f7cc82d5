// The world outside the browser: the stand-in site, and the proxy that leads every name to it.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Site, type SiteOptions, startSite } from "../../site/server.ts";
import { startProxy } from "./proxy.ts";

/** Headway and its look-alikes; the last one has a Cyrillic letter. */
const HOSTS =
  /^(?:[a-z0-9-]+\.)*(?:headway\.co|evilheadway\.co|headway\.co\.evil\.test|xn--hadway-3of\.co)$/;

export type MakeUp = "form" | "react" | "boxes";

export type World = {
  readonly site: Site;
  readonly proxyPort: number;
  /** A folder for what outlives a browser, such as a backup. */
  readonly keep: string;
  close(): Promise<void>;
};

/** `guests` are pages of a test's own; see SiteOptions. */
export async function startWorld(
  makeUp: MakeUp = "form",
  guests: SiteOptions["guests"] = () => null,
  now: SiteOptions["now"] = Date.now,
): Promise<World> {
  const site = await startSite({ makeUp, guests, now });
  const proxy = await startProxy(site.port, (host) => HOSTS.test(host));
  const keep = mkdtempSync(join(tmpdir(), "waykey-world-"));
  return {
    site,
    proxyPort: proxy.port,
    keep,
    async close() {
      rmSync(keep, { recursive: true, force: true });
      await proxy.close();
      await site.close();
    },
  };
}
