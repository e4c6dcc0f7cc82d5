// The arrows of the architecture: which folder may import which. ARCHITECTURE.md says the same in
// words. Imports are read with oxc's parser, type-only ones included.

import { dirname, join, posix, relative } from "node:path";
import { parseSync } from "oxc-parser";

/** Folder below lib/ -> what it may import of ours, besides itself and lib/errors.ts. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  "lib/bytes": [],
  "lib/cbor": ["lib/bytes"],
  "lib/crypto": ["lib/bytes"],
  "lib/otp": ["lib/bytes", "lib/crypto"],
  "lib/webauthn": ["lib/bytes", "lib/cbor", "lib/crypto"],
  "lib/headway": ["lib/bytes"],
  "lib/vault": [
    "lib/bytes",
    "lib/crypto",
    "lib/headway/civil-day.ts",
    "lib/headway/roles.ts",
    "lib/headway/methods.ts",
    "lib/headway/moving.ts",
    "lib/headway/health.ts",
    "lib/headway/recovery-ends.ts",
    "lib/headway/reset-list.ts",
  ],
  "lib/exchange": [
    "lib/bytes",
    "lib/crypto",
    "lib/otp",
    "lib/webauthn",
    "lib/headway",
    "lib/vault",
  ],
  "lib/app": [
    "lib/bytes",
    "lib/crypto",
    "lib/otp",
    "lib/webauthn",
    "lib/headway",
    "lib/vault",
    "lib/exchange",
    "lib/rpc",
  ],
  "lib/rpc": [
    "lib/app/views.ts",
    "lib/headway/page-kind.ts",
    "lib/headway/civil-day.ts",
    "lib/headway/methods.ts",
    "lib/headway/moving.ts",
    "lib/headway/health.ts",
    "lib/headway/reset-list.ts",
    "lib/webauthn/json-types.ts",
  ],
  "lib/page": ["lib/bytes", "lib/headway", "lib/webauthn/json-types.ts", "lib/rpc"],
  "lib/platform": [
    "lib/bytes",
    "lib/crypto",
    "lib/headway",
    "lib/vault",
    "lib/app",
    "lib/rpc",
    "lib/page",
    "lib/i18n",
    "components/ports.ts",
  ],
  "lib/errors.ts": [],
  "lib/i18n": ["public/_locales/en/messages.json"],
  components: ["lib/rpc", "lib/headway", "lib/app/views.ts", "lib/i18n"],
  entrypoints: ["lib", "components"],
  "wxt.config.ts": ["lib/headway", "scripts/build", "scripts/check-messages"],
  "test/site": [],
};

/** npm packages that only these folders may import. */
const PACKAGE_HOMES: Readonly<Record<string, readonly string[]>> = {
  "webextension-polyfill": ["lib/platform"],
  idb: ["lib/platform"],
  "hash-wasm": ["lib/crypto"],
  "@noble/ciphers": ["lib/crypto"],
  "@noble/curves": ["lib/crypto"],
  "cbor-x": ["lib/cbor"],
  otplib: ["lib/otp"],
  fflate: ["lib/exchange"],
  preact: ["components", "entrypoints"],
  "zxing-wasm": ["components"],
};

export type Violation = { readonly file: string; readonly imports: string; readonly rule: string };

function importsOf(file: string, source: string): readonly string[] {
  const { module, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file} does not parse: ${errors[0]?.message}`);
  const from = [
    ...module.staticImports.map((entry) => entry.moduleRequest.value),
    ...module.staticExports.flatMap((entry) =>
      entry.entries.flatMap((e) => e.moduleRequest?.value ?? []),
    ),
    ...module.dynamicImports.map((entry) =>
      source.slice(entry.moduleRequest.start + 1, entry.moduleRequest.end - 1),
    ),
  ];
  return [...new Set(from)];
}

function isBelow(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

function layerOf(file: string): string | undefined {
  return Object.keys(MAY_IMPORT).find((layer) => isBelow(file, layer));
}

/** The imports of one source file that go against the arrows. `file` is relative to the root. */
export function violationsIn(file: string, source: string): readonly Violation[] {
  const layer = layerOf(file);
  const found: Violation[] = [];
  for (const specifier of importsOf(file, source)) {
    if (specifier.startsWith(".")) {
      const target = relative(".", join(dirname(file), specifier))
        .replaceAll("\\", posix.sep)
        .replace(/\?.*$/, "");
      const allowed =
        layer === undefined
          ? ["lib", "components", "test", "scripts"]
          : [layer, "lib/errors.ts", ...(MAY_IMPORT[layer] ?? [])];
      if (!allowed.some((folder) => isBelow(target, folder))) {
        found.push({ file, imports: target, rule: `${layer ?? file} may not import ${target}` });
      }
      continue;
    }
    const home = Object.entries(PACKAGE_HOMES).find(([name]) => isBelow(specifier, name));
    if (
      home !== undefined &&
      layer !== undefined &&
      layer !== "test/site" &&
      !home[1].some((folder) => isBelow(file, folder))
    ) {
      found.push({ file, imports: specifier, rule: `${home[0]} belongs to ${home[1].join(", ")}` });
    }
  }
  return found;
}
