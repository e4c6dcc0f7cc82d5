// Holds every source file against the arrows, and shows with planted files that the check can fail.

import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { violationsIn } from "./layers.ts";

describe("the layers", () => {
  it("hold in every source file", () => {
    const files = globSync("{lib,components,entrypoints,test/site}/**/*.{ts,tsx}");
    expect(files.length).toBeGreaterThan(50);
    expect(files.flatMap((file) => violationsIn(file, readFileSync(file, "utf8")))).toEqual([]);
  });

  it.each([
    ["lib/otp/x.ts", 'import { openVault } from "../vault/vault.ts";'],
    ["lib/bytes/x.ts", 'import type { VaultKey } from "../vault/vault.ts";'],
    ["lib/vault/x.ts", 'import browser from "webextension-polyfill";'],
    ["lib/app/x.ts", 'export { extensionAlarms } from "../platform/alarms.ts";'],
    ["lib/page/x.ts", 'const vault = await import("../vault/vault.ts");'],
    ["lib/rpc/x.ts", 'import { Vault } from "../vault/vault.ts";'],
    ["components/x.tsx", 'import { store } from "../lib/platform/idb-store.ts";'],
    ["components/x.tsx", 'import browser from "webextension-polyfill";'],
    ["lib/app/x.ts", 'import { h } from "preact";'],
    ["test/site/x.ts", 'import { totpAt } from "../../lib/otp/totp.ts";'],
    ["lib/app/x.ts", 'import { message } from "../i18n/messages.ts";'],
    ["entrypoints/x.ts", 'import { startSite } from "../test/site/server.ts";'],
  ])("refuse in %s: %s", (file, source) => {
    expect(violationsIn(file, source)).toHaveLength(1);
  });
});
