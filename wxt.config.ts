// The build: one source for Chromium and Firefox, Manifest V3 in both.

import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { preact } from "@preact/preset-vite";
import type { PluginOption } from "vite";
import { defineConfig } from "wxt";
import { asciiScript } from "./scripts/build/ascii-script.mjs";
import { problemsOfMessages } from "./scripts/check-messages/check-messages.mjs";
import { HEADWAY_MATCHES } from "./lib/headway/hosts.ts";

/** The same for the same sources, different for any other: stale pages recognise themselves by it. */
function buildId(): string {
  const hash = createHash("sha256");
  const sources = globSync("{lib,components,entrypoints}/**/*.{ts,tsx}");
  for (const file of ["package.json", ...sources.toSorted()]) hash.update(readFileSync(file));
  return hash.digest("base64url").slice(0, 16);
}

const ZXING_FILE = /zxing-wasm\/dist\/es\/share\.js$/;
const ZXING_ADDRESS = /\w+ \? `https:[^`]+` : (\w+ \+ \w+)/;

/**
 * Cuts out of zxing-wasm the address from which it would fetch its module by default. Ours is shipped
 * inside, so nothing asks for it, and no address of foreign code is left in the build.
 */
const withoutForeignModule: PluginOption = {
  name: "waykey:without-foreign-module",
  transform: {
    filter: { id: ZXING_FILE },
    handler(code) {
      if (!ZXING_ADDRESS.test(code)) this.error("zxing-wasm has changed: where is its address?");
      return { code: code.replace(ZXING_ADDRESS, "$1"), map: null };
    },
  },
};

/** The notice at the head of hash-wasm names an address, which a worker's build would keep. */
const withoutNotice: PluginOption = {
  name: "waykey:without-notice",
  transform: {
    filter: { id: /hash-wasm\/dist\/index/ },
    handler: (code) => ({ code: code.replace(/^\s*\/\*![\s\S]*?\*\//, ""), map: null }),
  },
};

const USER_ENTRY = /import definition from ("[^"]+")/;

/**
 * Has every script that runs by itself begin with our own code. WXT's wrapper would watch each document of a content script,
 * and tell it of itself, for a context that none asks for, and bring along the manifest's part and a console.
 */
const withoutWrapper: PluginOption = {
  name: "waykey:without-wrapper",
  transform: {
    filter: {
      id: /virtual:wxt-(?:content-script-(?:main|isolated)-world|unlisted-script)-entrypoint/,
    },
    handler(code) {
      const entry = USER_ENTRY.exec(code)?.[1];
      if (entry === undefined) this.error("WXT has changed: where does it import the script?");
      return { code: `import { start } from ${entry};\nstart();\n`, map: null };
    },
  },
};

/** The worker is read, decoded and compiled whenever it wakes. */
const workerInAscii: PluginOption = {
  name: "waykey:worker-in-ascii",
  apply: "build",
  generateBundle(_options, bundle) {
    const worker = bundle["background.js"];
    if (worker?.type === "chunk") worker.code = asciiScript(worker.code);
  },
};

/** @param isServed by the development server, which sends changes by socket and styles inline */
function extensionPagesCsp(isServed: boolean): string {
  return [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "object-src 'none'",
    isServed ? "style-src 'self' 'unsafe-inline'" : "style-src 'self'",
    "img-src 'self' data: blob:",
    isServed ? "connect-src 'self' http://localhost:* ws://localhost:*" : "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** The browsers that scripts/bootstrap.mjs found, for the development server to open. */
function browserPaths(): Record<string, string> {
  const { WAYKEY_CHROMIUM: chrome, WAYKEY_FIREFOX: firefox } = process.env;
  return {
    ...(chrome === undefined ? {} : { chrome }),
    ...(firefox === undefined ? {} : { firefox }),
  };
}

/**
 * Has a page name all the scripts that it begins with, so that none is waited for to hear of the next. Vite's own way would put
 * a loader for later ones into the pages, too.
 */
const namesScripts: PluginOption = {
  name: "names-scripts",
  transformIndexHtml: {
    order: "post",
    handler(_html, { bundle = {}, chunk }) {
      const files = new Set(chunk?.imports);
      for (const file of files) {
        const imported = bundle[file];
        if (imported?.type === "chunk") for (const next of imported.imports) files.add(next);
      }
      return [...files].map((file) => ({
        tag: "link",
        attrs: { rel: "modulepreload", crossorigin: true, href: `/${file}` },
        injectTo: "head" as const,
      }));
    },
  },
};

/** A module of the build, as far as the order of loading goes. */
type Loaded = {
  readonly importedIds: readonly string[];
  readonly dynamicallyImportedIds: readonly string[];
};
type LookUp = (id: string) => Loaded | null;

/** What a page loads before it runs, by its first modules and all that these import. */
function loadedAtOnce(lookUp: LookUp, ...first: readonly string[]): ReadonlySet<string> {
  const found = new Set(first);
  for (const id of found) for (const next of lookUp(id)?.importedIds ?? []) found.add(next);
  return found;
}

/**
 * How the extension's pages are built. In the place of the polyfill they have the browser's own API
 * (lib/platform/pages-api.ts). And what both the prompt and the popup begin with is one file, as is what the popup
 * alone begins with of what the full page has, too, and what it loads after that of it: fewer and smaller than a file
 * for each set of pages.
 */
function forPages(): PluginOption {
  const mainOf = (page: string) => join(import.meta.dirname, `entrypoints/${page}/main.tsx`);
  let isOfPages = false;
  let groupOf: ((id: string) => string | null) | null = null;

  function createGroups(lookUp: LookUp) {
    const prompt = loadedAtOnce(lookUp, mainOf("prompt"));
    const popup = loadedAtOnce(lookUp, mainOf("popup"));
    const options = loadedAtOnce(lookUp, mainOf("options"));
    const late = [...popup].flatMap((id) => lookUp(id)?.dynamicallyImportedIds ?? []);
    const behind = loadedAtOnce(lookUp, ...late);
    return (id: string): string | null => {
      // What WXT has each page import stands before them all.
      if (/virtual:wxt-(?:html-)?plugins/.test(id)) return "shell";
      if (popup.has(id) && prompt.has(id)) return "shell";
      if (popup.has(id)) return options.has(id) ? "screens" : null;
      return behind.has(id) && options.has(id) ? "details" : null;
    };
  }

  return {
    name: "waykey:for-pages",
    apply: "build",
    enforce: "pre",
    configResolved({ build }) {
      const input = Object.values(build.rolldownOptions.input ?? {}) as readonly string[];
      isOfPages = input.some((file) => file.endsWith(".html"));
      groupOf = null;
    },
    resolveId: {
      filter: { id: /^webextension-polyfill$/ },
      handler: () =>
        isOfPages ? join(import.meta.dirname, "lib/platform/pages-api.ts") : undefined,
    },
    outputOptions(options) {
      if (!isOfPages) return null;
      const name = (id: string, graph: { getModuleInfo: LookUp }) => {
        groupOf ??= createGroups((each) => graph.getModuleInfo(each));
        return groupOf(id);
      };
      return {
        ...options,
        codeSplitting: { includeDependenciesRecursively: false, groups: [{ name }] },
      };
    },
  };
}

function viteConfig() {
  return {
    plugins: [
      preact({ devToolsEnabled: false }),
      withoutForeignModule,
      withoutWrapper,
      workerInAscii,
      forPages(),
      namesScripts,
    ],
    define: { WAYKEY_BUILD: JSON.stringify(buildId()) },
    build: { modulePreload: false as const },
    worker: { format: "es" as const, plugins: () => [withoutForeignModule, withoutNotice] },
  };
}

export default defineConfig({
  manifestVersion: 3,
  imports: false,
  vite: ({ command }) => {
    // Whatever the shell has it as: with another one the paths of the files would stand in the build.
    if (command === "build") process.env["NODE_ENV"] = "production";
    return viteConfig();
  },
  hooks: {
    "build:before": () => {
      const problems = problemsOfMessages(import.meta.dirname);
      if (problems.length > 0) throw new Error(`The messages do not fit:\n${problems.join("\n")}`);
    },
  },
  // npm goes by it: whoever builds from the sources gets the same packages as we do.
  zip: { includeSources: ["**/*", ".npmrc"] },
  webExt: { binaries: browserPaths() },
  manifest: ({ browser, command }) => ({
    default_locale: "en",
    // One vault for private windows, too, where the user lets Waykey into them: PRIVACY.md.
    incognito: "spanning",
    name: "__MSG_manifest_name__",
    description: "__MSG_manifest_description__",
    permissions: [
      "storage",
      "unlimitedStorage",
      "alarms",
      "idle",
      "activeTab",
      "scripting",
      "clipboardRead",
      "clipboardWrite",
      "contextMenus",
      // Firefox's worker is a page and needs none.
      ...(browser === "firefox" ? [] : ["offscreen"]),
    ],
    host_permissions: [...HEADWAY_MATCHES],
    action: { default_title: "Waykey" },
    commands: {
      "fill-code": {
        description: "__MSG_manifest_fill_code__",
        suggested_key: { default: "Alt+Shift+L" },
      },
      "lock-now": {
        description: "__MSG_manifest_lock_now__",
        suggested_key: { default: "Alt+Shift+J" },
      },
      _execute_action: { suggested_key: { default: "Alt+Shift+K" } },
    },
    content_security_policy: { extension_pages: extensionPagesCsp(command === "serve") },
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
      : {
          minimum_chrome_version: "127",
          // Firefox knows no such key, and what organizations lay down for it without.
          storage: { managed_schema: "managed-schema.json" },
        }),
  }),
});
