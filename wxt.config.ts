// The build: one source for Chromium and Firefox, Manifest V3 in both.

import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { preact } from "@preact/preset-vite";
import { defineConfig } from "wxt";
import { HEADWAY_MATCHES } from "./lib/headway/hosts.ts";

/** The same for the same sources, different for any other: stale pages recognise themselves by it. */
function buildId(): string {
  const hash = createHash("sha256");
  const sources = globSync("{lib,components,entrypoints}/**/*.{ts,tsx}");
  for (const file of ["package.json", ...sources.toSorted()]) hash.update(readFileSync(file));
  return hash.digest("base64url").slice(0, 16);
}

const EXTENSION_PAGES_CSP = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "object-src 'none'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

export default defineConfig({
  manifestVersion: 3,
  imports: false,
  vite: () => ({
    plugins: [preact({ devToolsEnabled: false })],
    define: { __WAYKEY_BUILD__: JSON.stringify(buildId()) },
    build: { modulePreload: false },
  }),
  manifest: ({ browser }) => ({
    name: "Waykey",
    description: "Authenticator and passkeys for people who sign in to Headway.",
    permissions: ["storage", "unlimitedStorage", "alarms"],
    host_permissions: [...HEADWAY_MATCHES],
    action: { default_title: "Waykey" },
    commands: {
      "fill-code": {
        description: "Fill the code into the Headway page",
        suggested_key: { default: "Alt+Shift+L" },
      },
      _execute_action: { suggested_key: { default: "Alt+Shift+K" } },
    },
    content_security_policy: { extension_pages: EXTENSION_PAGES_CSP },
    ...(browser === "firefox"
      ? {
          browser_specific_settings: {
            gecko: {
              id: "{6f1f0f0c-6f0e-4c8e-9b57-2f1d1c6a7b9e}",
              strict_min_version: "140.0",
              data_collection_permissions: { required: ["none"] },
            },
          },
        }
      : { minimum_chrome_version: "127" }),
  }),
});
