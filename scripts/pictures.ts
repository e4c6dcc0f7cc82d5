// `npm run pictures`: builds Waykey and takes pictures of the real thing: those of the set-up guides (`guides`), which are
// part of it, every screen (`screens`), for looking at, those of the stores (`store`) and of the README (`readme`). Only
// when they are named: those that the main screens are held to (`baselines`). `npm run pictures -- guides` takes one kind alone, and `--browser=firefox` the screens
// of one browser.

import { BROWSER_KINDS } from "../test/e2e/rig/browsers.ts";
import { takeBaselines } from "./pictures/baselines.ts";
import { takeGuides } from "./pictures/guides.ts";
import { takeReadme } from "./pictures/readme.ts";
import { takeScreens } from "./pictures/screens.ts";
import { takeStore } from "./pictures/store.ts";

const args = process.argv.slice(2);
const browser = args.find((arg) => arg.startsWith("--browser="))?.slice("--browser=".length);
const browsers = BROWSER_KINDS.filter((kind) => browser === undefined || kind === browser);

const KINDS: Readonly<Record<string, () => Promise<void>>> = {
  guides: takeGuides,
  screens: () => takeScreens(browsers),
  store: takeStore,
  readme: takeReadme,
  baselines: takeBaselines,
};

const named = args.filter((arg) => !arg.startsWith("--"));
const wrong = named.find((name) => !Object.hasOwn(KINDS, name));
if (wrong !== undefined || browsers.length === 0) {
  process.stderr.write(
    `waykey: Name some of ${Object.keys(KINDS).join(", ")}; --browser=chromium|firefox\n`,
  );
  process.exit(1);
}
// A look that is wanted is taken for the baseline when somebody says so, and never by the way.
const usual = Object.keys(KINDS).filter((name) => name !== "baselines");
const wanted = named.length === 0 ? usual : named;
for (const [name, take] of Object.entries(KINDS)) if (wanted.includes(name)) await take();
process.exit();
