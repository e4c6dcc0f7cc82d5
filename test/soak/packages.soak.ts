// The packages for the stores: the same bytes from any folder, and from the sources that go to Mozilla; in them the
// built extension and nothing else.

import {
  cpSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const folders: string[] = [];

/** A folder of its own with those files, and the modules of this one. */
function folderWith(lay: (folder: string) => void): string {
  const folder = mkdtempSync(join(tmpdir(), "waykey-packages-"));
  folders.push(folder);
  lay(folder);
  symlinkSync(resolve("node_modules"), join(folder, "node_modules"), "dir");
  return folder;
}

function copyOfProject(): string {
  const listed = spawnSync("git", ["ls-files", "-z"], { encoding: "utf8" }).stdout;
  return folderWith((root) => {
    for (const file of listed.split("\0").filter((name) => name !== "")) {
      cpSync(file, join(root, file));
    }
  });
}

/** @returns the packages by the end of their names, such as "firefox" */
function pack(folder: string, ...stores: readonly string[]): Map<string, Uint8Array> {
  for (const store of stores) {
    const wxt = join("node_modules", "wxt", "bin", "wxt.mjs");
    const args = [wxt, "zip", "-b", store];
    const done = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
    if (done.status !== 0) throw new Error(done.stderr);
  }
  const paths = globSync(join(folder, ".output/*.zip"));
  return new Map(
    paths.map((path) => [/-(\w+)\.zip$/.exec(path)?.[1] ?? "", new Uint8Array(readFileSync(path))]),
  );
}

const hashOf = (bytes: Uint8Array | undefined) =>
  createHash("sha256")
    .update(bytes ?? "")
    .digest("hex");

const hashesOf = (files: Readonly<Record<string, Uint8Array>>) =>
  Object.entries(files).map(([name, bytes]) => [name, hashOf(bytes)]);

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

describe("the packages for the stores", () => {
  let packed: ReadonlyMap<string, Uint8Array>;
  const filesIn = (name: string) => unzipSync(packed.get(name) ?? new Uint8Array());

  beforeAll(() => {
    packed = pack(copyOfProject(), "chrome", "edge", "firefox");
  });

  it("are those of three browsers, and the sources", () => {
    expect([...packed.keys()].toSorted()).toEqual(["chrome", "edge", "firefox", "sources"]);
  });

  it("have the same bytes when they are built again, in another folder", () => {
    const again = pack(copyOfProject(), "chrome");
    expect(hashOf(again.get("chrome"))).toBe(hashOf(packed.get("chrome")));
  });

  it("have for Firefox the same bytes when they are built from the sources that go to Mozilla", () => {
    const sources = filesIn("sources");
    const again = folderWith((root) => {
      for (const [name, bytes] of Object.entries(sources)) {
        mkdirSync(dirname(join(root, name)), { recursive: true });
        writeFileSync(join(root, name), bytes);
      }
    });
    expect(sources[".npmrc"]).toBeDefined();
    const rebuilt = pack(again, "firefox");
    expect(hashOf(rebuilt.get("firefox"))).toBe(hashOf(packed.get("firefox")));
    expect(hashOf(rebuilt.get("sources"))).toBe(hashOf(packed.get("sources")));
  });

  it("are for Edge what they are for Chrome", () => {
    expect(hashesOf(filesIn("edge"))).toEqual(hashesOf(filesIn("chrome")));
  });

  it.each(["chrome", "firefox"])("hold in that for %s the built extension alone", (store) => {
    const names = Object.keys(filesIn(store));
    expect(names).toContain("manifest.json");
    const kinds =
      /^(?:_locales\/\w\w\/messages|[\w/-]+(?:\.content)?(?:-[\w-]{8})?)\.(?:js|css|html|json|png|svg|webp|wasm)$/;
    expect(names.filter((name) => !kinds.test(name))).toEqual([]);
  });
});
