import { globSync, readFileSync } from "node:fs";
import { defineConfig } from "vitest/config";

const TESTS = ["test/{unit,property,meta}/**/*.test.{ts,tsx}"];

/** Files that put something else in a module's place: that must not be seen by the files after them. */
const MOCKING = globSync(TESTS).filter((path) => readFileSync(path, "utf8").includes("vi.mock("));

export default defineConfig({
  test: {
    environment: "node",
    testTimeout: 30_000,
    setupFiles: ["test/setup/english.ts"],
    maxWorkers: "100%",
    projects: [
      // A worker for each file would cost as much time as the tests themselves.
      {
        extends: true,
        test: { name: "shared", include: TESTS, exclude: MOCKING, isolate: false },
      },
      { extends: true, test: { name: "mocking", include: MOCKING } },
    ],
  },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
});
