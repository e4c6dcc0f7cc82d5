import { defineConfig } from "vitest/config";
import { temporaryFolder } from "../e2e/rig/temporary-folder.ts";

export default defineConfig({
  test: {
    include: ["test/visual/*.test.ts"],
    environment: "node",
    env: { TMPDIR: temporaryFolder() },
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 60_000,
  },
});
