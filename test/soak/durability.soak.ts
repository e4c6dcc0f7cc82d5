// A hundred kills of the browser and of its worker while the vault is written, and a thousand changes
// by many pages at once. WAYKEY_SEED chooses other instants and other changes.

import { declareCrowd } from "../e2e/durability/crowd.ts";
import { declareBrowserKills, declareWorkerKills } from "../e2e/durability/kills.ts";

const KILLS = Number(process.env["WAYKEY_KILLS"] ?? "100");

declareBrowserKills(KILLS);
declareWorkerKills(KILLS);
declareCrowd(1000);
