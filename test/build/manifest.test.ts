// Pins what the built manifests ask of the browser. docs/permissions.md gives the reason for each; a
// change here is a change there.

import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const EVERYWHERE_ON_HEADWAY = ["https://*.headway.co/*", "https://headway.co/*"];

const CONTENT_SCRIPT = {
  matches: EVERYWHERE_ON_HEADWAY,
  exclude_matches: ["https://help.headway.co/*"],
  run_at: "document_start",
};

const PERMISSIONS = [
  "storage",
  "unlimitedStorage",
  "alarms",
  "idle",
  "activeTab",
  "scripting",
  "clipboardRead",
  "clipboardWrite",
  "contextMenus",
];

const COMMON = {
  manifest_version: 3,
  incognito: "spanning",
  // A page of its own: in the browsers' lists of extensions it would have a small frame.
  options_ui: { page: "options.html", open_in_tab: true },
  content_security_policy: {
    extension_pages:
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; object-src 'none'; " +
      "style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; base-uri 'none'; " +
      "form-action 'none'; frame-ancestors 'none'",
  },
  content_scripts: [
    { ...CONTENT_SCRIPT, js: ["content-scripts/bridge.js"] },
    { ...CONTENT_SCRIPT, js: ["content-scripts/page.js"], world: "MAIN" },
  ],
};

/** Everything that may stand in a manifest of ours. Nothing optional, nothing for web pages to reach. */
const KEYS = [
  "action",
  "background",
  "commands",
  "content_scripts",
  "content_security_policy",
  "default_locale",
  "description",
  "host_permissions",
  "icons",
  "incognito",
  "manifest_version",
  "name",
  "options_ui",
  "permissions",
  "version",
];

function manifestOf(folder: string): Readonly<Record<string, unknown>> {
  return JSON.parse(readFileSync(`.output/${folder}/manifest.json`, "utf8")) as Record<
    string,
    unknown
  >;
}

describe.each([
  [
    "chrome-mv3",
    {
      permissions: [...PERMISSIONS, "offscreen"],
      minimum_chrome_version: "127",
      storage: { managed_schema: "managed-schema.json" },
      background: { service_worker: "background.js" },
    },
  ],
  [
    "firefox-mv3",
    {
      permissions: PERMISSIONS,
      background: { scripts: ["background.js"] },
      browser_specific_settings: {
        gecko: {
          id: "{6f1f0f0c-6f0e-4c8e-9b57-2f1d1c6a7b9e}",
          strict_min_version: "140.0",
          data_collection_permissions: { required: ["none"] },
        },
      },
    },
  ],
])("the manifest in %s", (folder, own) => {
  const manifest = manifestOf(folder);

  it("asks for what docs/permissions.md explains", () => {
    expect(manifest).toMatchObject({ ...COMMON, ...own });
    expect([...(manifest["host_permissions"] as readonly string[])].toSorted()).toEqual(
      EVERYWHERE_ON_HEADWAY,
    );
  });

  it("has the page beside the worker only where the worker is none", () => {
    const wanted = own.permissions.includes("offscreen");
    expect(existsSync(`.output/${folder}/offscreen.html`)).toBe(wanted);
  });

  it("has no other key", () => {
    expect(Object.keys(manifest).toSorted()).toEqual(
      [...new Set([...KEYS, ...Object.keys(own)])].toSorted(),
    );
  });
});
