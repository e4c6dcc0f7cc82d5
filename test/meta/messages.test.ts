// Holds the messages of every language against each other and against the sources, and shows with planted ones
// that the check can fail.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { problemsOfMessages } from "../../scripts/check-messages/check-messages.mjs";

const root = mkdtempSync(join(tmpdir(), "waykey-messages-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

function plant(files: Readonly<Record<string, string>>): readonly string[] {
  rmSync(root, { recursive: true, force: true });
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  return problemsOfMessages(root);
}

const SOUND = {
  "public/_locales/en/messages.json": `{ "common_language": { "message": "en" }, "x_keys_one": { "message": "key" },
    "x_keys_other": { "message": "keys" }, "x_name": { "message": "Waykey" }, "x_title": { "message": "Title" } }`,
  "public/_locales/es/messages.json": `{ "common_language": { "message": "es" }, "x_keys_one": { "message": "llave" },
    "x_keys_other": { "message": "llaves" }, "x_name": { "message": "Waykey" }, "x_title": { "message": "Título" } }`,
  "lib/i18n/messages.ts": 'message("common_language");',
  "components/x.tsx": 'plural("x_keys", 2); message(`x_${what}`);',
  "wxt.config.ts": 'name: "__MSG_x_name__"',
};

describe("the messages", () => {
  it("are the same in every language, all used, and all that users read", () => {
    expect(problemsOfMessages(".")).toEqual([]);
  });
});

describe("the check of messages", () => {
  it("passes a sound project", () => {
    expect(plant(SOUND)).toEqual([]);
  });

  it.each([
    ["components/x.tsx", 'plural("x_keys", 2);', "en: x_title is used nowhere"],
    ["components/y.tsx", "<p>Title</p>", "components/y.tsx: not from the messages: “Title”"],
    ["wxt.config.ts", '"__MSG_x_nome__"', "wxt.config.ts: there is no message x_nome"],
    ["public/_locales/es/messages.json", "{}", "es: x_title is missing"],
  ])("fails for a change of %s to %s", (file, text, problem) => {
    expect(plant({ ...SOUND, [file]: text })).toContain(problem);
  });

  it("leaves what Headway calls things in English alone", () => {
    const file = "components/method-name.ts";
    expect(plant({ ...SOUND, [file]: 'const NAME = "Fingerprint or face";' })).toEqual([]);
  });
});
