import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: [
      "test/{unit,property,meta}/**/*.test.{ts,tsx}",
      "test/property/**/*.property.test.ts",
    ],
    environment: "node",
    testTimeout: 30_000,
    maxWorkers: "100%",
  },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
});
