// Pages of hosts that are not Headway portals: the help centre and any other site. They hold
// WebAuthn buttons and a one-time-code field, for negative tests.

import { html } from "hono/html";
import type { ForeignPlace } from "../hosts.ts";
import type { Html, Page } from "./layout.ts";

export function helpPage(place: ForeignPlace): Page {
  return {
    title: "Help: two-factor authentication",
    scripts: ["stranger.js"],
    body: html`<h1>About two-factor authentication (2FA)</h1>
      <p>
        Two-factor authentication protects your account by requiring a secondary verification method
        during login.
      </p>
      <ul>
        <li>Authenticator app</li>
        <li>Phone (text or call)</li>
        <li>Fingerprint or face</li>
        <li>Security key</li>
        <li>Recovery code</li>
      </ul>
      ${tools(place.host)}`,
  };
}

export function otherPage(place: ForeignPlace, rpId: string): Page {
  return {
    title: "Other site",
    scripts: ["stranger.js"],
    body: html`<h1>Another site</h1>
      <p>This is ${place.host}.</p>
      ${tools(rpId)}`,
  };
}

function tools(rpId: string): Html {
  return html`<div id="tools" class="stack" data-rp-id="${rpId}">
      <div>
        <button type="button" data-call="create">Create passkey</button>
        <button type="button" data-call="get">Use passkey</button>
      </div>
      <pre id="result" aria-live="polite"></pre>
    </div>
    <form class="stack" method="get" action="/">
      <h2>Check your authenticator app</h2>
      <label for="code">Enter your one-time code</label>
      <input id="code" name="code" type="text" inputmode="numeric" autocomplete="one-time-code" />
      <button type="button">Continue</button>
    </form>`;
}
