// Bundles the browser scripts in client/ with esbuild, once a process, and serves them with the
// style sheet from memory.

import { build } from "esbuild";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { styleSheet } from "./style-sheet.ts";

export interface Asset {
  readonly type: string;
  readonly text: string;
}

/** Assets by file name, such as `passkey.js`. */
export type Assets = ReadonlyMap<string, Asset>;

const scripts = ["screens.tsx", "boxes.ts", "passkey.ts", "devices.ts", "lab.ts", "stranger.ts"];
let bundled: Promise<Assets> | null = null;

export function loadAssets(): Promise<Assets> {
  bundled ??= bundle();
  return bundled;
}

async function bundle(): Promise<Assets> {
  const folder = fileURLToPath(new URL("client/", import.meta.url));
  const { outputFiles } = await build({
    entryPoints: scripts.map((script) => `${folder}${script}`),
    outdir: folder,
    bundle: true,
    write: false,
    minify: true,
    format: "esm",
    target: "es2022",
    define: { "process.env.NODE_ENV": '"production"' },
    tsconfigRaw: { compilerOptions: { jsx: "react-jsx", jsxImportSource: "react" } },
  });
  const assets = new Map<string, Asset>();
  for (const file of outputFiles) {
    assets.set(basename(file.path), { type: "text/javascript; charset=utf-8", text: file.text });
  }
  assets.set("site.css", { type: "text/css; charset=utf-8", text: styleSheet });
  return assets;
}
