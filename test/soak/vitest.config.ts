import { defineConfig } from "vitest/config";
import { IN_TURNS } from "../e2e/turns.ts";

export default defineConfig({
  test: {
    include: ["test/soak/**/*.soak.ts", ...IN_TURNS],
    environment: "node",
    fileParallelism: false,
    maxWorkers: 1,
    testTimeout: 3_600_000,
    hookTimeout: 1_800_000,
  },
});
