import { configDefaults, defineConfig } from "vitest/config";
import { KIND } from "./rig/kind.ts";
import { temporaryFolder } from "./rig/temporary-folder.ts";
import { leftOut } from "./turns.ts";

// WAYKEY_DAY: set by `npm test`, which leaves out what is the other browser's on that day.
const day = process.env["WAYKEY_DAY"];

export default defineConfig({
  test: {
    include: ["test/e2e/**/*.e2e.ts"],
    exclude: [...configDefaults.exclude, ...leftOut(KIND, day === undefined ? null : Number(day))],
    environment: "node",
    env: { TMPDIR: temporaryFolder() },
    globalSetup: "test/e2e/rig/warm-profile.ts",
    fileParallelism: false,
    maxWorkers: 1,
    testTimeout: 90_000,
    hookTimeout: 60_000,
  },
});
