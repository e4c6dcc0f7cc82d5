// Adds to package-lock.json the optional packages of other platforms that npm left out, so that
// `npm ci` takes it everywhere. Run it after every `npm install` that changes the lockfile:
// `node scripts/complete-lockfile.mjs`. Changes nothing if nothing is missing.

import { readFileSync, writeFileSync } from "node:fs";
import { completeLockfile } from "./lockfile/optional-packages.mjs";

const file = new URL("../package-lock.json", import.meta.url);
const before = /** @type {import("./lockfile/optional-packages.mjs").Lockfile} */ (
  JSON.parse(readFileSync(file, "utf8"))
);
const { lockfile, added, unresolved } = completeLockfile(before);
if (added.length > 0) writeFileSync(file, `${JSON.stringify(lockfile, null, 2)}\n`);

for (const path of added) process.stdout.write(`added ${path}\n`);
process.stdout.write(`${added.length} added\n`);
if (unresolved.length > 0) {
  process.stderr.write(`No version or platform is told for: ${unresolved.join(", ")}.\n`);
  process.exitCode = 1;
}
