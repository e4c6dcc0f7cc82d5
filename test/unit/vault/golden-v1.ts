// The golden vaults of version 1, never to be written again.

import { readFileSync } from "node:fs";
import type { GoldenVault } from "./independent-vault.ts";

export const readGolden = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../vectors/vault/${name}.json`, import.meta.url), "utf8"));

/** Of the first release, whose records had fewer fields. */
export const goldenV1 = readGolden("v1") as GoldenVault;
/** Version 1 with every field and kind. */
export const goldenV1Passkeys = readGolden("v1-passkeys") as GoldenVault;
