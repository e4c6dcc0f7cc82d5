// The corpus as the stand-in site serves it: each page at an address of its own, its frames on every
// host, and the widgets bundled once a process.

import { build } from "esbuild";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import type { Asset } from "../../site/assets.ts";
import { FAMILIES } from "./corpus.ts";
import type { FieldPage } from "./field-page.ts";

const WIDGETS = [
  "angular.ts",
  "controlled.tsx",
  "input-otp.tsx",
  "jquery.ts",
  "lit.ts",
  "masked.ts",
  "mui.tsx",
  "react-otp-input.tsx",
  "vue.ts",
];

const HTML = "text/html; charset=utf-8";

export const PAGES: readonly FieldPage[] = FAMILIES.flatMap((family) => family.pages);

function pathOf(page: FieldPage): string {
  return `/fields/${PAGES.indexOf(page)}`;
}

export function addressOf(page: FieldPage): string {
  return `https://${page.host ?? "headway.co"}${pathOf(page)}`;
}

function documentOf(page: FieldPage): string {
  const widget =
    page.widget === undefined
      ? ""
      : `<script type="module" src="/widgets/${page.widget}"></script>`;
  return `<!doctype html>
<html lang="${page.lang ?? "en"}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title}</title><style>${page.style ?? ""}</style>${widget}</head>
<body>${page.body}</body>
</html>`;
}

async function bundle(): Promise<ReadonlyMap<string, Asset>> {
  const folder = fileURLToPath(new URL("widgets/", import.meta.url));
  const { outputFiles } = await build({
    entryPoints: WIDGETS.map((file) => `${folder}${file}`),
    outdir: folder,
    bundle: true,
    splitting: true,
    write: false,
    format: "esm",
    target: "es2022",
    define: {
      "process.env.NODE_ENV": '"production"',
      __VUE_OPTIONS_API__: "true",
      __VUE_PROD_DEVTOOLS__: "false",
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "false",
    },
    tsconfigRaw: { compilerOptions: { jsx: "react-jsx", jsxImportSource: "react" } },
  });
  return new Map(
    outputFiles.map((file) => [
      `/widgets/${basename(file.path)}`,
      { type: "text/javascript; charset=utf-8", text: file.text },
    ]),
  );
}

/** What SiteOptions has as `guests`. */
export async function serveCorpus(): Promise<(url: URL) => Asset | null> {
  const assets = new Map(await bundle());
  for (const page of PAGES) {
    assets.set(pathOf(page), { type: HTML, text: documentOf(page) });
    for (const [name, text] of Object.entries(page.frames ?? {})) {
      assets.set(`/frames/${name}`, { type: HTML, text });
    }
  }
  return ({ pathname }) => assets.get(pathname) ?? null;
}
