// What the stores are given keeps within what they allow: lengths of texts, sizes of pictures, and a reason for every
// permission. Chrome Web Store: name 75, summary 132, description 16,000, purpose and each reason 1,000 characters;
// Edge Add-ons: description 250 to 10,000; Firefox Add-ons: name 50, summary 250.

import { globSync, readFileSync, statSync } from "node:fs";
import { describe, expect, it } from "vitest";
import wxtConfig from "../../wxt.config.ts";

const LANGUAGES = ["en", "es"] as const;

/** Of all pictures together: whoever clones the sources has them too. */
const MAX_BYTES = 1_500_000;

const SIZES: Readonly<Record<string, readonly [width: number, height: number]>> = {
  "1-fill": [1280, 800],
  "2-passkey": [1280, 800],
  "3-account": [1280, 800],
  "4-import": [1280, 800],
  "5-settings": [1280, 800],
  "promo-small": [440, 280],
  "promo-large": [1400, 560],
};

/** The parts of a text, by their headings. */
function partsOf(language: string): ReadonlyMap<string, string> {
  const text = readFileSync(`docs/store/${language}.md`, "utf8");
  const parts = text.split(/^## /m).slice(1);
  return new Map(
    parts.map((part) => {
      const [heading = "", ...lines] = part.split("\n");
      return [heading, lines.join("\n").trim()];
    }),
  );
}

/** What both browsers' manifests ask for. */
function permissions(): readonly string[] {
  const { manifest } = wxtConfig;
  if (typeof manifest !== "function") throw new TypeError("The manifest is made for a browser");
  const asked = (["chrome", "firefox"] as const).flatMap((browser) => {
    const env = { browser, command: "build", mode: "production", manifestVersion: 3 } as const;
    const made = manifest(env) as { permissions: string[]; host_permissions: string[] };
    return [...made.permissions, ...made.host_permissions];
  });
  return [...new Set(asked)].toSorted();
}

/** Width and height out of a JPEG file's frame header (ITU-T T.81, B.2.2). */
function sizeOf(jpeg: Uint8Array): readonly [width: number, height: number] {
  const view = new DataView(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength);
  let at = 2;
  while (at < view.byteLength) {
    const marker = view.getUint16(at);
    if (marker >= 0xffc0 && marker <= 0xffc2)
      return [view.getUint16(at + 7), view.getUint16(at + 5)];
    at += 2 + view.getUint16(at + 2);
  }
  throw new TypeError("There is no frame header");
}

describe.each(LANGUAGES)("the store texts in %s", (language) => {
  const parts = partsOf(language);
  const lengthOf = (heading: string) => parts.get(heading)?.length ?? 0;
  const { manifest_name: name, manifest_description: description } = JSON.parse(
    readFileSync(`public/_locales/${language}/messages.json`, "utf8"),
  ) as Record<string, { message: string }>;

  it("have the name and the summary of the manifest, no longer than the stores allow", () => {
    expect(parts.get("Name")).toBe(name?.message);
    expect(parts.get("Summary")).toBe(description?.message);
    expect(lengthOf("Name")).toBeLessThanOrEqual(45);
    expect(lengthOf("Summary")).toBeLessThanOrEqual(132);
  });

  it("have a description, a purpose and statements of the lengths that the stores allow", () => {
    expect(lengthOf("Description")).toBeGreaterThanOrEqual(250);
    expect(lengthOf("Description")).toBeLessThanOrEqual(10_000);
    expect(lengthOf("Single purpose")).toBeLessThanOrEqual(1000);
    for (const heading of ["Category", "Remote code", "Data collection", "Privacy statement"]) {
      expect(parts.get(heading)).toMatch(/\w/);
    }
  });

  it("give a reason for every permission, and for no other", () => {
    const lines = (parts.get("Permissions") ?? "").split("\n");
    const given = lines.map((line) => /^- `([^`]+)`: (.+)$/.exec(line));
    expect(given.map((line) => line?.[1] ?? "").toSorted()).toEqual(permissions());
    for (const line of given) expect(line?.[2]?.length).toBeLessThanOrEqual(1000);
  });

  it.each(Object.entries(SIZES))("have the picture %s of its size", (name, size) => {
    expect(sizeOf(readFileSync(`docs/store/pictures/${language}/${name}.jpg`))).toEqual(size);
  });
});

describe("the store's pictures", () => {
  const files = globSync("docs/store/pictures/**/*.*");

  it("are those of the texts alone, and together no larger than a clone should be", () => {
    expect(files).toHaveLength(LANGUAGES.length * Object.keys(SIZES).length);
    const bytes = files.map((file) => statSync(file).size);
    expect(bytes.reduce((sum, each) => sum + each, 0)).toBeLessThan(MAX_BYTES);
  });
});

describe("docs/permissions.md", () => {
  it("has a line for every permission, and for no other", () => {
    const rows = readFileSync("docs/permissions.md", "utf8").match(/^\| `.*$/gm) ?? [];
    const named = rows.flatMap((row) => row.split("|")[1]?.match(/(?<=`)[^`, ]+(?=`)/g) ?? []);
    expect(named.toSorted()).toEqual(permissions());
  });
});
