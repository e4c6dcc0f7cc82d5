// Each error code and each message to the worker is of use to somebody: one that nothing throws, or nobody sends, is no
// longer in its list. That each code has words, test/unit/components says, and of each message who may send it, test/e2e.

import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ERROR_CODES } from "../../lib/errors.ts";

function sourcesOf(pattern: string, without: readonly string[]): string {
  const files = globSync(pattern).filter((file) => !without.includes(file));
  return files.map((file) => readFileSync(file, "utf8")).join("\n");
}

const methods = [...readFileSync("lib/rpc/protocol.ts", "utf8").matchAll(/^ {2}"([\w.-]+)":/gm)];

describe("what is listed", () => {
  it("is an error code that something throws", () => {
    const lists = ["lib/errors.ts", "components/error-text.ts"];
    const sources = sourcesOf("{lib,components,entrypoints}/**/*.{ts,tsx}", lists);
    expect(ERROR_CODES.filter((code) => !sources.includes(`"${code}"`))).toEqual([]);
  });

  it("is a message to the worker that a page of Waykey sends", () => {
    expect(methods.length).toBeGreaterThan(100);
    const sources = sourcesOf("{components,entrypoints,lib/platform}/**/*.{ts,tsx}", []);
    const idle = methods
      .map(([, name = ""]) => name)
      .filter((name) => !sources.includes(`"${name}"`));
    expect(idle).toEqual([]);
  });
});
