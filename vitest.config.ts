import { globSync, readFileSync } from "node:fs";
import { defineConfig } from "vitest/config";

const TESTS = ["test/{unit,property,meta}/**/*.test.{ts,tsx}"];

const files = globSync(TESTS).map((path) => ({ path, text: readFileSync(path, "utf8") }));

function pathsWhere(has: (text: string, path: string) => boolean): string[] {
  return files.filter(({ text, path }) => has(text, path)).map(({ path }) => path);
}

/** They are about what is under way at once, in whatever order WebCrypto's threads come back. */
const RACES = new Set(
  ["app/ceremonies", "platform/idb-store", "vault/key-slots"].map(
    (name) => `test/property/${name}.property.test.ts`,
  ),
);

const mocksOf = (text: string) => text.split("vi.mock(").length - 1;
const isCheap = (text: string, path: string) =>
  mocksOf(text) === 1 && text.includes("deriveArgon2id: deriveCheaply }") && !RACES.has(path);

/** Files that put something else in a module's place: that must not be seen by the files after them. */
const MOCKING = pathsWhere((text, path) => mocksOf(text) > 0 && !isCheap(text, path));

/** Files that all put the same there, the key derivation without cost, and nothing more: one after the other. */
const CHEAP_KDF = pathsWhere(isCheap);

/** Files with a document: vitest begins a new worker where it goes from one of these to one without. */
const DOCUMENT = pathsWhere(
  (text) => mocksOf(text) === 0 && text.includes("@vitest-environment jsdom"),
);

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
        test: {
          name: "cheap-kdf",
          include: CHEAP_KDF,
          isolate: false,
          setupFiles: ["test/setup/with-quick-subtle.ts"],
        },
      },
      { extends: true, test: { name: "document", include: DOCUMENT, isolate: false } },
      {
        extends: true,
        test: {
          name: "shared",
          include: TESTS,
          exclude: [...MOCKING, ...CHEAP_KDF, ...DOCUMENT],
          isolate: false,
        },
      },
      { extends: true, test: { name: "mocking", include: MOCKING } },
    ],
  },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
});
