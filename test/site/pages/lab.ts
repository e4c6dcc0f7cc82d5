// The laboratory: a page from which arbitrary WebAuthn calls can be made, by hand or by
// `window.lab`. Another page can be framed in it with a Permissions Policy of the tester's choice. With
// `?early` the page itself asks for a passkey as it loads, and tells other pages what came of it.

import { html } from "hono/html";
import type { Session } from "../sessions.ts";
import type { Page } from "./layout.ts";

export function labPage(session: Session, frame: string | null, allow: string): Page {
  return {
    title: "Lab",
    scripts: ["lab.js"],
    body: html`<h1>Lab</h1>
      <div id="lab" class="stack" data-csrf="${session.csrf}">
        <label for="options">Options as JSON, bytes in base64url</label>
        <textarea id="options" rows="10" spellcheck="false"></textarea>
        <div>
          <button type="button" data-call="create">Create passkey</button>
          <button type="button" data-call="get">Use passkey</button>
        </div>
        <pre id="result" aria-live="polite"></pre>
      </div>
      ${frame === null ? "" : html`<iframe title="Framed" src="${frame}" allow="${allow}"></iframe>`}`,
  };
}
