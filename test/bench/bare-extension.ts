// An extension that does nothing, by the way that Waykey goes: an empty script in the page's world, a content script that
// hands a page's message on, a worker that answers or opens a window, and a window with one button. What it takes is the browser's own share.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserKind, GECKO_ID } from "../e2e/rig/browsers.ts";

const FILES: Readonly<Record<string, string>> = {
  "main.js": "",
  "content.js": `addEventListener("message", async ({ source, data }) => {
  if (source !== window || data?.to !== "bare") return;
  const answer = await chrome.runtime.sendMessage(data.text);
  postMessage({ from: "bare", answer }, location.origin);
});
`,
  "worker.js": `let answerOpening = null;

chrome.runtime.onMessage.addListener((text, sender, answer) => {
  if (text === "open") {
    answerOpening = answer;
    const page = { url: chrome.runtime.getURL("page.html"), type: "popup", width: 420, height: 720 };
    chrome.windows.create(page);
    return true;
  }
  if (text === "allow") answerOpening?.(text);
  answer(text);
  return false;
});
`,
  "page.js": `document.querySelector("button").addEventListener("click", async () => {
  await chrome.runtime.sendMessage("allow");
  close();
});
performance.mark("bare-interactive");
requestAnimationFrame(() => setTimeout(() => performance.mark("bare-drawn")));
`,
  "page.html": `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Bare</title>
    <script type="module" src="page.js"></script>
  </head>
  <body>
    <button type="button">Allow</button>
  </body>
</html>
`,
};

function manifestFor(kind: BrowserKind): object {
  return {
    manifest_version: 3,
    name: "Bare",
    version: "1.0",
    host_permissions: ["https://*.headway.co/*"],
    background: kind === "chromium" ? { service_worker: "worker.js" } : { scripts: ["worker.js"] },
    content_scripts: [
      {
        matches: ["https://*.headway.co/*"],
        js: ["content.js"],
        run_at: "document_start",
      },
      {
        matches: ["https://*.headway.co/*"],
        js: ["main.js"],
        run_at: "document_start",
        world: "MAIN",
      },
    ],
    ...(kind === "firefox"
      ? { browser_specific_settings: { gecko: { id: GECKO_ID, strict_min_version: "128.0" } } }
      : {}),
  };
}

export type BareExtension = { readonly folder: string; remove(): void };

/** Writes it into a folder of its own. */
export function makeBareExtension(kind: BrowserKind): BareExtension {
  const folder = mkdtempSync(join(tmpdir(), "waykey-bare-"));
  const files = { ...FILES, "manifest.json": JSON.stringify(manifestFor(kind), null, 2) };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return {
    folder,
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}
