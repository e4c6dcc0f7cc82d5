// Shows with planted files that the fences of the core hold: its type check knows no browser, and the
// linter refuses the clock, randomness, timers and the console, which types alone would let through.

import { spawnSync } from "node:child_process";
import {
  copyFileSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";

/** Below lib/: what reads no clock, draws no randomness and knows no browser. */
const CORE = "{errors.ts,{bytes,cbor,crypto,otp,webauthn,vault,headway,exchange,app,i18n}/**/*.ts}";

const folder = mkdtempSync(join(tmpdir(), "waykey-core-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function plant(name: string, source: string): void {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${source}\n`);
}

/** The lines that an installed program prints when it runs in the folder of the planted files. */
function linesOf(program: string, args: readonly string[]): readonly string[] {
  const file = resolve("node_modules", program);
  const run = spawnSync(process.execPath, [file, ...args], { cwd: folder, encoding: "utf8" });
  if (run.status === null) throw new Error(`${program} did not run to its end`);
  return (run.stdout + run.stderr).split("\n");
}

describe("the type check of the core", () => {
  const sources: Readonly<Record<string, string>> = {
    document: "export const x = document.title;",
    window: "export const x = window;",
    navigator: "export const x = navigator.userAgent;",
    browser: "export const x = browser.storage;",
    chrome: "export const x = chrome.runtime;",
    fetch: 'export const x = fetch("/");',
    indexedDB: "export const x = indexedDB;",
    localStorage: "export const x = localStorage;",
    process: "export const x = process.env;",
    Buffer: "export const x = Buffer.alloc(1);",
    setTimeout: "setTimeout(() => undefined, 1);",
    console: 'console.log("x");',
    performance: "export const x = performance.now();",
    getRandomValues: "export const x = crypto.getRandomValues(new Uint8Array(1));",
    randomUUID: "export const x = crypto.randomUUID();",
  };

  plant(
    "types/tsconfig.json",
    JSON.stringify({
      extends: resolve("tsconfig.core.json"),
      include: [resolve("lib/core-globals.d.ts"), "*.ts"],
    }),
  );
  plant(
    "types/allowed.ts",
    'export const x = crypto.subtle.digest("SHA-256", new TextEncoder().encode("x"));',
  );
  for (const [name, source] of Object.entries(sources)) plant(`types/${name}.ts`, source);
  const errors = linesOf("typescript/bin/tsc", ["--noEmit", "--pretty", "false", "-p", "types"])
    .filter((line) => line.includes("error TS"))
    .map((line) => line.replace(/^types\//, ""));

  it.each(Object.keys(sources))("refuses %s", (name) => {
    expect(errors).toContainEqual(expect.stringMatching(`^${name}\\.ts\\(.*'${name}'`));
  });

  it("allows the text codecs and the operations of WebCrypto", () => {
    const planted = Object.keys(sources);
    expect(errors.filter((line) => !planted.some((name) => line.startsWith(`${name}.ts`)))).toEqual(
      [],
    );
  });
});

describe("the linter, in the core", () => {
  const sources = [
    ["no-restricted-properties", "export const x = Date.now();"],
    ["no-restricted-properties", "export const { now } = Date;"],
    ["no-restricted-properties", "export const x = Math.random();"],
    ["no-restricted-properties", "export const x = crypto.getRandomValues(new Uint8Array(1));"],
    ["no-restricted-properties", "export const x = crypto.randomUUID();"],
    ["no-restricted-globals", "setTimeout(() => undefined, 1);"],
    ["no-restricted-globals", "export const x = performance.now();"],
    ["no-restricted-globals", "export const x = document.title;"],
    ["no-restricted-globals", "export const x = globalThis.crypto;"],
    ["no-console", 'console.log("x");'],
  ] as const;

  mkdirSync(join(folder, "lint"));
  copyFileSync(".oxlintrc.json", join(folder, "lint/.oxlintrc.json"));
  for (const [at, [, source]] of sources.entries()) {
    plant(`lint/lib/otp/x${at}.ts`, source);
    plant(`lint/lib/platform/x${at}.ts`, source);
  }
  const findings = linesOf("oxlint/bin/oxlint", [
    "-c",
    "lint/.oxlintrc.json",
    "-f",
    "unix",
    "lint",
  ]);

  it.each(sources.map((source, at) => [...source, at] as const))(
    "answers %s to %s",
    (rule, _, at) => {
      const inCore = findings.filter((line) => line.includes(`lib/otp/x${at}.ts:`));
      expect(inCore).toHaveLength(1);
      expect(inCore[0]).toContain(`(${rule})`);
    },
  );

  it("leaves the browser's side alone, but for the console", () => {
    const elsewhere = findings.filter((line) => line.includes("lib/platform/"));
    expect(elsewhere).toHaveLength(1);
    expect(elsewhere[0]).toContain("(no-console)");
  });
});

describe("the present, in the core", () => {
  /** `new Date()` and `Date()` tell the time; `new Date(timeMs)` only writes one down. */
  const PRESENT = /\bnew Date(\(\s*\)|(?!\s*\())|(?<!\bnew )\bDate\(/;

  it("is asked for in no source file", () => {
    const files = globSync(`lib/${CORE}`);
    expect(files.length).toBeGreaterThan(50);
    expect(files.filter((file) => PRESENT.test(readFileSync(file, "utf8")))).toEqual([]);
  });

  it.each(["new Date()", "new Date", "new Date( ).getTime()", "Date()"])(
    "would be seen in %s",
    (source) => expect(source).toMatch(PRESENT),
  );

  it.each(["new Date(now())", "Date.UTC(2026, 0, 1)", "toDate(x)"])("is not seen in %s", (source) =>
    expect(source).not.toMatch(PRESENT),
  );
});
